import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Feedback } from '#src/domain/feedback.ts'
import type { Store } from '#src/store/store.ts'
import { StoreError } from '#src/store/store-error.ts'
import {
  CALL_AT,
  callInJapanese,
  callInKorean,
  makeAssessment,
  makeBrief,
  makeDropped,
  makeFeed,
  makeFeedState,
  makeItem,
  makeOutcome,
  makeVisitBrief,
  visitInRussian,
} from '../fixtures/make.ts'
import { testArchive } from './archive.ts'
import { testChanges } from './changes.ts'
import { testCompanions } from './companions.ts'
import { testDigests } from './digests.ts'
import { testHistory } from './history.ts'
import { testKeeping } from './keeping.ts'
import { testMerging } from './merging.ts'
import { testModelMemory } from './model.ts'
import { testNetwork } from './network.ts'
import { testOutbox } from './outbox.ts'
import { testReviews } from './reviews.ts'
import { testSearch } from './search.ts'
import { testSharing } from './sharing.ts'
import { testWordings } from './wordings.ts'

/** A fresh store; `second` opens the same data once more, as another process would, where that can be. */
export type StoreHarness = { readonly store: Store; second(): Promise<Store | null>; close(): Promise<void> }
export type OpenStore = (options: { readonly now: () => number }) => Promise<StoreHarness>

/** What every store does. `open` is called for each test and must give an empty store. */
export function testStore(name: string, open: OpenStore): void {
  describe(`${name} as a store`, () => {
    testFeeds(open)
    testStories(open)
    testPosts(open)
    testMemory(open)
    testFeedback(open)
  })
  testArchive(name, open)
  testSearch(name, open)
  testOutbox(name, open)
  testMerging(name, open)
  testWordings(name, open)
  testModelMemory(name, open)
  testReviews(name, open)
  testDigests(name, open)
  testHistory(name, open)
  testKeeping(name, open)
  testNetwork(name, open)
  testCompanions(name, open)
  testChanges(name, open)
  testSharing(name, open)
}

function harnessed(open: OpenStore): () => Store {
  let harness: StoreHarness
  beforeEach(async () => {
    harness = await open({ now: () => CALL_AT })
  })
  afterEach(() => harness.close())
  return () => harness.store
}

