import type { TriedItem } from '../../domain/admin.ts'
import { type Alignment, labelIn } from '../../domain/alignment.ts'
import type { CommandContext, Reply } from '../../domain/command.ts'
import { type Feed, type FeedState, isHealthy } from '../../domain/feed.ts'
import { visible } from '../../domain/plain-text.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { told } from '../../words/retold.ts'
import { stateName, tongueName } from '../../words/states.ts'
import type { Words } from '../../words/words.ts'
import { cut } from '../lines.ts'
import { lasting } from './saying.ts'

export type Condition = 'failing' | 'answering' | 'waiting' | 'off'

/** To whom a feed's state is told, and when. */
export type Telling = { readonly now: number; readonly words: Words; readonly inFull: boolean }

/** What a feed does now. */
export function conditionOf(feed: Feed, state: FeedState | undefined): Condition {
  if (!feed.enabled) return 'off'
  if (state === undefined || state.lastKind === null) return 'waiting'
  return isHealthy(state.lastKind) ? 'answering' : 'failing'
}

/**
 * How it is, in words: since when it has failed and why, or when it last gave something. `inFull` is for those who may change feeds: what
 * was answered, and who paused it, may name what lies in the operator's network, or people of another place. Others are told of what kind
 * a failure is.
 */
export function stateWords(feed: Feed, state: FeedState | undefined, { now, words, inFull }: Telling): string {
  const { feeds: said, page } = words
  const why = (text: string | null | undefined, none: string): string => (text == null ? none : told(visible(text), words))
  switch (conditionOf(feed, state)) {
    case 'off':
      return inFull ? said.notPolled(why(feed.disabledReason, said.noReason)) : said.off
    case 'waiting':
      return said.notYet
    case 'failing':
      return said.failing(
        state?.failures ?? 0,
        inFull ? why(state?.lastMessage, said.unknownReason) : inSentence(page.health.failures[state?.lastKind ?? 'network'], words),
      )
    case 'answering':
      return state?.lastItemAt == null ? said.answers : said.lastItem(lasting(now - state.lastItemAt, words))
  }
}

/** Words of a table as they stand within a sentence. */
const inSentence = (text: string, { locale }: Words): string => text.charAt(0).toLocaleLowerCase(locale) + text.slice(1)

/** One feed in a line: id, title, how it is. */
export function feedLine(feed: Feed, state: FeedState | undefined, telling: Telling): RichText {
  const { writing, locale } = telling.words
  const where = [stateName(feed.country, locale), tongueName(feed.language, locale)].join(writing.comma)
  const called = `${visible(feed.title)}${writing.bracketed(where)}`
  return [{ text: feed.id, bold: true }, { text: ` — ${writing.labelled(called, cut(stateWords(feed, state, telling), 160))}` }]
}

/** What a feed is, of which the entry has been written. */
export function feedWords(feed: Feed, alignments: readonly Alignment[], words: Words): readonly RichText[] {
  const { feeds: said, posts, writing, locale } = words
  const own = alignments.find(({ id }) => id === feed.bloc)
  const side = own === undefined ? posts.neitherSide : labelIn(own, locale)
  const what = [posts.kinds[feed.kind], stateName(feed.country, locale), tongueName(feed.language, locale), said.bloc(side)]
  const every = said.every(lasting(feed.intervalMs, words))
  return [[{ text: feed.title, bold: true }, { text: ` — ${[...what, every].join(writing.clause)}` }], [{ text: feed.url, url: feed.url }]]
}

const ITEMS = 6
const MAX_TITLE = 120
const MAX_WHY = 200

function itemLines({ title, url, keptFor, why }: TriedItem, alignments: readonly Alignment[], words: Words): readonly RichText[] {
  const head = cut(visible(title), MAX_TITLE)
  const labels = keptFor.map((label) => {
    const alignment = alignments.find((one) => one.label === label)
    return alignment === undefined ? label : labelIn(alignment, words.locale)
  })
  const kept = labels.length === 0 ? words.feeds.dropped : words.feeds.keptFor(words.writing.listed(labels))
  return [[url === '' ? { text: head } : { text: head, url }], [{ text: `    ${kept} — ${cut(told(visible(why), words), MAX_WHY)}` }]]
}

/** What would be kept of a feed's items, and why; and what came nearest of the rest. */
export function triedFields(items: readonly TriedItem[], alignments: readonly Alignment[], words: Words): Reply['fields'] {
  const kept = items.filter(({ keptFor }) => keptFor.length > 0)
  const dropped = items.filter(({ keptFor }) => keptFor.length === 0)
  const field = (name: string, some: readonly TriedItem[]): Reply['fields'] =>
    some.length === 0 ? [] : [{ name, value: some.slice(0, ITEMS).flatMap((item) => itemLines(item, alignments, words)), inline: false }]
  return [...field(words.feeds.wouldBeKept(kept.length), kept), ...field(words.feeds.wouldBeDropped(dropped.length), dropped.slice(0, 3))]
}

export const statesById = async ({ archive }: CommandContext): Promise<ReadonlyMap<string, FeedState>> =>
  new Map((await archive.feeds()).map((state) => [state.feedId, state]))
