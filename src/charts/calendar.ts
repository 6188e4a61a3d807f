import type { Locale } from '../domain/locale.ts'
import type { Words } from '../words/words.ts'

type Dates = Readonly<Record<'day' | 'dayOfYear' | 'month' | 'monthOfYear' | 'year', Intl.DateTimeFormat>>

const made = new Map<Locale, Dates>()

/** English writes days as British newsrooms do, the day first, and months by three letters. */
function datesIn(locale: Locale): Dates {
  const known = made.get(locale)
  if (known !== undefined) return known
  const [days, months] = locale === 'en' ? ['en-GB', 'en-US'] : [locale, locale]
  const as = (tag: string, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options })
  const dates = {
    day: as(days, { day: 'numeric', month: 'long', year: 'numeric' }),
    dayOfYear: as(days, { day: 'numeric', month: 'long' }),
    month: as(months, { month: 'short' }),
    monthOfYear: as(months, { month: 'short', year: 'numeric' }),
    year: as('en', { year: 'numeric' }),
  }
  made.set(locale, dates)
  return dates
}

/** Russian dates end in `г.`, which news leaves out. */
const plain = (text: string): string => text.replace(/\s*г\.$/u, '')
/** With spaces at which no line breaks. */
const unbroken = (text: string): string => plain(text).replaceAll(' ', '\u00a0')

/** `7 July 2025` in UTC, with spaces at which no line breaks. */
export const formatDay = (at: number, locale: Locale = 'en'): string => unbroken(datesIn(locale).day.format(at))

/** `7 July`, where the year is told elsewhere. */
export const formatShortDay = (at: number, locale: Locale = 'en'): string => unbroken(datesIn(locale).dayOfYear.format(at))

/** Languages that write the year first. */
const YEAR_FIRST: ReadonlySet<Locale> = new Set(['ko', 'ja', 'zh-Hans', 'zh-Hant'])

/** `28 April – 20 July 2025`, `2025年4月28日〜7月20日`, with both years where they differ. */
export function formatSpan(from: number, to: number, { locale, pictures }: Pick<Words, 'locale' | 'pictures'>): string {
  const { year } = datesIn(locale)
  const isOneYear = year.format(from) === year.format(to)
  const short = (at: number, isFirst: boolean): string =>
    isOneYear && isFirst !== YEAR_FIRST.has(locale) ? formatShortDay(at, locale) : formatDay(at, locale)
  return pictures.span(short(from, true), short(to, false))
}

export type MonthMark = { readonly index: number; readonly label: string }

/** How months are marked: none nearer than `gap` weeks to the next; of many only those that begin a span of `every`, from January on. */
export type Marking = { readonly gap: number; readonly every?: number; readonly locale?: Locale }

/** `Mar 2025`: the longest mark of a month, about. */
export const widestMonth = (locale: Locale): string => plain(datesIn(locale).monthOfYear.format(Date.UTC(2025, 2, 1)))

/**
 * Where months begin in a row of weeks: the first week that starts in each. Marks nearer than `gap` weeks to the next are left
 * out at the row's beginning; January and the first mark carry the year.
 */
export function monthMarks(starts: readonly number[], { gap, every = 1, locale = 'en' }: Marking): readonly MonthMark[] {
  const firsts = starts.flatMap((at, index) => {
    const before = starts[index - 1]
    const of = new Date(at).getUTCMonth()
    return of % every !== 0 || (before !== undefined && new Date(before).getUTCMonth() === of) ? [] : [{ index, at }]
  })
  const [first, second] = firsts
  const shown = first !== undefined && second !== undefined && second.index - first.index < gap ? firsts.slice(1) : firsts
  const { month, monthOfYear } = datesIn(locale)
  return shown.map(({ index, at }, place) => {
    const withYear = place === 0 || new Date(at).getUTCMonth() === 0
    return { index, label: plain((withYear ? monthOfYear : month).format(at)) }
  })
}
