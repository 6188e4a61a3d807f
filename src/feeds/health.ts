import { assertNever } from '../domain/assert-never.ts'
import { type Feed, type FeedState, isHealthy, type OutcomeKind } from '../domain/feed.ts'
import { createTimes } from '../domain/times.ts'
import { MOVED_AFTER } from './moved.ts'
import { fellSilent } from './rhythm.ts'

/** Told to the operator: once when a feed fails, comes back, stops, moves or falls silent, not once a poll. */
export type FeedNotice = {
  readonly feedId: string
  readonly kind: 'failed' | 'recovered' | 'stopped' | 'moved' | 'silent'
  readonly message: string
  readonly at: number
}

/** What an operator can do about it; '' where waiting is all. */
function advice(kind: OutcomeKind): string {
  switch (kind) {
    case 'not-a-feed':
    case 'redirects':
    case 'parse-failed':
      return 'Check its address in config/feeds.yaml.'
    case 'gone':
      return 'It is polled no more: give its new address in config/feeds.yaml, or disable it there.'
    case 'blocked-address':
      return 'If it is meant to be there, add its network to poll.allowAddresses in config/settings.yaml.'
    case 'too-large':
      return 'Raise poll.maxBytes in config/settings.yaml if that is meant.'
    case 'challenge':
      return 'Give it a userAgent of its own in config/feeds.yaml, or ask the publisher for access.'
    case 'ok':
    case 'not-modified':
    case 'empty':
    case 'truncated':
    case 'too-deep':
    case 'http-status':
    case 'tls':
    case 'dns':
    case 'refused':
    case 'timeout':
    case 'network':
      return ''
    default:
      return assertNever(kind)
  }
}

/** Advice for statuses that say what is wrong. */
function statusAdvice(status: number | undefined): string {
  if (status === 401 || status === 403)
    return 'The publisher may bar robots: give it a userAgent of its own in config/feeds.yaml, or disable it there.'
  if (status === 404) return 'Check its address in config/feeds.yaml.'
  return ''
}

const NOT_REACHED: ReadonlySet<OutcomeKind> = new Set(['tls', 'dns', 'refused', 'timeout', 'network', 'blocked-address', 'redirects'])

/** One sentence for a person: which feed, what happened, and where it can be said what to do. `detail` is its second half. */
export function describeFailure(
  feed: Pick<Feed, 'title'>,
  failure: { readonly kind: OutcomeKind; readonly message: string; readonly httpStatus?: number },
): string {
  const verb = NOT_REACHED.has(failure.kind) ? 'cannot be reached' : 'cannot be read'
  const help = advice(failure.kind) || statusAdvice(failure.httpStatus)
  return `${feed.title} ${verb}: ${failure.message}.${help === '' ? '' : ` ${help}`}`
}

/** An empty document may be a quiet day: it is told only when it stays empty. */
const toldAfter = (kind: OutcomeKind | null): number => (kind === 'empty' ? 3 : 1)

/** `14:05 KST`, or `13 Jul, 14:05 KST` on another day, in a zone. */
export function timeOfDay(at: number, now: number, timeZone: string): string {
  const times = createTimes(timeZone)
  return times.dayKey(at) === times.dayKey(now) ? times.clock(at) : times.short(at)
}

const days = (ms: number): string => {
  const hours = Math.round(ms / 3_600_000)
  return hours < 72 ? `${hours} ${hours === 1 ? 'hour' : 'hours'}` : `${Math.round(hours / 24)} days`
}

/** What is told of a feed that answers well and publishes no more. */
export const silence = (
  feed: Pick<Feed, 'title'>,
  { lastItemAt, longestGapMs }: Pick<FeedState, 'lastItemAt' | 'longestGapMs'>,
  now: number,
): string =>
  `${feed.title} answers, but has published nothing for ${days(now - (lastItemAt ?? now))}; its longest pause was ${days(longestGapMs ?? 0)}. Look whether it has moved or stopped.`

/** The notice that a poll gives reason for; null for most. `before` and `after` are the feed's states. */
export function noticeOf(feed: Feed, before: FeedState, after: FeedState, now: number, timeZone: string): FeedNotice | null {
  const notice = (kind: FeedNotice['kind'], message: string): FeedNotice => ({ feedId: feed.id, kind, message, at: now })
  const { lastKind } = after
  if (lastKind === null) return null
  if (!isHealthy(lastKind)) {
    // A start asks a feed that is gone once more: that it still is, is no news.
    if (lastKind === 'gone') return before.lastKind === 'gone' ? null : notice('stopped', after.lastMessage ?? '')
    if (after.failures !== toldAfter(lastKind)) return null
    return notice('failed', `${after.lastMessage ?? ''} The next try is at ${timeOfDay(after.nextAt, now, timeZone)}.`)
  }
  if (before.failures >= toldAfter(before.lastKind))
    return notice('recovered', `${feed.title} is back after ${before.failures} failed ${before.failures === 1 ? 'poll' : 'polls'}.`)
  if (after.movedTo !== null && after.movedCount === MOVED_AFTER && before.movedCount < MOVED_AFTER)
    return notice(
      'moved',
      `${feed.title} has moved for good to ${after.movedTo} and is polled there: change its address in config/feeds.yaml.`,
    )
  if (fellSilent(after, before.lastPolledAt ?? now, now)) return notice('silent', silence(feed, after, now))
  return null
}
