import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createDeliverer, type Deliverer } from '#src/delivery/deliver.ts'
import { held } from '#src/delivery/held.ts'
import { deliveryKey } from '#src/delivery/key.ts'
import type { DelivererSettings, DeliveryNotice } from '#src/delivery/room.ts'
import type { Channel, Outbox, Route, SendResult } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { StoreError } from '#src/store/store-error.ts'
import { CALL_AT, makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'
import { createStandIn, type StandIn } from './stand-in-channel.ts'

const MINUTE_MS = 60_000
const DESK = makeRoute()
const SEOUL = makeRoute({ id: 'seoul', channel: 'seoul' })

let store: Store
let standIn: StandIn
let clock: number
let notices: DeliveryNotice[]
const never = new AbortController().signal

beforeEach(async () => {
  clock = CALL_AT
  notices = []
  standIn = createStandIn()
  store = await openStore({ path: ':memory:', now: () => clock })
})
afterEach(() => store.close())

function deliverer(
  changes: { outbox?: Outbox; routes?: readonly Route[]; channels?: readonly Channel[]; settings?: Partial<DelivererSettings> } = {},
): Deliverer {
  const channels = changes.channels ?? [standIn.channel]
  return createDeliverer({
    outbox: changes.outbox ?? store.outbox,
    stops: store.stops,
    routes: () => changes.routes ?? [DESK, SEOUL],
    channels: new Map(channels.map((channel) => [channel.platform, channel])),
    clock: () => clock,
    log: silentLog,
    tell: (notice) => notices.push(notice),
    settings: { timeoutMs: 5_000, graceMs: 20, drainMs: 30, random: () => 0, ...changes.settings },
  })
}

async function record(storyId: string, revision = 1, routes: readonly string[] = ['desk']): Promise<void> {
  const headline = `${storyId} ${revision}`
  const item = makeItem({ guid: headline, title: headline })
  await store.stories.record(
    makeOutcome({ item, story: { id: storyId, revision }, brief: { headline, change: revision > 1 ? 'also reported' : '' }, routes }),
  )
}

/** Runs at each moment something is due, until nothing is, as the ticks would. */
async function runUntilDone(by: Deliverer, untilMs = 365 * 24 * 60 * MINUTE_MS): Promise<void> {
  const end = clock + untilMs
  for (;;) {
    await by.run(never)
    const next = await by.nextDueAt()
    if (next === null || next > end) return
    clock = Math.max(clock + 1, next)
  }
}

const headlines = (routeId = 'desk') => standIn.stored.filter((message) => message.routeId === routeId).map((message) => message.headline)
const stateOf = async (storyId: string) => (await store.outbox.list({ storyId, limit: 1 }))[0]?.state

describe('sending', () => {
  test('who stood still after it had claimed a post leaves it to whoever has it now', async () => {
    await record('a')
    const sends = vi.spyOn(standIn.channel, 'send')
    let stood = false
    const still: Outbox = {
      ...store.outbox,
      async claim(...asked) {
        const claimed = await store.outbox.claim(...asked)
        if (stood || claimed.length === 0) return claimed
        stood = true
        clock += 6 * MINUTE_MS
        await deliverer().run(never)
        return claimed
      },
    }
    await deliverer({ outbox: still }).run(never)
    expect(sends).toHaveBeenCalledTimes(1)
    expect([headlines(), await stateOf('a')]).toEqual([['a 1'], 'sent'])
  })

  test('what is due is sent once, in order on each route', async () => {
    await record('a', 1, ['desk', 'seoul'])
    await record('b', 1, ['desk', 'seoul'])
    expect(await deliverer().run(never)).toEqual({ sent: 4, retry: 0, rejected: 0, unknown: 0 })
    expect(await deliverer().run(never)).toMatchObject({ sent: 0 })
    expect([headlines(), headlines('seoul')]).toEqual([
      ['a 1', 'b 1'],
      ['a 1', 'b 1'],
    ])
  })

  test('a later revision edits the post', async () => {
    await record('a')
    await deliverer().run(never)
    await record('a', 2)
    await deliverer().run(never)
    expect(headlines()).toEqual(['a 2'])
    expect(standIn.asked).toEqual(['send desk a 1', 'send desk a 2'])
  })

  test('readers who were sent no earlier revision are shown a new story, the others what changed', async () => {
    const seen: string[] = []
    standIn.always(({ route, brief }) => {
      seen.push(`${route.id} ${brief.revision} ${brief.kind} ${brief.change}`)
      return 'ok'
    })
    await record('a', 1, ['desk'])
    await deliverer().run(never)
    await record('a', 2, ['desk', 'seoul'])
    await deliverer().run(never)
    expect(seen.toSorted()).toEqual(['desk 1 new ', 'desk 2 update also reported', 'seoul 2 new '])
  })

  test('the key is the same at every try and another for every revision and route', async () => {
    const keys: string[] = []
    standIn.always((post) => {
      keys.push(post.key)
      return keys.length === 1 ? { kind: 'retry', reason: 'busy' } : 'ok'
    })
    await record('a')
    await runUntilDone(deliverer())
    await record('a', 2, ['desk', 'seoul'])
    await runUntilDone(deliverer())
    expect(keys).toHaveLength(4)
    expect(keys[0]).toBe(keys[1])
    expect(new Set(keys).size).toBe(3)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{25}$/)
  })

  test('routes are served side by side, each one post at a time', async () => {
    const slow = createStandIn('local', 5)
    const routes = Array.from({ length: 10 }, (_, index) => makeRoute({ id: `route-${index}` }))
    for (const story of ['a', 'b', 'c'])
      await record(
        story,
        1,
        routes.map(({ id }) => id),
      )
    expect(await deliverer({ routes, channels: [slow.channel] }).run(never)).toMatchObject({ sent: 30 })
    expect(slow.most.route).toBe(1)
    expect(slow.most.all).toBeGreaterThan(5)
  })

  test('no more at once than set', async () => {
    const slow = createStandIn('local', 5)
    const routes = Array.from({ length: 10 }, (_, index) => makeRoute({ id: `route-${index}` }))
    await record(
      'a',
      1,
      routes.map(({ id }) => id),
    )
    await deliverer({ routes, channels: [slow.channel], settings: { concurrency: 3 } }).run(never)
    expect(slow.most.all).toBe(3)
    expect(slow.stored).toHaveLength(10)
  })

  test('a slow channel holds up no other', async () => {
    await record('a', 1, ['desk', 'seoul'])
    await record('b', 1, ['desk', 'seoul'])
    standIn.always((post) => (post.route.id === 'desk' ? { kind: 'retry', reason: 'busy', afterMs: 10 * MINUTE_MS } : 'ok'))
    await deliverer().run(never)
    expect([headlines(), headlines('seoul')]).toEqual([[], ['a 1', 'b 1']])
  })

  test('while one send hangs, what comes in for other routes is sent', async () => {
    await record('a')
    standIn.plan('hang')
    const stop = new AbortController()
    const run = deliverer({ settings: { timeoutMs: 60_000, lookMs: 5 } }).run(stop.signal)
    await vi.waitFor(() => expect(headlines()).toEqual(['a 1']))
    await record('b', 1, ['desk', 'seoul'])
    await vi.waitFor(() => expect(headlines('seoul')).toEqual(['b 1']), { timeout: 5_000 })
    stop.abort()
    expect(await run).toMatchObject({ unknown: 1, sent: 1 })
  })

  test('a call during a run joins it: nothing is sent twice', async () => {
    await record('a', 1, ['desk', 'seoul'])
    const by = deliverer()
    await Promise.all([by.run(never), by.run(never), by.run(never)])
    expect(standIn.asked).toHaveLength(2)
  })
})