function testFeeds(open: OpenStore): void {
  describe('feeds', () => {
    const store = harnessed(open)

    test('where a moved feed is polled, and its rhythm, are kept', async () => {
      const state = makeFeedState({
        movedTo: 'https://new.example/rss',
        movedCount: 3,
        pollUrl: 'https://new.example/rss',
        pollUrlOf: 'https://old.example/rss',
        rhythmMs: 1_800_000,
        longestGapMs: 259_200_000,
        ttlMs: 2_700_000,
        url: 'https://old.example/rss',
      })
      await store().feeds.settle(state, [])
      expect(await store().feeds.find('yonhap-en')).toEqual(state)
    })

    test('a feed is made once, and what is known of it survives the next start', async () => {
      await store().feeds.sync([makeFeed()], () => 5)
      await store().feeds.settle(makeFeedState({ nextAt: 77, failures: 3, lastKind: 'timeout', lastMessage: 'no answer', etag: '"a"' }), [])
      await store().feeds.sync([makeFeed(), makeFeed({ id: 'nhk-ja' })], () => 9)
      expect(await store().feeds.all()).toEqual([
        makeFeedState({ feedId: 'nhk-ja', nextAt: 9 }),
        makeFeedState({ nextAt: 77, failures: 3, lastKind: 'timeout', lastMessage: 'no answer', etag: '"a"' }),
      ])
    })

    test('10,000 feeds are made at once', async () => {
      const feeds = Array.from({ length: 10_000 }, (_, index) => makeFeed({ id: `feed-${index}` }))
      await store().feeds.sync(feeds, () => 1)
      expect(await store().feeds.all()).toHaveLength(10_000)
    })

    test('feeds that are due come longest overdue first, as many as asked', async () => {
      const nextAt: Record<string, number> = { a: 300, b: 100, c: 200, d: 301 }
      await store().feeds.sync(
        Object.keys(nextAt).map((id) => makeFeed({ id })),
        (feed) => nextAt[feed.id] ?? 0,
      )
      expect((await store().feeds.due(300, 10)).map((state) => state.feedId)).toEqual(['b', 'c', 'a'])
      expect((await store().feeds.due(300, 1)).map((state) => state.feedId)).toEqual(['b'])
    })

    test('a feed that is not known is null', async () => {
      expect(await store().feeds.find('nobody')).toBeNull()
    })

    test('a poll answers only the items that are new, in the order given', async () => {
      const items = [makeItem({ guid: '1', title: 'one' }), makeItem({ guid: '2', title: 'two' })]
      expect(await store().feeds.settle(makeFeedState(), items)).toEqual(items)
      const third = makeItem({ guid: '3', title: 'three' })
      expect(await store().feeds.settle(makeFeedState({ nextAt: 9 }), [third, ...items])).toEqual([third])
      expect(await store().feeds.find('yonhap-en')).toEqual(makeFeedState({ nextAt: 9 }))
    })

    test('an address as long as a feed may have is stored, and known again', async () => {
      // Letters without a pattern, since an engine may pack what repeats itself.
      const letters = Array.from({ length: 90 }, (_, n) => createHash('sha256').update(`${n}`).digest('base64url')).join('')
      const long = makeItem({ guid: 'long', title: 'long', url: `https://news.example/${letters}` })
      expect(await store().feeds.settle(makeFeedState(), [long])).toEqual([long])
      expect(await store().feeds.settle(makeFeedState(), [{ ...long, id: 'other' }])).toEqual([])
      expect((await store().archive.item(long.url))?.item).toEqual(long)
    })

    test('a time with a fraction is stored as the next whole millisecond', async () => {
      await store().feeds.settle(makeFeedState({ nextAt: 1_000.25 }), [])
      expect((await store().feeds.find('yonhap-en'))?.nextAt).toBe(1_001)
    })

    test('an entry given twice in one document is stored once', async () => {
      expect(await store().feeds.settle(makeFeedState(), [makeItem(), makeItem()])).toHaveLength(1)
    })

    test('the same address with the same title is one item in whatever feed it stands; with another title it is another', async () => {
      const url = 'https://news.example/front-page'
      await store().feeds.settle(makeFeedState(), [makeItem({ url })])
      const sameInOtherFeed = makeItem({ url, feedId: 'yonhap-nk' })
      const otherTitle = makeItem({ url, title: 'Ministers of three states meet in Tokyo' })
      expect(await store().feeds.settle(makeFeedState(), [sameInOtherFeed, otherTitle])).toEqual([otherTitle])
    })

    test('items without an address are told apart by their ids', async () => {
      const items = [makeItem({ url: '', guid: '1' }), makeItem({ url: '', guid: '2' })]
      expect(await store().feeds.settle(makeFeedState(), items)).toHaveLength(2)
    })
  })
}

