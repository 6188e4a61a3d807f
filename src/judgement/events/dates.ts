import type { Folded } from '../../knowledge/normalise.ts'
import { slice } from './marks.ts'

const MONTHS: readonly string[] = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const RUSSIAN: readonly string[] = ['янв', 'фев', 'мар', 'апр', 'ма', 'июн', 'июл', 'авг', 'сен', 'окт', 'ноя', 'дек']
const DAY_MS = 86_400_000

type Written = { readonly year: number | null; readonly month: number | null; readonly day: number }

const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?'
const FORMS: readonly (readonly [RegExp, (found: RegExpExecArray) => Written])[] = [
  [
    new RegExp(`\\b(\\d{1,2}) ${MONTH}(?:,? (\\d{4}))?\\b`),
    ([, day, month, year]) => writtenOf(year, MONTHS.indexOf(month ?? '') + 1, day),
  ],
  [
    new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b`),
    ([, month, day, year]) => writtenOf(year, MONTHS.indexOf(month ?? '') + 1, day),
  ],
  [/(?:(\d{4})[年년] ?)?(\d{1,2})[月월] ?(\d{1,2})[日일]/, ([, year, month, day]) => writtenOf(year, Number(month), day)],
  [/(?:^|[^\d~-])(\d{1,2})(?:日|일)(?![間间내])/, ([, day]) => writtenOf(undefined, null, day)],
  [
    /(?:^|\s)(\d{1,2}) (янв|фев|мар|апр|ма[яй]|июн|июл|авг|сен|окт|ноя|дек)[а-я]*(?: (\d{4}))?/,
    ([, day, month, year]) =>
      writtenOf(
        year,
        RUSSIAN.findIndex(
          (stem) => (month ?? '').startsWith(stem === 'ма' ? 'ма' : stem) && (stem !== 'ма' || !(month ?? '').startsWith('мар')),
        ) + 1,
        day,
      ),
  ],
]

const writtenOf = (year: string | undefined, month: number | null, day: string | undefined): Written => ({
  year: year === undefined ? null : Number(year),
  month,
  day: Number(day),
})

/**
 * The day that a stretch of text names, as ISO date; null where it names none. A day without year or month is the one nearest to when
 * the item appeared (epoch ms), and more than a week ahead only for what is planned.
 */
export function dateIn(text: Folded, from: number, to: number, publishedAt: number, ahead: boolean): string | null {
  if (!Number.isFinite(publishedAt)) return null
  const written = slice(text, from, to)
  if (!/\d/.test(written)) return null
  for (const [form, read] of FORMS) {
    const found = form.exec(written)
    const date = found === null ? null : resolved(read(found), publishedAt, ahead)
    if (date !== null) return date
  }
  return null
}

function resolved({ year, month, day }: Written, publishedAt: number, ahead: boolean): string | null {
  if (day < 1 || day > 31 || (month !== null && (month < 1 || month > 12))) return null
  const published = new Date(publishedAt)
  const candidates =
    month === null
      ? [-1, 0, 1].map((shift) => Date.UTC(published.getUTCFullYear(), published.getUTCMonth() + shift, day))
      : (year === null ? [-1, 0, 1].map((shift) => published.getUTCFullYear() + shift) : [year]).map((each) =>
          Date.UTC(each, month - 1, day),
        )
  const latest = publishedAt + (ahead || year !== null ? 400 : 7) * DAY_MS
  const near = candidates
    .filter((at) => new Date(at).getUTCDate() === day && at <= latest)
    .toSorted((a, b) => Math.abs(a - publishedAt) - Math.abs(b - publishedAt))[0]
  return near === undefined ? null : new Date(near).toISOString().slice(0, 10)
}
