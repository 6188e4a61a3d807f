/** What the retention policy names, each with an age of its own. */
export const KEEPING_KINDS = [
  'dropped',
  'stories',
  'receipts',
  'wordings',
  'revisions',
  'digests',
  'posts',
  'silences',
  'model',
  'reviews',
  'identities',
] as const
export type KeepingKind = (typeof KEEPING_KINDS)[number]

/** How long each kind is kept, in ms; null for ever. */
export type Keeping = Readonly<Record<KeepingKind, number | null>>

/** One thing wrong with a store, in words: what, where, and how many. */
export type StoreFault = { readonly part: string; readonly text: string }

/** What a store needs done beside its daily work. */
export interface Upkeep {
  /**
   * Takes out up to `limit` of one kind that are older than `before`, in one short transaction. Answers how many there were: fewer
   * than `limit` means that none is left. What an open story, an unsettled delivery or the memory of what was seen still needs stays.
   */
  forget(kind: KeepingKind, before: number, limit: number): Promise<number>
  /** Gives up to so many bytes of what has become free inside the store back to the disk, where the engine does not by itself. */
  reclaim(bytes: number): Promise<void>
  /** Everything found wrong; empty where the store is sound. Changes nothing. */
  check(onStep?: (part: string, done: number, all: number) => void): Promise<readonly StoreFault[]>
}
