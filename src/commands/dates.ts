import type { Role } from '../domain/actor.ts'
import type { Locale } from '../domain/locale.ts'
import { createTimes, partialDateInWords, type Times } from '../domain/times.ts'
import { type Words, wordsIn } from '../words/words.ts'

/** An ISO date, possibly partial, as people write it: `9 March 2004`, `June 2025`, `2023`. */
export const formatDate = partialDateInWords

/** `on 12 July 2025`, `in June 2025`, `in 2023`. */
export const onDate = (date: string): string => `${date.length === 10 ? 'on' : 'in'} ${formatDate(date)}`

/** `27–29 June 2024`, `9 March 2004 – 12 May 2012`, `since 4 December 2024`, `until 2022`; '' where nothing is known. */
export function formatPeriod({ from, to }: Pick<Role, 'from' | 'to'>, locale: Locale = 'en'): string {
  if (locale !== 'en') return periodIn(from, to, wordsIn(locale))
  if (from === null) return to === null ? '' : `until ${formatDate(to)}`
  if (to === null) return `since ${formatDate(from)}`
  if (from === to) return formatDate(from)
  const sameMonth = from.length === 10 && to.length === 10 && from.slice(0, 7) === to.slice(0, 7)
  return sameMonth ? `${Number(from.slice(8))}–${formatDate(to)}` : `${formatDate(from)} – ${formatDate(to)}`
}

const russian = new Intl.DateTimeFormat('ru', { dateStyle: 'long', timeZone: 'UTC' })

/** From one day to another, what both have told once: `2026년 9월 7일~11일`, `2026年9月7日至10月1日`, `7–11 сентября 2026`. */
function daysIn(from: string, to: string, { writing, locale }: Words): string {
  if (locale === 'ru') return russian.formatRange(Date.parse(from), Date.parse(to)).replaceAll(/\sг\./gu, '')
  const parts = formatDate(to, locale).split(/(?<=[年月]|[년월] )/u)
  const same = from.slice(0, 7) === to.slice(0, 7) ? 2 : from.slice(0, 4) === to.slice(0, 4) ? 1 : 0
  return writing.between(formatDate(from, locale), parts.slice(same).join(''))
}

/** The same in another language: its own words, and where both ends are the same day or month, it once. */
function periodIn(from: string | null, to: string | null, words: Words): string {
  const { cards, writing, locale } = words
  if (from === null) return to === null ? '' : cards.until(formatDate(to, locale))
  if (to === null) return cards.from(formatDate(from, locale))
  if (from === to) return formatDate(from, locale)
  if (from.length === 10 && to.length === 10) return daysIn(from, to, words)
  return writing.between(formatDate(from, locale), formatDate(to, locale))
}

const zones = new Map<string, Times>()

function timesIn(timeZone: string, locale: Locale): Times {
  const key = `${timeZone} ${locale}`
  const known = zones.get(key)
  if (known !== undefined) return known
  const made = createTimes(timeZone, locale)
  zones.set(key, made)
  return made
}

/** A moment with its zone: `12 July 2025, 14:05 KST`. */
export const formatTime = (at: number, timeZone = 'UTC', locale: Locale = 'en'): string => timesIn(timeZone, locale).full(at)
