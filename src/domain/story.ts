import type { Assessment } from './assessment.ts'
import type { Brief } from './brief.ts'
import type { NewDelivery } from './delivery.ts'
import type { Item } from './item.ts'

/** An item with its assessment: what stories are made of. */
export type Report = { readonly item: Item; readonly assessment: Assessment }

/** The items about one event. A story's id is made from its first item, so a replay gives the same ids. */
export type Story = {
  readonly id: string
  /** 1 for the first; one more for each change a reader should see. */
  readonly revision: number
  readonly openedAt: number
  readonly updatedAt: number
  /** In the order they joined. */
  readonly itemIds: readonly string[]
}

/** A story as it is told from now on, with the posts that follow. */
export type Telling = { readonly story: Story; readonly brief: Brief; readonly deliveries: readonly NewDelivery[] }

/** What one item did: always its assessment; where it was kept, the story's new revision with its brief and its deliveries. */
export type Outcome = {
  readonly report: Report
  readonly story:
    | (Telling & {
        /** Stories that turned out to be this one, each as the pointer that takes the place of its posts: see `Brief.mergedInto`. */
        readonly merged?: readonly Brief[]
      })
    | null
  /** Other stories that lost a report: told without it, or withdrawn where it was their last (`Brief.withdrawn`). */
  readonly corrected?: readonly Telling[]
  /** Reports, other than this one, that later evidence put into other stories. */
  readonly moved?: readonly { readonly itemId: string; readonly to: string }[]
}

/** A kept report with the story it is in; `moved` where it was put there by later evidence: then it stays. */
export type Placed = { readonly storyId: string; readonly report: Report; readonly moved?: boolean }

/** Items and stories. Everything that follows from one item is stored in one transaction. */
export interface StoryStore {
  /** Items stored but not yet assessed, oldest publication first, then id. */
  unassessed(limit: number): Promise<readonly Item[]>
  /**
   * Stores the outcome whole or not at all. Recording an item that is already recorded in this wording changes nothing; a new
   * wording takes the place of the one before. The reports of merged
   * stories go over to the story; their posts are corrected where readers were sent them, and never sent where they were not.
   * Rejects with an error of kind `stale` where the item or the story has moved on since the outcome was made.
   */
  record(outcome: Outcome): Promise<void>
  /** Kept reports published since, with their story: what a clusterer is restored from after a start. */
  placedSince(at: number): Promise<readonly Placed[]>
  story(id: string): Promise<Story | null>
  reports(storyId: string): Promise<readonly Report[]>
  brief(storyId: string): Promise<Brief | null>
}
