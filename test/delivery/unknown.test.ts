import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDeliverer } from '#src/delivery/deliver.ts'
import type { DeliveryNotice } from '#src/delivery/room.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'
import { createStandIn, type StandIn } from './stand-in-channel.ts'

// What was asked and not answered, where looking for it finds nothing or is not possible: it may stand there unseen all the while.

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let store: Store
let standIn: StandIn
let clock: number
let notices: DeliveryNotice[]

beforeEach(async () => {
  clock = CALL_AT
  notices = []
  standIn = createStandIn()
  store = await openStore({ path: ':memory:', now: () => clock })
})
afterEach(() => store.close())

async function record(storyId: string, revision = 1): Promise<void> {
  const item = makeItem({ guid: `${storyId} ${revision}`, title: `${storyId} ${revision}` })
  await store.stories.record(makeOutcome({ item, story: { id: storyId, revision }, routes: ['desk'] }))
}

/** Runs at each moment something is due, as the ticks would, until nothing is or `untilMs` are over. */
async function run(untilMs = 365 * 24 * HOUR_MS): Promise<void> {
  const end = clock + untilMs
  const deliverer = createDeliverer({
    outbox: store.outbox,
    stops: store.stops,
    routes: () => [makeRoute()],
    channels: new Map([['local', standIn.channel]]),
    clock: () => clock,
    log: silentLog,
    tell: (notice) => notices.push(notice),
    settings: { random: () => 0 },
  })
  for (;;) {
    await deliverer.run(new AbortController().signal)
    const next = await deliverer.nextDueAt()
    if (next === null || next > end) return
    clock = Math.max(clock + 1, next)
  }
}

test('what was looked for in vain but could not be sent then is looked for again, and a newer revision waits for it', async () => {
  await record('a')
  standIn.plan('lost-unstored', { kind: 'retry', reason: 'rate limited', afterMs: HOUR_MS })
  await run(10 * MINUTE_MS)
  await record('a', 2)
  await run()
  expect(standIn.asked).toEqual(['send desk a 1', 'look desk a 1', 'send desk a 1', 'look desk a 1', 'send desk a 1', 'send desk a 2'])
  expect(standIn.stored).toHaveLength(1)
})

test('a look that is refused with the whole route is made again when access returns', async () => {
  await record('a')
  standIn.plan('lost')
  standIn.blind({ kind: 'rejected', reason: 'the bot may not read there', scope: 'route' })
  await run(48 * HOUR_MS)
  standIn.blind({ kind: 'unknown', reason: 'no answer' })
  await run(HOUR_MS)
  standIn.blind(null)
  await run()
  expect(standIn.stored).toHaveLength(1)
  expect(standIn.asked.filter((line) => line.startsWith('send'))).toEqual(['send desk a 1'])
  expect(notices.map(({ kind }) => kind)).not.toContain('given-up')
})

test('a platform that takes nothing for a day is sent the same ever more rarely, and nothing is lost', async () => {
  await record('a')
  const end = clock + 24 * HOUR_MS
  standIn.always(() => (clock < end ? 'lost-unstored' : 'ok'))
  await run()
  expect(standIn.stored).toHaveLength(1)
  expect(notices).toEqual([])
  expect(standIn.asked.length).toBeLessThan(250)
})
