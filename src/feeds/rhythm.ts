import type { FeedState } from '../domain/feed.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** So many of the newest entries tell how often a feed publishes now. */
const NEWEST = 20

/** Fewer dates than this tell nothing. */
const FEWEST = 4

/** A longer gap than this is an outage of the feed's own, not its rhythm. */
const LONGEST_BELIEVED_MS = 14 * DAY_MS

/** No feed is called silent sooner: weekends and holidays. */
const SHORTEST_SILENCE_MS = 2 * DAY_MS

/** Silence is so many times the longest gap that was known. */
const SILENCE = 3

/** Polls between two publications, where the operator's bounds leave room for them. */
const POLLS_A_PUBLICATION = 4

export type Rhythm = Pick<FeedState, 'rhythmMs' | 'longestGapMs'>

/**
 * How often a feed publishes, from its entries' times of publication and what was known before. The gap until now counts, so
 * that a feed that slows down is seen to.
 */
export function rhythmOf(publishedAt: readonly number[], before: Rhythm, now: number): Rhythm {
  const times = [...new Set(publishedAt)].toSorted((a, b) => b - a).slice(0, NEWEST)
  const oldest = times.at(-1)
  if (times.length < FEWEST || oldest === undefined) return { rhythmMs: before.rhythmMs, longestGapMs: before.longestGapMs }
  const gaps = times.slice(1).map((at, index) => (times[index] ?? at) - at)
  const longest = Math.min(LONGEST_BELIEVED_MS, Math.max(...gaps, before.longestGapMs ?? 0))
  return { rhythmMs: Math.round((now - oldest) / times.length), longestGapMs: longest }
}

/** The interval between polls: the operator's shortest, or longer, up to the operator's longest, for a feed that publishes seldom. */
export function adaptedInterval(shortestMs: number, longestMs: number, rhythmMs: number | null): number {
  if (rhythmMs === null) return shortestMs
  return Math.max(shortestMs, Math.min(longestMs, Math.round(rhythmMs / POLLS_A_PUBLICATION)))
}

/** How long a feed may publish nothing before that is worth telling; null where its rhythm is not known. */
const silenceAfterMs = ({ longestGapMs }: Rhythm): number | null =>
  longestGapMs === null ? null : Math.max(SHORTEST_SILENCE_MS, SILENCE * longestGapMs)

/** Whether a feed that was lively has published nothing for longer than its rhythm explains. */
export function isSilent(state: Rhythm & Pick<FeedState, 'lastItemAt'>, now: number): boolean {
  const afterMs = silenceAfterMs(state)
  return afterMs !== null && state.lastItemAt !== null && state.lastItemAt + afterMs <= now
}

/** Whether it has become so between two moments. */
export const fellSilent = (state: Rhythm & Pick<FeedState, 'lastItemAt'>, since: number, now: number): boolean =>
  isSilent(state, now) && !isSilent(state, since)
