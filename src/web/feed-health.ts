import { type Feed, type FeedState, isHealthy, type OutcomeKind } from '../domain/feed.ts'
import { counted, fromNow } from './words.ts'

export const CONDITIONS = ['failing', 'waiting', 'answering', 'off'] as const
export type Condition = (typeof CONDITIONS)[number]

/** How one feed does, for a reader. */
export type FeedHealth = {
  readonly feed: Feed
  readonly state: FeedState | null
  readonly condition: Condition
  readonly words: string
}

const inARow = (failures: number): string => (failures > 1 ? ` ${failures} failures in a row.` : '')

function answering(state: FeedState, now: number): string {
  const newest = state.lastItemAt === null ? 'no item so far' : `newest item ${fromNow(state.lastItemAt, now)}`
  const half = state.lastKind === 'truncated' && state.lastMessage !== null ? ` ${state.lastMessage}` : ''
  return `Answered ${fromNow(state.lastPolledAt ?? now, now)}; ${newest}.${half}`
}

/** A message without the feed's name at its head: the name stands beside it. */
function nameless(message: string, { title }: Feed): string {
  if (!message.startsWith(`${title} `)) return message
  const rest = message.slice(title.length + 1)
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`
}

/** One feed's condition with a sentence that says why. */
export function feedHealth(feed: Feed, state: FeedState | null, now: number): FeedHealth {
  const as = (condition: Condition, words: string): FeedHealth => ({ feed, state, condition, words })
  if (!feed.enabled) return as('off', feed.disabledReason ?? 'Switched off in the configuration.')
  if (state === null || state.lastPolledAt === null || state.lastKind === null) return as('waiting', 'Not polled yet.')
  if (isHealthy(state.lastKind)) return as('answering', answering(state, now))
  return as('failing', `${nameless(state.lastMessage ?? 'The last poll failed.', feed)}${inARow(state.failures)}`)
}

/** Every configured feed: failing ones first, each group by title. */
export function healthOf(feeds: readonly Feed[], states: readonly FeedState[], now: number): readonly FeedHealth[] {
  const known = new Map(states.map((state) => [state.feedId, state]))
  return feeds
    .map((feed) => feedHealth(feed, known.get(feed.id) ?? null, now))
    .toSorted((a, b) => CONDITIONS.indexOf(a.condition) - CONDITIONS.indexOf(b.condition) || a.feed.title.localeCompare(b.feed.title))
}

export const inCondition = (health: readonly FeedHealth[], condition: Condition): readonly FeedHealth[] =>
  health.filter((each) => each.condition === condition)

/** What went wrong, in the fewest words, for many feeds at once. */
const FAILURE_NAMES: Readonly<Record<OutcomeKind, string>> = {
  ok: 'Fine',
  'not-modified': 'Fine',
  truncated: 'Cut short',
  empty: 'Empty answer',
  'not-a-feed': 'Not a feed',
  challenge: 'Behind a check for humans',
  'too-large': 'Too large',
  'too-deep': 'Nested too deep',
  'parse-failed': 'Not readable',
  'http-status': 'Refused by the server',
  gone: 'Gone for good',
  tls: 'Certificate not trusted',
  dns: 'Name not found',
  refused: 'Connection refused',
  timeout: 'No answer in time',
  network: 'Network failed',
  redirects: 'Redirected in circles',
  'blocked-address': 'Leads to a private address',
}

export type FailureGroup = { readonly name: string; readonly feeds: readonly FeedHealth[] }

/** Failing feeds by what went wrong, the commonest first. */
export function failureGroups(health: readonly FeedHealth[]): readonly FailureGroup[] {
  const groups = Map.groupBy(inCondition(health, 'failing'), (each) => FAILURE_NAMES[each.state?.lastKind ?? 'network'])
  return [...groups].map(([name, feeds]) => ({ name, feeds })).toSorted((a, b) => b.feeds.length - a.feeds.length)
}

/** The whole list in one sentence: how many answer, fail, wait. */
export function healthSummary(health: readonly FeedHealth[]): string {
  const polled = health.length - inCondition(health, 'off').length
  const [ok, failing, waiting] = (['answering', 'failing', 'waiting'] as const).map((each) => inCondition(health, each).length)
  if (polled === 0) return 'No feed is switched on. Enable some in config/feeds.yaml.'
  if (waiting === polled) return `${counted(polled, 'feed')}, none polled yet.`
  if (ok === 0 && waiting === 0) return `None of ${counted(polled, 'feed')} could be reached.`
  const rest = [failing === 0 ? '' : `${failing} fail`, waiting === 0 ? '' : `${waiting} not polled yet`]
    .filter((part) => part !== '')
    .join(', ')
  if (ok === 0) return `None of ${counted(polled, 'feed')} has answered so far: ${rest}.`
  return `${ok} of ${counted(polled, 'feed')} answer${rest === '' ? '' : `, ${rest}`}.`
}

/** When the next feed is due; null where none will be polled. */
export function nextPollAt(health: readonly FeedHealth[]): number | null {
  const due = health.flatMap((each) => (each.condition === 'off' || each.state === null ? [] : [each.state.nextAt]))
  return due.length === 0 ? null : Math.min(...due)
}
