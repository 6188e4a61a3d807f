import { type Feed, type FeedState, isHealthy } from '../domain/feed.ts'
import { told } from '../words/retold.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { fromNow } from './words.ts'

export const CONDITIONS = ['failing', 'waiting', 'answering', 'off'] as const
export type Condition = (typeof CONDITIONS)[number]

/** How one feed does, for a reader. */
export type FeedHealth = {
  readonly feed: Feed
  readonly state: FeedState | null
  readonly condition: Condition
  readonly words: string
}

function answering(state: FeedState, now: number, words: Words): string {
  const { health } = words.page
  const answered = fromNow(state.lastPolledAt ?? now, now, words)
  const said = state.lastItemAt === null ? health.noItem(answered) : health.newest(answered, fromNow(state.lastItemAt, now, words))
  const half = state.lastKind === 'truncated' && state.lastMessage !== null ? [told(state.lastMessage, words)] : []
  return [said, ...half].join(words.writing.gap)
}

/** Why the last poll failed, and how often in a row. */
function failing(state: FeedState, feed: Feed, words: Words): string {
  const { health } = words.page
  const why = state.lastMessage === null ? health.failed : nameless(told(state.lastMessage, words), feed)
  return [why, ...(state.failures > 1 ? [health.inARow(state.failures)] : [])].join(words.writing.gap)
}

/** A message without the feed's name at its head: the name stands beside it. */
function nameless(message: string, { title }: Feed): string {
  if (!message.startsWith(`${title} `)) return message
  const rest = message.slice(title.length + 1)
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`
}

/** One feed's condition with a sentence that says why. */
export function feedHealth(feed: Feed, state: FeedState | null, now: number, words: Words = wordsIn('en')): FeedHealth {
  const { health } = words.page
  const as = (condition: Condition, said: string): FeedHealth => ({ feed, state, condition, words: said })
  if (!feed.enabled) return as('off', feed.disabledReason ?? health.offByFile)
  if (state === null || state.lastPolledAt === null || state.lastKind === null) return as('waiting', health.notPolled)
  if (isHealthy(state.lastKind)) return as('answering', answering(state, now, words))
  return as('failing', failing(state, feed, words))
}

/** Every configured feed: failing ones first, each group by title. */
export function healthOf(
  feeds: readonly Feed[],
  states: readonly FeedState[],
  now: number,
  words: Words = wordsIn('en'),
): readonly FeedHealth[] {
  const known = new Map(states.map((state) => [state.feedId, state]))
  return feeds
    .map((feed) => feedHealth(feed, known.get(feed.id) ?? null, now, words))
    .toSorted((a, b) => CONDITIONS.indexOf(a.condition) - CONDITIONS.indexOf(b.condition) || a.feed.title.localeCompare(b.feed.title))
}

export const inCondition = (health: readonly FeedHealth[], condition: Condition): readonly FeedHealth[] =>
  health.filter((each) => each.condition === condition)

export type FailureGroup = { readonly name: string; readonly feeds: readonly FeedHealth[] }

/** Failing feeds by what went wrong, the commonest first. */
export function failureGroups(health: readonly FeedHealth[], { page }: Words = wordsIn('en')): readonly FailureGroup[] {
  const groups = Map.groupBy(inCondition(health, 'failing'), (each) => page.health.failures[each.state?.lastKind ?? 'network'])
  return [...groups].map(([name, feeds]) => ({ name, feeds })).toSorted((a, b) => b.feeds.length - a.feeds.length)
}

/** The whole list in one sentence: how many answer, fail, wait. */
export function healthSummary(feeds: readonly FeedHealth[], { page: { health }, writing }: Words = wordsIn('en')): string {
  const polled = feeds.length - inCondition(feeds, 'off').length
  const [ok, failing, waiting] = (['answering', 'failing', 'waiting'] as const).map((each) => inCondition(feeds, each).length)
  if (polled === 0) return health.noneOn
  if (waiting === polled) return health.nonePolled(polled)
  if (ok === 0 && waiting === 0) return health.noneReached(polled)
  const rest = [failing === 0 ? '' : health.fail(failing ?? 0), waiting === 0 ? '' : health.wait(waiting ?? 0)]
    .filter((part) => part !== '')
    .join(writing.comma)
  return ok === 0 ? health.noneAnswered(polled, rest) : health.answer(ok ?? 0, polled, rest)
}

/** When the next feed is due; null where none will be polled. */
export function nextPollAt(health: readonly FeedHealth[]): number | null {
  const due = health.flatMap((each) => (each.condition === 'off' || each.state === null ? [] : [each.state.nextAt]))
  return due.length === 0 ? null : Math.min(...due)
}
