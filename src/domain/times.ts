/** Short names that `Intl` gives only as offsets in English. */
const ZONE_NAMES: Readonly<Record<string, string>> = {
  'Asia/Seoul': 'KST',
  'Asia/Pyongyang': 'KST',
  'Asia/Tokyo': 'JST',
  'Asia/Shanghai': 'CST',
  'Europe/Moscow': 'MSK',
  UTC: 'UTC',
  'Etc/UTC': 'UTC',
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
  /** `12 Jul 2025` */
  brief(at: number): string
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
  const briefDate = dated({ day: 'numeric', month: 'short', year: 'numeric' })
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
    brief: (when) => briefDate.format(when),
    short: (when) => `${shortDate.format(when)}, ${clock(when)}`,
    full: (when) => `${date.format(when)}, ${clock(when)}`,
  }
}

const isoDate = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })

/** `12 July 2025` for `2025-07-12`; what is no full ISO date stays as it is. */
export function dateInWords(iso: string): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? iso : isoDate.format(at)
}
