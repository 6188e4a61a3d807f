import type { Actor } from '../domain/actor.ts'
import { countryName } from '../domain/country.ts'
import { DAY_MS, type FoundDate, findDates } from './dates.ts'
import { fold } from './fold.ts'
import { personAt, shortCountry } from './names.ts'
import { findNumbers } from './numbers.ts'

/** Something a text says that no source does. */
export type Ungrounded = { readonly kind: 'name' | 'number' | 'date' | 'quotation'; readonly text: string }

/** What a text may rest on. */
export type Grounds = {
  /** Titles and texts of the reports, with their publication (epoch ms). */
  readonly sources: readonly { readonly text: string; readonly publishedAt: number }[]
  /** Actors found in them: any of their aliases may stand for what the source calls them, and the office they held. */
  readonly actors: readonly Actor[]
  /** States coded in their events (ISO 3166 alpha-3). */
  readonly states: readonly string[]
}

/** Words that begin a sentence with a capital and name nothing. */
const PLAIN =
  /^(?:a|an|the|in|on|at|by|for|from|of|to|and|but|or|as|it|its|they|their|he|his|she|her|this|that|these|those|both|two|three|four|five|six|seven|eight|nine|ten|after|before|during|since|while|when|where|with|without|under|over|about|more|most|some|all|no|not|new|earlier|later|also|however|meanwhile|officials|leaders|troops|workers|foreign|defence|defense|prime|president|minister|leader|secretary|state|acting|us|un|i|we|first|second|third|fourth|fifth|last|next)$/u
const CALENDAR =
  /^(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec)$/u
const QUOTATION = /["“「『«]([^"”」』»]{4,})["”」』»]/gu
const NAME = /\p{Lu}[\p{L}\p{M}'’.-]*[\p{L}\p{M}]|\p{Lu}/gu

const wordsOf = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
const squeezed = (text: string): string => fold(text).replace(/[\s\p{P}]+/gu, '')

/** Words of all the names of what the sources mention. */
function wordsOfNames({ sources, actors, states }: Grounds): ReadonlySet<string> {
  // The office that somebody held is asked for once a day.
  const days = new Map(sources.map(({ publishedAt }) => [Math.floor(publishedAt / DAY_MS), publishedAt]))
  const names = actors.flatMap((actor) => [actor.name, ...actor.aliases.en, ...[...days.values()].map((at) => personAt(actor, at))])
  const countries = [...states, ...actors.map(({ country }) => country)]
  const called = [...new Set(countries)].flatMap((code) => [countryName(code), shortCountry(code)])
  return new Set([...new Set([...names, ...called])].flatMap(wordsOf))
}

/** Words that may stand in the text: all names of what the sources mention, and the sources' own. Sources are read as far as it takes. */
function createKnown(grounds: Grounds): (word: string) => boolean {
  const known = new Set(wordsOfNames(grounds))
  let read = 0
  return (word) => {
    for (; !known.has(word) && read < grounds.sources.length; read += 1)
      for (const own of wordsOf(grounds.sources[read]?.text ?? '')) known.add(own)
    return known.has(word)
  }
}

function ungroundedNames(text: string, grounds: Grounds): readonly Ungrounded[] {
  const stands = createKnown(grounds)
  const isKnown = (word: string): boolean =>
    PLAIN.test(word) || CALENDAR.test(word) || stands(word) || (word.endsWith('s') && stands(word.slice(0, -1))) || stands(`${word}s`)
  return [...text.matchAll(NAME)]
    .filter(([name]) => !wordsOf(name.replace(/[’']s$/u, '')).every(isKnown))
    .map(([name]) => ({ kind: 'name', text: name }))
}

const overlaps = (dates: readonly FoundDate[], start: number, end: number): boolean =>
  dates.some((date) => start < date.end && date.start < end)

function ungroundedNumbers(text: string, dates: readonly FoundDate[], { sources }: Grounds): readonly Ungrounded[] {
  const told = findNumbers(text).filter(({ start, end }) => !overlaps(dates, start, end))
  if (told.length === 0) return []
  const known = new Set(sources.flatMap((source) => findNumbers(source.text).map(({ value }) => value)))
  return told.filter(({ value }) => !known.has(value)).map(({ start, end }) => ({ kind: 'number', text: text.slice(start, end) }))
}

function ungroundedDates(text: string, dates: readonly FoundDate[], { sources }: Grounds): readonly Ungrounded[] {
  if (dates.length === 0) return []
  const said = sources.flatMap((source) => findDates(source.text, source.publishedAt))
  const published = sources.map(({ publishedAt }) => Math.floor(publishedAt / DAY_MS))
  const stands = ({ from, to }: FoundDate): boolean =>
    said.some((date) => date.from <= from && to <= date.to) ||
    said.some((date) => date.from === from) ||
    published.some((day) => from === day && to === day)
  return dates.filter((date) => !stands(date)).map(({ start, end }) => ({ kind: 'date', text: text.slice(start, end) }))
}

/**
 * Every name, number, date and quotation of a text that stands in none of its sources. Aliases count for names and other ways of
 * writing for numbers and dates. For composed text: a sentence taken from a source passes by itself. Letter case, width and
 * Chinese script do not matter.
 */
export function ungrounded(text: string, grounds: Grounds): readonly Ungrounded[] {
  const at = Math.max(0, ...grounds.sources.map(({ publishedAt }) => publishedAt))
  const dates = findDates(text, at)
  const quotations = [...text.matchAll(QUOTATION)]
    .filter(([, words = '']) => !grounds.sources.some((source) => squeezed(source.text).includes(squeezed(words))))
    .map(([quotation]): Ungrounded => ({ kind: 'quotation', text: quotation }))
  return [
    ...quotations,
    ...ungroundedDates(text, dates, grounds),
    ...ungroundedNumbers(text, dates, grounds),
    ...ungroundedNames(text, grounds),
  ]
}
