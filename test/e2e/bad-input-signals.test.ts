import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from '#src/store/store.ts'
import { makeFeed } from '../fixtures/make.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { LAVROV_EN, rss } from './bot.ts'
import { NOT_FOR_PEOPLE, PROJECT, type Running, start } from './run.ts'

let folder: string
let feeds: FeedServer
let programs: Running[]
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-signals-'))
  await cp(path.join(PROJECT, 'config'), path.join(folder, 'config'), { recursive: true })
  feeds = await startFeedServer()
  const line = (id: string) =>
    `  - { id: ${id}, title: ${id} Wire, url: "${feeds.origin}/${id}", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n`
  await writeFile(path.join(folder, 'config/feeds.yaml'), `feeds:\n${line('river')}${line('bay')}`)
})
afterAll(async () => {
  await feeds.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  programs = []
  feeds.set('/river', { kind: 'feed', body: rss('River Wire', [{ ...LAVROV_EN, at: new Date(Date.now() - 60_000).toISOString() }]) })
  feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
})
afterEach(() => {
  for (const program of programs) program.signal('SIGKILL')
})

/** A store of a bot that ran before: its feeds are due at once, not spread over the first minute. */
async function dueStore(name: string): Promise<string> {
  const file = path.join(folder, name)
  const store = await openStore({ path: file })
  await store.feeds.sync([makeFeed({ id: 'river' }), makeFeed({ id: 'bay' })], () => 0)
  await store.close()
  return file
}

function startBot(store: string): Running {
  const env = { STORE_PATH: store, WEB_PORT: '0', POLL_ALLOW_ADDRESSES: '127.0.0.1/32' }
  const program = start(['start', '--config', path.join(folder, 'config')], env)
  programs.push(program)
  return program
}

const asked = async (at: string, times = 1): Promise<void> => {
  while (feeds.requests.filter((request) => request.path === at).length < times) await sleep(20)
}

describe('signals', () => {
  test('SIGTERM while feeds are polled ends the program with 0, within a second or two; what was not read is read at the next start', async () => {
    const store = await dueStore('term.db')
    feeds.set('/river', { kind: 'silent' })
    const before = feeds.requests.filter((request) => request.path === '/river').length
    const first = startBot(store)
    await asked('/river', before + 1)
    const stoppedAt = performance.now()
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    expect(performance.now() - stoppedAt).toBeLessThan(5_000)
    expect(first.said()).toContain('Stopping: what is under way is finished, the rest waits in the store.')
    expect(first.said()).not.toMatch(/\n\s+at |failed|error/)

    feeds.set('/river', { kind: 'feed', body: rss('River Wire', [{ ...LAVROV_EN, at: new Date(Date.now() - 60_000).toISOString() }]) })
    const second = startBot(store)
    await second.until('Wonsan')
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
  })

  test('killed in the middle, the program goes on where it was: the story comes once', async () => {
    const store = await dueStore('kill.db')
    const before = feeds.requests.filter((request) => request.path === '/river').length
    const first = startBot(store)
    await asked('/river', before + 1)
    first.signal('SIGKILL')
    expect(await first.ended).toBeNull()
    const second = startBot(store)
    if (!first.said().includes('Wonsan')) await second.until('Wonsan')
    await sleep(300)
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
    const told = (first.said() + second.said()).split('Lavrov, in Wonsan').length - 1
    expect(told).toBe(1)
  })

  test('a second signal does not wait for what is under way: it ends the program at once with 130', async () => {
    const program = startBot(await dueStore('int.db'))
    await program.until('The local channel is at')
    // Held still, so that both are there when it goes on.
    for (const name of ['SIGSTOP', 'SIGINT', 'SIGTERM', 'SIGCONT'] as const) program.signal(name)
    expect(await program.ended).toBe(130)
    expect(program.said()).not.toMatch(/\n\s+at /)
  })

  test('SIGINT ends a verb that waits for more on standard input', async () => {
    const program = start(['classify', '-'], {})
    programs.push(program)
    program.type('{"id":1,"title":"Expo passes its half-way point"}\n')
    await program.until('"id":1')
    program.signal('SIGINT')
    expect(await program.ended).not.toBeNull()
    expect(program.said()).not.toMatch(/\n\s+at |cannot be read/)
  })

  test('unknown verbs end a process with 2, bad configurations with 1', async () => {
    const unknown = start(['nonsense'], {})
    const bad = start(['start'], { WEB_PORT: 'lots' })
    programs.push(unknown, bad)
    expect(await Promise.all([unknown.ended, bad.ended])).toEqual([2, 1])
    expect(unknown.said() + bad.said()).not.toMatch(NOT_FOR_PEOPLE)
  })
})
