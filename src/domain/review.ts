import type { Span } from './event.ts'
import type { Item } from './item.ts'

/**
 * A change of office that an item tells of: somebody appointed, sacked, resigned, elected. Whose entry in the table of actors it
 * touches: an actor's id, or `office/STATE` (`foreign-minister/JPN`) where nobody holds it by the table.
 */
export type OfficeChange = { readonly subject: string; readonly phrase: Span; readonly words: string }

/** What is to be checked in the table of actors, with the items that say so. */
export type Review = {
  /** Of the first item; what it is ticked off by. */
  readonly id: number
  readonly subject: string
  /** Newest first. */
  readonly reports: readonly { readonly item: Item; readonly words: string }[]
}

/** Changes of office that nobody has looked at yet. They are written with the assessment of the item that tells of them. */
export interface Reviews {
  /** One entry a subject, the one with the newest report first. */
  open(): Promise<readonly Review[]>
  /** Ticks off the subject that the id belongs to: reports published up to now do not bring it back. False where there is none. */
  done(id: number, now: number): Promise<boolean>
}
