import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalChannel } from '#src/channels/local/channel.ts'
import { createDeliverer } from '#src/delivery/deliver.ts'
import { createDigester } from '#src/delivery/digester.ts'
import { deliveriesFor } from '#src/delivery/route.ts'
import type { Brief } from '#src/domain/brief.ts'
import type { Route } from '#src/domain/delivery.ts'
import { type DigestSchedule, digestEntries, isDigest } from '#src/domain/digest.ts'
import type { FeedState } from '#src/domain/feed.ts'
import { plain, type RichText } from '#src/domain/rich-text.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { digestReply } from '#src/words/digests.ts'
import { CALL_AT, makeFeed, makeFeedState, makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const DAILY = { schedule: '0 8 * * *', timeZone: 'UTC' }
const plainLines = (body: readonly RichText[]): string => body.map(plain).join('\n')
const log = { debug() {}, info() {}, warn() {}, error() {} }

describe('the digester', () => {
  let store: Store
  let clock: number
  let settledMs: number
  beforeEach(async () => {
    settledMs = 0
    clock = Date.UTC(2026, 10, 22, 7)
    store = await openStore({ path: ':memory:', now: () => clock })
  })
  afterEach(() => store.close())

  /** Next at 08:00 UTC. */
  const nextRun = ({ schedule }: DigestSchedule): number => {
    if (schedule === 'never') throw new Error('it never falls due')
    return Math.floor((clock - 8 * HOUR_MS) / DAY_MS) * DAY_MS + DAY_MS + 8 * HOUR_MS
  }

  const tick = async (...routes: readonly Route[]): Promise<void> => {
    const digester = createDigester({
      digests: store.digests,
      archive: store.archive,
      routes: () => routes,
      alignments: () => [{ id: 'us-jp-kr', label: 'US–Japan–South Korea' }],
      feeds: () => [{ id: 'yonhap-en', title: 'Yonhap', enabled: true }],
      clock: () => clock,
      nextRun,
      timeZone: 'UTC',
      settledMs,
      log,
    })
    const making = digester.run(new AbortController().signal)
    const failed = await making.then(
      () => null,
      (error: unknown) => error,
    )
    const channels = new Map([['local', createLocalChannel({ posts: store.posts, clock: () => clock })]])
    const deliverer = createDeliverer({ outbox: store.outbox, stops: store.stops, routes: () => routes, channels, clock: () => clock, log })
    await deliverer.run(new AbortController().signal)
    if (failed !== null) throw failed
  }
  const story = async (storyId: string, route: Route, brief: Partial<Brief> = {}, revision = 1, backfilled = false): Promise<void> => {
    const item = makeItem({ guid: `${storyId} ${revision}`, title: `${storyId} ${revision}`, publishedAt: CALL_AT + revision, backfilled })
    const outcome = makeOutcome({
      item,
      story: { id: storyId, revision, openedAt: brief.openedAt ?? clock, updatedAt: brief.updatedAt ?? brief.openedAt ?? clock },
      brief: { headline: storyId, openedAt: clock, ...brief },
    })
    if (outcome.story === null) throw new Error('kept')
    await store.stories.record({ ...outcome, story: { ...outcome.story, deliveries: deliveriesFor(outcome.story.brief, [route]) } })
  }
  /** What stands in the channel, oldest first: headlines, and the stories of digests. */
  const posted = async (): Promise<readonly (string | readonly string[])[]> =>
    (await store.posts.recent(99))
      .toReversed()
      .map(({ brief }) => (isDigest(brief) ? digestEntries(brief.digest).map(({ headline }) => headline) : brief.headline))

  /** What the newest digest calls updates. */
  const updates = async (): Promise<readonly string[]> => {
    const [post] = await store.posts.recent(1)
    return post === undefined || !isDigest(post.brief)
      ? []
      : digestEntries(post.brief.digest).flatMap(({ headline, isUpdate }) => (isUpdate ? [headline] : []))
  }

  const daily = makeRoute({ mode: 'digest', digest: DAILY })

  test('a digest comes at its time, once, with what happened since the one before, weightiest first', async () => {
    await tick(daily)
    await story('small', daily, { importance: 0.2 })
    await story('great', daily, { importance: 0.9 })
    await tick(daily)
    expect(await posted()).toEqual([])
    clock += HOUR_MS
    await tick(daily)
    await tick(daily)
    expect(await posted()).toEqual([['great', 'small']])
    await story('later', daily)
    clock += DAY_MS
    await tick(daily)
    expect((await posted()).at(-1)).toEqual(['later'])
  })

  test('what was published before a digest and read after it is told in the next one, as news', async () => {
    await tick(daily)
    clock += HOUR_MS
    await tick(daily)
    const publishedAt = clock - 60_000
    clock += 60_000
    await story('read late', daily, { openedAt: publishedAt })
    clock += DAY_MS
    await tick(daily)
    expect(await posted()).toEqual([[], ['read late']])
    expect(await updates()).toEqual([])
    await story('read late', daily, { openedAt: publishedAt }, 2)
    clock += DAY_MS
    await tick(daily)
    expect(await updates()).toEqual(['read late'])
  })

  test('what another process, whose clock is behind, records when a digest is made is told in the next one', async () => {
    settledMs = 90_000
    await tick(daily)
    await story('in time', daily)
    clock += HOUR_MS
    await tick(daily)
    clock -= 30_000
    await story('late', daily)
    clock += DAY_MS + 30_000
    await tick(daily)
    expect(await posted()).toEqual([['in time'], ['late']])
  })

  test('where others record, a route that becomes live is told all of it: in its last digest, or as posts, and nothing twice', async () => {
    settledMs = 90_000
    await tick(daily)
    await story('before', daily)
    clock += HOUR_MS / 4
    const live = makeRoute({ mode: 'live' })
    await tick(live)
    await story('by one who does not know yet', daily)
    clock += 5_000
    await story('by one who knows', live)
    await tick(live)
    expect(await posted()).toEqual(['by one who knows'])
    clock += 85_000
    await tick(live)
    const [one, digest] = await posted()
    expect([one, (digest as readonly string[]).toSorted()]).toEqual(['by one who knows', ['before', 'by one who does not know yet']])
    clock += 2 * DAY_MS
    await tick(live)
    expect(await posted()).toHaveLength(2)
  })

  test('where others record, a route that gets digests from now on is told all of it: in its first digest, or as posts', async () => {
    settledMs = 90_000
    const live = makeRoute({ mode: 'live' })
    await tick(live)
    clock += 1_000
    await story('by one who does not know yet', live)
    await story('by one who knows', daily)
    clock += 59_000
    await tick(daily)
    await story('after', daily)
    clock += HOUR_MS
    await tick(daily)
    const [one, digest] = await posted()
    expect([one, (digest as readonly string[]).toSorted()]).toEqual(['by one who does not know yet', ['after', 'by one who knows']])
  })

  test('a route that becomes live and gets digests again before its last was made goes on with them', async () => {
    settledMs = 90_000
    await tick(daily)
    await story('before', daily)
    await tick(makeRoute({ mode: 'live' }))
    clock += 60_000
    await tick(daily)
    clock += HOUR_MS
    await tick(daily)
    expect(await posted()).toEqual([['before']])
  })

  describe('where others record', () => {
    const live = makeRoute({ mode: 'live' })
    beforeEach(() => {
      settledMs = 90_000
    })
    /** Ticks as the clock has it, once a minute. */
    const minutes = async (count: number, route: Route): Promise<void> => {
      for (let left = count; left > 0; left -= 1) {
        clock += 60_000
        await tick(route)
      }
    }

    test('a clock that is put back while a route becomes live takes nothing from its last digest', async () => {
      await tick(daily)
      clock += HOUR_MS / 2
      await story('before', daily)
      await tick(live)
      clock -= HOUR_MS
      await minutes(3, live)
      expect(await posted()).toEqual([['before']])
    })

    test('what a cap kept back and told is not told again by the last digest', async () => {
      const capped = makeRoute({ mode: 'live', cap: 1 })
      await tick(daily)
      await tick(capped)
      for (const id of ['first', 'second', 'third']) {
        await story(id, capped)
        await tick(capped)
      }
      await minutes(70, capped)
      const all = await posted()
      expect(all.flat().toSorted()).toEqual(['first', 'second', 'third'])
    })

    test('a route that gets digests again soon after its last is told nothing of that twice', async () => {
      await tick(daily)
      await story('before', daily)
      await minutes(3, live)
      await minutes(1, daily)
      await story('after', daily)
      clock += HOUR_MS
      await tick(daily)
      expect(await posted()).toEqual([['before'], ['after']])
    })

    test('a story that was posted already and is corrected stands in its post alone, not in the last digest too', async () => {
      await tick(daily)
      await story('before', daily)
      await tick(live)
      await story('S', live)
      await tick(live)
      await story('S', live, { headline: 'S was not so', kind: 'correction' }, 2)
      await minutes(3, live)
      expect(await posted()).toEqual(['S was not so', ['before']])
    })

    test('a first digest that is asked for late leaves nothing out', async () => {
      await tick(live)
      await story('by one who knows', daily)
      clock += 5 * 60_000
      await tick(daily)
      clock += HOUR_MS
      await tick(daily)
      expect(await posted()).toEqual([['by one who knows']])
    })
  })

  test('a story that was posted once, and is corrected when the route gets digests, is told by the digest too', async () => {
    const live = makeRoute({ mode: 'live' })
    await tick(live)
    await story('S', live)
    await tick(live)
    clock += 2 * DAY_MS
    await tick(daily)
    await story('S', daily, { headline: 'S grew' }, 2)
    await story('S', daily, { headline: 'S was not so', kind: 'correction' }, 3)
    clock += DAY_MS
    await tick(daily)
    expect(await posted()).toContainEqual(['S was not so'])
  })

  test('what was only backfilled is no news, until a report of the day joins it', async () => {
    await tick(daily)
    await story('old', daily, {}, 1, true)
    clock += HOUR_MS
    await tick(daily)
    expect(await posted()).toEqual([[]])
    await story('old', daily, {}, 2)
    clock += DAY_MS
    await tick(daily)
    expect(await posted()).toEqual([[], ['old']])
  })

  test('a story that was withdrawn before its digest is not told; one that was told is told to be withdrawn', async () => {
    await tick(daily)
    await story('a', daily)
    clock += HOUR_MS
    await tick(daily)
    for (const [id, revision] of Object.entries({ a: 2, b: 1 })) await story(id, daily, { withdrawn: true }, revision)
    clock += DAY_MS
    await tick(daily)
    expect(await posted()).toEqual([['a'], ['a']])
  })

  test('after a long sleep one digest tells all of it', async () => {
    await tick(daily)
    await story('first', daily, { importance: 0.3 })
    clock += 2 * DAY_MS
    await story('second', daily, { importance: 0.2 })
    clock += DAY_MS
    await tick(daily)
    await tick(daily)
    expect(await posted()).toEqual([['first', 'second']])
  })

  test('what one post has no room for stands in the next, numbered, weightiest first; the fourth says how many it leaves out', async () => {
    await tick(daily)
    const wordy = (n: number): string => `${String(n).padStart(3, '0')} ${'told at some length '.repeat(8)}`.trim()
    for (let n = 0; n < 12; n += 1) await story(wordy(n), daily, { importance: 1 - n / 100 })
    clock += HOUR_MS
    await tick(daily)
    const posts = (await store.posts.recent(9)).toReversed().map(({ brief }) => brief)
    expect(posts.flatMap((brief) => (isDigest(brief) ? digestEntries(brief.digest).map(({ headline }) => headline) : []))).toEqual(
      Array.from({ length: 12 }, (_, n) => wordy(n)),
    )
    expect(posts.map(({ headline }) => headline)).toEqual(
      ['5 stories (1/3)', '5 stories (2/3)', '2 stories (3/3)'].map((of) => `Digest: ${of}`),
    )
    for (let n = 100; n < 160; n += 1) await story(wordy(n), daily)
    clock += DAY_MS
    await tick(daily)
    const four = (await store.posts.recent(4)).map(({ brief }) => (isDigest(brief) ? digestEntries(brief.digest).length : 0))
    expect(four).toHaveLength(4)
    expect(four.reduce((sum, count) => sum + count, 0)).toBe(60)
    const [last] = await store.posts.recent(1)
    expect(last !== undefined && isDigest(last.brief) ? plainLines(digestReply(last.brief, 3_000).body) : '').toMatch(/\d\d more stories/)
  })

  test('a route that gets its stories one by one for months, and digests again, is told none of them twice', async () => {
    await tick(daily)
    await story('before', daily)
    clock += HOUR_MS / 2
    const live = makeRoute({ mode: 'live' })
    await tick(live)
    expect(await posted()).toEqual([['before']])
    for (const id of ['while live', 'still live']) {
      clock += 40 * DAY_MS
      await story(id, live)
      await tick(live)
    }
    clock += HOUR_MS
    await tick(daily)
    await story('after', daily)
    clock += DAY_MS
    await tick(daily)
    expect(await posted()).toEqual([['before'], 'while live', 'still live', ['after']])
  })

  test('a feed that gave nothing for long is named, also where it came back before the digest was made', async () => {
    await tick(daily)
    clock += HOUR_MS
    await store.feeds.sync([makeFeed({ id: 'yonhap-en' })], () => clock)
    const answer = async (changes: Partial<FeedState>): Promise<void> =>
      void (await store.feeds.settle(makeFeedState({ feedId: 'yonhap-en', lastPolledAt: clock, ...changes }), []))
    await answer({ lastOkAt: clock })
    await tick(daily)
    clock += DAY_MS + HOUR_MS
    await answer({ lastOkAt: clock })
    clock += DAY_MS - HOUR_MS
    await tick(daily)
    const [newest] = await store.posts.recent(1)
    expect(newest !== undefined && isDigest(newest.brief) ? newest.brief.digest.feeds : null).toEqual({ total: 1, down: ['Yonhap'] })
  })

  test('when nothing happened it says so, and names the feeds that were down', async () => {
    await store.feeds.settle(makeFeedState({ failures: 3, lastOkAt: clock - DAY_MS }), [])
    await tick(daily)
    clock += HOUR_MS
    await tick(daily)
    const [post] = await store.posts.recent(1)
    expect(post?.brief.headline).toBe('Digest: no stories')
    expect(post?.brief.digest?.feeds).toEqual({ total: 1, down: ['Yonhap'] })
  })

  test('a route that is both gets each story at once and the digest too', async () => {
    const both = makeRoute({ mode: 'both', digest: DAILY })
    await tick(both)
    await story('a', both)
    await tick(both)
    clock += HOUR_MS
    await tick(both)
    expect(await posted()).toEqual(['a', ['a']])
  })

  test('a route whose digest cannot be made holds up no other, and is told of', async () => {
    const broken = makeRoute({ id: 'broken', channel: 'broken', mode: 'digest', digest: { ...DAILY, schedule: 'never' } })
    await expect(tick(broken, daily)).rejects.toThrow('it never falls due')
    await story('a', daily)
    clock += HOUR_MS
    await expect(tick(broken, daily)).rejects.toThrow('it never falls due')
    expect(await posted()).toEqual([['a']])
  })

  test('only stories that the route takes are told', async () => {
    const only = makeRoute({ mode: 'digest', digest: DAILY, alignments: ['dprk-russia'] })
    await tick(only)
    await story('a', only)
    clock += HOUR_MS
    await tick(only)
    expect(await posted()).toEqual([[]])
  })

  test('a schedule that was changed counts from the last digest on', async () => {
    await tick(daily)
    await story('a', daily)
    const hourly = makeRoute({ mode: 'digest', digest: { ...DAILY, schedule: '30 8 * * *' } })
    await tick(hourly)
    clock += HOUR_MS
    await tick(hourly)
    expect(await posted()).toEqual([['a']])
  })

  const capped = makeRoute({ cap: 2 })

  test('what a cap keeps back goes out as one post when there is room, weightiest first', async () => {
    for (const [id, importance] of Object.entries({ a: 0.5, b: 0.5, c: 0.3, d: 0.9, e: 0.6 })) await story(id, capped, { importance })
    await tick(capped)
    expect(await posted()).toEqual(['a', 'b'])
    clock += HOUR_MS - 1
    await tick(capped)
    expect(await posted()).toEqual(['a', 'b'])
    clock += 1
    await tick(capped)
    expect(await posted()).toEqual(['a', 'b', ['d', 'e', 'c']])
    expect(await store.digests.gathered('desk')).toEqual([])
  })

  test('what a cap kept back is no update, however long it waited', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await story(id, capped, { openedAt: clock - DAY_MS })
    await tick(capped)
    clock += HOUR_MS
    await tick(capped)
    expect((await posted()).at(-1)).toEqual(['c', 'd'])
    expect(await updates()).toEqual([])
  })

  test('what a cap kept back goes out also where the cap is taken out of the route', async () => {
    for (const id of ['a', 'b', 'c', 'd']) await story(id, capped)
    await tick(capped)
    await tick(makeRoute({ cap: null }))
    expect(await posted()).toEqual(['a', 'b', ['c', 'd']])
  })

  test('posts of a day that the clock only ran ahead to count against no cap', async () => {
    const trueTime = clock
    clock += 365 * DAY_MS
    for (const id of ['a', 'b']) await story(id, capped)
    await tick(capped)
    clock = trueTime
    await story('c', capped)
    await tick(capped)
    expect(await posted()).toContain('c')
  })

  test('a digest of the hour and one of what a cap kept back may be made at once', async () => {
    const both = makeRoute({ mode: 'both', digest: DAILY, cap: 2 })
    await tick(both)
    for (const id of ['a', 'b', 'c', 'd']) await story(id, both)
    await tick(both)
    clock += HOUR_MS
    await tick(both)
    expect((await posted()).slice(2).map((post) => [...post].toSorted())).toEqual([
      ['a', 'b', 'c', 'd'],
      ['c', 'd'],
    ])
  })

  test('what a cap kept back and one post has no room for goes out in the next, when the cap has room: nothing is left out', async () => {
    const wordy = (n: number): string => `${n} ${'told at some length '.repeat(8)}`.trim()
    for (let n = 10; n < 32; n += 1) await story(wordy(n), capped)
    for (let hour = 0; hour < 4; hour += 1) {
      await tick(capped)
      clock += 5_000
      await tick(capped)
      clock += HOUR_MS
    }
    const all = await posted()
    expect(all.slice(0, 2)).toEqual([wordy(10), wordy(11)])
    expect(all.length).toBeLessThanOrEqual(2 * 4)
    expect(all.flat()).toHaveLength(22)
    expect(new Set(all.flat()).size).toBe(22)
    for (const { brief } of await store.posts.recent(9))
      if (isDigest(brief)) expect(plainLines(digestReply(brief, 2_200).body)).not.toContain('more')
  })

  test('a single story that a cap kept back goes out as itself', async () => {
    for (const id of ['a', 'b', 'c']) await story(id, capped)
    await tick(capped)
    clock += HOUR_MS
    await tick(capped)
    expect(await posted()).toEqual(['a', 'b', 'c'])
  })

  test('quiet hours hold everything and let it go in order when they are over', async () => {
    const quiet = makeRoute({ quiet: { from: '22:00', to: '08:00', timeZone: 'UTC' } })
    for (const id of ['a', 'b']) await story(id, quiet)
    await tick(quiet)
    expect(await posted()).toEqual([])
    clock += HOUR_MS
    await tick(quiet)
    expect(await posted()).toEqual(['a', 'b'])
  })
})
