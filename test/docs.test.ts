import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runProgram } from '#src/cli/program.ts'
import { LAVROV_EN, rss } from './e2e/bot.ts'
import { type FeedServer, startFeedServer, unusedPort } from './stand-ins/feed-server.ts'
import { canRunPostgres, newDatabase } from './stand-ins/postgres/database.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const PAGES = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(path.join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
]
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8')
const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts

/** Its commands are for several processes, and run on Postgres. */
const SHARED = 'docs/processes.md'

/** A block of commands on a page. `notRun`: why not, as the comment `<!-- not run: … -->` before it says. */
type Block = { readonly page: string; readonly line: number; readonly commands: string; readonly notRun: string }

/** Blocks that are marked as shell, and those without a mark that begin with a command. */
function blocksOf(page: string): readonly Block[] {
  const source = read(page)
  return [...source.matchAll(/^(?:<!-- not run: (.+) -->\n+)?```(\w*)\n([\s\S]*?)^```$/gm)].flatMap(
    ([whole, notRun = '', mark = '', commands = ''], _index) => {
      const isShell = mark === 'sh' || (mark === '' && /^(?:npm|npx|node|curl|docker|git|cp) /.test(commands))
      const line = source.slice(0, source.indexOf(whole)).split('\n').length
      return isShell ? [{ page, line, commands, notRun }] : []
    },
  )
}
const blocks = PAGES.flatMap(blocksOf)

/** Lines that are not run here, since they take minutes, never end, or need what this machine has not; what is looked at in their place. */
const ELSEWHERE: readonly (readonly [RegExp, (line: string) => void])[] = [
  // Until it is stopped, too: `startsAs` starts it, and stops it.
  [/^npm start -- --role \w+$/, () => expect(scripts).toHaveProperty('start')],
  [/^npm ci\b/, () => expect(read('package-lock.json')).toContain('"lockfileVersion"')],
  [/^npm (?:start|test)\b/, (line) => expect(scripts).toHaveProperty(line.split(/\s+/)[1] ?? '')],
  [/^npm run (?:check|bench|fuzz|faults|render|soak|scale|fix)\b/, (line) => expect(scripts).toHaveProperty(line.split(/\s+/)[2] ?? '')],
  // Runs until it is stopped; with --exit it ends by itself, and is run.
  [/^npm run demo\s*(?:#.*)?$/, () => expect(scripts).toHaveProperty('demo')],
  [/^docker compose\b/, (line) => expect(line).toMatch(/^docker compose (?:--profile (?:bot|scale) )?(?:up|ps|exec|build|kill|logs)\b/)],
  [/^npm run register\b/, () => expect(scripts).toHaveProperty('register')],
]

/** What `--help` says of a verb; '' where there is none. */
async function helpText(verb: readonly string[]): Promise<string> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()]
  let code = 0
  const exit = (wanted: number): void => {
    code = Math.max(code, wanted)
  }
  const io = {
    stdin: Readable.from([]),
    stdout,
    stderr,
    env: {},
    cwd: ROOT,
    interactive: false,
    signal: new AbortController().signal,
    exit,
  }
  const told = Promise.all([text(stdout), text(stderr)])
  await runProgram([...verb, '--help'], io)
  stdout.end()
  stderr.end()
  const [help] = await told
  return code === 0 && help.includes(`alignment-watch ${verb.join(' ')}`) ? help : ''
}

