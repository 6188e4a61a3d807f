const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** `1 outlet`, `3 outlets`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

/** `in 4 min`, `2 h ago`, `now`. */
export function fromNow(at: number, now: number): string {
  const distance = Math.abs(at - now)
  if (distance < MINUTE_MS) return at > now ? 'within a minute' : 'just now'
  const words =
    distance < HOUR_MS
      ? `${Math.round(distance / MINUTE_MS)} min`
      : distance < 2 * DAY_MS
        ? `${Math.round(distance / HOUR_MS)} h`
        : `${Math.round(distance / DAY_MS)} days`
  return at > now ? `in ${words}` : `${words} ago`
}
