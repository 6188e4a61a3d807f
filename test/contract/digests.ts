import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Brief } from '#src/domain/brief.ts'
import type { DigestRun } from '#src/domain/digest.ts'
import type { Store } from '#src/store/store.ts'
import { digestOf } from '#src/words/digest-making.ts'
import { CALL_AT, makeItem, makeOutcome } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const NOW = CALL_AT
const LEASE_MS = 60_000
const HOUR_MS = 3_600_000
const CAPS = new Map([['desk', 2]])
const RUN: DigestRun = { routeId: 'desk', schedule: '0 8 * * * UTC', fromAt: NOW - HOUR_MS, nextAt: NOW }

const aDigest = (briefs: readonly Brief[], toAt = NOW) =>
  digestOf({
    routeId: 'desk',
    kind: 'scheduled',
    fromAt: toAt - HOUR_MS,
    toAt,
    timeZone: 'UTC',
    watched: ['US–Japan–South Korea'],
    feeds: { total: 2, down: [] },
    briefs,
  })

/** What every store promises of digests: each is made once, and tells what a cap kept back. */
export function testDigests(name: string, open: OpenStore): void {
  describe(`${name} as a memory of digests`, () => {
    let harness: StoreHarness
    let store: Store
    let clock: number
    beforeEach(async () => {
      clock = NOW
      harness = await open({ now: () => clock })
      store = harness.store
    })
    afterEach(() => harness.close())

    const record = async (storyId: string, revision = 1): Promise<void> => {
      const item = makeItem({ guid: `${storyId} ${revision}`, title: `${storyId} ${revision}` })
      await store.stories.record(makeOutcome({ item, story: { id: storyId, revision }, routes: ['desk'] }))
    }
    const claim = () => store.outbox.claim(clock, 10, LEASE_MS, ['desk'], CAPS)
    /** Sends what may be sent, one after another; answers whose stories went out. */
    const sendAll = async (): Promise<readonly string[]> => {
      const sent: string[] = []
      for (;;) {
        const [delivery] = await claim()
        if (delivery === undefined) return sent
        await store.outbox.settle(delivery, { kind: 'sent', receipt: { channel: 'c', messageId: delivery.storyId } }, clock, clock)
        sent.push(`${delivery.storyId} ${delivery.revision}`)
      }
    }
    const states = async () => (await store.outbox.list({ limit: 99 })).toReversed().map((row) => `${row.storyId} ${row.state}`)

    test('a run is what it was planned to be', async () => {
      expect(await store.digests.run('desk')).toBeNull()
      await store.digests.plan(RUN)
      await store.digests.plan({ ...RUN, nextAt: NOW + 5 })
      expect(await store.digests.run('desk')).toEqual({ ...RUN, nextAt: NOW + 5 })
    })

    test('a digest is stored with its delivery and its next run, and handed out as what it is', async () => {
      await store.digests.plan(RUN)
      await record('a')
      await sendAll()
      const digest = aDigest(await store.archive.latest({ limit: 9 }))
      const after = { ...RUN, fromAt: NOW, nextAt: NOW + HOUR_MS }
      expect(await store.digests.record(digest, { routeId: 'desk', run: { before: RUN, after } }, NOW)).toBe(true)
      expect(await store.digests.run('desk')).toEqual(after)
      const [delivery] = await claim()
      expect(delivery?.brief).toEqual(digest)
    })

    test('of two processes that make the same digest, one does', async () => {
      await store.digests.plan(RUN)
      const run = { before: RUN, after: { ...RUN, fromAt: NOW, nextAt: NOW + HOUR_MS } }
      expect(await store.digests.record(aDigest([]), { routeId: 'desk', run }, NOW)).toBe(true)
      expect(await store.digests.record(aDigest([], NOW + 1), { routeId: 'desk', run }, NOW)).toBe(false)
      expect(await states()).toHaveLength(1)
    })

    test('a digest is no story: it is neither listed nor counted', async () => {
      await store.digests.plan(RUN)
      await store.digests.record(aDigest([]), { routeId: 'desk' }, NOW)
      expect(await store.archive.latest({ limit: 9 })).toEqual([])
      expect(await store.archive.counts()).toMatchObject({ stories: 0 })
    })

    test('new posts beyond the cap are kept back, edits are not', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await record(id)
      expect(await sendAll()).toEqual(['a 1', 'b 1'])
      await record('a', 2)
      expect(await sendAll()).toEqual(['a 2'])
      expect(await states()).toEqual(['a sent', 'b sent', 'c gathered', 'd gathered', 'a sent'])
      expect((await store.digests.gathered('desk')).map(({ brief }) => brief.storyId)).toEqual(['c', 'd'])
    })

    test('a later revision takes the place of one that was kept back', async () => {
      for (const id of ['a', 'b', 'c']) await record(id)
      await sendAll()
      await record('c', 2)
      await sendAll()
      expect((await store.digests.gathered('desk')).map(({ brief }) => [brief.storyId, brief.revision])).toEqual([['c', 2]])
    })

    test('what a digest gathers up is settled with it, and not told twice', async () => {
      for (const id of ['a', 'b', 'c', 'd']) await record(id)
      await sendAll()
      const gathered = await store.digests.gathered('desk')
      const digest = aDigest(gathered.map(({ brief }) => brief))
      expect(await store.digests.record(digest, { routeId: 'desk', gathered }, NOW)).toBe(true)
      expect(await store.digests.gathered('desk')).toEqual([])
      expect(await store.digests.record(aDigest([], NOW + 1), { routeId: 'desk', gathered }, NOW)).toBe(false)
      expect(await states()).toEqual(['a sent', 'b sent', 'c superseded', 'd superseded', `${digest.storyId} pending`])
    })

    test('what a digest that is there already does not tell is not settled by it', async () => {
      await store.digests.plan(RUN)
      for (const id of ['a', 'b', 'c', 'd']) await record(id)
      await sendAll()
      const gathered = await store.digests.gathered('desk')
      const run = { before: RUN, after: { ...RUN, fromAt: NOW, nextAt: NOW + HOUR_MS } }
      expect(await store.digests.record(aDigest([]), { routeId: 'desk' }, NOW)).toBe(true)
      expect(await store.digests.record(aDigest([]), { routeId: 'desk', run, gathered }, NOW)).toBe(false)
      expect(await store.digests.gathered('desk')).toEqual(gathered)
      expect(await store.digests.run('desk')).toEqual(RUN)
    })

    test('what changed is told by when it was stored, and whether it was news before', async () => {
      await record('a')
      clock += HOUR_MS
      await record('b')
      await record('a', 2)
      const changed = await store.digests.changed('desk', clock, clock + 1, 9)
      expect(changed.map(({ brief, isKnown }) => [brief.storyId, brief.revision, isKnown])).toEqual([
        ['b', 1, false],
        ['a', 2, true],
      ])
      expect(changed.map(({ isPosted }) => isPosted)).toEqual([true, true])
      expect((await store.digests.changed('another', clock, clock + 1, 9)).map(({ isPosted }) => isPosted)).toEqual([false, false])
      expect(await store.digests.changed('desk', clock + 1, clock + HOUR_MS, 9)).toEqual([])
      expect(await store.digests.changed('desk', NOW, clock, 9)).toEqual([])
    })

    test('a digest goes out whatever the cap, and counts as a post', async () => {
      for (const id of ['a', 'b']) await record(id)
      await sendAll()
      const digest = aDigest([])
      await store.digests.record(digest, { routeId: 'desk' }, NOW)
      expect(await store.digests.postsSince('desk', NOW - HOUR_MS)).toBe(3)
      expect(await sendAll()).toEqual([`${digest.storyId} 1`])
      expect(await store.digests.postsSince('desk', NOW - HOUR_MS)).toBe(3)
    })

    test('when the hour is over the cap has room again', async () => {
      for (const id of ['a', 'b', 'c']) await record(id)
      await sendAll()
      clock += HOUR_MS
      await record('d')
      expect(await sendAll()).toEqual(['d 1'])
      expect(await store.digests.postsSince('desk', clock - HOUR_MS)).toBe(1)
    })

    test('one that is released goes out as itself', async () => {
      for (const id of ['a', 'b', 'c']) await record(id)
      await sendAll()
      const [kept] = await store.digests.gathered('desk')
      clock += HOUR_MS
      await store.digests.release(kept?.deliveryId ?? -1, clock)
      expect(await sendAll()).toEqual(['c 1'])
    })

    test('a story that turns out to be another one is not told by a digest', async () => {
      for (const id of ['a', 'b', 'c']) await record(id)
      await sendAll()
      const outcome = makeOutcome({ item: makeItem({ guid: 'late', title: 'late' }), story: { id: 'a', revision: 2 }, routes: ['desk'] })
      if (outcome.story === null) throw new Error('kept')
      const pointer = { ...outcome.story.brief, storyId: 'c', revision: 2, mergedInto: 'a' }
      await store.stories.record({ ...outcome, story: { ...outcome.story, merged: [pointer] } })
      expect(await store.digests.gathered('desk')).toEqual([])
    })
  })
}
