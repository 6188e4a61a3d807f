import type { CategoryEntry, Quad } from './event.ts'
import type { FeedState } from './feed.ts'
import { type ActWeek, SILENCE_MS, type Silence } from './history.ts'

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000

/** How many feeds should have been read in a week, and how many of them were not for a day of it or longer. */
export type Coverage = { readonly feeds: number; readonly down: number }

/** A week of events by PLOVER's quad classes. `score` is the mean PLOVER score of its events, −10 to +10; null where there are none. */
export type TrendWeek = {
  readonly startAt: number
  readonly quads: Readonly<Record<Quad, number>>
  readonly score: number | null
  /** null where nothing is known of the feeds. */
  readonly coverage: Coverage | null
}

/** The middle eighty of a hundred weeks: from the tenth to the ninetieth percentile. */
export type Band = { readonly low: number; readonly high: number }

/** What is usual, by the weeks it was counted over. */
export type Usual = { readonly cooperation: Band; readonly conflict: Band; readonly weeks: number; readonly before: boolean }

export type Trend = {
  /** Whose events they are, for people: `North Korea–Russia`. */
  readonly subject: string
  readonly weeks: readonly TrendWeek[]
  readonly usual: Usual | null
  /** When counting stopped. */
  readonly until: number
}

export const cooperation = ({ quads }: Pick<TrendWeek, 'quads'>): number => quads['verbal-cooperation'] + quads['material-cooperation']
export const conflict = ({ quads }: Pick<TrendWeek, 'quads'>): number => quads['verbal-conflict'] + quads['material-conflict']

type Scale = readonly Pick<CategoryEntry, 'category' | 'quad' | 'ploverScore'>[]

/** A week's acts by quad class, with their mean score. */
export function trendWeek({ startAt, counts }: ActWeek, scale: Scale, coverage: Coverage | null): TrendWeek {
  const quads: Record<Quad, number> = { 'verbal-cooperation': 0, 'material-cooperation': 0, 'verbal-conflict': 0, 'material-conflict': 0 }
  let total = 0
  let sum = 0
  for (const { category, quad, ploverScore } of scale) {
    const count = counts[category] ?? 0
    quads[quad] += count
    total += count
    sum += count * ploverScore
  }
  return { startAt, quads, score: total === 0 ? null : sum / total, coverage }
}

type Span = { readonly fromAt: number; readonly toAt: number }

/** A feed that others outlived by so long without being asked again is one that the operator took away. */
const TAKEN_AWAY_MS = 3 * 86_400_000

/** From when to when a feed was to be read, and its silences in that time; null where it never gave anything. */
function watchOf(state: FeedState, silences: readonly Silence[], now: number, newestPollAt: number) {
  if (state.firstOkAt === null) return null
  const polled = state.lastPolledAt ?? state.firstOkAt
  const gone = state.lastKind !== 'gone' && newestPollAt - polled > TAKEN_AWAY_MS
  const toAt = gone ? polled : now
  const open = state.lastOkAt !== null && toAt - state.lastOkAt >= SILENCE_MS ? [{ fromAt: state.lastOkAt, toAt }] : []
  const over = silences.filter(({ feedId }) => feedId === state.feedId)
  return { fromAt: state.firstOkAt, toAt, silent: [...over, ...open] }
}

const shared = (a: Span, b: Span): number => Math.max(0, Math.min(a.toAt, b.toAt) - Math.max(a.fromAt, b.fromAt))

/**
 * By week, how many feeds were to be read and how many of them were down for a day or longer; a bot that did not run is all feeds
 * down. null throughout where no feed has ever been read, as in a replay.
 */
export function coverageOf(
  starts: readonly number[],
  { states, silences, now }: { readonly states: readonly FeedState[]; readonly silences: readonly Silence[]; readonly now: number },
): readonly (Coverage | null)[] {
  const newestPollAt = Math.max(0, ...states.map(({ lastPolledAt }) => lastPolledAt ?? 0))
  const watches = states.map((state) => watchOf(state, silences, now, newestPollAt)).filter((watch) => watch !== null)
  if (watches.length === 0) return starts.map(() => null)
  return starts.map((startAt) => {
    const week = { fromAt: startAt, toAt: Math.min(startAt + WEEK_MS, now) }
    const meant = watches.filter((watch) => shared(watch, week) > 0)
    const down = meant.filter(({ silent }) => silent.reduce((sum, span) => sum + shared(span, week), 0) >= SILENCE_MS)
    return { feeds: meant.length, down: down.length }
  })
}

/**
 * By day, which share of the time of the feeds that are read now was read, 0 to 1: what was not read, or not yet, is missing. null where
 * no feed has ever been read.
 */
export function readShares(
  days: readonly number[],
  { states, silences, now }: { readonly states: readonly FeedState[]; readonly silences: readonly Silence[]; readonly now: number },
): readonly number[] | null {
  const newestPollAt = Math.max(0, ...states.map(({ lastPolledAt }) => lastPolledAt ?? 0))
  const watches = states.map((state) => watchOf(state, silences, now, newestPollAt)).filter((watch) => watch !== null)
  const present = watches.filter(({ toAt }) => toAt >= now - WEEK_MS).length
  if (present === 0) return null
  return days.map((fromAt) => {
    const day = { fromAt, toAt: Math.min(fromAt + DAY_MS, now) }
    const read = watches.map((watch) => shared(watch, day) - watch.silent.reduce((sum, span) => sum + shared(span, day), 0))
    const whole = present * (day.toAt - day.fromAt)
    return whole <= 0 ? 1 : Math.min(1, read.reduce((sum, each) => sum + Math.max(0, each), 0) / whole)
  })
}

/** From this share of feeds down on, a week's count says little. */
const DARK_SHARE = 0.1

/** Whether so many feeds were down in a week, or none read yet, that few events are no sign of calm. */
export const isDark = ({ coverage }: Pick<TrendWeek, 'coverage'>): boolean =>
  coverage !== null && (coverage.feeds === 0 || coverage.down / coverage.feeds >= DARK_SHARE)

/** Fewer weeks than this are no measure of what is usual. */
const MIN_WEEKS = 8

/** From the tenth to the ninetieth of a hundred counts. */
export function bandOf(counts: readonly number[]): Band {
  const sorted = counts.toSorted((a, b) => a - b)
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0
  return { low: at(0.1), high: at(0.9) }
}

/**
 * What is usual: by the weeks before those shown, else by those shown themselves without the last. Dark weeks are left out; so are,
 * where nothing is known of the feeds, the weeks before the first event there is. null where too few weeks are left.
 */
export function usualOf(before: readonly TrendWeek[], shown: readonly TrendWeek[]): Usual | null {
  const firstTold = (weeks: readonly TrendWeek[]): readonly TrendWeek[] => {
    const first = weeks.findIndex((week) => cooperation(week) + conflict(week) > 0)
    return first === -1 ? [] : weeks.filter((week, index) => (week.coverage === null ? index >= first : !isDark(week)))
  }
  for (const [weeks, isBefore] of [
    [firstTold(before), true],
    [firstTold(shown.slice(0, -1)), false],
  ] as const) {
    if (weeks.length < MIN_WEEKS) continue
    return { cooperation: bandOf(weeks.map(cooperation)), conflict: bandOf(weeks.map(conflict)), weeks: weeks.length, before: isBefore }
  }
  return null
}
