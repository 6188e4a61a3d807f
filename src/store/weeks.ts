/** Weeks are counted from Monday 00:00 UTC; week 0 is that of 5 January 1970. */
const WEEK_MS = 604_800_000
const FIRST_MONDAY = 345_600_000

export const weekOf = (at: number): number => Math.floor((at - FIRST_MONDAY) / WEEK_MS)
export const startOf = (week: number): number => FIRST_MONDAY + week * WEEK_MS

/** The weeks that a span touches, oldest first: [since, until). */
export function weeksIn(since: number, until: number): readonly number[] {
  const first = weekOf(since)
  const length = until <= since ? 0 : weekOf(until - 1) - first + 1
  return Array.from({ length }, (_, index) => first + index)
}
