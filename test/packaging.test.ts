import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
  const compose = parse(readFileSync(path.join(ROOT, 'compose.yaml'), 'utf8')) as {
    services: { bot: { environment: Record<string, string>; ports: string[]; volumes: string[] } }
  }

  test('sets only variables that the program knows, and shares the page with this machine alone', () => {
    const known = readFileSync(path.join(ROOT, '.env.example'), 'utf8')
    for (const name of Object.keys(compose.services.bot.environment)) expect(known).toContain(`${name}=`)
    expect(compose.services.bot.ports).toEqual(['127.0.0.1:8787:8787'])
  })

  test('keeps the store in a volume at the place the image names', () => {
    expect(compose.services.bot.volumes).toContain('data:/app/data')
    expect(dockerfile).toContain('STORE_PATH=/app/data/')
    expect(compose.services.bot.environment.STORE_PATH).toMatch(/^\/app\/data\//)
  })
})
