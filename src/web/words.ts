import type { CommandContext } from '../domain/command.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Short names that `Intl` gives only as offsets in English. */
const ZONE_NAMES: Readonly<Record<string, string>> = {
  'Asia/Seoul': 'KST',
  'Asia/Pyongyang': 'KST',
  'Asia/Tokyo': 'JST',
  UTC: 'UTC',
  'Etc/UTC': 'UTC',
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' })

/** `Korean` for `ko`; the code itself where it is none. */
export function languageName(code: string): string {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}

const STATE_IDS: Readonly<Record<string, string>> = {
  USA: 'usa',
  JPN: 'japan',
  KOR: 'south-korea',
  PRK: 'north-korea',
  RUS: 'russia',
  CHN: 'china',
  UKR: 'ukraine',
}

/** The country's name where the directory holds it as a state; its ISO code otherwise. */
export const countryName = (code: string, context: Pick<CommandContext, 'directory'>): string =>
  context.directory.byId(STATE_IDS[code] ?? '')?.name ?? code

/** `state media` for `state-media`. */
export const kindWords = (kind: string): string => kind.replaceAll('-', ' ')

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

export type Times = {
  /** `14:05 KST` */
  clock(at: number): string
  /** `05:05 UTC`; '' where the reader's own zone is UTC. */
  utc(at: number): string
  /** `Saturday 12 July 2025` */
  day(at: number): string
  /** `2025-07-12`, in the reader's zone. */
  dayKey(at: number): string
  /** `12 July 2025` */
  date(at: number): string
  /** `12 Jul, 14:05 KST` */
  short(at: number): string
  /** `12 July 2025, 14:05 KST` */
  full(at: number): string
}

/** Times in words, in one zone (IANA) with UTC beside it. */
export function createTimes(timeZone: string): Times {
  const at24 = (zone: string) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dated = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { timeZone, ...options })
  const [own, utc] = [at24(timeZone), at24('UTC')]
  const weekday = dated({ weekday: 'long' })
  const date = dated({ day: 'numeric', month: 'long', year: 'numeric' })
  const shortDate = dated({ day: 'numeric', month: 'short' })
  const key = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  const zoneName = (when: number) =>
    ZONE_NAMES[timeZone] ??
    dated({ timeZoneName: 'short' })
      .formatToParts(when)
      .find((part) => part.type === 'timeZoneName')?.value ??
    timeZone
  const clock = (when: number) => `${own.format(when)} ${zoneName(when)}`
  return {
    clock,
    utc: (when) => (zoneName(when) === 'UTC' ? '' : `${utc.format(when)} UTC`),
    day: (when) => `${weekday.format(when)} ${date.format(when)}`,
    dayKey: (when) => key.format(when),
    date: (when) => date.format(when),
    short: (when) => `${shortDate.format(when)}, ${clock(when)}`,
    full: (when) => `${date.format(when)}, ${clock(when)}`,
  }
}
