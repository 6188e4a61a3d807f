import type { FeedToTry, Tried, TriedItem } from '../domain/admin.ts'
import type { Alignment } from '../domain/alignment.ts'
import { type Assessment, keptFor } from '../domain/assessment.ts'
import type { Feed } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import { outletsOf } from '../feeds/aggregator.ts'
import { decodeBytes } from '../feeds/decode.ts'
import { discoverFeeds } from '../feeds/discover.ts'
import type { FeedDocument } from '../feeds/document.ts'
import type { FetchFeed, FetchResult } from '../feeds/fetch.ts'
import { toItems } from '../feeds/items.ts'
import type { ParseFeed } from '../feeds/parse-pool.ts'

export type TryNeeds = {
  readonly fetch: FetchFeed
  readonly parse: ParseFeed
  readonly assess: (item: Item) => Assessment
  readonly feeds: () => readonly Feed[]
  readonly alignments: () => readonly Alignment[]
  readonly clock: () => number
}

/** Items judged of one feed that is tried: more than a screen shows, and a second's work. */
const MOST_ITEMS = 60
/** A list of feeds longer than this is no list that somebody wants to read in a chat. */
const MOST_LIST_BYTES = 1_000_000
const MOST_OUTLINES = 200

/** Fetches an address once and says what it is: a feed and what would be kept of it, a page with feeds, a list of feeds, or neither. */
export async function tryFeed(asked: FeedToTry, needs: TryNeeds, signal: AbortSignal): Promise<Tried> {
  const answer = await needs.fetch({ url: asked.url, etag: null, lastModified: null, userAgent: asked.userAgent ?? null }, signal)
  if (answer.kind === 'failed') return { kind: 'refused', reason: answer.failure.message }
  if (answer.kind === 'not-modified') return { kind: 'refused', reason: 'it says that nothing has changed, though nothing was read before' }
  const { bytes, contentType } = answer
  const hints = { url: answer.url, contentType, charset: asked.charset ?? undefined, language: asked.language, timeZone: asked.timeZone }
  const parsed = await needs.parse(bytes, hints)
  // Where only a temporary redirect leads, the address that was typed stays the feed's.
  if (parsed.ok) return judged(asked, answer.permanentUrl ?? asked.url, parsed.document, needs)
  const listed = await outlinesIn(answer)
  if (listed !== null) return { kind: 'list', outlines: listed }
  const { found } = await discoverFeeds(asked.url, needs, signal)
  if (found.length === 0) return { kind: 'refused', reason: parsed.failure.message }
  return { kind: 'page', found: found.map(({ url, document }) => ({ url, title: document.title })) }
}

/** What the feed's newest items would become. */
function judged(asked: FeedToTry, url: string, document: FeedDocument, needs: TryNeeds): Tried {
  const now = needs.clock()
  const feed = { ...asFeed(asked, document), url }
  const items = toItems(document, { feed, outlets: outletsOf(needs.feeds()), now, firstPoll: true, backfillMs: 0 })
  const newest = items.toReversed().slice(0, MOST_ITEMS)
  return { kind: 'feed', url, title: document.title, language: feed.language, items: newest.map((item) => triedItem(item, needs)) }
}

const asFeed = (asked: FeedToTry, { title, language, entries }: FeedDocument): Feed => ({
  id: 'tried',
  title: title === '' ? asked.url : title,
  language: (language ?? entries.find((entry) => entry.language !== null)?.language ?? 'en').slice(0, 2),
  country: 'IGO',
  kind: 'newspaper',
  bloc: 'other',
  enabled: true,
  disabledReason: null,
  intervalMs: 900_000,
  timeZone: 'UTC',
  charset: null,
  userAgent: null,
  note: '',
  ...asked,
})

function triedItem(item: Item, { assess, alignments }: TryNeeds): TriedItem {
  const assessment = assess(item)
  const kept = keptFor(assessment)
  const known = alignments()
  const labels = known.filter(({ id }) => kept.includes(id)).map(({ label }) => label)
  const { title, url, publishedAt } = item
  return { title, url, publishedAt, keptFor: labels, why: whyOf(assessment, kept, known) }
}

/** The rule and what weighed most; or how near it came. */
function whyOf({ verdicts, reasons }: Assessment, kept: readonly string[], alignments: readonly Alignment[]): string {
  const [id = ''] = kept.length > 0 ? kept : alignments.map((one) => one.id).toSorted((a, b) => score(verdicts, b) - score(verdicts, a))
  const alignment = alignments.find((one) => one.id === id)
  const strongest = reasons.filter((reason) => reason.alignment === id).toSorted((a, b) => Math.abs(b.weight) - Math.abs(a.weight))[0]
  const found = strongest === undefined ? 'nothing in it tells of them together' : strongest.text
  const points = `${score(verdicts, id).toFixed(2)} (threshold ${(alignment?.threshold ?? 0).toFixed(2)})`
  return kept.length > 0 ? `rule ${verdicts[id]?.rule ?? '—'}, score ${points}: ${found}` : `score ${points}: ${found}`
}

const score = (verdicts: Assessment['verdicts'], id: string): number => verdicts[id]?.score ?? 0

type Outline = { readonly xmlUrl?: string; readonly title?: string; readonly text?: string; readonly outlines?: readonly Outline[] }

const flat = (outlines: readonly Outline[]): readonly Outline[] =>
  outlines.flatMap((outline) => [...(outline.xmlUrl === undefined ? [] : [outline]), ...flat(outline.outlines ?? [])])

/** The feeds of an OPML document; null where it is none. */
async function outlinesIn({ bytes, contentType }: Extract<FetchResult, { kind: 'document' }>) {
  if (bytes.length > MOST_LIST_BYTES) return null
  const { text } = decodeBytes(bytes, { contentType })
  if (!/<opml[\s>]/i.test(text.slice(0, 2_000))) return null
  // Loaded when it is asked for: the bot itself runs without it.
  const { parseOpml } = await import('feedsmith')
  try {
    const { body } = parseOpml(text)
    const found = flat((body?.outlines ?? []) as readonly Outline[])
    return found.slice(0, MOST_OUTLINES).map(({ xmlUrl = '', title, text: label }) => ({ url: xmlUrl, title: title || label || xmlUrl }))
  } catch {
    return null
  }
}
