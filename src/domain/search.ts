import type { Brief } from './brief.ts'

/** A word to look for, or words that stand side by side; where they are not quoted, the last one may go on. */
export type SoughtWords = { readonly text: string; readonly quoted: boolean }

/** Which stories are sought: those that fit all of it. Where nothing is given, all do. */
export type StorySearch = {
  readonly words?: readonly SoughtWords[]
  /** Words that must not be there. */
  readonly without?: readonly SoughtWords[]
  readonly alignment?: string
  /** Actors, by id, all of whom the story names. */
  readonly actorIds?: readonly string[]
  /** One of these outlets reports it; names as the store has them. */
  readonly outlets?: readonly string[]
  /** A report of it is in this language (ISO 639-1). */
  readonly language?: string
  /** First told at this moment or later, and before that one. */
  readonly since?: number
  readonly until?: number
}

/** Beyond so many, stories are not counted: nobody turns so many pages. */
export const MOST_COUNTED = 1_000

/** Stories as they are told now, first told last coming first. `total` is of all pages; with `more` there are still others. */
export type FoundStories = { readonly briefs: readonly Brief[]; readonly total: number; readonly more: boolean }
