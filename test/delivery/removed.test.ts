import { afterEach, beforeEach, expect, test } from 'vitest'
import { REMOVED, REMOVED_MS, settleRemoved } from '#src/delivery/removed.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeItem, makeOutcome } from '../fixtures/make.ts'

const HOUR_MS = 3_600_000

let store: Store
let clock: number
let routes: { id: string }[]
let told: string[]
beforeEach(async () => {
  clock = CALL_AT
  routes = [{ id: 'desk' }]
  told = []
  store = await openStore({ path: ':memory:', now: () => clock })
  for (const id of ['a', 'b', 'c']) {
    const item = makeItem({ guid: id, title: id })
    await store.stories.record(makeOutcome({ item, story: { id, revision: 1 }, routes: ['desk', 'old'] }))
  }
})
afterEach(() => store.close())

const settle = (laterMs = 0): Promise<void> => {
  clock += laterMs
  const warn = (fields: object, message: string): void => void told.push(`${message} ${JSON.stringify(fields)}`)
  return settleRemoved({ ...store, routes: () => routes, clock: () => clock, log: { debug() {}, info() {}, warn, error() {} } })
}
const states = async (routeId: string): Promise<readonly string[]> =>
  (await store.outbox.list({ routeId, limit: 9 })).map(({ state, reason }) => (reason === REMOVED ? `${state}, dropped` : state))

test('what waits for a route that was taken out is kept for three days, told once, and then settled with its reason', async () => {
  await settle()
  await settle(REMOVED_MS - 1)
  expect(await states('old')).toEqual(['pending', 'pending', 'pending'])
  expect(told).toEqual([
    expect.stringMatching(/^Posts wait for a route that is configured no longer\. Put it back within three days .*"old"/),
  ])
  await settle(1)
  expect(await states('old')).toEqual(['superseded, dropped', 'superseded, dropped', 'superseded, dropped'])
  expect(told[1]).toMatch(/is not sent any more\. {"route":"old","dropped":3}/)
  expect(await states('desk')).toEqual(['pending', 'pending', 'pending'])
  await settle(HOUR_MS)
  expect(told).toHaveLength(2)
  expect(await store.notices.list()).toEqual([])
})

test('a route that is put back in time sends what waited, and has three days again when it is taken out once more', async () => {
  await settle()
  routes = [...routes, { id: 'old' }]
  await settle(REMOVED_MS - HOUR_MS)
  routes = [{ id: 'desk' }]
  await settle(HOUR_MS)
  await settle(REMOVED_MS - 1)
  expect(await states('old')).toEqual(['pending', 'pending', 'pending'])
})

test('what may have arrived is given up, and what is being sent at the moment is left to who sends it', async () => {
  const [first] = await store.outbox.claim(clock, 1, HOUR_MS, ['old'])
  if (first === undefined) throw new Error('nothing was handed out')
  await settle()
  await store.outbox.settle(first, { kind: 'unknown', reason: 'the answer was lost' }, clock, clock)
  await store.outbox.claim(clock + REMOVED_MS, 1, HOUR_MS, ['old'])
  await settle(REMOVED_MS)
  expect(await states('old')).toEqual(['superseded, dropped', 'superseded, dropped', 'claimed'])
  await settle(HOUR_MS)
  expect(await states('old')).toEqual(['superseded, dropped', 'superseded, dropped', 'rejected, dropped'])
})
