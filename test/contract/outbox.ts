import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ClaimedDelivery, Outbox, Receipt } from '#src/domain/delivery.ts'
import type { Store } from '#src/store/store.ts'
import { CALL_AT, makeItem, makeOutcome } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const NOW = CALL_AT
const LEASE_MS = 60_000
/** Thousands of questions, each to another process where the store is a server: on a busy machine they take their time. */
const PATIENCE_MS = 120_000
const RECEIPT: Receipt = { channel: 'c1', messageId: 'm1' }

/** Records one revision of the story named; each call is a report of its own. */
async function record(store: Store, storyId: string, revision = 1, routes: readonly string[] = ['desk']): Promise<void> {
  const item = makeItem({ guid: `${storyId} ${revision}`, title: `${storyId} ${revision}` })
  await store.stories.record(makeOutcome({ item, story: { id: storyId, revision }, routes }))
}

const names = (claimed: readonly ClaimedDelivery[]): readonly string[] =>
  claimed.map((row) => `${row.routeId} ${row.storyId} ${row.revision}`)

/** What every outbox promises: nothing lost, nothing handed out twice, in order. */
export function testOutbox(name: string, open: OpenStore): void {
  describe(`${name} as an outbox`, () => {
    let harness: StoreHarness
    let store: Store
    let outbox: Outbox
    let clock: number
    beforeEach(async () => {
      clock = NOW
      harness = await open({ now: () => clock })
      store = harness.store
      outbox = store.outbox
    })
    afterEach(() => harness.close())
    const claim = (now = NOW, routeIds?: readonly string[]) => outbox.claim(now, 10, LEASE_MS, routeIds)
    const claimOne = async (now = NOW): Promise<ClaimedDelivery> => {
      const [first, ...more] = await claim(now)
      if (first === undefined || more.length > 0) throw new Error(`expected one delivery, got ${more.length}`)
      return first
    }
    const states = async () => (await outbox.list({ limit: 99 })).toReversed().map((row) => row.state)

    describe('claiming', () => {
      test('an empty outbox hands out nothing and is never due', async () => {
        expect(await claim()).toEqual([])
        expect(await outbox.nextDueAt()).toBeNull()
        expect(await outbox.waiting()).toEqual([])
      })

      test('a delivery comes with its brief, and is not handed out twice', async () => {
        await record(store, 'a')
        const delivery = await claimOne()
        expect(delivery).toMatchObject({ storyId: 'a', revision: 1, routeId: 'desk', state: 'claimed', attempts: 1, previous: null })
        expect(delivery).toMatchObject({ wasUnknown: false, looks: 0, brief: { storyId: 'a', revision: 1 } })
        expect(await claim()).toEqual([])
      })

      test('one a route at a time, oldest first, other routes beside it', async () => {
        await record(store, 'a', 1, ['desk', 'seoul'])
        await record(store, 'b', 1, ['desk', 'seoul', 'tokyo'])
        expect(names(await claim())).toEqual(['desk a 1', 'seoul a 1', 'tokyo b 1'])
        expect(names(await claim())).toEqual([])
      })

      test('no more than asked for', async () => {
        await record(store, 'a', 1, ['desk', 'seoul', 'tokyo'])
        expect(await outbox.claim(NOW, 2, LEASE_MS)).toHaveLength(2)
        expect(await outbox.claim(NOW, 2, LEASE_MS)).toHaveLength(1)
      })

      test('only the routes asked for; the others wait and are listed', async () => {
        await record(store, 'a', 1, ['removed', 'desk'])
        await record(store, 'b', 1, ['removed'])
        expect(names(await claim(NOW, ['desk', 'elsewhere']))).toEqual(['desk a 1'])
        expect(await claim(NOW, [])).toEqual([])
        expect(await outbox.nextDueAt(['elsewhere'])).toBeNull()
        expect(await outbox.waiting()).toEqual([
          { routeId: 'desk', count: 1, oldestAt: NOW },
          { routeId: 'removed', count: 2, oldestAt: NOW },
        ])
      })

      test('the next on a route follows when the one before is settled', async () => {
        await record(store, 'a')
        await record(store, 'b')
        await outbox.settle(await claimOne(), { kind: 'sent', receipt: RECEIPT }, NOW, NOW)
        expect(names(await claim())).toEqual(['desk b 1'])
      })

      test(
        'one story goes to 3,000 routes',
        async () => {
          await record(
            store,
            'a',
            1,
            Array.from({ length: 3_000 }, (_, index) => `route-${index}`),
          )
          await record(
            store,
            'a',
            2,
            Array.from({ length: 3_000 }, (_, index) => `route-${index}`),
          )
          const claimed = await outbox.claim(NOW, 5_000, LEASE_MS)
          expect(new Set(claimed.map((row) => row.routeId)).size).toBe(3_000)
          expect(claimed.every((row) => row.revision === 2)).toBe(true)
        },
        PATIENCE_MS,
      )

      test(
        '50 stories to 20 routes are handed out once each, in order on every route',
        async () => {
          const routes = Array.from({ length: 20 }, (_, index) => `route-${index}`)
          const stories = Array.from({ length: 50 }, (_, index) => `story-${String(index).padStart(3, '0')}`)
          for (const id of stories) await record(store, id, 1, routes)
          const seen = new Map<string, string[]>()
          for (;;) {
            const claimed = await outbox.claim(NOW, 7, LEASE_MS)
            if (claimed.length === 0) break
            for (const row of claimed) {
              seen.set(row.routeId, [...(seen.get(row.routeId) ?? []), row.storyId])
              await outbox.settle(row, { kind: 'sent', receipt: RECEIPT }, NOW, NOW)
            }
          }
          expect([...seen.keys()].toSorted()).toEqual(routes.toSorted())
          for (const order of seen.values()) expect(order).toEqual(stories)
        },
        PATIENCE_MS,
      )
    })

    describe('settling', () => {
      test('what was sent keeps its receipt, and a later revision is given it to edit', async () => {
        await record(store, 'a')
        await outbox.settle(await claimOne(), { kind: 'sent', receipt: RECEIPT }, NOW + 5, NOW + 5)
        expect(await outbox.list({ limit: 1 })).toMatchObject([{ state: 'sent', receipt: RECEIPT, settledAt: NOW + 5, reason: null }])
        await record(store, 'a', 2)
        expect(await claimOne()).toMatchObject({ revision: 2, previous: RECEIPT })
      })

      test('the receipt of another route, another story or a refused revision is not given', async () => {
        await record(store, 'a', 1, ['desk', 'seoul'])
        for (const row of await claim()) {
          const refused = { kind: 'rejected', reason: 'too long', scope: 'delivery' } as const
          await outbox.settle(row, row.routeId === 'desk' ? refused : { kind: 'sent', receipt: RECEIPT }, NOW, NOW)
        }
        await record(store, 'a', 2)
        await record(store, 'b')
        expect(await claimOne()).toMatchObject({ storyId: 'a', revision: 2, previous: null })
      })

      test('a retry waits until it is due and holds back what comes after it on its route', async () => {
        await record(store, 'a')
        await record(store, 'b')
        await outbox.settle(await claimOne(), { kind: 'retry', reason: 'busy' }, NOW, NOW + 500)
        expect(await claim(NOW + 499)).toEqual([])
        expect(await outbox.nextDueAt()).toBe(NOW + 500)
        expect(await claimOne(NOW + 500)).toMatchObject({ storyId: 'a', attempts: 2, wasUnknown: false })
      })

      test('a pause with a fraction of a millisecond is stored whole', async () => {
        await record(store, 'a')
        await outbox.settle(await claimOne(), { kind: 'retry', reason: 'busy' }, NOW, NOW + 1_300.4)
        expect(await outbox.nextDueAt()).toBe(NOW + 1_301)
      })

      test('a refused delivery is done, with its reason; the route goes on', async () => {
        await record(store, 'a')
        await record(store, 'b')
        await outbox.settle(await claimOne(), { kind: 'rejected', reason: 'too long', scope: 'delivery' }, NOW, NOW)
        expect(await claimOne()).toMatchObject({ storyId: 'b' })
        expect((await outbox.list({ storyId: 'a', limit: 1 }))[0]).toMatchObject({ state: 'rejected', reason: 'too long' })
      })

      test.each(['route', 'platform'] as const)('what a %s refused waits: nothing is lost while it is stopped', async (scope) => {
        await record(store, 'a')
        await outbox.settle(await claimOne(), { kind: 'rejected', reason: 'no permission', scope }, NOW, NOW + 900)
        expect(await outbox.list({ limit: 1 })).toMatchObject([{ state: 'pending', reason: 'no permission', settledAt: null }])
        expect(await claim(NOW + 899)).toEqual([])
        expect(await claimOne(NOW + 900)).toMatchObject({ storyId: 'a', wasUnknown: false })
      })

      test('what may have arrived comes back as unknown, and again until its fate is known', async () => {
        await record(store, 'a')
        await record(store, 'b')
        await outbox.settle(await claimOne(), { kind: 'unknown', reason: 'no answer' }, NOW, NOW + 10)
        expect(await claim(NOW)).toEqual([])
        const again = await claimOne(NOW + 10)
        expect(again).toMatchObject({ storyId: 'a', wasUnknown: true, looks: 1 })
        await outbox.settle(again, { kind: 'unknown', reason: 'still no answer' }, NOW + 10, NOW + 20)
        expect(await claimOne(NOW + 20)).toMatchObject({ storyId: 'a', wasUnknown: true, looks: 2, attempts: 3 })
      })

      test.each([
        { kind: 'retry', reason: 'busy' },
        { kind: 'rejected', reason: 'no permission', scope: 'route' },
        { kind: 'rejected', reason: 'the token is not valid', scope: 'platform' },
      ] as const)('what was looked for in vain stays unknown after $kind ($reason): it may stand there unseen', async (answer) => {
        await record(store, 'a')
        await outbox.settle(await claimOne(), { kind: 'unknown', reason: 'no answer' }, NOW, NOW)
        await outbox.settle(await claimOne(), answer, NOW, NOW)
        await record(store, 'a', 2)
        expect(await claimOne()).toMatchObject({ revision: 1, wasUnknown: true })
      })

      test('what was sent again is looked for from the beginning', async () => {
        await record(store, 'a')
        for (const looks of [0, 1, 2, 3]) {
          expect(await claim()).toMatchObject([{ looks }])
          const [row] = await outbox.list({ limit: 1 })
          if (row !== undefined) await outbox.settle(row, { kind: 'unknown', reason: 'no answer' }, NOW, NOW)
        }
        await outbox.settle({ ...(await claimOne()), looks: 0 }, { kind: 'unknown', reason: 'no answer' }, NOW, NOW)
        expect(await claimOne()).toMatchObject({ wasUnknown: true, looks: 1 })
      })

      test('settling what is not there does no harm', async () => {
        await expect(outbox.settle({ id: 12_345 }, { kind: 'sent', receipt: RECEIPT }, NOW, NOW)).resolves.toBeUndefined()
      })
    })

    describe('revisions', () => {
      test('an older revision that was never sent is skipped in favour of the newest', async () => {
        await record(store, 'a')
        await record(store, 'a', 2)
        await record(store, 'a', 3)
        expect(names(await claim())).toEqual(['desk a 3'])
        expect(await states()).toEqual(['superseded', 'superseded', 'claimed'])
      })

      test('one that is being sent is not skipped; the newer one waits for it and edits it', async () => {
        await record(store, 'a')
        const first = await claimOne()
        await record(store, 'a', 2)
        expect(await claim()).toEqual([])
        await outbox.settle(first, { kind: 'sent', receipt: RECEIPT }, NOW, NOW)
        expect(await claimOne()).toMatchObject({ revision: 2, previous: RECEIPT })
      })

      test('one that was being sent and must be tried again gives way to the newer one', async () => {
        await record(store, 'a')
        const first = await claimOne()
        await record(store, 'a', 2)
        await outbox.settle(first, { kind: 'retry', reason: 'busy' }, NOW, NOW + 9_999)
        expect(names(await claim())).toEqual(['desk a 2'])
        expect(await states()).toEqual(['superseded', 'claimed'])
      })

      test('one whose fate is unknown is never skipped: it may stand there', async () => {
        await record(store, 'a')
        await outbox.settle(await claimOne(), { kind: 'unknown', reason: 'no answer' }, NOW, NOW)
        await record(store, 'a', 2)
        const first = await claimOne()
        expect(first).toMatchObject({ revision: 1, wasUnknown: true })
        await outbox.settle(first, { kind: 'sent', receipt: RECEIPT }, NOW, NOW)
        expect(await claimOne()).toMatchObject({ revision: 2, previous: RECEIPT })
      })

      test('a newer revision for one route leaves the others alone', async () => {
        await record(store, 'a', 1, ['desk', 'seoul'])
        await record(store, 'a', 2, ['desk'])
        expect(names(await claim())).toEqual(['seoul a 1', 'desk a 2'])
      })
    })

    describe('leases', () => {
      test('a lease that ran out gives the delivery back as unknown', async () => {
        await record(store, 'a')
        await claimOne()
        expect(await outbox.nextDueAt()).toBe(NOW + LEASE_MS)
        expect(await claim(NOW + LEASE_MS - 1)).toEqual([])
        expect(await claimOne(NOW + LEASE_MS)).toMatchObject({ storyId: 'a', wasUnknown: true, attempts: 2 })
      })

      test('whoever lost the lease cannot put the delivery back, but its receipt counts', async () => {
        await record(store, 'a')
        const slow = await claimOne()
        const second = await claimOne(NOW + LEASE_MS)
        await outbox.settle(slow, { kind: 'retry', reason: 'late' }, NOW + LEASE_MS, NOW)
        expect(await states()).toEqual(['claimed'])
        await outbox.settle(slow, { kind: 'sent', receipt: RECEIPT }, NOW + LEASE_MS, NOW)
        await outbox.settle(second, { kind: 'retry', reason: 'not there' }, NOW + LEASE_MS, NOW)
        expect(await outbox.list({ limit: 1 })).toMatchObject([{ state: 'sent', receipt: RECEIPT }])
        expect(await claim(NOW + 9 * LEASE_MS)).toEqual([])
      })
    })

    test('where only what was never asked for is wanted, nothing else is handed out, however late it is', async () => {
      await record(store, 'a', 1, ['desk', 'seoul', 'tokyo'])
      const [first, second] = await outbox.claim(NOW, 2, LEASE_MS)
      if (first === undefined || second === undefined) throw new Error('nothing was due')
      await outbox.settle(second, { kind: 'unknown', reason: 'no answer' }, NOW, NOW)
      const late = NOW + 9 * LEASE_MS
      expect(names(await outbox.claim(late, 9, LEASE_MS, undefined, undefined, true))).toEqual(['tokyo a 1'])
      expect(names(await claim(late))).toEqual(['desk a 1', 'seoul a 1'])
    })

    describe('a clock that was set back', () => {
      const HOUR_MS = 3_600_000

      test('holds back neither what is new nor what waits to be tried again', async () => {
        clock = NOW + 24 * HOUR_MS
        await record(store, 'a', 1, ['desk', 'seoul'])
        const [first] = await outbox.claim(clock, 1, LEASE_MS)
        if (first === undefined) throw new Error('nothing was due')
        await outbox.settle(first, { kind: 'retry', reason: 'busy' }, clock, clock + HOUR_MS)
        expect(names(await claim(NOW))).toEqual(['desk a 1', 'seoul a 1'])
      })

      test('frees what was claimed when a lease is over: its process may be sending it at this moment', async () => {
        await record(store, 'a')
        await claimOne(NOW + 24 * HOUR_MS)
        for (const at of [NOW, NOW + 1, NOW + LEASE_MS - 1]) expect(await claim(at)).toEqual([])
        expect(await claimOne(NOW + LEASE_MS)).toMatchObject({ wasUnknown: true })
      })

      test('has nothing looked for at once that may be on its way', async () => {
        await record(store, 'a')
        const later = NOW + 24 * HOUR_MS
        await outbox.settle(await claimOne(later), { kind: 'unknown', reason: 'no answer' }, later, later + 5_000)
        expect(await claim(NOW)).toEqual([])
        expect(await claimOne(NOW + LEASE_MS)).toMatchObject({ wasUnknown: true })
      })

      test('by a second frees nothing', async () => {
        await record(store, 'a')
        await claimOne(NOW)
        expect(await claim(NOW - 1_000)).toEqual([])
      })
    })

    test('a second opening of the same data sees what the first one claimed', async () => {
      await record(store, 'a', 1, ['desk', 'seoul'])
      const second = await harness.second()
      if (second === null) return
      const [mine, theirs] = await Promise.all([outbox.claim(NOW, 1, LEASE_MS), second.outbox.claim(NOW, 10, LEASE_MS)])
      expect([...names(mine), ...names(theirs)].toSorted()).toEqual(['desk a 1', 'seoul a 1'])
      await second.close()
    })

    test('the list tells the newest first, of a story or a route', async () => {
      await record(store, 'a', 1, ['desk', 'seoul'])
      await record(store, 'b', 1, ['desk'])
      const listed = async (filter: { storyId?: string; routeId?: string }) =>
        (await outbox.list({ ...filter, limit: 9 })).map((row) => `${row.routeId} ${row.storyId}`)
      expect(await listed({})).toEqual(['desk b', 'seoul a', 'desk a'])
      expect(await listed({ storyId: 'a' })).toEqual(['seoul a', 'desk a'])
      expect(await listed({ routeId: 'desk' })).toEqual(['desk b', 'desk a'])
      expect(await outbox.list({ limit: 1 })).toHaveLength(1)
    })
  })
}
