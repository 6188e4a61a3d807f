import { halfOfDay, monthOf, zoneMinutes } from './date-words.ts'
import { fromWallTime } from './zones.ts'

/** A date as written, checked: minutes east of UTC, or null where none is written. */
type Written = {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly offset: number | null
}

const MIDNIGHT = { hour: 0, minute: 0, second: 0 }

/** Longest text that can be a date. */
const MAX_LENGTH = 100

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const daysIn = (year: number, month: number): number => (month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0))

/** RFC 2822 §4.3: 00–49 is 2000–2049, 50–99 is 1950–1999; three digits count from 1900. */
const fullYear = (digits: string): number => {
  const year = Number(digits)
  if (digits.length > 3) return year
  return digits.length === 3 || year >= 50 ? 1900 + year : 2000 + year
}

function isPossible({ year, month, day, hour, minute, second, offset }: Written): boolean {
  const onCalendar = year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month)
  const onClock = hour < 24 ? minute < 60 && second <= 60 : hour === 24 && minute === 0 && second === 0
  return onCalendar && onClock && Math.abs(offset ?? 0) <= 14 * 60
}

function toMoment(written: Written, timeZone: string): number | null {
  if (!isPossible(written)) return null
  const { year, month, day, hour, minute, second, offset } = written
  const wallAt = Date.UTC(year, month - 1, day, hour, minute, second)
  return offset === null ? fromWallTime(wallAt, timeZone) : wallAt - offset * 60_000
}

/** `+0900`, `+09:00`, `+9`, `-5:30`; a broken one (`+00:0`) counts as far as it can be read. */
function offsetMinutes(text: string): number {
  const [, sign, hours = '0', minutes = ''] = /^([+-])(\d{1,2}):?(\d{0,2})/.exec(text) ?? []
  return (Number(hours) * 60 + (minutes.length === 2 ? Number(minutes) : 0)) * (sign === '-' ? -1 : 1)
}

type Clock = Pick<Written, 'hour' | 'minute' | 'second'>

const withHalf = (clock: Clock, half: 'am' | 'pm' | undefined): Clock =>
  half === undefined || clock.hour > 12 ? clock : { ...clock, hour: (clock.hour % 12) + (half === 'pm' ? 12 : 0) }

/** Takes a match out of a text. */
const without = (text: string, match: RegExpExecArray): string =>
  `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`

/** Finds and takes out the time of day, with its half of the day and its zone. */
function takeClock(text: string): { readonly rest: string; readonly clock: Clock; readonly offset: number | null } {
  const time = /(?<!\d)(\d{1,2})\s?(?:[:時时点시]\s?(\d{1,2})\s?(?:[:分분]\s?(?:(\d{1,2})(?:[.,]\d{1,9})?\s?[秒초]?)?)?)(?![\d])/.exec(text)
  if (time === null) return { rest: text, clock: MIDNIGHT, offset: null }
  const [, hour = '0', minute = '0', second = '0'] = time
  const after = takeOffset(text.slice(time.index + time[0].length))
  const words = `${text.slice(0, time.index)} ${after.rest}`.split(/\s+/)
  const half = words.map(halfOfDay).find((found) => found !== undefined)
  const clock = withHalf({ hour: Number(hour), minute: Number(minute), second: Number(second) }, half)
  return { rest: words.filter((word) => halfOfDay(word) === undefined).join(' '), clock, offset: after.offset }
}

