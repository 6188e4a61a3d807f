import { dateBounds, type Role } from '../domain/actor.ts'

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** An ISO date, possibly partial, as people write it: `9 March 2004`, `June 2025`, `2023`. */
export function formatDate(date: string): string {
  const [year = '', month, day] = date.split('-')
  const name = month === undefined ? '' : `${MONTHS[Number(month) - 1] ?? month} `
  return `${day === undefined ? '' : `${Number(day)} `}${name}${year}`
}

/** `27–29 June 2024`, `9 March 2004 – 12 May 2012`, `since 4 December 2024`, `until 2022`; '' where nothing is known. */
export function formatPeriod({ from, to }: Pick<Role, 'from' | 'to'>): string {
  if (from === null) return to === null ? '' : `until ${formatDate(to)}`
  if (to === null) return `since ${formatDate(from)}`
  if (from === to) return formatDate(from)
  const sameMonth = from.length === 10 && to.length === 10 && from.slice(0, 7) === to.slice(0, 7)
  return sameMonth ? `${Number(from.slice(8))}–${formatDate(to)}` : `${formatDate(from)} – ${formatDate(to)}`
}

/** Zones whose short names readers of these stories know; others are shown as GMT+h. */
const SHORT_ZONES: Readonly<Record<string, string>> = {
  'Asia/Seoul': 'KST',
  'Asia/Tokyo': 'JST',
  'Europe/Moscow': 'MSK',
  'Asia/Shanghai': 'CST',
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  })
  formats.set(timeZone, made)
  return made
}

/** A moment with its zone: `12 July 2025, 14:05 KST`. */
export function formatTime(at: number, timeZone = 'UTC'): string {
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )
  const part = (name: Intl.DateTimeFormatPartTypes): string => parts.get(name) ?? ''
  const zone = SHORT_ZONES[timeZone] ?? part('timeZoneName')
  return `${part('day')} ${part('month')} ${part('year')}, ${part('hour')}:${part('minute')} ${zone}`
}

/** The moment that a typed day means, with the day as ISO date; null where it is none. Months and years mean their last day. */
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