describe('what the platform may answer', () => {
  test('a wait that it names is obeyed to the millisecond', async () => {
    await record('a')
    standIn.plan({ kind: 'retry', reason: 'rate limited', afterMs: 7_000 })
    const by = deliverer()
    expect(await by.run(never)).toMatchObject({ retry: 1 })
    expect(await by.nextDueAt()).toBe(clock + 7_000)
    clock += 6_999
    expect(await by.run(never)).toMatchObject({ sent: 0 })
    clock += 1
    expect(await by.run(never)).toMatchObject({ sent: 1 })
  })

  test('without one, pauses grow and end at a quarter of an hour; the order on the route is kept', async () => {
    await record('a')
    await record('b')
    standIn.plan(...Array.from({ length: 12 }, (): SendResult => ({ kind: 'retry', reason: 'server error' })))
    const by = deliverer()
    const pauses: number[] = []
    for (let index = 0; index < 12; index += 1) {
      await by.run(never)
      const next = (await by.nextDueAt()) ?? 0
      pauses.push((next - clock) / 1_000)
      clock = next
    }
    expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900])
    await by.run(never)
    expect(headlines()).toEqual(['a 1', 'b 1'])
  })

  test('a delivery it refuses is done; the next one follows', async () => {
    await record('a')
    await record('b')
    standIn.plan({ kind: 'rejected', reason: 'too long', scope: 'delivery' })
    expect(await deliverer().run(never)).toMatchObject({ rejected: 1, sent: 1 })
    expect([await stateOf('a'), await stateOf('b')]).toEqual(['rejected', 'sent'])
    expect(notices).toEqual([])
  })

  test.each(['lost', 'throw-stored', 'hang'] as const)(
    '%s: what may have arrived is looked for, found, and not sent again',
    async (fault) => {
      await record('a')
      await record('b')
      standIn.plan(fault)
      await runUntilDone(deliverer({ settings: { timeoutMs: 30 } }))
      expect(headlines()).toEqual(['a 1', 'b 1'])
      expect(standIn.asked).toEqual(['send desk a 1', 'look desk a 1', 'send desk b 1'])
      expect(await store.outbox.list({ storyId: 'a', limit: 1 })).toMatchObject([{ state: 'sent', receipt: { messageId: 'm1' } }])
    },
  )

  test.each(['lost-unstored', 'throw'] as const)('%s: what is looked for and not there is sent', async (fault) => {
    await record('a')
    standIn.plan(fault)
    await runUntilDone(deliverer())
    expect(headlines()).toEqual(['a 1'])
    expect(standIn.asked).toEqual(['send desk a 1', 'look desk a 1', 'send desk a 1'])
  })

  test('an update whose first post may have arrived waits until that is known, then edits it', async () => {
    await record('a')
    standIn.plan('lost')
    const by = deliverer()
    await by.run(never)
    await record('a', 2)
    await runUntilDone(by)
    expect(headlines()).toEqual(['a 2'])
    expect(standIn.stored).toHaveLength(1)
  })

  test.each([
    { kind: 'unknown', reason: 'the history cannot be read' },
    { kind: 'retry', reason: 'rate limited', afterMs: 1_000 },
  ] as const)('while looking answers $kind, nothing is sent blindly', async (answer) => {
    await record('a')
    standIn.plan('lost-unstored')
    standIn.blind(answer)
    const by = deliverer()
    await runUntilDone(by, 10 * MINUTE_MS)
    expect(standIn.asked.filter((line) => line.startsWith('send'))).toHaveLength(1)
    expect(await stateOf('a')).toBe('unknown')
    standIn.blind(null)
    await runUntilDone(by)
    expect(headlines()).toEqual(['a 1'])
  })

  test('what cannot be found out is given up after many looks, told, and the route goes on', async () => {
    await record('a')
    await record('b')
    standIn.plan('lost-unstored')
    standIn.blind({ kind: 'unknown', reason: 'the history cannot be read' })
    await runUntilDone(deliverer())
    expect(headlines()).toEqual(['b 1'])
    expect(await stateOf('a')).toBe('rejected')
    expect(notices).toMatchObject([
      { kind: 'given-up', delivery: { storyId: 'a' }, reason: expect.stringContaining('the history cannot be read') },
    ])
  })

  test('many retries before an answer is lost do not make it given up', async () => {
    await record('a')
    standIn.plan(...Array.from({ length: 40 }, (): SendResult => ({ kind: 'retry', reason: 'server error' })), 'lost')
    await runUntilDone(deliverer())
    expect(headlines()).toEqual(['a 1'])
    expect(notices).toEqual([])
  })
})

