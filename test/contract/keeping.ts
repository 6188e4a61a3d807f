import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Item } from '#src/domain/item.ts'
import { KEEPING_KINDS } from '#src/domain/upkeep.ts'
import type { Store } from '#src/store/store.ts'
import { CALL_AT, makeDropped, makeFeedState, makeItem, makeOutcome } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const DAY = 86_400_000
const NOW = CALL_AT + 400 * DAY
/** Everything of the fixtures is older than this. */
const BEFORE = NOW - 90 * DAY

/** What every store promises of letting old rows go. */
export function testKeeping(name: string, open: OpenStore): void {
  describe(`${name} letting old rows go`, () => {
    let harness: StoreHarness
    let store: Store
    let clock: number
    beforeEach(async () => {
      clock = CALL_AT
      harness = await open({ now: () => clock })
      store = harness.store
    })
    afterEach(() => harness.close())

    const items = (count: number): readonly Item[] =>
      Array.from({ length: count }, (_, n) => makeItem({ guid: `old ${n}`, title: `Report number ${n}`, publishedAt: CALL_AT + n }))
    const poll = (listed: readonly Item[]) => store.feeds.settle(makeFeedState({ firstOkAt: CALL_AT }), listed)
    const drop = async (dropped: readonly Item[]): Promise<void> => {
      await poll(dropped)
      for (const item of dropped) await store.stories.record({ report: { item, assessment: makeDropped() }, story: null })
    }
    const send = async (): Promise<void> => {
      for (;;) {
        const claimed = await store.outbox.claim(clock, 10, 60_000)
        if (claimed.length === 0) return
        for (const { id } of claimed)
          await store.outbox.settle({ id }, { kind: 'sent', receipt: { channel: 'c', messageId: `m${id}` } }, clock, clock)
      }
    }
    const isSound = async (): Promise<void> => expect(await store.upkeep.check()).toEqual([])
    /** As the feed would list them, read again long after. */
    const later = (listed: readonly Item[]): readonly Item[] => listed.map((item) => ({ ...item, firstSeenAt: clock }))

    test('takes dropped items by the batch, answers how many, and leaves the younger ones', async () => {
      const young = makeItem({ guid: 'young', title: 'A young one', publishedAt: BEFORE + 1 })
      await drop([...items(25), young])
      clock = NOW
      expect(await store.upkeep.forget('dropped', BEFORE, 10)).toBe(10)
      expect(await store.upkeep.forget('dropped', BEFORE, 10)).toBe(10)
      expect(await store.upkeep.forget('dropped', BEFORE, 10)).toBe(5)
      expect(await store.upkeep.forget('dropped', BEFORE, 10)).toBe(0)
      expect((await store.archive.counts()).items).toBe(1)
      expect(await store.archive.item(young.id)).not.toBeNull()
      await isSound()
    })

    test('an item that was let go is no news when its feed lists it again: by its id, its address, or both', async () => {
      const listed = items(3)
      await drop(listed)
      clock = NOW
      await store.upkeep.forget('dropped', BEFORE, 10)
      const [first, second, third] = later(listed) as [Item, Item, Item]
      const underAnotherId = { ...second, id: `${second.id}x`, guid: 'another' }
      const corrected = { ...third, title: 'The same guid, another headline', publishedAt: NOW }
      expect(await poll([first, underAnotherId, corrected])).toEqual([])
      expect((await store.archive.counts()).items).toBe(0)
      expect(await poll([{ ...makeItem({ guid: 'new', title: 'Real news' }), firstSeenAt: NOW }])).toHaveLength(1)
    })

    test('an identity stays while its feed lists the entry, and goes when the feed has long published without it', async () => {
      const listed = items(2)
      await drop(listed)
      clock = NOW
      await store.upkeep.forget('dropped', BEFORE, 10)
      const at = async (days: number, ...entries: readonly Item[]) => {
        clock = NOW + days * DAY
        return poll(entries.map((item) => ({ ...item, firstSeenAt: clock })))
      }
      await at(100, listed[0] as Item)
      expect(await store.upkeep.forget('identities', clock - 180 * DAY, 10)).toBe(0)
      clock = NOW + 200 * DAY
      expect(await store.upkeep.forget('identities', clock - 180 * DAY, 10), 'the feed has stored nothing since').toBe(0)
      await at(200, makeItem({ guid: 'new', title: 'Real news' }), listed[0] as Item)
      expect(await store.upkeep.forget('identities', clock - 180 * DAY, 10)).toBe(1)
      expect(await at(201, listed[0] as Item)).toEqual([])
    })

    test('an item that is not judged, or judged anew, stays', async () => {
      const [first, second] = items(2) as [Item, Item]
      await drop([first])
      clock = CALL_AT + DAY
      await poll([{ ...first, title: 'Report number 0, changed', firstSeenAt: clock }, second])
      clock = NOW
      expect(await store.upkeep.forget('dropped', BEFORE, 10)).toBe(0)
      expect(await store.stories.unassessed(10)).toHaveLength(2)
      await isSound()
    })

    test('a story goes whole, with its reports, posts and search, and its reports are no news again', async () => {
      const item = makeItem()
      await poll([item])
      await store.stories.record(makeOutcome({ item, routes: ['desk', 'night'] }))
      await send()
      const [brief] = await store.archive.latest({ limit: 10 })
      expect(await store.archive.search('Ishiba', 10)).toHaveLength(1)
      clock = NOW
      expect(await store.upkeep.forget('stories', BEFORE, 10)).toBe(1)
      expect(await store.archive.latest({ limit: 10 })).toEqual([])
      expect(await store.archive.search('Ishiba', 10)).toEqual([])
      expect(await store.archive.story(brief?.storyId ?? '')).toBeNull()
      expect(await store.outbox.list({ limit: 10 })).toEqual([])
      expect(await poll(later([item]))).toEqual([])
      expect(await store.stories.unassessed(10)).toEqual([])
      await isSound()
    })

    test('a story stays of which something is still to be sent, and one that a reader judged', async () => {
      for (const [n, item] of items(3).entries()) {
        await poll([item])
        await store.stories.record(makeOutcome({ item, story: { id: `story-${n}` }, routes: n === 0 ? ['waits'] : [] }))
      }
      await store.feedback.put({ platform: 'discord', storyId: 'story-1', userId: 'u', verdict: 'relevant', at: CALL_AT })
      clock = NOW
      expect(await store.upkeep.forget('stories', BEFORE, 10)).toBe(1)
      expect((await store.archive.latest({ limit: 10 })).map(({ storyId }) => storyId).toSorted()).toEqual(['story-0', 'story-1'])
      expect(await store.outbox.waiting()).toHaveLength(1)
      await isSound()
    })

    test('a receipt stays while its story may be told anew, so that a revision edits the post', async () => {
      const [first, second] = items(2) as [Item, Item]
      await poll([first, second])
      await store.stories.record(makeOutcome({ item: first, story: { id: 'old' } }))
      await store.stories.record(makeOutcome({ item: second, story: { id: 'alive', updatedAt: BEFORE + DAY } }))
      await send()
      clock = NOW
      expect(await store.upkeep.forget('receipts', BEFORE, 10)).toBe(1)
      expect((await store.outbox.list({ limit: 10 })).map(({ storyId }) => storyId)).toEqual(['alive'])
      await isSound()
    })

    test('what waits is never taken for a receipt', async () => {
      const [item] = items(1) as [Item]
      await poll([item])
      await store.stories.record(makeOutcome({ item, routes: ['a', 'b'] }))
      const [claimed] = await store.outbox.claim(clock, 1, 60_000)
      await store.outbox.settle({ id: claimed?.id ?? 0 }, { kind: 'unknown', reason: 'no answer' }, clock, NOW)
      clock = NOW
      expect(await store.upkeep.forget('receipts', NOW, 10)).toBe(0)
      expect(await store.outbox.waiting()).toHaveLength(2)
    })

    test('what waits to edit a post still finds the post, however long it waits', async () => {
      const [first, second] = items(2) as [Item, Item]
      await poll([first, second])
      await store.stories.record(makeOutcome({ item: first, story: { id: 'one' }, routes: ['a'] }))
      await send()
      await store.stories.record(makeOutcome({ item: second, story: { id: 'one', revision: 2 }, routes: ['a'] }))
      clock = NOW
      expect(await store.upkeep.forget('receipts', BEFORE, 10)).toBe(0)
      expect(await store.outbox.claim(clock, 1, 60_000)).toMatchObject([{ revision: 2, previous: { channel: 'c' } }])
    })

    test('of texts that were replaced only the newest stays, and the next change is numbered on', async () => {
      const [item] = items(1) as [Item]
      const changed = (n: number): Item => ({ ...item, title: `Report, changed ${n} times`, firstSeenAt: CALL_AT + n * 2 * DAY })
      await drop([item])
      for (const n of [1, 2]) {
        await poll([changed(n)])
        const [newest] = await store.stories.unassessed(1)
        await store.stories.record({ report: { item: newest as Item, assessment: makeDropped() }, story: null })
      }
      clock = NOW
      expect(await store.upkeep.forget('wordings', BEFORE, 10)).toBe(2)
      expect(await store.upkeep.forget('wordings', BEFORE, 10)).toBe(0)
      await poll([{ ...changed(3), firstSeenAt: NOW }])
      expect(await store.stories.unassessed(1)).toMatchObject([{ title: 'Report, changed 3 times', revision: 3 }])
      await isSound()
    })

    test('of how a story was told only the newest stays, and what is still to be sent', async () => {
      const [first, second, third] = items(3) as [Item, Item, Item]
      await poll([first, second, third])
      const tellOf = (item: Item, revision: number, routes: readonly string[]) =>
        store.stories.record(makeOutcome({ item, story: { id: 'one', revision, updatedAt: NOW }, routes }))
      await tellOf(first, 1, ['slow'])
      const [slow] = await store.outbox.claim(clock, 1, 60_000)
      await store.outbox.settle({ id: slow?.id ?? 0 }, { kind: 'unknown', reason: 'no answer' }, clock, NOW)
      await tellOf(second, 2, [])
      clock = NOW
      await tellOf(third, 3, [])
      expect(await store.upkeep.forget('revisions', BEFORE, 10), 'the first is still looked for, the second was the newest till now').toBe(
        0,
      )
      clock = NOW + DAY
      expect(await store.upkeep.forget('revisions', clock, 10)).toBe(1)
      expect(await store.upkeep.forget('revisions', clock, 10)).toBe(0)
      const [again] = await store.outbox.claim(clock, 1, 60_000)
      expect(again).toMatchObject({ revision: 1, brief: { storyId: 'one', revision: 1 } })
      await store.outbox.settle({ id: slow?.id ?? 0 }, { kind: 'sent', receipt: { channel: 'c', messageId: 'm' } }, clock, clock)
      expect(await store.upkeep.forget('revisions', clock, 10)).toBe(1)
      expect(await store.stories.brief('one')).toMatchObject({ revision: 3 })
      await isSound()
    })

    test('every kind can be asked for on an empty store', async () => {
      for (const kind of KEEPING_KINDS) expect(await store.upkeep.forget(kind, NOW, 10), kind).toBe(0)
      await isSound()
    })
  })
}
