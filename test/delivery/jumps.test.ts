import { expect, test } from 'vitest'
import { createDeliverer } from '#src/delivery/deliver.ts'
import { watchJumps } from '#src/delivery/jumps.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore } from '#src/store/store.ts'
import { CALL_AT, makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'
import { createStandIn } from './stand-in-channel.ts'

const MINUTE_MS = 60_000
const DAY_MS = 1_440 * MINUTE_MS

test.each([DAY_MS, -DAY_MS, 2 * MINUTE_MS])('a clock that is set by %i ms has jumped; one that goes on has not', (byMs) => {
  let [wall, steady] = [CALL_AT, 0]
  const jumps = watchJumps(
    () => wall,
    () => steady,
  )
  wall += DAY_MS
  steady += DAY_MS - 30_000
  expect(jumps.sinceMs()).toBe(Number.POSITIVE_INFINITY)
  wall += byMs
  expect(jumps.sinceMs()).toBe(0)
  wall += 5_000
  steady += 5_000
  expect(jumps.sinceMs()).toBe(5_000)
})

test('when the clock jumps forward, what another process may be sending is left alone for a lease; new stories go out', async () => {
  const shift = { wall: 0, steady: 0 }
  const clock = () => CALL_AT + shift.wall + shift.steady
  await using store = Object.assign(await openStore({ path: ':memory:', now: clock }), { [Symbol.asyncDispose]: () => store.close() })
  const standIn = createStandIn()
  const deliverer = createDeliverer({
    outbox: store.outbox,
    stops: store.stops,
    routes: () => [makeRoute(), makeRoute({ id: 'seoul', channel: 'seoul' })],
    channels: new Map([['local', standIn.channel]]),
    clock,
    elapsed: () => shift.steady,
    log: silentLog,
  })
  const record = (id: string, routes: readonly string[]) =>
    store.stories.record(makeOutcome({ item: makeItem({ guid: id, title: id }), story: { id }, routes }))
  const run = () => deliverer.run(new AbortController().signal)
  await record('a', ['desk'])
  await store.outbox.claim(clock(), 1, 5 * MINUTE_MS) // by another process
  await run()
  await record('b', ['seoul'])
  shift.wall = DAY_MS
  await run()
  expect(standIn.asked).toEqual(['send seoul b 1'])
  shift.steady = 5 * MINUTE_MS
  await run()
  expect(standIn.asked).toEqual(['send seoul b 1', 'look desk a 1', 'send desk a 1'])
})
