import type { Act, Brief } from './brief.ts'
import type { Category } from './event.ts'

/** Who takes part in an act: a state (ISO 3166 alpha-3), an actor that the story names, or an actor on behalf of its state. */
export type Party = { readonly state: string | null; readonly actorId: string | null }

/** Which acts are asked for: of kept stories as they are told now. Both parties must be in one act, on whichever side. */
export type ActFilter = {
  readonly since: number
  readonly until: number
  readonly alignment?: string
  readonly parties?: readonly Party[]
}

/** Acts of one week (from Monday 00:00 UTC) by category. */
export type ActWeek = { readonly startAt: number; readonly counts: Readonly<Partial<Record<Category, number>>> }

/** An act with when it happened, and the story that tells of it. */
export type DatedAct = { readonly at: number; readonly act: Act; readonly brief: Brief }

/** A time in which a feed gave no good answer, from its last good answer to the next. */
export type Silence = { readonly feedId: string; readonly fromAt: number; readonly toAt: number }

/** Good answers of a feed that lie further apart than this are a silence that is remembered, whatever the reason. */
export const SILENCE_MS = 86_400_000

const DAY_MS = 86_400_000
/** A date further back than this is of an older event that the story goes back to. */
const MAX_BACK_MS = 14 * DAY_MS

/**
 * When a story's acts happened: on the day that it tells, where that lies within two weeks before the first report; else when it
 * was first reported. What is planned for a later day counts when it was reported.
 */
export function happenedAt({ date, openedAt }: Pick<Brief, 'date' | 'openedAt'>): number {
  const at = date !== null && /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN
  return at <= openedAt && openedAt - at <= MAX_BACK_MS ? at : openedAt
}

/** What the bot remembers of how things went: how stories were told, who acted on whom when, and when feeds were not read. */
export interface History {
  /** Every brief of a story by its whole id, and of those that turned out to be it, oldest first. */
  revisions(storyId: string): Promise<readonly Brief[]>
  /** Latest first. */
  acts(filter: ActFilter & { readonly limit: number }): Promise<readonly DatedAct[]>
  /** Oldest first, weeks without any included. */
  actsByWeek(filter: ActFilter): Promise<readonly ActWeek[]>
  /** Silences that ended after a moment. One that goes on is not among them: it is told by the feed's last good answer. */
  silences(since: number): Promise<readonly Silence[]>
}
