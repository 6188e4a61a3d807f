import Parser from 'rss-parser'
import { type CanonicalOptions, type CanonicalRss, canonicalise, type EntryRest } from './canonical.ts'
import { type Decoded, decodeBytes } from './decode.ts'
import {
  type DocumentHints,
  type Entry,
  type FeedDocument,
  MAX_DEPTH,
  MAX_ENTRIES,
  MAX_TEXT,
  type ParseFailure,
  type ParseResult,
} from './document.ts'
import { readJsonFeed } from './json-feed.ts'
import { diagnose } from './not-a-feed.ts'
import { readTree, TooDeep } from './tree.ts'
import { isTimeZone } from './zones.ts'

/** What rss-parser makes of a canonical item: our own fields come through as custom ones. */
type ItemFields = { readonly entry: EntryRest }

type FeedFields = {
  readonly entrySummary: string
  readonly language: string
  readonly ttl: string
  readonly format: FeedDocument['format']
  readonly skipped: number
}

class NotAFeed extends Error {}

type Callback = (error: Error | null, tree?: CanonicalRss) => void

/**
 * rss-parser with its two weak parts replaced: the tokeniser (through its public `xmlParser`, which upstream fills with a
 * strict xml2js) and the transport, since `parseURL` is never called. One instance reads one document.
 */
class CanonicalParser extends Parser<FeedFields, ItemFields> {
  readonly xmlParser: { parseString(xml: string, callback: Callback): void }
  truncated = false

  constructor(options: CanonicalOptions) {
    super({
      customFields: {
        feed: ['entrySummary', 'language', 'ttl', 'format', 'skipped'] as unknown as (keyof FeedFields)[],
        item: ['entry'],
      },
    })
    this.xmlParser = {
      parseString: (xml, callback) => {
        const read = this.#read(xml, options)
        if (read instanceof Error) callback(read)
        else callback(null, read)
      },
    }
  }

  #read(xml: string, options: CanonicalOptions): CanonicalRss | Error {
    try {
      const tree = readTree(xml, { maxDepth: MAX_DEPTH, maxEntries: MAX_ENTRIES, maxField: MAX_TEXT * 4 })
      this.truncated = tree.truncated
      return canonicalise(tree, options) ?? new NotAFeed()
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }
}

type Output = Awaited<ReturnType<CanonicalParser['parseString']>>

function toEntry({ title = '', link = '', guid = '', entry }: Output['items'][number]): Entry {
  const { publishedAt, text, authors, categories, language, source } = entry
  return { title, link, publishedAt, guid, text, authors, categories, language, source }
}

/** `<ttl>` is in minutes (https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt). */
function ttlMs(text: string): number | null {
  const minutes = Number(text)
  return text !== '' && Number.isFinite(minutes) && minutes > 0 ? minutes * 60_000 : null
}

async function readXml(decoded: Decoded, options: CanonicalOptions): Promise<FeedDocument> {
  const parser = new CanonicalParser(options)
  const feed = await parser.parseString(decoded.text)
  return {
    format: feed.format,
    title: feed.title ?? '',
    link: feed.link ?? '',
    description: feed.entrySummary,
    language: feed.language || null,
    ttlMs: ttlMs(feed.ttl),
    charset: decoded.charset,
    lossy: decoded.lossy,
    truncated: parser.truncated,
    skipped: feed.skipped,
    entries: feed.items.map(toEntry),
  }
}

function failureOf(error: unknown, text: string): ParseFailure {
  if (error instanceof NotAFeed) return diagnose(text)
  if (error instanceof TooDeep) return { kind: 'too-deep', message: `its elements are nested more than ${MAX_DEPTH} deep` }
  return { kind: 'parse-failed', message: `it cannot be parsed: ${error instanceof Error ? error.message : String(error)}` }
}

function decodeOrFail(bytes: Uint8Array, hints: DocumentHints): Decoded | ParseFailure {
  try {
    return decodeBytes(bytes, hints)
  } catch (error) {
    const tooLarge = error instanceof RangeError
    return {
      kind: tooLarge ? 'too-large' : 'parse-failed',
      message: tooLarge ? 'it unpacks to more than 10 MB' : 'its compressed bytes are damaged',
    }
  }
}

const zoneOf = (name: string | undefined): string => (name !== undefined && isTimeZone(name) ? name : 'UTC')

/**
 * Bytes of a feed, of any kind and however broken, to a document. Never throws and never fetches.
 * A document that is no feed, or nests too deep, is a failure with a sentence's second half: "…: it is an HTML page".
 */
export async function parseFeed(bytes: Uint8Array, hints: DocumentHints): Promise<ParseResult> {
  const decoded = decodeOrFail(bytes, hints)
  if ('kind' in decoded) return { ok: false, failure: decoded }
  const options = { url: hints.url, timeZone: zoneOf(hints.timeZone), maxText: MAX_TEXT }
  try {
    const json = /^\s*[{[]/.test(decoded.text.slice(0, 1_000)) ? readJsonFeed(decoded.text, { ...options, maxEntries: MAX_ENTRIES }) : null
    const { charset, lossy } = decoded
    return { ok: true, document: json === null ? await readXml(decoded, options) : { ...json, charset, lossy } }
  } catch (error) {
    return { ok: false, failure: failureOf(error, decoded.text) }
  }
}
