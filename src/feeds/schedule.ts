import { createHash } from 'node:crypto'
import { type Feed, type FeedOutcome, type FeedState, RESTED } from '../domain/feed.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** Longest that `<ttl>` or `max-age` may put off a poll: some sites publish a year, and this is an alert bot. */
const MAX_POLITE_MS = HOUR_MS

/** Longest pause after failures. */
const MAX_BACK_OFF_MS = 6 * HOUR_MS

/** Pause of a host that answers 429 or 503 without saying for how long. */
export const HOST_PAUSE_MS = 10 * MINUTE_MS

/** The last moment there is: a feed parked here is never due. */
export const NEVER_AT = 8_640_000_000_000_000

/** A number from 0 to 1 that is always the same for one text. */
const spread = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32

/** When a feed that was never polled is first due: spread by its id over `spreadMs`, so that a start is no burst. */
export const firstDueAt = (feed: Feed, now: number, spreadMs: number): number => now + Math.floor(spread(feed.id) * spreadMs)

/** Up to a tenth sooner, so that feeds do not march in step and none is later than promised. `random` is from 0 to 1. */
const jittered = (ms: number, random: number): number => Math.round(ms * (0.9 + 0.1 * random))

export type Timing = {
  /** What the document (`<ttl>`) and the server (`max-age`, `Expires`) ask for, in ms; null where they do not. */
  readonly ttlMs: number | null
  readonly freshForMs: number | null
}

/** When to poll again after a good poll: after the interval, or longer where the publisher asks for it, up to an hour. */
export function nextAfterSuccess(intervalMs: number, timing: Timing, now: number, random: number): number {
  const asked = Math.min(MAX_POLITE_MS, Math.max(timing.ttlMs ?? 0, timing.freshForMs ?? 0))
  return now + Math.max(jittered(intervalMs, random), asked)
}

/** When to try again after `failures` in a row: the interval doubled each time, up to 6 hours, never before the server allows. */
export function nextAfterFailure(feed: Feed, outcome: FeedOutcome, failures: number, now: number, random: number): number {
  if (outcome.kind === 'gone') return NEVER_AT
  const pause = Math.min(MAX_BACK_OFF_MS, feed.intervalMs * 2 ** Math.min(failures, 20))
  return now + Math.max(jittered(pause, random), outcome.retryAfterMs ?? 0)
}

/** No pause is longer than a day of Retry-After: what is due later was set by a clock that has since been put right. */
const FARTHEST_MS = 25 * HOUR_MS

/**
 * At a start: parks the states of feeds that are no longer polled, and wakes those that are polled again or had stopped for
 * good (410), since an operator has been here, or that a wrong clock put off too far. Answers only the states to change. What a feed
 * holds that was asked for nothing for longer than `backfillMs` is as old as that of a feed never polled: it does not all come as news.
 */
export function parkAndWake(states: readonly FeedState[], feeds: readonly Feed[], now: number, times: WakeTimes): readonly FeedState[] {
  const enabled = new Map(feeds.filter((feed) => feed.enabled).map((feed) => [feed.id, feed]))
  return states.flatMap((state) => {
    const feed = enabled.get(state.feedId)
    if (feed === undefined) return state.nextAt === NEVER_AT ? [] : [{ ...state, nextAt: NEVER_AT }]
    if (state.nextAt <= now + FARTHEST_MS) return []
    const woken = { ...state, nextAt: firstDueAt(feed, now, times.spreadMs) }
    const hasRested = state.nextAt === NEVER_AT && state.lastPolledAt !== null && state.lastPolledAt < now - times.backfillMs
    return [hasRested ? { ...woken, url: RESTED } : woken]
  })
}

export type WakeTimes = { readonly spreadMs: number; readonly backfillMs: number }

/** After a clock was put back: the states that the wrong time put off, due now. Those that stopped for good stay so. */
export const afterClockJump = (states: readonly FeedState[], now: number): readonly FeedState[] =>
  states.filter((state) => state.nextAt !== NEVER_AT && state.nextAt > now + FARTHEST_MS).map((state) => ({ ...state, nextAt: now }))
