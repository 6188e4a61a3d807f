import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '#src/store/store.ts'
import { LAVROV_EN, openBot, rss } from './bot.ts'
import { NOT_FOR_PEOPLE, run, start } from './run.ts'

const NOBODY = 65_534

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-store-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const startOn = (store: string, env: Readonly<Record<string, string>> = {}) =>
  run(['start'], { env: { STORE_PATH: store, WEB_PORT: '0', ...env } })

async function makeStore(name: string): Promise<string> {
  const file = path.join(folder, name)
  await (await openStore({ path: file })).close()
  return file
}

describe('a start that cannot succeed ends with 1 and one line that says what to do', () => {
  test('a store that is something else, and it is left as it is', async () => {
    const file = path.join(folder, 'notes.txt')
    await writeFile(file, 'notes about the trilateral, no database\n'.repeat(50))
    const { code, out, err } = await startOn(file)
    expect(err).toBe(`the store ${file} is not a SQLite database: name another path, or move that file away to start with an empty store\n`)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(await readFile(file, 'utf8')).toMatch(/^notes about/)
  })

  test('a folder in the store’s place', async () => {
    const file = path.join(folder, 'folder.db')
    await mkdir(file)
    const { code, err } = await startOn(file)
    expect(err).toMatch(/^the store .*folder\.db cannot be opened or read: check that the path is a file.*\n$/)
    expect(code).toBe(1)
  })

  test.runIf(process.platform === 'linux')('a folder that cannot be made', async () => {
    const { code, err } = await startOn('/proc/alignment-watch/store.db')
    expect(err).toMatch(/^the store \/proc\/alignment-watch\/store\.db cannot be opened or read: check .* that its folder can be entered/)
    expect(code).toBe(1)
  })

  test('a store of a newer version', async () => {
    const file = await makeStore('newer.db')
    const database = new DatabaseSync(file)
    database.exec(`insert into migrations (number, name, applied_at) values (999, 'later', 0)`)
    database.close()
    const { code, err } = await startOn(file)
    expect(err).toMatch(/^the store .*newer\.db was made by a newer version of this program: use that version, or another store\n$/)
    expect(code).toBe(1)
  })

  test('a store that another program keeps locked', async () => {
    const file = await makeStore('locked.db')
    const other = new DatabaseSync(file)
    other.exec('begin immediate')
    const { code, err } = await startOn(file)
    other.close()
    expect(err).toMatch(/^the store .*locked\.db is locked by another process: end the other program that has it open, or wait.*\n$/)
    expect(code).toBe(1)
  })

  test.runIf(process.platform === 'linux')('a disk that is full', async () => {
    const { code, err } = await startOn('/dev/full')
    expect(err).toMatch(/^the store \/dev\/full cannot grow, the disk is full: free some space; nothing that was stored is lost\n$/)
    expect(code).toBe(1)
  })

  test.runIf(process.platform !== 'win32')('a store that this user may not write', async () => {
    const file = await makeStore('read-only.db')
    await chmod(file, 0o444)
    await mkdir(path.join(folder, 'closed'), { mode: 0o555 })
    const closed = path.join(folder, 'closed', 'store.db')
    const rights = process.getuid?.() === 0 ? { uid: NOBODY } : {}
    await chmod(folder, 0o555)
    const programs = [file, closed].map((store) => start(['start'], { STORE_PATH: store, WEB_PORT: '0' }, rights))
    const codes = await Promise.all(programs.map(({ ended }) => ended))
    await chmod(folder, 0o755)
    for (const program of programs) {
      expect(program.said()).toMatch(/the store .* cannot be (written|opened or read): /)
      expect(program.said()).not.toMatch(NOT_FOR_PEOPLE)
    }
    expect(programs[0]?.said()).toContain('give the user that runs this program the right to write the file and its folder')
    expect(codes).toEqual([1, 1])
  })

  test('a port that is in use: the store is closed again', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const file = path.join(folder, 'port.db')
    const { code, err } = await startOn(file, { WEB_PORT: String(port) })
    server.close()
    expect(err).toMatch(new RegExp(`^Port ${port} on 127\\.0\\.0\\.1 is in use: .* choose another port: WEB_PORT=${port + 1}\\.\n$`))
    expect(code).toBe(1)
    await (await openStore({ path: file, busyMs: 10 })).close()
  })

  test('an address that is not this machine’s', async () => {
    const { code, err } = await startOn(':memory:', { WEB_HOST: '192.0.2.1' })
    expect(err).toMatch(/^This machine has no address “192\.0\.2\.1”\. .*WEB_HOST=127\.0\.0\.1\.\n$/)
    expect(code).toBe(1)
  })
})

test('what may not be meant is told in a note each, and the program starts', async () => {
  const stop = new AbortController()
  stop.abort()
  const env = { STORE_PATH: ':memory:', WEB_PORT: '0', DISCORD_TOKN: 'planted-word', LOG_LEVEL: 'warn' }
  const { code, err } = await run(['start'], { env, signal: stop.signal })
  expect(err.split('\n')[0]).toBe('Note: environment DISCORD_TOKN: DISCORD_TOKN is not read. Did you mean DISCORD_TOKEN?')
  expect(err).toMatch(/Alignment Watch follows \d+ feeds and posts to: local, terminal\. The local channel is at http:\/\/127\.0\.0\.1:\d+/)
  expect(err).not.toContain('planted-word')
  expect(code).toBe(0)
})

const ONE_FEED =
  'feeds:\n  - { id: river, title: River Wire, url: "{origin}/river", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n'

test('a store that gets locked while the program runs is told once, and nothing is lost', async () => {
  const file = path.join(folder, 'running.db')
  const bot = await openBot({ at: '2025-07-12T09:00:00Z', env: { STORE_PATH: file }, feedsYaml: ONE_FEED })
  bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
  const other = new DatabaseSync(file)
  other.exec('begin immediate')
  await bot.app.poll()
  const told = bot.log.lines.filter((line) => line.startsWith('error'))
  expect(told).toEqual([
    expect.stringMatching(
      /^error Polling has stopped: the store .* is locked by another process: .*tried again by itself; nothing is lost\./,
    ),
  ])
  other.exec('rollback')
  other.close()
  await bot.round()
  expect(bot.log.lines.filter((line) => line.includes('works again'))).toHaveLength(1)
  expect(bot.terminal()).toContain('Wonsan')
  await bot.close()
})