function testStories(open: OpenStore): void {
  describe('stories', () => {
    const store = harnessed(open)

    test('what is to be assessed comes oldest publication first, then by id', async () => {
      const [a, b] = [makeItem({ guid: 'x', title: 'x' }), makeItem({ guid: 'y', title: 'y' })].toSorted((p, q) => (p.id < q.id ? -1 : 1))
      const older = makeItem({ guid: 'z', title: 'z', publishedAt: CALL_AT - 1 })
      if (a === undefined || b === undefined) throw new Error('two items were made')
      await store().feeds.settle(makeFeedState(), [b, a, older])
      expect(await store().stories.unassessed(10)).toEqual([older, a, b])
      expect(await store().stories.unassessed(1)).toEqual([older])
    })

    test('every field of an item comes back as it went in, in five languages', async () => {
      const items = [makeItem({ backfilled: true }), callInKorean(), callInJapanese(), visitInRussian()]
      await store().feeds.settle(makeFeedState(), items)
      expect(await store().stories.unassessed(10)).toEqual(items)
    })

    test('a dropped item keeps its assessment and is not asked for again', async () => {
      const item = makeItem()
      await store().feeds.settle(makeFeedState(), [item])
      await store().stories.record({ report: { item, assessment: makeDropped() }, story: null })
      expect(await store().stories.unassessed(10)).toEqual([])
      expect(await store().archive.item(item.id)).toEqual({ item, assessment: makeDropped(), storyId: null })
    })

    test('a kept item makes a story with its brief, its report and one delivery a route', async () => {
      const outcome = makeOutcome({ routes: ['desk', 'seoul'] })
      await store().stories.record(outcome)
      const { story, brief } = outcome.story ?? {}
      expect(await store().stories.story(story?.id ?? '')).toEqual(story)
      expect(await store().stories.brief(story?.id ?? '')).toEqual(brief)
      expect(await store().stories.reports(story?.id ?? '')).toEqual([outcome.report])
      expect((await store().outbox.list({ limit: 9 })).map((row) => row.routeId)).toEqual(['seoul', 'desk'])
    })

    test('recording an item again changes nothing, even when the second outcome says otherwise', async () => {
      const outcome = makeOutcome()
      await store().stories.record(outcome)
      await store().stories.record(outcome)
      await store().stories.record({ ...outcome, report: { ...outcome.report, assessment: makeDropped() }, story: null })
      await store().stories.record(makeOutcome({ story: { id: 'another' } }))
      expect(await store().archive.counts()).toEqual({ items: 1, kept: 1, stories: 1 })
      expect(await store().outbox.list({ limit: 9 })).toHaveLength(1)
    })

    test('a second report makes the next revision, and the story holds both in the order they joined', async () => {
      const first = makeOutcome()
      const id = first.story?.story.id ?? ''
      await store().stories.record(first)
      const both = [first.report.item.id, callInKorean().id]
      await store().stories.record(makeOutcome({ item: callInKorean(), story: { id, revision: 2, updatedAt: CALL_AT + 1, itemIds: both } }))
      expect(await store().stories.story(id)).toMatchObject({ revision: 2, itemIds: both })
      expect((await store().stories.reports(id)).map((report) => report.item.id)).toEqual(both)
      expect((await store().stories.brief(id))?.revision).toBe(2)
    })

    test('twenty stories updated in turn, five times each, are all stored', async () => {
      for (let n = 0; n < 100; n += 1) {
        const id = `story-${(n * 7) % 20}`
        const text = Array.from({ length: 60 }, (_, index) => `word${(n * index * 31) % 997}`).join(' ')
        const item = makeItem({ guid: String(n), title: `Report ${n}`, text })
        await store().stories.record(
          makeOutcome({ item, story: { id, revision: Math.floor(n / 20) + 1 }, routes: n % 2 === 0 ? ['desk'] : [] }),
        )
      }
      expect(await store().archive.counts()).toEqual({ items: 100, kept: 100, stories: 20 })
      expect(await store().archive.search('word31', 50)).not.toEqual([])
    })

    test('a report that changes nothing for readers joins without a new delivery', async () => {
      const first = makeOutcome()
      const id = first.story?.story.id ?? ''
      await store().stories.record(first)
      await store().stories.record(makeOutcome({ item: callInKorean(), story: { id }, brief: { independentSources: 2 }, routes: [] }))
      expect(await store().outbox.list({ limit: 9 })).toHaveLength(1)
      expect((await store().stories.brief(id))?.independentSources).toBe(2)
    })

    test('an outcome made from an old state of the story is refused whole', async () => {
      const first = makeOutcome({ story: { revision: 3 } })
      await store().stories.record(first)
      const old = makeOutcome({ item: callInKorean(), story: { id: first.story?.story.id ?? '', revision: 2 } })
      await expect(store().stories.record(old)).rejects.toMatchObject({ name: StoreError.name, kind: 'stale' })
      expect(await store().archive.counts()).toEqual({ items: 1, kept: 1, stories: 1 })
    })

    test('an outcome that cannot be stored whole is not stored at all', async () => {
      const outcome = makeOutcome()
      if (outcome.story === null) throw new Error('the outcome keeps its item')
      const deliveries = [{ storyId: outcome.story.story.id, revision: 1, routeId: null as unknown as string }]
      await expect(store().stories.record({ ...outcome, story: { ...outcome.story, deliveries } })).rejects.toThrow()
      expect(await store().archive.counts()).toEqual({ items: 0, kept: 0, stories: 0 })
      expect(await store().archive.search('Ishiba', 5)).toEqual([])
      await store().stories.record(outcome)
      expect(await store().archive.counts()).toEqual({ items: 1, kept: 1, stories: 1 })
    })

    test('kept reports since a moment come back with their stories, in the order they joined', async () => {
      const call = makeOutcome()
      const visit = makeOutcome({ item: visitInRussian(), brief: makeVisitBrief() })
      await store().stories.record(call)
      await store().stories.record({ report: { item: callInKorean(), assessment: makeDropped() }, story: null })
      await store().stories.record({ ...visit, report: { item: visitInRussian(), assessment: makeAssessment() } })
      const placed = await store().stories.placedSince(0)
      expect(placed.map(({ report }) => report.item.id)).toEqual([call.report.item.id, visitInRussian().id])
      expect(placed[0]).toEqual({ storyId: call.story?.story.id, report: call.report })
      expect(await store().stories.placedSince(CALL_AT + 1)).toHaveLength(1)
    })

    test('hostile text comes back as it went in, and does nothing else', async () => {
      const title = `'; drop table items; -- “"’ \u202e {{x}} %s 🐟`
      const outcome = makeOutcome({ item: makeItem({ title, text: title }), brief: { headline: title } })
      await store().stories.record(outcome)
      expect((await store().archive.item(outcome.report.item.id))?.item.title).toBe(title)
      expect((await store().stories.brief(outcome.story?.story.id ?? ''))?.headline).toBe(title)
    })
  })
}

