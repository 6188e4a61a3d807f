import Parser from 'rss-parser'
import { parseFeed } from '#src/feeds/parse.ts'
import { zoneOfLanguage } from '#src/feeds/zones.ts'
import type { Document } from './corpus.ts'

export type ReadItem = { readonly title: string; readonly link: string; readonly published: string | null }
export type Read = { readonly items: readonly ReadItem[] } | { readonly error: string }

export type Reader = { readonly name: string; readonly read: (document: Document) => Promise<Read> }

/** A parser that is not there to be compared, and why. */
export type Absent = { readonly name: string; readonly reason: string }

/** What parsers hand out as a link is not always text. */
const plain = (link: unknown): string => (typeof link === 'string' ? link : '')

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
  return { items: items.map(({ title, link, isoDate }) => ({ title: String(title ?? ''), link: plain(link), published: isoDate ?? null })) }
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

type AnyFeed = { readonly items?: readonly AnyEntry[]; readonly entries?: readonly AnyEntry[] }

async function feedsmith(): Promise<Reader['read']> {
  const { parseFeed: parse } = await import('feedsmith')
  const read = (entry: AnyEntry): ReadItem => ({
    title: typeof entry.title === 'string' ? entry.title : (entry.title?.value ?? ''),
    link: plain(
      entry.link ?? entry.url ?? entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href ?? entry.links?.[0]?.href,
    ),
    published: isoOf(entry.pubDate ?? entry.published ?? entry.updated ?? entry.date_published ?? entry.dc?.dates?.[0] ?? entry.dc?.date),
  })
  return async (document) => {
    const { items, entries } = parse(textOf(document)).feed as AnyFeed
    return { items: (items ?? entries ?? []).map(read) }
  }
}

const isoOfDate = (date: Date | null | undefined): string | null =>
  date == null || Number.isNaN(date.getTime()) ? null : date.toISOString()

/** npm's feedparser: a stream that bytes go into and items come out of. It reads XML only, and finds the charset by itself. */
async function feedparser(): Promise<Reader['read']> {
  const { default: FeedParser } = await import('feedparser')
  return ({ bytes, url }) =>
    new Promise((read, fail) => {
      const items: ReadItem[] = []
      const stream = new FeedParser(url === undefined ? {} : { feedurl: url })
      stream.on('error', fail)
      stream.on('readable', () => {
        for (let item = stream.read(); item !== null; item = stream.read()) {
          const { title, link, pubdate, date } = item
          items.push({ title: title ?? '', link: plain(link), published: isoOfDate(pubdate ?? date) })
        }
      })
      stream.on('end', () => read({ items }))
      stream.end(bytes)
    })
}

async function load(name: string, open: () => Promise<Reader['read']>): Promise<Reader | Absent> {
  try {
    return { name, read: await open() }
  } catch (error) {
    return { name, reason: `it is not installed here (${error instanceof Error ? error.message.split('\n')[0] : error})` }
  }
}

export const OURS = 'ours (rss-parser within)'

/** Everybody who is compared, and who cannot be. */
export async function parsers(): Promise<{ readonly present: readonly Reader[]; readonly absent: readonly Absent[] }> {
  const all = [
    { name: OURS, read: ours },
    { name: 'rss-parser alone', read: bare },
    await load('feedsmith', feedsmith),
    await load('feedparser', feedparser),
  ]
  return {
    present: all.filter((one): one is Reader => 'read' in one),
    absent: all.filter((one): one is Absent => 'reason' in one),
  }
}
