import type { Feed } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import { credit, type Outlets } from './aggregator.ts'
import { canonicalUrl } from './canonical-url.ts'
import type { Entry, FeedDocument } from './document.ts'
import { identities, itemId } from './identity.ts'
import { repairMojibake } from './mojibake.ts'
import { oneLine } from './one-line.ts'
import { withoutTail } from './tails.ts'

export type ItemContext = {
  readonly feed: Feed
  readonly outlets: Outlets
  /** Epoch ms of the poll. */
  readonly now: number
  /** True on the first poll of a feed that gave a document. */
  readonly firstPoll: boolean
  readonly backfillMs: number
}

const HOUR_MS = 3_600_000

/** Longest author's name or category kept. */
const MAX_LABEL = 200

/** Longest title made of a text where the entry has none. */
const MADE_TITLE = 120

/** A document's text as people are to see it. */
const readable = (text: string): string => oneLine(repairMojibake(text, 'windows-1252'))

/** A headline for an entry without one: the first sentence of its text, or its start. */
function titleFromText(text: string): string {
  const sentence = /^.{20,120}?[.!?。！？](?=\s|$)/u.exec(text)?.[0]
  if (sentence !== undefined) return sentence
  return text.length <= MADE_TITLE ? text : `${text.slice(0, MADE_TITLE - 1).trimEnd()}…`
}

/** A summary that only repeats the headline, as aggregators give it, says nothing. */
const repeats = (text: string, title: string, outlet: string): boolean => {
  const bare = (words: string) => words.replace(/[\s\p{P}\p{S}]+/gu, '').toLowerCase()
  const rest = bare(text)
  return rest === bare(title) || rest === bare(title + outlet)
}

/** Where an entry is read. A link that leads to the site's front page or to a feed is no article: an address used as guid is better. */
function articleUrl({ link, guid }: Entry, { link: home }: FeedDocument): string {
  const useless = link === '' || link === home || /\/(?:wp-)?(?:rss|atom|feed)(?:\.\w{2,4})?\/?$/i.test(link)
  return (useless && /^https?:\/\//i.test(guid) ? canonicalUrl(guid) : '') || canonicalUrl(link)
}

/** A date more than an hour ahead is a mistake (a wrong zone, a scheduled post): then the time it was first seen counts. */
const publicationOf = (entry: Entry, now: number): number =>
  entry.publishedAt === null || entry.publishedAt > now + HOUR_MS ? now : entry.publishedAt

const labels = (texts: readonly string[]): readonly string[] =>
  texts.map((text) => readable(text).slice(0, MAX_LABEL)).filter((text) => text !== '')

/** Who wrote an entry and what it is filed under, as people are to see it. */
function byline(entry: Entry): Pick<Item, 'authors' | 'categories'> {
  const authors = labels(entry.authors)
  const categories = labels(entry.categories)
  return { ...(authors.length === 0 ? {} : { authors }), ...(categories.length === 0 ? {} : { categories }) }
}

function toItem(entry: Entry, identity: string, document: FeedDocument, { feed, outlets, now, firstPoll, backfillMs }: ItemContext): Item {
  const credited = credit(entry, feed, outlets)
  const { source } = credited
  const title = readable(credited.title)
  const text = withoutTail(readable(entry.text))
  const made = title === ''
  const publishedAt = publicationOf(entry, now)
  return {
    id: itemId(feed.id, identity),
    feedId: feed.id,
    guid: entry.guid,
    url: articleUrl(entry, document),
    title: made ? titleFromText(text) : title,
    text: !made && repeats(text, title, source.outlet) ? '' : text,
    language: entry.language ?? feed.language,
    source,
    publishedAt,
    firstSeenAt: now,
    backfilled: firstPoll && (entry.publishedAt === null || publishedAt < now - backfillMs),
    ...byline(entry),
  }
}

/**
 * A document's entries as items, oldest first, each identity once. An entry without title, text and link is nothing and is left out.
 * On a feed's first poll an entry without a date counts as old: nobody can say that it is news.
 */
export function toItems(document: FeedDocument, context: ItemContext): readonly Item[] {
  const ids = identities(document.entries)
  const items = new Map<string, Item>()
  document.entries.forEach((entry, index) => {
    if (entry.title === '' && entry.text === '' && entry.link === '') return
    const item = toItem(entry, ids[index] ?? '', document, context)
    if (!items.has(item.id)) items.set(item.id, item)
  })
  return [...items.values()].toSorted((a, b) => a.publishedAt - b.publishedAt)
}
