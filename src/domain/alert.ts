import type { DigestBrief } from './digest.ts'
import type { Band } from './trend.ts'
import type { LastTold } from './unusual.ts'

/** What activity is watched of: the stories of an alignment, or those that two states have dealings in. */
export type Subject = {
  /** `alignment:dprk-russia`, `pair:PRK-RUS`. */
  readonly id: string
  /** For people: `North Korea–Russia`, `Japan and South Korea`. */
  readonly label: string
  readonly colour: string | null
  readonly of: { readonly alignment: string } | { readonly pair: readonly [string, string] }
}

/** A seven-day window as it is shown; `share` is the part of the feeds' time that was read, 0 to 1. */
export type CountedWeek = { readonly startAt: number; readonly count: number; readonly share: number }

/** A week far above what was usual before it: what an alert says of it. */
export type Unusual = {
  readonly subject: Pick<Subject, 'id' | 'label' | 'colour'>
  /** Stories of the seven days. */
  readonly count: number
  /** What eight of ten weeks before had. */
  readonly usual: Band
  /** How many weeks before say so. */
  readonly weeks: number
  /** The chance of such a week, were all as before. */
  readonly chance: number
  /** Seven-day windows, oldest first; the last is the one in question. */
  readonly windows: readonly CountedWeek[]
  /** When counting stopped: the last window may not be over. */
  readonly until: number
}

/** What was told of a subject, and by which stories. */
export type ToldAlert = {
  readonly subject: string
  readonly toldAt: number
  readonly count: number
  readonly storyIds: readonly string[]
}

/** What was told of unusual activity: one alert a subject and day (UTC), over restarts and several processes too. */
export interface Alerts {
  /** Newest first. */
  since(at: number): Promise<readonly ToldAlert[]>
  /**
   * Stores an alert with its deliveries, all or nothing; false, and nothing stored, where the subject was told of that day, or since
   * `last`: another process was first.
   */
  record(brief: DigestBrief, told: ToldAlert, last: number | null, routeIds: readonly string[]): Promise<boolean>
}

const DAY_MS = 86_400_000

/** The day (UTC) that a moment is in, as ISO date. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** What was last told of a subject, in days of UTC before now; null where nothing was. */
export function lastTold(told: readonly ToldAlert[], subject: string, now: number): (LastTold & { readonly toldAt: number }) | null {
  const [last] = told.filter((one) => one.subject === subject).toSorted((a, b) => b.toldAt - a.toldAt)
  if (last === undefined) return null
  // A clock that was set back tells nothing anew.
  const daysAgo = Math.max(0, Math.floor(now / DAY_MS) - Math.floor(last.toldAt / DAY_MS))
  return { daysAgo, count: last.count, toldAt: last.toldAt }
}