describe('the commands of the documentation', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'alignment-watch-docs-'))
  let feeds: FeedServer
  let bot: ChildProcess
  let env: NodeJS.ProcessEnv

  /** A checkout as a reader has it: our own configuration, but for the feeds, which are on loopback; and the bot running in it. */
  beforeAll(async () => {
    for (const name of ['package.json', 'config', 'demo', 'docs', '.env.example'])
      cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true })
    for (const name of ['node_modules', 'src']) symlinkSync(path.join(ROOT, name), path.join(folder, name))
    feeds = await startFeedServer()
    feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
    const feed = `{ id: river, title: River Wire, url: "${feeds.origin}/river", language: en, country: KOR, kind: wire, bloc: us-jp-kr }`
    writeFileSync(path.join(folder, 'config/feeds.yaml'), `feeds:\n  - ${feed}\n`)
    const port = await unusedPort()
    env = {
      PATH: process.env.PATH,
      HOME: folder,
      ENV_FILE: '',
      LOG_LEVEL: 'silent',
      POLL_ALLOW_ADDRESSES: '127.0.0.1/32',
      WEB_PORT: String(port),
      WEB_TOKEN: 'a-token-for-the-docs',
    }
    bot = spawn(process.execPath, ['src/launch.js', 'start'], { cwd: folder, env, stdio: 'ignore' })
    const answers = () =>
      fetch(`http://127.0.0.1:${port}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      )
    await vi.waitUntil(answers, { timeout: 90_000, interval: 100 })
  }, 100_000)

  afterAll(async () => {
    const ended = once(bot, 'exit')
    bot.kill('SIGTERM')
    await ended
    await feeds.close()
    rmSync(folder, { recursive: true, force: true })
  })

  /** The block as this machine can run it: its bot has another port and a process id of its own. */
  const here = (line: string): string => line.replaceAll('127.0.0.1:8787', `127.0.0.1:${env.WEB_PORT}`).replace(/\bPID\b/, String(bot.pid))

  /** Starts a process of several, waits until it works, and stops it. */
  const startsAs = async (role: string, its: NodeJS.ProcessEnv): Promise<void> => {
    const child = spawn(process.execPath, ['src/launch.js', 'start', '--role', role], {
      cwd: folder,
      env: { ...its, WEB_PORT: '0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const ended = once(child, 'exit')
    let said = ''
    for await (const chunk of child.stderr) {
      const before = said
      said += String(chunk)
      // A second signal would end it at once.
      const works = `(role ${role})`
      if (said.includes(works) && !before.includes(works)) child.kill('SIGTERM')
    }
    expect([await ended, said]).toEqual([[0, null], expect.stringContaining(`(role ${role})`)])
  }

  test('there are some', () => {
    expect(blocks.length).toBeGreaterThan(8)
  })

  test.each(blocks.map((block) => [`${block.page}:${block.line}`, block] as const))(
    '%s runs as it stands',
    async (_, { page, commands, notRun }) => {
      if (notRun !== '') return void process.stderr.write(`not run: ${notRun}\n`)
      if (page === SHARED && !canRunPostgres) return void process.stderr.write(`not run: ${page} needs Postgres, which cannot run here\n`)
      const store = page === SHARED ? { DATABASE_URL: await newDatabase() } : {}
      const roles = [...commands.matchAll(/^npm start -- --role (\w+)$/gm)].map(([, role = '']) => role)
      await Promise.all(roles.map((role) => startsAs(role, { ...env, ...store })))
      const lines = commands.split('\n').filter((line) => {
        const look = ELSEWHERE.find(([pattern]) => pattern.test(line))?.[1]
        look?.(line)
        return look === undefined
      })
      // Not spawnSync: the feed that the bot reads is served by this very process.
      const child = spawn('sh', ['-euc', lines.map(here).join('\n')], {
        cwd: folder,
        env: { ...env, ...store },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const [out, err, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
      expect(status, `${out}${err}`.slice(-800)).toBe(0)
    },
    120_000,
  )

  /** Commands inside sentences: `npm run -s cli -- VERB …` or `cli VERB …`. */
  const mentioned = [
    ...new Set(
      PAGES.flatMap((page) => [...read(page).matchAll(/`(?:npm run -s cli --|cli) ([a-z][^`]*)`/g)].map(([, words = '']) => words.trim())),
    ),
  ]
  const verbsOf = (words: string): readonly string[] => /^((?:[a-z][\w-]*)(?: [a-z][\w-]*)?)/.exec(words)?.[1]?.split(' ') ?? []

  test('verbs and options that sentences name are there', async () => {
    const helps = new Map<string, Promise<string>>()
    const helpOf = (verb: readonly string[]): Promise<string> => {
      const key = verb.join(' ')
      const known = helps.get(key) ?? helpText(verb)
      helps.set(key, known)
      return known
    }
    const wrong: string[] = []
    for (const words of mentioned) {
      const [verb = '', below] = verbsOf(words)
      const group = await helpOf([verb])
      if (group === '') wrong.push(`no verb: ${words}`)
      const help = below !== undefined && new RegExp(`^ {2}${below}\\b`, 'm').test(group) ? await helpOf([verb, below]) : group
      for (const [option] of words.matchAll(/--[a-z-]+/g))
        if (option !== '--help' && !help.includes(option)) wrong.push(`${words}: no option ${option}`)
    }
    expect(mentioned.length).toBeGreaterThan(5)
    expect(wrong).toEqual([])
  }, 120_000)
})