function testPosts(open: OpenStore): void {
  describe('local posts', () => {
    const store = harnessed(open)

    test('a post is shown, and edited by a later revision', async () => {
      expect(await store().posts.put('desk', makeBrief(), 10)).toEqual({
        routeId: 'desk',
        brief: makeBrief(),
        postedAt: 10,
        editedAt: null,
      })
      const second = makeBrief({ revision: 2 })
      expect(await store().posts.put('desk', second, 20)).toEqual({ routeId: 'desk', brief: second, postedAt: 10, editedAt: 20 })
    })

    test('the same revision again, or an older one, changes nothing', async () => {
      await store().posts.put('desk', makeBrief({ revision: 2 }), 10)
      await store().posts.put('desk', makeBrief({ revision: 2 }), 20)
      expect(await store().posts.put('desk', makeBrief(), 30)).toMatchObject({ postedAt: 10, editedAt: null, brief: { revision: 2 } })
      expect(await store().posts.recent(10)).toHaveLength(1)
    })

    test('each route has its own post; the newest come first', async () => {
      await store().posts.put('desk', makeBrief(), 10)
      await store().posts.put('seoul', makeBrief(), 30)
      await store().posts.put('desk', makeVisitBrief(), 20)
      expect((await store().posts.recent(2)).map((post) => [post.routeId, post.postedAt])).toEqual([
        ['seoul', 30],
        ['desk', 20],
      ])
      expect(await store().posts.find('desk', makeVisitBrief().storyId)).toMatchObject({ postedAt: 20 })
      expect(await store().posts.find('seoul', makeVisitBrief().storyId)).toBeNull()
    })
  })
}

