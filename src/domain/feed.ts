import type { Item } from './item.ts'

/** What sort of publisher stands behind a feed. */
export const FEED_KINDS = ['wire', 'newspaper', 'broadcaster', 'state-media', 'government', 'think-tank', 'aggregator'] as const
export type FeedKind = (typeof FEED_KINDS)[number]

/** The publisher's own side, not the story's: an alignment's id, or `other`. */
export type Bloc = string

/** An RSS, Atom, RDF or JSON address with its outlet, as an operator configures it. */
export type Feed = {
  readonly id: string
  readonly title: string
  readonly url: string
  /** ISO 639-1. */
  readonly language: string
  /** ISO 3166 alpha-3, or PLOVER's UNO and IGO. */
  readonly country: string
  readonly kind: FeedKind
  readonly bloc: Bloc
  readonly enabled: boolean
  /** Why it is not polled, where `enabled` is false: dead, barred by its terms, … */
  readonly disabledReason: string | null
  readonly intervalMs: number
  /** IANA zone for dates without one. */
  readonly timeZone: string
  /** Overrides every other sign of the character set. */
  readonly charset: string | null
  readonly userAgent: string | null
  readonly note: string
}

/**
 * How one poll ended. `ok` and `not-modified` are good; every other kind is told to the operator in words.
 * `permanent` outcomes (410) stop the feed until an operator acts.
 */
export const OUTCOME_KINDS = [
  'ok',
  'not-modified',
  'empty',
  'not-a-feed',
  'challenge',
  'truncated',
  'too-large',
  'too-deep',
  'parse-failed',
  'http-status',
  'gone',
  'tls',
  'dns',
  'refused',
  'timeout',
  'network',
  'redirects',
  'blocked-address',
] as const
export type OutcomeKind = (typeof OUTCOME_KINDS)[number]

export type FeedOutcome = {
  readonly kind: OutcomeKind
  /** One sentence for a person: what happened and, where it can be said, what to do. */
  readonly message: string
  readonly httpStatus?: number
  /** What the server asked us to wait, in ms from now. */
  readonly retryAfterMs?: number
}

export const isHealthy = (kind: OutcomeKind): boolean => kind === 'ok' || kind === 'not-modified' || kind === 'truncated'

/** What is remembered of a feed between polls. Times are epoch milliseconds, as everywhere in names ending in `At`. */
export type FeedState = {
  readonly feedId: string
  readonly nextAt: number
  /** null until the first poll that gave a document: that poll is the one `backfill` applies to. */
  readonly firstOkAt: number | null
  readonly lastOkAt: number | null
  readonly lastPolledAt: number | null
  readonly lastItemAt: number | null
  /** Failures in a row. */
  readonly failures: number
  readonly lastKind: OutcomeKind | null
  readonly lastMessage: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  /** When the validators were first stored: they are dropped after a week, since some servers answer 304 for ever. */
  readonly validatorsAt: number | null
  readonly bodyHash: string | null
  /** Where permanent redirects lead, and how often in a row they led there. */
  readonly movedTo: string | null
  readonly movedCount: number
  /** The address that is polled in place of the configured one `pollUrlOf`, to which it has moved for good; both null where it has not. */
  readonly pollUrl: string | null
  readonly pollUrlOf: string | null
  /** How often it publishes, by the newest entries it showed; null where they tell nothing. */
  readonly rhythmMs: number | null
  /** The longest it is known to have gone without publishing. */
  readonly longestGapMs: number | null
  /** How long its last document asked to wait between polls (`<ttl>`): asked still while it stays the same, and over restarts. */
  readonly ttlMs: number | null
  /** The address that was configured at its last good poll; null before one. Another one since then is another feed; so is one after a long rest. */
  readonly url: string | null
}

/** In the place of a state's `url`: it was not polled for long, because it was paused or had stopped for good. */
export const RESTED = ''

/** Whether it fails and could not be read since then. */
export const gaveNothingSince = ({ failures, lastOkAt }: FeedState, at: number): boolean =>
  failures > 0 && (lastOkAt === null || lastOkAt < at)

/** Feeds' memory. `settle` stores the new state and the new items of one poll in one transaction. */
export interface FeedStore {
  /** Makes a state for every feed that has none (due at `nextAt(feed)`), and forgets none. */
  sync(feeds: readonly Feed[], nextAt: (feed: Feed) => number): Promise<void>
  /** States whose `nextAt` is at or before `now`, longest overdue first. */
  due(now: number, limit: number): Promise<readonly FeedState[]>
  all(): Promise<readonly FeedState[]>
  find(feedId: string): Promise<FeedState | null>
  /** Stores the state and those items that are not yet known; answers the ones that were new. */
  settle(state: FeedState, items: readonly Item[]): Promise<readonly Item[]>
}
