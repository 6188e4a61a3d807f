/** A calendar day or range named in a text. Days are whole days since 1970-01-01 (UTC). */
export type FoundDate = { readonly from: number; readonly to: number; readonly start: number; readonly end: number }

export const DAY_MS = 86_400_000

const MONTHS: readonly RegExp[] = [
  /^(?:jan|янв|січ)/iu,
  /^(?:feb|фев|лют)/iu,
  /^(?:mar|мар|берез)/iu,
  /^(?:apr|апр|квіт)/iu,
  /^(?:may|ма[йя]|трав)/iu,
  /^(?:jun|июн|черв)/iu,
  /^(?:jul|июл|лип)/iu,
  /^(?:aug|авг|серп)/iu,
  /^(?:sep|сен|верес)/iu,
  /^(?:oct|окт|жовт)/iu,
  /^(?:nov|ноя|листоп)/iu,
  /^(?:dec|дек|груд)/iu,
]
const EN_MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const CYRILLIC_MONTH =
  '(?:январ|феврал|март|апрел|ма[йя]|июн|июл|август|сентябр|октябр|ноябр|декабр|січн|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листопад|груд)\\p{L}*'
const DASH = '\\s?[-–—~～∼至]\\s?'

type Form = { readonly pattern: RegExp; readonly order: 'month-day' | 'day-month' | 'year-month-day' | 'day' }

/** Named groups: y, m, d, and e for the last day of a range. */
const FORMS: readonly Form[] = [
  { order: 'year-month-day', pattern: /(?<y>\d{4})-(?<m>\d{2})-(?<d>\d{2})/gu },
  {
    order: 'month-day',
    pattern: new RegExp(
      `\\b(?<m>${EN_MONTH})\\s(?<d>\\d{1,2})(?:st|nd|rd|th)?(?:${DASH}(?<e>\\d{1,2}))?(?!\\d)(?:,?\\s(?<y>\\d{4}))?`,
      'giu',
    ),
  },
  {
    order: 'day-month',
    pattern: new RegExp(
      `(?<!\\d)(?<d>\\d{1,2})(?:${DASH}(?<e>\\d{1,2}))?(?:st|nd|rd|th)?\\s(?<m>${EN_MONTH}|${CYRILLIC_MONTH})(?:,?\\s(?<y>\\d{4}))?`,
      'giu',
    ),
  },
  {
    order: 'month-day',
    pattern: new RegExp(
      `(?:(?<y>\\d{4})\\s?[年년]\\s?)?(?<m>\\d{1,2})\\s?[月월]\\s?(?<d>\\d{1,2})\\s?[日일]?(?:${DASH}(?<e>\\d{1,2})\\s?[日일])?`,
      'gu',
    ),
  },
  {
    order: 'day',
    pattern: new RegExp(
      `(?<![\\d.]|\\d\\s?[月월]\\s?)(?<d>\\d{1,2})\\s?[日일]?(?:${DASH}(?<e>\\d{1,2}))?\\s?[)）]?\\s?(?:日(?!本|韓|韩|程)|일(?!본|간|째|정))`,
      'gu',
    ),
  },
]

const monthOf = (text: string): number => {
  const asNumber = Number(text)
  return Number.isInteger(asNumber) ? asNumber - 1 : MONTHS.findIndex((pattern) => pattern.test(text))
}

const dayNumber = (year: number, month: number, day: number): number => Math.floor(Date.UTC(year, month, day) / DAY_MS)

/** The year or month not written is the one that brings the day nearest to the publication. */
function nearest(candidates: readonly number[], published: number): number {
  return candidates.toSorted((a, b) => Math.abs(a - published) - Math.abs(b - published))[0] ?? published
}

function resolve(groups: Readonly<Record<string, string | undefined>>, published: number): { from: number; to: number } | null {
  const day = Number(groups.d)
  const last = groups.e === undefined ? day : Number(groups.e)
  if (day < 1 || day > 31 || last > 31) return null
  const reference = new Date(published * DAY_MS)
  const year = reference.getUTCFullYear()
  if (groups.m === undefined) {
    const month = reference.getUTCMonth()
    const from = nearest(
      [-1, 0, 1].map((shift) => dayNumber(year, month + shift, day)),
      published,
    )
    return { from, to: from + Math.max(0, last - day) }
  }
  const month = monthOf(groups.m)
  if (month < 0 || month > 11) return null
  const years = groups.y === undefined ? [year - 1, year, year + 1] : [Number(groups.y)]
  const from = nearest(
    years.map((each) => dayNumber(each, month, day)),
    published,
  )
  return { from, to: from + Math.max(0, last - day) }
}

/**
 * The calendar days a text names, in English, Korean, Japanese, Russian, Ukrainian and Chinese, read against the day it
 * was published (epoch ms). Words such as "yesterday" are left out: they depend on the zone of the writer.
 */
export function findDates(text: string, publishedAt: number): readonly FoundDate[] {
  const published = Math.floor(publishedAt / DAY_MS)
  const plain = text.replace(/[０-９]/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
  const found: FoundDate[] = []
  for (const { pattern } of FORMS)
    for (const match of plain.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (found.some((other) => start < other.end && other.start < end)) continue
      const days = resolve(match.groups ?? {}, published)
      if (days !== null) found.push({ ...days, start, end })
    }
  return found.toSorted((a, b) => a.start - b.start)
}

/** `2025-09-15` of a day number. */
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)