function testFeedback(open: OpenStore): void {
  describe('what readers said', () => {
    const store = harnessed(open)
    const voice = (changes: Partial<Feedback> = {}): Feedback => ({
      platform: 'discord',
      storyId: makeBrief().storyId,
      userId: '77',
      verdict: 'relevant',
      at: 10,
      ...changes,
    })

    test('a reader has one voice a story, and may change it; the same id on another platform is another reader', async () => {
      await store().stories.record(makeOutcome())
      await store().feedback.put(voice())
      await store().feedback.put(voice({ verdict: 'not-relevant', at: 20 }))
      await store().feedback.put(voice({ platform: 'slack', verdict: 'duplicate', at: 15 }))
      expect((await store().feedback.list()).map((judged) => judged.voices)).toEqual([
        [voice({ platform: 'slack', verdict: 'duplicate', at: 15, revision: 1 }), voice({ verdict: 'not-relevant', at: 20, revision: 1 })],
      ])
    })

    test('a judged story comes with its newest brief and its reports as they were assessed, first judged first', async () => {
      const call = makeOutcome()
      const visit = makeOutcome({ item: visitInRussian(), brief: makeVisitBrief() })
      await store().stories.record(call)
      await store().stories.record(visit)
      await store().feedback.put(voice({ storyId: visit.story?.story.id ?? '' }))
      await store().feedback.put(voice({ at: 30 }))
      const judged = await store().feedback.list()
      expect(judged.map(({ brief }) => brief)).toEqual([visit.story?.brief, call.story?.brief])
      expect(judged.map(({ reports }) => reports)).toEqual([[visit.report], [call.report]])
    })

    test('a voice keeps the revision that was judged, and a changed one that of the change', async () => {
      const first = makeOutcome()
      await store().stories.record(first)
      await store().feedback.put(voice())
      const story = { id: first.story?.story.id ?? '', revision: 2 }
      await store().stories.record(makeOutcome({ item: callInKorean(), story }))
      await store().feedback.put(voice({ userId: '78' }))
      expect((await store().feedback.list())[0]?.voices.map(({ revision }) => revision)).toEqual([1, 2])
      await store().feedback.put(voice({ verdict: 'duplicate', at: 40 }))
      expect((await store().feedback.list())[0]?.voices.map(({ revision }) => revision)).toEqual([2, 2])
    })

    test('a voice about a story that is not known is no error and is not listed', async () => {
      await store().feedback.put(voice({ storyId: 'gone' }))
      expect(await store().feedback.list()).toEqual([])
    })
  })
}

function testMemory(open: OpenStore): void {
  describe('what was told', () => {
    const store = harnessed(open)

    test('a notice is news once, until it says something else or is over', async () => {
      const { notices } = store()
      expect(await notices.change('feed:a', 'no answer', 1)).toBe(true)
      expect(await notices.change('feed:a', 'no answer', 2)).toBe(false)
      expect(await notices.change('feed:a', 'gone', 3)).toBe(true)
      expect(await notices.list()).toEqual([{ subject: 'feed:a', text: 'gone', toldAt: 3 }])
      expect([await notices.clear('feed:a'), await notices.clear('feed:a')]).toEqual([true, false])
    })

    test('a stop is news once, counts its refusals, and ends once', async () => {
      const { stops } = store()
      expect(await stops.stop('route:desk', 'no permission', 10, 20)).toBe(true)
      expect(await stops.stop('route:desk', 'no permission to write', 30, 50)).toBe(false)
      const stop = { subject: 'route:desk', reason: 'no permission to write', since: 10, until: 50, tries: 2 }
      expect(await stops.list()).toEqual([stop])
      expect(await stops.find('route:desk')).toEqual(stop)
      expect([await stops.lift('route:desk'), await stops.lift('route:desk')]).toEqual([true, false])
      expect(await stops.find('route:desk')).toBeNull()
    })
  })
}
