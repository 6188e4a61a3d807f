import { dateBounds } from './actor.ts'

export const MONTHS: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** The moment that a typed day means, with the day as ISO date; null where it is none. Months and years mean their last moment. */
export function parseDay(typed: string): { readonly at: number; readonly date: string } | null {
  const iso = toIso(typed.trim())
  const [, year = '', month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(iso) ?? []
  if (year === '') return null
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))
  if (date.getUTCMonth() + 1 !== Number(month ?? 1) || date.getUTCDate() !== Number(day ?? 1)) return null
  return { at: day === undefined ? dateBounds(iso).to : dateBounds(iso).from, date: iso }
}

/** `12 July 2025` and `July 2025` as ISO; other texts as they are. */
function toIso(typed: string): string {
  const [, day, name = '', year = ''] = /^(?:(\d{1,2})\.?\s+)?([A-Za-z]{3,9})\.?\s+(\d{4})$/.exec(typed) ?? []
  const month = name === '' ? -1 : MONTHS.findIndex((one) => one.toLowerCase().startsWith(name.toLowerCase()))
  if (month < 0) return typed.replaceAll(/[./]/g, '-')
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${year}-${two(month + 1)}${day === undefined ? '' : `-${two(Number(day))}`}`
}

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/

/** `2026-10-01` (its first moment, UTC) or `2026-10-01T12:00:00Z` as epoch ms; null for anything else, and for days there are not. */
export function parseMoment(typed: string): number | null {
  const [whole, day = ''] = MOMENT.exec(typed.trim()) ?? []
  if (whole === undefined || parseDay(day) === null) return null
  const at = Date.parse(whole)
  return Number.isNaN(at) ? null : at
}