describe('what is refused for a whole route or platform', () => {
  const noPermission: SendResult = { kind: 'rejected', reason: 'the bot may not write there', scope: 'route' }
  const badToken: SendResult = { kind: 'rejected', reason: 'the token is not valid', scope: 'platform' }

  test('a route is stopped and told once; others go on; nothing is lost when access returns', async () => {
    for (const story of ['a', 'b', 'c']) await record(story, 1, ['desk', 'seoul'])
    standIn.always((post) => (post.route.id === 'desk' ? noPermission : 'ok'))
    const by = deliverer()
    await runUntilDone(by, 24 * 60 * MINUTE_MS)
    expect(headlines('seoul')).toEqual(['a 1', 'b 1', 'c 1'])
    expect(notices).toEqual([{ kind: 'stopped', subject: 'route:desk', reason: 'the bot may not write there' }])
    expect(await store.stops.list()).toMatchObject([{ subject: 'route:desk' }])
    standIn.always(null)
    await runUntilDone(by)
    expect(headlines()).toEqual(['a 1', 'b 1', 'c 1'])
    expect(notices.at(-1)).toEqual({ kind: 'resumed', subject: 'route:desk' })
    expect(await store.stops.list()).toEqual([])
  })

  test('a stopped route is tried again ever more rarely, an hour apart in the end', async () => {
    await record('a')
    standIn.always(() => noPermission)
    await runUntilDone(deliverer(), 24 * 60 * MINUTE_MS)
    expect(standIn.asked.length).toBeGreaterThan(20)
    expect(standIn.asked.length).toBeLessThan(32)
  })

  test('new stories do not make a stopped route try', async () => {
    await record('a')
    standIn.always(() => noPermission)
    const by = deliverer()
    await by.run(never)
    for (const revision of [2, 3, 4]) {
      await record('a', revision)
      await by.run(never)
    }
    expect(standIn.asked).toHaveLength(1)
    standIn.always(null)
    await runUntilDone(by)
    expect(headlines()).toEqual(['a 4'])
  })

  test('a platform that refuses the token stops all its routes with one notice, and is tried with one of them', async () => {
    const routes = Array.from({ length: 8 }, (_, index) => makeRoute({ id: `route-${index}`, channel: `c${index}` }))
    await record(
      'a',
      1,
      routes.map(({ id }) => id),
    )
    standIn.always(() => badToken)
    const by = deliverer({ routes })
    await by.run(never)
    const first = standIn.asked.length
    expect(notices).toEqual([{ kind: 'stopped', subject: 'platform:local', reason: 'the token is not valid' }])
    clock = (await by.nextDueAt()) ?? 0
    await by.run(never)
    expect(standIn.asked.length).toBe(first + 1)
    standIn.always(null)
    await runUntilDone(by)
    expect(standIn.stored).toHaveLength(8)
    expect(notices.slice(1)).toEqual([{ kind: 'resumed', subject: 'platform:local' }])
  })

  test('a start tries at once what was stopped: the operator may have mended it', async () => {
    await record('a')
    standIn.plan(noPermission)
    await deliverer().run(never)
    expect(await deliverer().run(never)).toMatchObject({ sent: 1 })
    expect(notices.map((notice) => notice.kind)).toEqual(['stopped', 'resumed'])
  })

  test('what is still refused after a start is not told again', async () => {
    await record('a')
    standIn.always(() => noPermission)
    await deliverer().run(never)
    await deliverer().run(never)
    expect(standIn.asked).toHaveLength(2)
    expect(notices).toHaveLength(1)
  })

  test('what waits is listed with the reason: route removed, platform not set up, stopped, on its way', async () => {
    const routes = [DESK, SEOUL, makeRoute({ id: 'team', platform: 'slack' })]
    await record('a', 1, ['desk', 'seoul', 'team', 'old'])
    standIn.always((post) => (post.route.id === 'desk' ? noPermission : { kind: 'retry', reason: 'busy' }))
    await deliverer({ routes }).run(never)
    const listed = await held({ ...store, routes, platforms: new Set(['local']), now: 0 })
    expect(listed.map((row) => [row.routeId, row.count, row.state, row.why])).toEqual([
      ['desk', 1, 'stopped', 'stopped: the bot may not write there'],
      ['old', 1, 'unrouted', 'no route old is configured: put it back to have these sent'],
      ['seoul', 1, 'moving', 'on its way'],
      ['team', 1, 'unrouted', 'slack is not set up: give its token to have these sent'],
    ])
    standIn.always(null)
    await runUntilDone(
      deliverer({ routes: [...routes, makeRoute({ id: 'old' })], channels: [standIn.channel, createStandIn('slack').channel] }),
    )
    expect(await store.outbox.waiting()).toEqual([])
  })
})

