import type { FeedState } from './feed.ts'
import type { Item } from './item.ts'
import type { Outcome, Report } from './story.ts'

/** A feed that is due, and the time it was put down for: the two name one poll. */
export type DueFeed = { readonly feedId: string; readonly nextAt: number }

/** An item that nobody has assessed yet. */
export type Unstaged = { readonly itemId: string; readonly publishedAt: number }

/** A report that waits for the judge, in its item's newest wording, and since when. */
export type Staged = { readonly report: Report; readonly stagedAt: number }

/**
 * What processes that share the work of one bot need of the store, beside what a bot alone does. Polling and assessing is done by any of
 * them; stories are told by one, the judge, whose term is numbered: see `beginTerm`.
 */
export interface Sharing {
  /** The feeds that are due, longest overdue first, then by id; those that come after one, where it is named. */
  dueFeeds(now: number, limit: number, after?: DueFeed): Promise<readonly DueFeed[]>
  /** Of these feeds the states that there are, in no order. */
  feedStates(feedIds: readonly string[]): Promise<readonly FeedState[]>
  /** None of these feeds is due before `until`. */
  putOffFeeds(feedIds: readonly string[], until: number): Promise<void>
  /**
   * Items that are neither assessed nor, in their newest wording, laid down for the judge by a configuration of this stamp; oldest
   * publication first, then id.
   */
  unstaged(stamp: string, limit: number): Promise<readonly Unstaged[]>
  /** Of these items those still to be assessed, in their newest wording, in no order. */
  itemsToAssess(itemIds: readonly string[]): Promise<readonly Item[]>
  /** Lays assessments down for the judge: each in the place of what was laid down for its item before. */
  stage(reports: readonly Report[], stamp: string): Promise<void>
  /**
   * Records reports that no story is made of, in their first wordings. Those recorded, or changed by their publisher since, are passed
   * over. Answers the ones recorded.
   */
  recordDropped(reports: readonly Report[]): Promise<readonly Report[]>
  /** What was laid down under this stamp and is still to be judged, oldest publication first, then id. */
  staged(stamp: string, limit: number): Promise<readonly Staged[]>
  /** Begins the next judge's term: from here on whatever an earlier one would still record is refused. Answers its number. */
  beginTerm(): Promise<number>
  /** The number of the term that runs; 0 before the first. */
  term(): Promise<number>
  /**
   * As `StoryStore.record`, by the judge of a term: rejects with an error of kind `stale` also where another term has begun since, or the
   * item is recorded already.
   */
  recordAs(term: number, outcome: Outcome): Promise<void>
}
