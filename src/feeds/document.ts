import type { OutcomeKind } from '../domain/feed.ts'

/** One entry of a feed document, read but not yet an item: links may carry tracking, titles an outlet's name. */
export type Entry = {
  /** Plain text, one line; '' where the entry has none. */
  readonly title: string
  /** Absolute http(s) address where one can be made; relative where nothing says to what; '' where there is none. */
  readonly link: string
  /** Epoch ms; null where the entry has no date, or one that is impossible or ambiguous. */
  readonly publishedAt: number | null
  /** The publisher's own id; '' where there is none. */
  readonly guid: string
  /** Plain text of the fullest of summary and content. */
  readonly text: string
  readonly authors: readonly string[]
  readonly categories: readonly string[]
  /** ISO 639-1 where the entry says so. */
  readonly language: string | null
  /** `<source url>`: whom an aggregator's entry comes from. */
  readonly source: { readonly title: string; readonly url: string } | null
}

export type FeedDocument = {
  readonly format: 'rss' | 'rdf' | 'atom' | 'json'
  readonly title: string
  readonly link: string
  readonly description: string
  readonly language: string | null
  /** How long the publisher asks to wait between polls (`<ttl>`); null where it does not say. */
  readonly ttlMs: number | null
  readonly charset: string
  /** True where bytes had to be replaced in decoding. */
  readonly lossy: boolean
  /** True where the document ended in the middle of an entry, which was left out. */
  readonly truncated: boolean
  /** How many entries beyond the cap were left out. */
  readonly skipped: number
  readonly entries: readonly Entry[]
}

/** What is known of a document besides its bytes. */
export type DocumentHints = {
  /** Where it was found: relative links are resolved against it. */
  readonly url?: string | undefined
  /** The Content-Type header. */
  readonly contentType?: string | undefined
  /** Overrides every other sign of the character set. */
  readonly charset?: string | undefined
  /** ISO 639-1. */
  readonly language?: string | undefined
  /** IANA zone for dates without one; UTC where absent. */
  readonly timeZone?: string | undefined
}

export type ParseFailure = {
  readonly kind: Extract<OutcomeKind, 'empty' | 'not-a-feed' | 'challenge' | 'too-deep' | 'too-large' | 'parse-failed' | 'timeout'>
  readonly message: string
}

export type ParseResult = { readonly ok: true; readonly document: FeedDocument } | { readonly ok: false; readonly failure: ParseFailure }

/** Most entries taken from one document. Real feeds have up to a few hundred. */
export const MAX_ENTRIES = 5_000

/** Deepest nesting of elements. Real feeds stay under 40, XHTML content included. */
export const MAX_DEPTH = 500

/** Longest text kept of one entry, in UTF-16 units: a long article has 50,000. */
export const MAX_TEXT = 100_000
