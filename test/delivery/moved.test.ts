import { afterEach, beforeEach, expect, test } from 'vitest'
import { createDeliverer } from '#src/delivery/deliver.ts'
import type { Route } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'
import { createStandIn, type StandIn } from './stand-in-channel.ts'

// A route that is led elsewhere while nobody knows what became of a post: it may stand in the place before.

const HOUR_MS = 3_600_000

let store: Store
let here: StandIn
let other: StandIn
let clock: number
let route: Route

beforeEach(async () => {
  clock = CALL_AT
  here = createStandIn('local')
  other = createStandIn('terminal')
  route = makeRoute({ platform: 'local', channel: 'old' })
  store = await openStore({ path: ':memory:', now: () => clock })
})
afterEach(() => store.close())

async function record(storyId: string, revision = 1): Promise<void> {
  const item = makeItem({ guid: `${storyId} ${revision}`, title: `${storyId} ${revision}` })
  await store.stories.record(makeOutcome({ item, story: { id: storyId, revision }, routes: ['desk'] }))
}

async function run(laterMs = 0, platforms: readonly StandIn[] = [here, other]): Promise<void> {
  clock += laterMs
  const deliverer = createDeliverer({
    outbox: store.outbox,
    stops: store.stops,
    routes: () => [route],
    channels: new Map(platforms.map(({ channel }) => [channel.platform, channel])),
    clock: () => clock,
    log: silentLog,
    settings: { random: () => 0 },
  })
  await deliverer.run(new AbortController().signal)
}

const places = ({ stored }: StandIn): readonly string[] => stored.map(({ channel, revision }) => `${channel} ${revision}`)

test('a post whose answer was lost is found in the channel before, and edited there by the next revision', async () => {
  await record('a')
  here.plan('lost')
  await run()
  route = { ...route, channel: 'new' }
  await run(HOUR_MS)
  expect(places(here)).toEqual(['old 1'])
  await record('a', 2)
  await run()
  expect(places(here)).toEqual(['old 2'])
  expect(await store.outbox.list({ limit: 9 })).toMatchObject([{ state: 'sent' }, { state: 'sent', receipt: { channel: 'old' } }])
})

test('one that never arrived there is sent to the channel of now, and looked for there from then on', async () => {
  await record('a')
  here.plan('lost-unstored')
  await run()
  route = { ...route, channel: 'new' }
  here.plan('lost')
  await run(HOUR_MS)
  expect(places(here)).toEqual(['new 1'])
  await run(HOUR_MS)
  expect(places(here)).toEqual(['new 1'])
  expect(await store.outbox.list({ limit: 9 })).toMatchObject([{ state: 'sent', receipt: { channel: 'new' } }])
})

test('it is looked for on the platform before; where that is set up no longer, it is sent to the one of now', async () => {
  await record('a')
  await record('b')
  here.plan('lost')
  await run()
  route = { ...route, platform: 'terminal', channel: 'new' }
  await run(HOUR_MS)
  expect([places(here), places(other)]).toEqual([['old 1'], ['new 1']])
  other.plan('lost-unstored')
  await record('c')
  await run()
  route = { ...route, platform: 'local', channel: 'newer' }
  await run(HOUR_MS, [here])
  expect(places(here)).toEqual(['old 1', 'newer 1'])
})

test('a channel that is gone holds nothing that could be found: the route is not stopped for it', async () => {
  await record('a')
  here.plan('lost-unstored')
  await run()
  route = { ...route, platform: 'terminal', channel: 'new' }
  here.blind({ kind: 'rejected', reason: 'unknown channel', scope: 'route' })
  await run(HOUR_MS)
  expect(places(other)).toEqual(['new 1'])
  expect(await store.stops.list()).toEqual([])
})

test('what stands on another platform is not edited from the new one: its readers are told the story as news', async () => {
  await record('a')
  await run()
  route = { ...route, platform: 'terminal', channel: 'new' }
  await record('a', 2)
  await run()
  expect([places(here), places(other)]).toEqual([['old 1'], ['new 2']])
  await record('a', 3)
  await run()
  expect([places(here), places(other)]).toEqual([['old 1'], ['new 3']])
})
