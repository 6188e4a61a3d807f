import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLocalChannel } from '#src/channels/local/channel.ts'
import { createDeliverer } from '#src/delivery/deliver.ts'
import { createWatcher, subjectsOf } from '#src/delivery/watcher.ts'
import type { Act } from '#src/domain/brief.ts'
import type { Route } from '#src/domain/delivery.ts'
import { type DigestBrief, digestEntries, isDigest } from '#src/domain/digest.ts'
import { plain } from '#src/domain/rich-text.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { digestReply } from '#src/words/digests.ts'
import { makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'

const DAY_MS = 86_400_000
const log = { debug() {}, info() {}, warn() {}, error() {} }
const ALIGNMENTS = [
  { id: 'us-jp-kr', label: 'US–Japan–South Korea', colour: '#0072b2', states: ['USA', 'JPN', 'KOR'] },
  { id: 'dprk-russia', label: 'North Korea–Russia', colour: '#d55e00', states: ['PRK', 'RUS'] },
]
const [TRIO, DUO] = ALIGNMENTS
const VISIT: Act = {
  category: 'CONSULT',
  mode: 'visit',
  subtype: null,
  actors: ['RUS'],
  recipients: ['PRK'],
  standing: 'confirmed',
  text: 'Russia → North Korea: CONSULT (visit)',
}

/** Noon of a Saturday. */
const NOW = Date.UTC(2025, 6, 12, 12)

describe('the watcher', () => {
  let store: Store
  let clock: number
  let made = 0
  beforeEach(async () => {
    clock = NOW
    store = await openStore({ path: ':memory:', now: () => clock })
  })
  afterEach(() => store.close())

  async function story(at: number, act = VISIT, about = DUO): Promise<void> {
    made += 1
    const id = `story-${made}`
    const item = makeItem({ guid: id, title: id, publishedAt: at })
    const alignments = about === undefined ? [] : [{ id: about.id, label: about.label, colour: about.colour, rule: 'B1', score: 0.9 }]
    const brief = { headline: `Report ${made}`, openedAt: at, updatedAt: at, date: null, acts: [act], alignments }
    await store.stories.record(makeOutcome({ item, story: { id, openedAt: at, updatedAt: at }, brief, routes: [] }))
  }
  /** So many stories on each day of half a year up to a week ago, by turns. */
  async function halfAYear(perWeek: readonly number[], act = VISIT, about = DUO): Promise<void> {
    for (let week = 1; week <= 28; week += 1)
      for (let one = 0; one < (perWeek[week % perWeek.length] ?? 0); one += 1)
        await story(NOW - (week * 7 + (one % 7)) * DAY_MS, act, about)
  }
  const aWeekOf = async (count: number, act = VISIT, about = DUO): Promise<void> => {
    for (let one = 0; one < count; one += 1) await story(clock - (one % 6) * DAY_MS, act, about)
  }

  /** A program that has just started, since its first look never rests. */
  const look = async (...routes: readonly Route[]): Promise<void> => {
    const watcher = createWatcher({
      alerts: store.alerts,
      archive: store.archive,
      routes: () => routes,
      alignments: () => ALIGNMENTS,
      feeds: () => [],
      clock: () => clock,
      timeZone: 'UTC',
      log,
    })
    await watcher.run(new AbortController().signal)
    const channels = new Map([['local', createLocalChannel({ posts: store.posts, clock: () => clock })]])
    await createDeliverer({ outbox: store.outbox, stops: store.stops, routes: () => routes, channels, clock: () => clock, log }).run(
      new AbortController().signal,
    )
  }
  const posted = async (): Promise<readonly DigestBrief[]> =>
    (await store.posts.recent(99))
      .toReversed()
      .map(({ brief }) => brief)
      .filter(isDigest)
  const titles = async () => (await posted()).map(({ headline }) => headline)

  const live = makeRoute()

  test('tells a route of a week far above the usual, with what was usual and the stories behind it', async () => {
    await halfAYear([2, 3, 4])
    await aWeekOf(14)
    await look(live)
    const [alert, ...others] = await posted()
    expect(others).toEqual([])
    if (alert === undefined) throw new Error('no alert')
    expect(alert.headline).toBe('Unusual activity: North Korea–Russia')
    expect(digestEntries(alert.digest)).toHaveLength(14)
    expect(alert.digest.unusual).toMatchObject({ count: 14, usual: { low: 2, high: 4 }, weeks: 26 })
    expect(alert.digest.unusual?.windows.map(({ count }) => count).slice(-3)).toEqual([4, 3, 14])
    const reply = digestReply(alert, 3_000)
    expect(reply.body.slice(0, 2).map(plain)).toEqual([
      '14 stories in seven days; 2 to 4 a week are usual.',
      expect.stringMatching(/^By the 26 weeks before, chance alone would bring such a week (about|less than) once in [\d,]+ weeks\.$/),
    ])
    expect(reply.colour).toBe('#d55e00')
  })

  test('says nothing of an ordinary week, nor of a store that knows less than eight weeks', async () => {
    await aWeekOf(7)
    await look(live)
    await halfAYear([5, 6, 7])
    await look(live)
    expect(await posted()).toEqual([])
  })

  test('does not take what the store has forgotten for calm', async () => {
    // Nine weeks of ten stories: before them there is nothing, and no sign that there was nothing to tell.
    for (let week = 1; week <= 9; week += 1) for (let one = 0; one < 10; one += 1) await story(NOW - (week * 7 + (one % 7)) * DAY_MS)
    await aWeekOf(14)
    await look(live)
    expect(await posted()).toEqual([])
  })

  test('tells a wave once, whatever is started anew and however long it lasts, and again when it grew by half', async () => {
    await halfAYear([2, 3, 4])
    await aWeekOf(14)
    await look(live)
    await look(live)
    for (let day = 0; day < 5; day += 1) {
      clock += DAY_MS
      await story(clock)
      await look(live)
    }
    expect(await titles()).toEqual(['Unusual activity: North Korea–Russia'])
    await aWeekOf(10)
    await look(live)
    await look(live)
    expect((await posted()).map(({ digest }) => digest.unusual?.count)).toEqual([14, 21])
  })

  test('tells once of a wave that an alignment and its states share: where it stands out most', async () => {
    await halfAYear([2, 3, 4])
    // Of the alignment, there was more before: the two states themselves stand out more.
    await halfAYear([4], { ...VISIT, recipients: ['UKR'] })
    await aWeekOf(16)
    await look(live)
    expect(await titles()).toEqual(['Unusual activity: North Korea and Russia'])
  })

  test('tells of two waves with stories of their own one by one', async () => {
    const call: Act = { ...VISIT, actors: ['KOR', 'JPN'], recipients: [] }
    await halfAYear([2, 3, 4])
    await halfAYear([2, 3, 4], call, TRIO)
    await aWeekOf(14)
    await aWeekOf(15, call, TRIO)
    await look(live)
    expect((await titles()).toSorted()).toEqual(['Unusual activity: North Korea–Russia', 'Unusual activity: US–Japan–South Korea'])
  })

  test('tells only routes that want alerts and take one of the stories: digest routes where they ask for it', async () => {
    await halfAYear([2, 3, 4])
    await aWeekOf(14)
    const schedule = { schedule: '0 8 * * *', timeZone: 'UTC' }
    await look(
      makeRoute({ id: 'live' }),
      makeRoute({ id: 'quiet', alerts: false }),
      makeRoute({ id: 'elsewhere', alignments: ['us-jp-kr'] }),
      makeRoute({ id: 'daily', mode: 'digest', digest: schedule }),
      makeRoute({ id: 'daily and alerts', mode: 'digest', digest: schedule, alerts: true }),
    )
    const rows = await store.outbox.list({ limit: 99 })
    expect(rows.map(({ routeId }) => routeId).toSorted()).toEqual(['daily and alerts', 'live'])
  })

  test('leaves what nobody wants to be told untold, so that a route that comes later is told', async () => {
    await halfAYear([2, 3, 4])
    await aWeekOf(14)
    await look(makeRoute({ alerts: false }))
    await look(live)
    expect(await titles()).toHaveLength(1)
  })

  test('an alert is not held back by a route’s cap, and counts for it', async () => {
    await halfAYear([2, 3, 4])
    await aWeekOf(14)
    await look(makeRoute({ cap: 1 }))
    expect(await titles()).toHaveLength(1)
    expect(await store.digests.postsSince('desk', NOW - 1)).toBe(1)
  })

  test('rests between two looks', async () => {
    let asked = 0
    const watcher = createWatcher({
      alerts: store.alerts,
      archive: store.archive,
      routes: () => {
        asked += 1
        return []
      },
      alignments: () => ALIGNMENTS,
      feeds: () => [],
      clock: () => clock,
      timeZone: 'UTC',
      log,
    })
    await watcher.run(new AbortController().signal)
    clock += 60_000
    await watcher.run(new AbortController().signal)
    expect(asked).toBe(1)
    clock += 600_000
    await watcher.run(new AbortController().signal)
    expect(asked).toBe(2)
  })

  test('watches each alignment and each two states of all', () => {
    expect(subjectsOf(ALIGNMENTS)).toHaveLength(12)
    expect(subjectsOf(ALIGNMENTS).at(-1)).toEqual({
      id: 'pair:RUS-USA',
      label: 'Russia and United States',
      colour: null,
      of: { pair: ['RUS', 'USA'] },
    })
  })
})
