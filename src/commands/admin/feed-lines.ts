import type { TriedItem } from '../../domain/admin.ts'
import type { CommandContext, Reply } from '../../domain/command.ts'
import { countryName } from '../../domain/country.ts'
import { FEED_KIND_WORDS, type Feed, type FeedState, isHealthy } from '../../domain/feed.ts'
import { visible } from '../../domain/plain-text.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { cut } from '../lines.ts'
import { lasting } from './saying.ts'

export type Condition = 'failing' | 'answering' | 'waiting' | 'off'

/** What a feed does now. */
export function conditionOf(feed: Feed, state: FeedState | undefined): Condition {
  if (!feed.enabled) return 'off'
  if (state === undefined || state.lastKind === null) return 'waiting'
  return isHealthy(state.lastKind) ? 'answering' : 'failing'
}

/** How it is, in words: since when it has failed and why, or when it last gave something. */
export function stateWords(feed: Feed, state: FeedState | undefined, now: number): string {
  switch (conditionOf(feed, state)) {
    case 'off':
      return `not polled: ${visible(feed.disabledReason ?? 'no reason is given')}`
    case 'waiting':
      return 'not polled yet'
    case 'failing':
      return `failing (${state?.failures ?? 0} in a row): ${visible(state?.lastMessage ?? 'no reason is known')}`
    case 'answering':
      return state?.lastItemAt == null ? 'answers' : `answers, last new item ${lasting(now - state.lastItemAt)} ago`
  }
}

/** One feed in a line: id, title, how it is. */
export const feedLine = (feed: Feed, state: FeedState | undefined, now: number): RichText => [
  { text: feed.id, bold: true },
  { text: ` — ${visible(feed.title)} (${countryName(feed.country)}, ${feed.language}): ${cut(stateWords(feed, state, now), 160)}` },
]

/** What a feed is, of which the entry has been written. */
export function feedWords(feed: Feed): readonly RichText[] {
  const what = [FEED_KIND_WORDS[feed.kind], countryName(feed.country), feed.language, `bloc ${feed.bloc}`]
  return [
    [{ text: feed.title, bold: true }, { text: ` — ${what.join(', ')}, every ${lasting(feed.intervalMs)}` }],
    [{ text: feed.url, url: feed.url }],
  ]
}

const ITEMS = 6
const MAX_TITLE = 120
const MAX_WHY = 200

function itemLines({ title, url, keptFor, why }: TriedItem): readonly RichText[] {
  const head = cut(visible(title), MAX_TITLE)
  const kept = keptFor.length === 0 ? 'dropped' : `kept for ${keptFor.join(' and ')}`
  return [[url === '' ? { text: head } : { text: head, url }], [{ text: `    ${kept} — ${cut(visible(why), MAX_WHY)}` }]]
}

/** What would be kept of a feed's items, and why; and what came nearest of the rest. */
export function triedFields(items: readonly TriedItem[]): Reply['fields'] {
  const kept = items.filter(({ keptFor }) => keptFor.length > 0)
  const dropped = items.filter(({ keptFor }) => keptFor.length === 0)
  const field = (name: string, some: readonly TriedItem[]): Reply['fields'] =>
    some.length === 0 ? [] : [{ name, value: some.slice(0, ITEMS).flatMap(itemLines), inline: false }]
  return [...field(`Would be kept: ${kept.length}`, kept), ...field(`Would be dropped: ${dropped.length}`, dropped.slice(0, 3))]
}

export const statesById = async ({ archive }: CommandContext): Promise<ReadonlyMap<string, FeedState>> =>
  new Map((await archive.feeds()).map((state) => [state.feedId, state]))
