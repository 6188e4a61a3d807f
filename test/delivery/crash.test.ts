import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '#src/store/store.ts'
import { CALL_AT, makeItem, makeOutcome } from '../fixtures/make.ts'

const child = fileURLToPath(new URL('crash-child.ts', import.meta.url))
const LEASE_OVER_MS = 600_000
const ROUTES = ['route-0', 'route-1', 'route-2', 'route-3']
const STORIES = Array.from({ length: 80 }, (_, index) => `story-${String(index).padStart(2, '0')}`)

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-crash-'))
  const store = await openStore({ path: join(folder, 'store.sqlite'), now: () => CALL_AT })
  for (const id of STORIES) {
    await store.stories.record(makeOutcome({ item: makeItem({ guid: id, title: id }), story: { id }, routes: ROUTES }))
  }
  await store.close()
})
afterEach(() => rm(folder, { recursive: true }))

const live = (at: number): ChildProcess =>
  spawn(process.execPath, [child, join(folder, 'store.sqlite'), join(folder, 'platform'), String(at), String(ROUTES.length)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })

/** What the platform holds, by route: stories in the order they came. */
async function held(): Promise<Record<string, readonly string[]>> {
  const lines = (await readFile(join(folder, 'platform'), 'utf8')).split('\n').filter(Boolean)
  return Object.fromEntries(
    ROUTES.map((id) => [id, lines.filter((line) => line.startsWith(`${id} `)).map((line) => line.split(' ')[1] ?? '')]),
  )
}

const WHOLE = Object.fromEntries(ROUTES.map((id) => [id, STORIES]))

test('killed again and again in the middle of its work, it loses nothing, doubles nothing and keeps the order', async () => {
  let at = CALL_AT
  let kills = 0
  for (let isDone = false; !isDone; at += LEASE_OVER_MS) {
    const process = live(at)
    const ended = once(process, 'exit')
    await once(process.stdout ?? process, 'data')
    if (kills < 6) await Promise.race([sleep(10 + Math.random() * 30), ended])
    if (kills < 6) process.kill('SIGKILL')
    const [code] = await ended
    isDone = code === 0
    kills += isDone ? 0 : 1
  }
  expect(kills).toBe(6)
  expect(await held()).toEqual(WHOLE)
})

test('three processes at once share the work: none sends what another has, and every route keeps its order', async () => {
  const processes = [live(CALL_AT), live(CALL_AT), live(CALL_AT)]
  const codes = await Promise.all(processes.map(async (process) => (await once(process, 'exit'))[0]))
  expect(codes).toEqual([0, 0, 0])
  // A process that found every route busy may have ended early; the last one at work finishes all.
  expect(await held()).toEqual(WHOLE)
})
