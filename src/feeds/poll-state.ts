import type { Feed, FeedOutcome, FeedState } from '../domain/feed.ts'
import { afterRedirects } from './moved.ts'
import { adaptedInterval, rhythmOf } from './rhythm.ts'
import { nextAfterFailure, nextAfterSuccess, type Timing } from './schedule.ts'

const WEEK_MS = 7 * 24 * 3_600_000

/** A feed that was never polled. */
export const freshState = (feedId: string, nextAt: number): FeedState => ({
  feedId,
  nextAt,
  firstOkAt: null,
  lastOkAt: null,
  lastPolledAt: null,
  lastItemAt: null,
  failures: 0,
  lastKind: null,
  lastMessage: null,
  etag: null,
  lastModified: null,
  validatorsAt: null,
  bodyHash: null,
  movedTo: null,
  movedCount: 0,
  pollUrl: null,
  pollUrlOf: null,
  rhythmMs: null,
  longestGapMs: null,
  ttlMs: null,
  url: null,
})

/** The validators to send: none once they are a week old, since some servers answer 304 for ever. */
export const validatorsOf = (state: FeedState, now: number): { readonly etag: string | null; readonly lastModified: string | null } =>
  state.validatorsAt !== null && now - state.validatorsAt < WEEK_MS
    ? { etag: state.etag, lastModified: state.lastModified }
    : { etag: null, lastModified: null }

/** What a good answer says beside its entries. */
export type GoodPoll = {
  readonly outcome: FeedOutcome
  readonly timing: Timing
  readonly permanentUrl: string | null
  /** null where the document did not change. */
  readonly fresh: { readonly etag: string | null; readonly lastModified: string | null; readonly bodyHash: string } | null
  /** Times of publication that the document gives; none where nothing new was read. */
  readonly publishedAt: readonly number[]
  /** The operator's longest interval, ms. */
  readonly maxIntervalMs: number
}

export function afterSuccess(state: FeedState, feed: Feed, poll: GoodPoll, now: number, random: number): FeedState {
  const { outcome, timing, permanentUrl, fresh, publishedAt, maxIntervalMs } = poll
  const rhythm = rhythmOf(publishedAt, state, now)
  const intervalMs = adaptedInterval(feed.intervalMs, maxIntervalMs, rhythm.rhythmMs)
  return {
    ...state,
    ...(fresh === null ? {} : { ...fresh, validatorsAt: now }),
    nextAt: nextAfterSuccess(intervalMs, timing, now, random),
    firstOkAt: state.firstOkAt ?? now,
    lastOkAt: now,
    lastPolledAt: now,
    lastItemAt: publishedAt.length === 0 ? state.lastItemAt : publishedAt.reduce((a, b) => Math.max(a, b), state.lastItemAt ?? 0),
    failures: 0,
    lastKind: outcome.kind,
    lastMessage: outcome.message,
    ...rhythm,
    ttlMs: timing.ttlMs,
    url: feed.url,
    ...afterRedirects(feed, state, permanentUrl),
  }
}

/** After a failure the validators go: the next good answer must be whole. */
export function afterFailure(state: FeedState, feed: Feed, outcome: FeedOutcome, now: number, random: number): FeedState {
  const failures = state.failures + 1
  return {
    ...state,
    nextAt: nextAfterFailure(feed, outcome, failures, now, random),
    lastPolledAt: now,
    failures,
    lastKind: outcome.kind,
    lastMessage: outcome.message,
  }
}
