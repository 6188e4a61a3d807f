import { DAY_MS } from './dates.ts'
import type { Features } from './features.ts'
import { nearestDates, shared } from './similarity.ts'

/** Reports of one event come within three days of each other; measured best of 24, 48, 72, 96 and 120 hours. */
export const WINDOW_MS = 3 * DAY_MS
/** An exercise or a treaty that both name keeps an affair open for longer; still longer where both name the same days. */
export const NAMED_WINDOW_MS = 6 * DAY_MS
export const DATED_WINDOW_MS = 14 * DAY_MS

/** True where two reports are near enough in time to be of one event. */
export function inWindow(a: Features, b: Features): boolean {
  const apart = Math.abs(a.at - b.at)
  if (apart <= WINDOW_MS) return true
  if (apart > DATED_WINDOW_MS || shared(a.named, b.named) === 0) return false
  if (apart <= NAMED_WINDOW_MS) return true
  const days = nearestDates(a, b)
  return days !== null && days <= 1
}
