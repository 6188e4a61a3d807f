import type { OutcomeKind } from './feed.ts'

/** What a feed's age and health are read from. */
export type FeedFigure = {
  readonly feedId: string
  /** When its newest item was published; null where it gave none so far. */
  readonly lastItemAt: number | null
  readonly failures: number
  readonly lastKind: OutcomeKind | null
}

/** What the classifier made of the items published in a span of time. */
export type JudgedFigure = { readonly kept: number; readonly dropped: number; readonly unknownLanguage: number }

/** When a report was published, and when we stored it. */
export type ReportTimes = { readonly publishedAt: number; readonly firstSeenAt: number }

/** Counts for those who watch the bot: each is one question that an index answers. */
export interface Figures {
  /** Answers where the store does; throws where it does not. */
  answers(): Promise<void>
  /** Every feed that was ever polled or is to be. */
  feeds(): Promise<readonly FeedFigure[]>
  /** Items stored and not yet judged, and when the oldest of them was stored. */
  toJudge(): Promise<{ readonly count: number; readonly oldestAt: number | null }>
  /** Items published in [since, until); a language that is not among `languages` counts as unknown. */
  judged(since: number, until: number, languages: readonly string[]): Promise<JudgedFigure>
  /** The newest report of a story that was stored at or before a moment: what a post of that moment tells. */
  reportTold(storyId: string, at: number): Promise<ReportTimes | null>
  /** Bytes that the store takes on its disk. */
  size(): Promise<number>
}
