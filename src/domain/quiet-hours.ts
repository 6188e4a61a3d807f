const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** Hours of the day in which a route is left alone: from `from` up to, not including, `to`; over midnight where `to` is earlier. */
export type QuietHours = {
  /** `HH:MM`, 00:00 to 23:59. */
  readonly from: string
  readonly to: string
  /** IANA zone. */
  readonly timeZone: string
}

/** When the quiet hours in which `at` lies end (epoch ms); null where it lies in none. */
export function quietUntil(quiet: QuietHours, at: number): number | null {
  const [from, to, now] = [minutes(quiet.from), minutes(quiet.to), minuteOfDay(at, quiet.timeZone)]
  const length = (to - from + DAY_MINUTES) % DAY_MINUTES
  if ((now - from + DAY_MINUTES) % DAY_MINUTES >= length) return null
  const end = at - (at % MINUTE_MS) + ((to - now + DAY_MINUTES) % DAY_MINUTES) * MINUTE_MS
  // Where the clocks are changed on the way, the wall clock shows another minute then.
  const off = (to - minuteOfDay(end, quiet.timeZone) + DAY_MINUTES) % DAY_MINUTES
  const corrected = end + (off > DAY_MINUTES / 2 ? off - DAY_MINUTES : off) * MINUTE_MS
  // In the hour that is left out in spring, no minute is the one asked for.
  return minuteOfDay(corrected, quiet.timeZone) === to ? corrected : end
}

const minutes = (text: string): number => {
  const [hour = '0', minute = '0'] = text.split(':')
  return Number(hour) * 60 + Number(minute)
}

const formats = new Map<string, Intl.DateTimeFormat>()

function minuteOfDay(at: number, timeZone: string): number {
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  formats.set(timeZone, format)
  return minutes(format.format(at))
}
