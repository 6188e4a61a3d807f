import { expect, test } from 'vitest'
import { createDeliverer, type Deliverer } from '#src/delivery/deliver.ts'
import { deliveryKey } from '#src/delivery/key.ts'
import type { ClaimedDelivery, Route } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'
import { type Behaviour, createStandIn, type StandIn } from './stand-in-channel.ts'

const ROUNDS = 25
const STEPS = 50
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const ROUTES: readonly Route[] = ['desk', 'seoul', 'tokyo'].map((id) => makeRoute({ id, channel: id }))
const STORIES = ['a', 'b', 'c', 'd', 'e']
const NEVER = new AbortController().signal

/** Numbers in [0, 1) that a seed decides (mulberry32), so that a round that fails can be run again. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const FAULTS: readonly Behaviour[] = [
  'lost',
  'lost-unstored',
  'hang',
  'throw',
  'throw-stored',
  { kind: 'retry', reason: 'server error' },
  { kind: 'retry', reason: 'rate limited', afterMs: 30_000 },
  { kind: 'rejected', reason: 'no permission', scope: 'route' },
  { kind: 'rejected', reason: 'the token is not valid', scope: 'platform' },
]

type World = {
  readonly store: Store
  readonly standIn: StandIn
  readonly random: () => number
  clock: number
  readonly revisions: Map<string, number>
}

const pick = <T>(world: World, from: readonly T[]): T => {
  const one = from[Math.floor(world.random() * from.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

const open = (world: World): Deliverer =>
  createDeliverer({
    outbox: world.store.outbox,
    stops: world.store.stops,
    routes: () => ROUTES,
    channels: new Map([['local', world.standIn.channel]]),
    clock: () => world.clock,
    log: silentLog,
    settings: { timeoutMs: 3, graceMs: 2, drainMs: 2, lookMs: 5, random: world.random },
  })

async function recordNext(world: World): Promise<void> {
  const id = pick(world, STORIES)
  const revision = (world.revisions.get(id) ?? 0) + 1
  world.revisions.set(id, revision)
  const headline = `${id} ${revision}`
  const item = makeItem({ guid: headline, title: headline })
  await world.store.stories.record(
    makeOutcome({ item, story: { id, revision }, brief: { headline }, routes: ROUTES.map((route) => route.id) }),
  )
}

/** A process claims, perhaps sends, and is killed before it can settle. */
async function dieAtWork(world: World): Promise<void> {
  const claimed: readonly ClaimedDelivery[] = await world.store.outbox.claim(world.clock, 3, 5 * MINUTE_MS)
  for (const delivery of claimed) {
    const route = ROUTES.find(({ id }) => id === delivery.routeId)
    if (route === undefined || delivery.wasUnknown || world.random() < 0.5) continue
    const post = { route, brief: delivery.brief, previous: delivery.previous, key: deliveryKey(delivery) }
    // Nobody waits for the answer, whatever it is.
    world.standIn.channel.send(post, NEVER).catch(() => {})
  }
}

/** Runs once; now and then it is told to stop on the way. */
async function runOnce(world: World, deliverer: Deliverer): Promise<void> {
  const stop = new AbortController()
  if (world.random() < 0.2) setTimeout(() => stop.abort(), world.random() * 4)
  await deliverer.run(stop.signal)
}

async function step(world: World, deliverer: Deliverer): Promise<Deliverer> {
  const dice = world.random()
  if (dice < 0.3) await recordNext(world)
  else if (dice < 0.75) await runOnce(world, deliverer)
  else if (dice < 0.8) await dieAtWork(world)
  else if (dice < 0.85) return open(world)
  else if (dice < 0.97) world.clock += world.random() * 20 * MINUTE_MS
  else world.clock += pick(world, [-DAY_MS, DAY_MS])
  return deliverer
}

async function finish(world: World): Promise<void> {
  world.standIn.always(null)
  const deliverer = open(world)
  for (;;) {
    await deliverer.run(NEVER)
    const next = await deliverer.nextDueAt()
    if (next === null) return
    world.clock = Math.max(world.clock + 1, next)
  }
}

async function play(seed: number): Promise<void> {
  const random = randomOf(seed)
  const standIn = createStandIn()
  let tellTime = (): number => CALL_AT
  const store = await openStore({ path: ':memory:', now: () => tellTime() })
  const world: World = { store, standIn, random, clock: CALL_AT, revisions: new Map() }
  tellTime = () => world.clock
  standIn.always(() => (random() < 0.4 ? pick(world, FAULTS) : 'ok'))
  let deliverer = open(world)
  for (let turn = 0; turn < STEPS; turn += 1) deliverer = await step(world, deliverer)
  await finish(world)
  const expected = [...world.revisions].map(([id, revision]) => `${id} ${revision}`).toSorted()
  for (const { id } of ROUTES) {
    const mine = standIn.stored.filter((message) => message.routeId === id)
    expect(
      mine.map((message) => message.headline).toSorted(),
      `seed ${seed}, route ${id}: one message a story, in its newest words`,
    ).toEqual(expected)
  }
  const rows = await world.store.outbox.list({ limit: 10_000 })
  const ids = new Map(rows.map((row) => [`${row.routeId} ${row.storyId} ${row.revision}`, row.id]))
  for (const { id } of ROUTES) {
    const order = standIn.history.filter((line) => line.startsWith(`${id} `)).map((line) => ids.get(line) ?? 0)
    expect(order, `seed ${seed}, route ${id}: stored in the order recorded, each revision once`).toEqual(
      [...new Set(order)].toSorted((a, b) => a - b),
    )
  }
  expect(rows.filter((row) => !['sent', 'superseded'].includes(row.state))).toEqual([])
  await world.store.close()
}

test(`${ROUNDS} rounds of faults, kills, restarts and clock jumps: nothing lost, nothing twice, nothing out of order`, {
  timeout: 120_000,
}, async () => {
  for (let seed = 1; seed <= ROUNDS; seed += 1) await play(seed)
})
