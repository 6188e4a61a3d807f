import { describe, expect, test } from 'vitest'
import type { FeedState } from '#src/domain/feed.ts'
import { type Coverage, coverageOf, isDark, type TrendWeek, trendWeek, usualOf } from '#src/domain/trend.ts'
import { makeFeedState } from '../fixtures/make.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const MONDAY = Date.UTC(2025, 4, 5)
const STARTS = [0, 1, 2, 3].map((index) => MONDAY + index * WEEK_MS)
const NOW = MONDAY + 4 * WEEK_MS

const state = (changes: Partial<FeedState>): FeedState =>
  makeFeedState({ firstOkAt: MONDAY - WEEK_MS, lastOkAt: NOW, lastPolledAt: NOW, lastKind: 'ok', ...changes })

const SCALE = [
  { category: 'CONSULT', quad: 'verbal-cooperation', ploverScore: 2.5 },
  { category: 'AID', quad: 'material-cooperation', ploverScore: 10 },
  { category: 'ACCUSE', quad: 'verbal-conflict', ploverScore: -3 },
  { category: 'ASSAULT', quad: 'material-conflict', ploverScore: -9 },
] as const

const quiet = (together: number, coverage: Coverage | null = { feeds: 10, down: 0 }): TrendWeek =>
  trendWeek({ startAt: MONDAY, counts: together === 0 ? {} : { CONSULT: together } }, SCALE, coverage)

test('a week’s acts are counted by quad class, with their mean score', () => {
  const week = trendWeek({ startAt: MONDAY, counts: { CONSULT: 2, AID: 1, ACCUSE: 1, ASSAULT: 1 } }, SCALE, null)
  expect(week.quads).toEqual({ 'verbal-cooperation': 2, 'material-cooperation': 1, 'verbal-conflict': 1, 'material-conflict': 1 })
  expect(week.score).toBeCloseTo((2 * 2.5 + 10 - 3 - 9) / 5)
  expect(quiet(0).score).toBeNull()
})

describe('which feeds were down in which week', () => {
  const down = (states: readonly FeedState[], silences: Parameters<typeof coverageOf>[1]['silences'] = []) =>
    coverageOf(STARTS, { states, silences, now: NOW }).map((each) => (each === null ? null : `${each.down}/${each.feeds}`))

  test('a silence that is over counts in the weeks of which it takes a day or more', () => {
    const silence = { feedId: 'a', fromAt: MONDAY + WEEK_MS - 1000, toAt: MONDAY + 2 * WEEK_MS + 2 * DAY_MS }
    expect(down([state({ feedId: 'a' }), state({ feedId: 'b' })], [silence])).toEqual(['0/2', '1/2', '1/2', '0/2'])
  })

  test('a silence that goes on is told by the last good answer', () => {
    expect(down([state({ feedId: 'a', lastOkAt: MONDAY + 2 * WEEK_MS, lastKind: 'timeout' })])).toEqual(['0/1', '0/1', '1/1', '1/1'])
  })

  test('a bot that did not run is all feeds down', () => {
    const off = { lastOkAt: MONDAY + WEEK_MS, lastPolledAt: MONDAY + WEEK_MS }
    expect(down([state({ feedId: 'a', ...off }), state({ feedId: 'b', ...off })])).toEqual(['0/2', '2/2', '2/2', '2/2'])
  })

  test('a feed that was taken away is not down afterwards, one that is gone for good is', () => {
    const early = { lastOkAt: MONDAY + WEEK_MS, lastPolledAt: MONDAY + WEEK_MS }
    expect(down([state({ feedId: 'a' }), state({ feedId: 'b', ...early })])).toEqual(['0/2', '0/1', '0/1', '0/1'])
    expect(down([state({ feedId: 'a' }), state({ feedId: 'b', ...early, lastKind: 'gone' })])).toEqual(['0/2', '1/2', '1/2', '1/2'])
  })

  test('before the first reading no feed is known; where none was ever read, nothing is', () => {
    expect(down([state({ firstOkAt: MONDAY + 2 * WEEK_MS })])).toEqual(['0/0', '0/0', '0/1', '0/1'])
    expect(down([state({ firstOkAt: null, lastOkAt: null })])).toEqual([null, null, null, null])
  })

  test('a week is dark from a tenth of the feeds down on, and before the first reading', () => {
    const dark = (coverage: Coverage | null) => isDark({ coverage })
    expect([{ feeds: 79, down: 7 }, { feeds: 79, down: 8 }, { feeds: 0, down: 0 }, null].map(dark)).toEqual([false, true, true, false])
  })
})

describe('what is usual', () => {
  const weeks = (counts: readonly number[], coverage?: Coverage | null) => counts.map((count) => quiet(count, coverage))

  test('is the middle of the weeks before those shown', () => {
    const usual = usualOf(weeks([9, 2, 2, 3, 3, 4, 4, 5, 5, 6, 1]), weeks([7]))
    expect(usual).toEqual({ cooperation: { low: 2, high: 6 }, conflict: { low: 0, high: 0 }, weeks: 11, before: true })
  })

  test('leaves out weeks in which feeds were down', () => {
    const usual = usualOf([...weeks([0, 0, 0, 0], { feeds: 10, down: 9 }), ...weeks([2, 2, 2, 2, 2, 2, 2, 2])], [])
    expect(usual).toMatchObject({ cooperation: { low: 2, high: 2 }, weeks: 8 })
  })

  test('leaves out weeks before the first event where nothing is known of the feeds', () => {
    expect(usualOf(weeks([0, 0, 0, 0, 3, 3, 3, 3, 0, 3, 3, 3], null), [])).toMatchObject({ weeks: 8 })
  })

  test('is taken from the weeks shown, without the last, where there are too few before; else there is none', () => {
    expect(usualOf(weeks([1, 1]), weeks([2, 2, 2, 2, 2, 2, 2, 2, 50]))).toMatchObject({ cooperation: { low: 2, high: 2 }, before: false })
    expect(usualOf(weeks([1, 1]), weeks([2, 2, 2]))).toBeNull()
    expect(usualOf([], [])).toBeNull()
  })
})