/** Takes a zone, numeric or by name, from what follows a time. A number beside a name wins: `GMT+0900`. */
function takeOffset(text: string): { readonly rest: string; readonly offset: number | null } {
  const numeric = /(?:^|[\s(]|GMT|UTC)([+-]\d{1,2}(?::?\d{1,2})?)(?!\d)/i.exec(text)
  const rest = numeric === null ? text : without(text, numeric)
  const words = rest.split(/[\s()]+/)
  const zone = words.findLast((word) => zoneMinutes(word) !== undefined)
  const left = words.filter((word) => zoneMinutes(word) === undefined).join(' ')
  if (numeric !== null) return { rest: left, offset: offsetMinutes(numeric[1] ?? '') }
  return { rest: left, offset: zone === undefined ? null : (zoneMinutes(zone) ?? null) }
}

type Day = Pick<Written, 'year' | 'month' | 'day'>

/** `2024-01-05`, `2024.1.5`, `2024年1月5日`, `2024년 1월 5일`. */
function yearFirst(text: string): Day | null {
  const match = /^\D*?(?<!\d)(\d{4})\s?[-./년年]\s?(\d{1,2})\s?(?:[-./월月]\s?(?:(\d{1,2})(?!\d)\s?[일日号號]?)?)?/.exec(text)
  return match === null ? null : { year: Number(match[1]), month: Number(match[2]), day: Number(match[3] ?? 1) }
}

/** Numbers alone, year last. With both below 13 nobody can tell the day from the month, unless dots part them (day first). */
function yearLast(text: string): Day | null {
  const match = /(?<!\d)(\d{1,2})([-/. ])(\d{1,2})\2(\d{4})(?!\d)/.exec(text)
  if (match === null) return null
  const [, a = '', separator, b = '', year = ''] = match
  const [first, second] = [Number(a), Number(b)]
  if (separator === '.' || separator === ' ' || first > 12 || first === second) return { year: Number(year), month: second, day: first }
  return second > 12 ? { year: Number(year), month: first, day: second } : null
}

/** A month by name, with a day and a year around it: `05 Jan 2024`, `Jan 5, 2024`, `05-янв-24`, `05 1월 2024`. */
function monthNamed(text: string): Day | null {
  const words = text.split(/[^\p{L}\p{M}\d]+/u).filter((word) => word !== '')
  const at = words.findIndex((word) =>
    /^\p{L}{3,}/u.test(word) ? monthOf(word) !== undefined && !isWeekday(word) : /^\d{1,2}[월月]$/.test(word),
  )
  const word = words[at]
  if (word === undefined) return null
  const month = monthOf(word) ?? Number.parseInt(word, 10)
  const numbers = words
    .filter((_, index) => index !== at)
    .map((text) => /^(\d{1,4})(?:st|nd|rd|th|г|года)?$/i.exec(text)?.[1])
    .filter((digits) => digits !== undefined)
  const [first, second] = numbers
  if (first === undefined || second === undefined) return null
  return first.length > 2 ? { year: fullYear(first), month, day: Number(second) } : { year: fullYear(second), month, day: Number(first) }
}

/** `Mar` of `Mar.` is a month, of `Mardi` a day. */
const isWeekday = (word: string): boolean => /^(?:mardi|martes|marted|maandag|montag)/i.test(word)

const ISO =
  /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:[T ]\s?(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d{1,9})?)?\s?(Z|[+-]\d{1,2}(?::?\d{1,2})?|[A-Z]{2,4})?)?$/i

/** ISO 8601 and W3CDTF, `T` or a space between. */
function isoDate(text: string): Written | null {
  const match = ISO.exec(text)
  if (match === null) return null
  const [, year = '', month = '1', day = '1', hour = '0', minute = '0', second = '0', zone] = match
  const offset = zone === undefined ? null : /^[+-]/.test(zone) ? offsetMinutes(zone) : (zoneMinutes(zone) ?? null)
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    offset,
  }
}

/** RFC 822 as it should be, which most dates are: `Sun, 06 Nov 1994 08:49:37 GMT`. */
const RFC822 = /^(?:[a-z]{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d\d):(\d\d):(\d\d) (?:([+-]\d{4})|([a-z]{1,4}))$/i

function rfc822Date(text: string): Written | null {
  const match = RFC822.exec(text)
  const month = match === null ? undefined : monthOf(match[2] ?? '')
  if (match === null || month === undefined) return null
  const [, day, , year, hour, minute, second, numeric, zone = ''] = match
  const offset = numeric === undefined ? zoneMinutes(zone) : offsetMinutes(numeric)
  if (offset === undefined) return null
  const clock = { hour: Number(hour), minute: Number(minute), second: Number(second) }
  return { year: Number(year), month, day: Number(day), ...clock, offset }
}

/** Digits alone: `20240105102030`, seconds or milliseconds since 1970. */
function digitsOnly(text: string, timeZone: string): number | null {
  if (/^\d{10}$/.test(text)) return Number(text) * 1_000
  if (/^1\d{12}$/.test(text)) return Number(text)
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/.exec(text) ?? []
  if (year === undefined) return null
  const written = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
  }
  return toMoment({ ...written, offset: null }, timeZone)
}

/** A day by the calendar's ordinary writing with an optional time: everything that is no ISO form. */
function looseDate(text: string): Written | null {
  const taken = takeClock(text)
  const day = yearFirst(taken.rest) ?? monthNamed(taken.rest) ?? yearLast(taken.rest)
  return day === null ? null : { ...day, ...taken.clock, offset: taken.offset }
}

/** Full-width digits and signs to ASCII; one space between words; a space after a weekday's comma. */
const tidy = (text: string): string => (/^[\x20-\x7e]*$/.test(text) ? text.replace(/ {2,}/g, ' ').trim() : tidied(text))

const tidied = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u00a0]+/g, ' ')
    .trim()

/**
 * Reads a date as feeds write them: ISO 8601, RFC 822 with its many misspellings, epoch seconds, and the Korean, Japanese,
 * Chinese and Russian forms. A weekday is never believed. A time without a zone is one in `timeZone` (IANA).
 * @returns epoch ms; null where the text is no date, impossible (30 February), or may mean two days (05/01/2024).
 */
export function parseDate(text: string, timeZone: string): number | null {
  if (text.length > MAX_LENGTH * 4) return null
  const line = tidy(text)
  if (line.length < 4 || line.length > MAX_LENGTH) return null
  if (/^\d{10,14}$/.test(line)) return digitsOnly(line, timeZone)
  const written = rfc822Date(line) ?? isoDate(line) ?? looseDate(line)
  return written === null ? null : toMoment(written, timeZone)
}