describe('a store that fails', () => {
  test('at settling: the run tells it, the other routes are settled, and what was sent is looked for, not sent again', async () => {
    await record('a', 1, ['desk', 'seoul'])
    const { outbox } = store
    let isFull = true
    const failing: Outbox = {
      ...outbox,
      settle: async (delivery, ...rest) => {
        const [row] = await outbox.list({ routeId: 'desk', limit: 1 })
        if (isFull && row?.id === delivery.id) throw new StoreError('full', 'the disk is full')
        return outbox.settle(delivery, ...rest)
      },
    }
    const by = deliverer({ outbox: failing })
    await expect(by.run(never)).rejects.toThrow('the disk is full')
    expect((await outbox.list({ routeId: 'seoul', limit: 1 }))[0]?.state).toBe('sent')
    isFull = false
    await runUntilDone(by)
    expect([headlines(), headlines('seoul')]).toEqual([['a 1'], ['a 1']])
    expect(standIn.asked.filter((line) => line.includes('desk'))).toEqual(['send desk a 1', 'look desk a 1'])
  })
})

describe('stopping and starting', () => {
  test('what is in flight is finished, the rest stays in the outbox', async () => {
    const slow = createStandIn('local', 10)
    for (const story of ['a', 'b', 'c']) await record(story)
    const stop = new AbortController()
    slow.always(() => {
      stop.abort()
      return 'ok'
    })
    const by = deliverer({ channels: [slow.channel], settings: { drainMs: 5_000 } })
    expect(await by.run(stop.signal)).toMatchObject({ sent: 1 })
    expect(slow.stored).toHaveLength(1)
    expect(await store.outbox.waiting()).toMatchObject([{ count: 2 }])
    await by.run(never)
    expect(slow.stored.map((message) => message.headline)).toEqual(['a 1', 'b 1', 'c 1'])
  })

  test('a send that does not end is left behind at the deadline, and looked for at the next start', async () => {
    await record('a')
    const stop = new AbortController()
    standIn.always(() => {
      stop.abort()
      return 'hang'
    })
    expect(await deliverer({ settings: { timeoutMs: 60_000 } }).run(stop.signal)).toMatchObject({ unknown: 1 })
    await runUntilDone(deliverer())
    expect(headlines()).toEqual(['a 1'])
    expect(standIn.asked).toEqual(['send desk a 1', 'look desk a 1'])
  })

  test('a run told to stop beforehand asks nothing', async () => {
    await record('a')
    expect(await deliverer().run(AbortSignal.abort())).toMatchObject({ sent: 0 })
    expect(standIn.asked).toEqual([])
  })

  test('killed between claim and send, and between send and settle: sent once', async () => {
    await record('a', 1, ['desk', 'seoul'])
    // A process that claimed both, sent one, and is gone.
    const claimed = await store.outbox.claim(clock, 10, 5 * MINUTE_MS)
    const [toDesk] = claimed
    if (toDesk === undefined) throw new Error('nothing was claimed')
    await standIn.channel.send({ route: DESK, brief: toDesk.brief, previous: null, key: deliveryKey(toDesk) }, never)
    expect(await deliverer().run(never)).toMatchObject({ sent: 0 })
    await runUntilDone(deliverer())
    expect([headlines(), headlines('seoul')]).toEqual([['a 1'], ['a 1']])
  })

  test('a clock that jumps forward during a send makes no second one', async () => {
    const slow = createStandIn('local', 20)
    await record('a')
    const by = deliverer({ channels: [slow.channel] })
    const run = by.run(never)
    setTimeout(() => {
      clock += 24 * 60 * MINUTE_MS
    }, 5)
    await run
    await runUntilDone(by)
    expect(slow.asked).toEqual(['send desk a 1'])
  })

  test('a clock that jumps back a day delays nothing', async () => {
    await record('a')
    standIn.plan({ kind: 'retry', reason: 'busy' })
    const by = deliverer()
    await by.run(never)
    clock -= 24 * 60 * MINUTE_MS
    await by.run(never)
    expect(headlines()).toEqual(['a 1'])
  })

  test('a route that stopped while the clock ran a month ahead is tried again at its pace when the clock is put right', async () => {
    const month = 30 * 24 * 60 * MINUTE_MS
    clock += month
    await record('a')
    standIn.always(() => ({ kind: 'rejected', reason: 'no permission', scope: 'route' }))
    const by = deliverer()
    await by.run(never)
    clock -= month
    await by.run(never)
    await by.run(never)
    expect(standIn.asked).toHaveLength(2)
    standIn.always(null)
    clock += 60 * MINUTE_MS
    await by.run(never)
    expect(headlines()).toEqual(['a 1'])
  })
})
