import type { Locale } from './locale.ts'

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

/** English as British newsrooms write it, whose dates are like those of the other languages: the day first, a clock of 24 hours. */
const tagOf = (locale: Locale): string => (locale === 'en' ? 'en-GB' : locale)

/** Russian dates end in `г.`, which news leaves out. */
const plainDate = (text: string): string => text.replace(/\s*г\.$/u, '')

/** Between a date and a clock. */
const COMMA: ReadonlySet<Locale> = new Set(['en', 'ru'])

/** Times in words, in one zone (IANA) with UTC beside it, in a language. */
export function createTimes(timeZone: string, locale: Locale = 'en'): Times {
  const tag = tagOf(locale)
  const gap = COMMA.has(locale) ? ', ' : ' '
  const at24 = (zone: string) => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const dated = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone, ...options })
  const [own, utc] = [at24(timeZone), at24('UTC')]
  const date = dated({ day: 'numeric', month: 'long', year: 'numeric' })
  const weekday = dated({ weekday: 'long' })
  const dayOf = dated({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const shortDate = dated({ day: 'numeric', month: 'short' })
  const briefDate = dated({ day: 'numeric', month: 'short', year: 'numeric' })
  const key = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  const zoneName = (when: number) =>
    ZONE_NAMES[timeZone] ??
    new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'short' }).formatToParts(when).find((part) => part.type === 'timeZoneName')
      ?.value ??
    timeZone
  const clock = (when: number) => `${own.format(when)} ${zoneName(when)}`
  const onDay = (when: number) => plainDate(date.format(when))
  return {
    clock,
    utc: (when) => (zoneName(when) === 'UTC' ? '' : `${utc.format(when)} UTC`),
    day: (when) => (locale === 'en' ? `${weekday.format(when)} ${date.format(when)}` : plainDate(dayOf.format(when))),
    dayKey: (when) => key.format(when),
    date: onDay,
    brief: (when) => plainDate(briefDate.format(when)),
    short: (when) => `${shortDate.format(when)}${gap}${clock(when)}`,
    full: (when) => `${onDay(when)}${gap}${clock(when)}`,
  }
}

const isoDates = new Map<string, Intl.DateTimeFormat>()

function isoDate(parts: number, locale: Locale): Intl.DateTimeFormat {
  const key = `${locale} ${parts}`
  const known = isoDates.get(key)
  if (known !== undefined) return known
  const day = parts > 2 ? ({ day: 'numeric' } as const) : {}
  const month = parts > 1 ? ({ month: 'long' } as const) : {}
  const made = new Intl.DateTimeFormat(tagOf(locale), { timeZone: 'UTC', year: 'numeric', ...month, ...day })
  isoDates.set(key, made)
  return made
}

/** `12 July 2025` for `2025-07-12`; what is no full ISO date stays as it is. */
export function dateInWords(iso: string, locale: Locale = 'en'): string {
  const at = /^\d{4}-\d\d-\d\d$/.test(iso) ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? iso : plainDate(isoDate(3, locale).format(at))
}

/** An ISO date, possibly partial, as people write it: `9 March 2004`, `June 2025`, `2023`; what is none stays as it is. */
export function partialDateInWords(iso: string, locale: Locale = 'en'): string {
  const at = /^\d{4}(?:-\d\d){0,2}$/.test(iso) ? Date.parse(iso) : Number.NaN
  return Number.isNaN(at) ? iso : plainDate(isoDate(iso.split('-').length, locale).format(at))
}
