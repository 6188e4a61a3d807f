import type { Feed, FeedOutcome, FeedState } from '../domain/feed.ts'
import { isHealthy } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import type { Outlets } from './aggregator.ts'
import type { FeedDocument } from './document.ts'
import type { FetchFeed, FetchResult } from './fetch.ts'
import { describeFailure } from './health.ts'
import { toItems } from './items.ts'
import type { KeepBad } from './last-bad.ts'
import { isElsewhere, pollUrlOf } from './moved.ts'
import type { ParseFeed } from './parse-pool.ts'
import { afterFailure, afterSuccess, validatorsOf } from './poll-state.ts'

export type PollFeedDeps = {
  readonly fetch: FetchFeed
  readonly parse: ParseFeed
  readonly outlets: Outlets
  readonly backfillMs: number
  /** Longest interval for feeds that publish seldom; each feed's own where absent. */
  readonly maxIntervalMs?: number | undefined
  /** Keeps a document that could not be read, for a person to look at. A failure to keep it is not the feed's. */
  readonly keepBad?: KeepBad | undefined
  readonly clock: () => number
  /** From 0 to 1: jitter. */
  readonly random: () => number
}

/** What one poll of one feed comes to: the state to store, with the items to store in the same step. */
export type Polled = { readonly state: FeedState; readonly items: readonly Item[]; readonly outcome: FeedOutcome }

type Failure = {
  readonly kind: FeedOutcome['kind']
  readonly message: string
  readonly httpStatus?: number
  readonly retryAfterMs?: number
}

function failed(feed: Feed, state: FeedState, failure: Failure, deps: PollFeedDeps): Polled {
  const outcome: FeedOutcome = { ...failure, message: describeFailure(feed, failure) }
  return { state: afterFailure(state, feed, outcome, deps.clock(), deps.random()), items: [], outcome }
}

type Answer = Exclude<FetchResult, { kind: 'failed' }>

function unchanged(feed: Feed, state: FeedState, answer: Answer, deps: PollFeedDeps): Polled {
  const outcome: FeedOutcome = { kind: 'not-modified', message: `${feed.title} has nothing new.` }
  const { permanentUrl, freshForMs } = answer
  const poll = {
    outcome,
    timing: { ttlMs: state.ttlMs, freshForMs },
    permanentUrl,
    fresh: null,
    publishedAt: [],
    maxIntervalMs: deps.maxIntervalMs ?? feed.intervalMs,
  }
  return { state: afterSuccess(state, feed, poll, deps.clock(), deps.random()), items: [], outcome }
}

function described(feed: Feed, { entries, truncated, skipped }: FeedDocument): FeedOutcome {
  const count = `${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`
  if (truncated) return { kind: 'truncated', message: `${feed.title} was cut off after ${count}; the rest is read when it comes whole.` }
  const beyond = skipped === 0 ? '' : `; ${skipped} more were left out`
  return { kind: 'ok', message: `${feed.title} gave ${count}${beyond}.` }
}

function read(feed: Feed, state: FeedState, answer: Answer & { kind: 'document' }, document: FeedDocument, deps: PollFeedDeps): Polled {
  const now = deps.clock()
  if (document.entries.length === 0) return failed(feed, state, { kind: 'empty', message: 'it is a feed without a single entry' }, deps)
  const firstPoll = state.firstOkAt === null || isElsewhere(feed, state)
  const items = toItems(document, { feed, outlets: deps.outlets, now, firstPoll, backfillMs: deps.backfillMs })
  const outcome = described(feed, document)
  const { etag, lastModified, bodyHash, permanentUrl, freshForMs } = answer
  // A document that was cut off is asked for whole at the next poll.
  const fresh = outcome.kind === 'truncated' ? { etag: null, lastModified: null, bodyHash: '' } : { etag, lastModified, bodyHash }
  const timing = { ttlMs: document.ttlMs, freshForMs }
  // A document without a date has published when it changed; its entries tell nothing of the feed's rhythm.
  const publishedAt = document.entries.flatMap(({ publishedAt: at }) => (at === null || at > now ? [] : [at]))
  const published = publishedAt.length === 0 ? [now] : publishedAt
  const poll = { outcome, timing, permanentUrl, fresh, publishedAt: published, maxIntervalMs: deps.maxIntervalMs ?? feed.intervalMs }
  return { state: afterSuccess(state, feed, poll, now, deps.random()), items, outcome }
}

/** Fetches and reads one feed. Rejects only where the signal was aborted: then nothing has happened. */
export async function pollFeed(feed: Feed, state: FeedState, deps: PollFeedDeps, signal: AbortSignal): Promise<Polled> {
  const healthy = state.lastKind === null || isHealthy(state.lastKind)
  const validators = healthy && !isElsewhere(feed, state) ? validatorsOf(state, deps.clock()) : { etag: null, lastModified: null }
  const result = await deps.fetch({ url: pollUrlOf(feed, state), userAgent: feed.userAgent, ...validators }, signal)
  if (result.kind === 'failed') return failed(feed, state, result.failure, deps)
  if (result.kind === 'not-modified' || (healthy && result.bodyHash === state.bodyHash)) return unchanged(feed, state, result, deps)
  const { bytes, contentType, url } = result
  const hints = { url, contentType, charset: feed.charset ?? undefined, language: feed.language, timeZone: feed.timeZone }
  const parsed = await deps.parse(bytes, hints)
  signal.throwIfAborted()
  const polled = parsed.ok ? read(feed, state, result, parsed.document, deps) : failed(feed, state, parsed.failure, deps)
  if (!isHealthy(polled.outcome.kind)) await deps.keepBad?.({ feed, answer: result, outcome: polled.outcome, at: deps.clock() })
  return polled
}
