import { parseDay } from './day.ts'

const DAY_MS = 86_400_000

/** A span of whole days that was typed, in a zone: its first moment, the first one after it, and the date it was typed as (ISO, may be partial). */
export type DateSpan = { readonly fromAt: number; readonly toAt: number; readonly date: string }

const EAST_ASIAN = /^(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일])?)?$/u
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/
const AGO = /^(\d{1,4})\s*([dwmy])$/i
const DAYS = { d: 1, w: 7, m: 30, y: 365 } as const

/**
 * What a typed date means: a day, month or year as `2025-07-12`, `July 2025`, `12.07.2025`, `2025년 7월`; `today`, `yesterday`; or a
 * day so long ago: `30d`, `2w`, `6m`, `1y`. null where it means none.
 */
export function dateSpan(typed: string, now: number, timeZone = 'UTC'): DateSpan | null {
  const text = typed.trim().toLowerCase()
  const date = daysBack(text, now, timeZone) ?? parseDay(asIso(typed.trim()))?.date ?? null
  if (date === null) return null
  const [year = 0, month, day] = date.split('-').map(Number)
  const first = Date.UTC(year, (month ?? 1) - 1, day ?? 1)
  const next = day !== undefined ? first + DAY_MS : month !== undefined ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1)
  return { fromAt: atMidnight(first, timeZone), toAt: atMidnight(next, timeZone), date }
}

function asIso(typed: string): string {
  const [, year, month, day] = EAST_ASIAN.exec(typed) ?? []
  if (year !== undefined) return [year, month, day].flatMap((part) => part?.padStart(2, '0') ?? []).join('-')
  const [, of, within, on] = DOTTED.exec(typed) ?? []
  return on === undefined ? typed : [on, within, of].map((part) => part?.padStart(2, '0')).join('-')
}

function daysBack(text: string, now: number, timeZone: string): string | null {
  const [, count, unit] = AGO.exec(text) ?? []
  const back =
    text === 'today'
      ? 0
      : text === 'yesterday'
        ? 1
        : count === undefined
          ? null
          : Number(count) * DAYS[(unit ?? 'd').toLowerCase() as keyof typeof DAYS]
  if (back === null) return null
  return new Date(now + offsetAt(now, timeZone) - back * DAY_MS).toISOString().slice(0, 10)
}

/** When a day begins in a zone: `utc` is its midnight in UTC. */
const atMidnight = (utc: number, timeZone: string): number => utc - offsetAt(utc, timeZone)

const formats = new Map<string, Intl.DateTimeFormat>()

/** By how much a zone's clocks are ahead of UTC. */
function offsetAt(at: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  formats.set(timeZone, format)
  const second = Math.floor(at / 1_000) * 1_000
  return Date.parse(`${format.format(second).replace(' ', 'T')}Z`) - second
}
