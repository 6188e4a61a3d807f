import type { Feed, FeedOutcome, FeedState } from '../domain/feed.ts'
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
  /** The newest entry's publication; null where nothing new was read. */
  readonly newestItemAt: number | null
}

export function afterSuccess(state: FeedState, feed: Feed, poll: GoodPoll, now: number, random: number): FeedState {
  const { outcome, timing, permanentUrl, fresh, newestItemAt } = poll
  const again = permanentUrl !== null && permanentUrl === state.movedTo
  return {
    ...state,
    ...(fresh === null ? {} : { ...fresh, validatorsAt: now }),
    nextAt: nextAfterSuccess(feed, timing, now, random),
    firstOkAt: state.firstOkAt ?? now,
    lastOkAt: now,
    lastPolledAt: now,
    lastItemAt: newestItemAt === null ? state.lastItemAt : Math.max(newestItemAt, state.lastItemAt ?? 0),
    failures: 0,
    lastKind: outcome.kind,
    lastMessage: outcome.message,
    movedTo: permanentUrl,
    movedCount: permanentUrl === null ? 0 : again ? state.movedCount + 1 : 1,
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
