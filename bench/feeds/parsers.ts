import { parseFeed as parseByFeedsmith } from 'feedsmith'
import Parser from 'rss-parser'
import { parseFeed } from '#src/feeds/parse.ts'
import { zoneOfLanguage } from '#src/feeds/zones.ts'
import type { Document } from './corpus.ts'

export type ReadItem = { readonly title: string; readonly link: string; readonly published: string | null }
export type Read = { readonly items: readonly ReadItem[] } | { readonly error: string }

type Reader = { readonly name: string; readonly read: (document: Document) => Promise<Read> }

const textOf = ({ bytes }: Document): string => new TextDecoder().decode(bytes)

async function ours({ bytes, url, headers }: Document): Promise<Read> {
  const language = headers['content-language']?.slice(0, 2)
  const hints = { url, contentType: headers['content-type'], language, timeZone: zoneOfLanguage(language) }
  const result = await parseFeed(bytes, hints)
  if (!result.ok) return { error: result.failure.message }
  const items = result.document.entries.map(({ title, link, publishedAt }) => ({
    title,
    link,
    published: publishedAt === null ? null : new Date(publishedAt).toISOString(),
  }))
  return { items }
}

/** As its users call it: one parser, the text of the answer. Its own transport is left out, since it needs a server. */
const rssParser = new Parser()

async function bare(document: Document): Promise<Read> {
  const { items } = await rssParser.parseString(textOf(document))
  return { items: items.map(({ title, link, isoDate }) => ({ title: String(title ?? ''), link: link ?? '', published: isoDate ?? null })) }
}

/** The fields of its four shapes that mean title, link and date. */
type AnyEntry = {
  readonly title?: string | { readonly value?: string }
  readonly link?: string
  readonly url?: string
  readonly links?: readonly { readonly href?: string; readonly rel?: string }[]
  readonly pubDate?: string
  readonly published?: string
  readonly updated?: string
  readonly date_published?: string
  readonly dc?: { readonly date?: string; readonly dates?: readonly string[] }
}

function isoOf(text: string | undefined): string | null {
  const at = Date.parse(text ?? '')
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

async function feedsmith(document: Document): Promise<Read> {
  const { feed } = parseByFeedsmith(textOf(document))
  const { items, entries } = feed as { readonly items?: readonly AnyEntry[]; readonly entries?: readonly AnyEntry[] }
  const read = (entry: AnyEntry): ReadItem => ({
    title: typeof entry.title === 'string' ? entry.title : (entry.title?.value ?? ''),
    link:
      entry.link ?? entry.url ?? entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href ?? entry.links?.[0]?.href ?? '',
    published: isoOf(entry.pubDate ?? entry.published ?? entry.updated ?? entry.date_published ?? entry.dc?.dates?.[0] ?? entry.dc?.date),
  })
  return { items: (items ?? entries ?? []).map(read) }
}

export const PARSERS: readonly Reader[] = [
  { name: 'ours (rss-parser within)', read: ours },
  { name: 'rss-parser alone', read: bare },
  { name: 'feedsmith', read: feedsmith },
]
