import type { Assessment } from './assessment.ts'
import type { Brief } from './brief.ts'
import type { Category } from './event.ts'
import type { FeedState } from './feed.ts'
import type { History } from './history.ts'
import type { Item } from './item.ts'
import type { Network } from './network.ts'
import type { FoundStories, StorySearch } from './search.ts'

export type WeekCount = { readonly startAt: number; readonly byAlignment: Readonly<Record<string, number>>; readonly other: number }

export type StoryText = { readonly storyId: string; readonly outlet: string; readonly title: string; readonly text: string }

export type Counterpart = { readonly actorId: string; readonly count: number; readonly categories: readonly Category[] }

/** What the bot knows, for reading: commands, the page, the command line. */
export interface Archive extends History, Network {
  /** Briefs of the newest revision of each story, last updated first. */
  latest(filter: {
    readonly alignment?: string
    readonly actorId?: string
    /** A report of it is in this language (ISO 639-1). */
    readonly language?: string
    readonly since?: number
    readonly limit: number
    /** How many are left out at the beginning: those of the pages before. */
    readonly offset?: number
  }): Promise<readonly Brief[]>
  /** Stories whose title, text or brief hold every word of the query; CJK words of two characters are found. */
  search(query: string, limit: number): Promise<readonly Brief[]>
  /** Stories by words and by what they are about, a page at a time. */
  find(search: StorySearch, page: { readonly limit: number; readonly offset?: number }): Promise<FoundStories>
  /** What the reports of stories say, as published: for quoting from them. */
  texts(storyIds: readonly string[]): Promise<readonly StoryText[]>
  /** Names of the outlets that report kept stories, those heard of last first. */
  outlets(limit: number): Promise<readonly string[]>
  /** A story by its id or by a prefix of it that is unique. */
  story(
    id: string,
  ): Promise<{ readonly brief: Brief; readonly reports: readonly { readonly item: Item; readonly assessment: Assessment }[] } | null>
  /** One item with its assessment, kept or not, by id or URL. */
  item(idOrUrl: string): Promise<{ readonly item: Item; readonly assessment: Assessment | null; readonly storyId: string | null } | null>
  /** Items not kept whose best score came nearest to a threshold, newest first. */
  near(limit: number): Promise<readonly { readonly item: Item; readonly assessment: Assessment }[]>
  /** Items kept for no alignment, newest first; `before` is the last item of the page before. */
  dropped(page: {
    readonly limit: number
    readonly before?: Pick<Item, 'id' | 'publishedAt'>
  }): Promise<readonly { readonly item: Item; readonly assessment: Assessment }[]>
  /** Mentions by ISO week (Monday 00:00 UTC), oldest first, weeks without any included. */
  mentionsByWeek(actorId: string, since: number, until: number): Promise<readonly WeekCount[]>
  /** Actors coded in the same kept stories, most often first. */
  counterparts(actorId: string, since: number, limit: number): Promise<readonly Counterpart[]>
  feeds(): Promise<readonly FeedState[]>
  counts(): Promise<{ readonly items: number; readonly kept: number; readonly stories: number }>
}
