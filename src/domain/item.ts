import type { Bloc, FeedKind } from './feed.ts'

/** Who published an item. For an aggregator's item this is the outlet it names, not the aggregator. */
export type Source = {
  readonly outlet: string
  /** ISO 3166 alpha-3. */
  readonly country: string
  readonly kind: FeedKind
  readonly bloc: Bloc
}

/** One entry of a feed, normalised. Everything in it is text from outside: hostile until rendered with care. */
export type Item = {
  /** Hex, stable over polls: made of the feed's id and the entry's identity. */
  readonly id: string
  readonly feedId: string
  readonly guid: string
  /** Canonical http(s) address, tracking parameters removed; '' where the entry has none. */
  readonly url: string
  /** Plain text, one line. */
  readonly title: string
  /** Plain text of the summary or content; '' where there is none. */
  readonly text: string
  /** ISO 639-1 of the feed; the assessor decides by the text itself. */
  readonly language: string
  readonly source: Source
  readonly publishedAt: number
  readonly firstSeenAt: number
  /** True for what a feed's first poll found older than the backfill window: recorded, never posted by itself. */
  readonly backfilled: boolean
  /** Which wording it is where the publisher has changed it since: 1 for the first change. Absent for the first wording. */
  readonly revision?: number
  /** Who wrote it, by the publisher; absent where it does not say. */
  readonly authors?: readonly string[]
  /** What the publisher filed it under; absent where it does not say. */
  readonly categories?: readonly string[]
}

/** The text every span of an assessment points into: the title, a line break, the text. */
export const judgedText = (item: Pick<Item, 'title' | 'text'>): string => (item.text === '' ? item.title : `${item.title}\n${item.text}`)
