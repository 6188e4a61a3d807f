import type { Office, OfficeTable } from '../domain/office.ts'
import { foldPhrase } from './normalise.ts'

/** One way of calling an office, folded. `country`: whose it is where no state is named. */
export type OfficeWord = {
  readonly office: Office
  /** A regular expression that does not begin inside a word. */
  readonly source: string
  /** Its first letters, folded: four where it has so many, less before a stem's end. */
  readonly head: string
  readonly length: number
  readonly country: string | null
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&')
const LETTER = '[a-z0-9\\u00df-\\u024f\\u0400-\\u052f]'
const isLettered = (text: string): boolean => /^[a-z0-9\u00df-\u024f\u0400-\u052f]/.test(text)

/**
 * A folded phrase as a regular expression: letters end where words end, and `~` lets a word go on by at most five letters. In English an
 * office may stand in the plural.
 */
function sourceOf(phrase: string): string {
  const parts = phrase.split(' ').map((part) => {
    const stem = part.endsWith('~')
    const folded = escaped(foldPhrase(stem ? part.slice(0, -1) : part))
    return stem ? `${folded}${LETTER}{0,5}` : folded
  })
  const end = phrase.at(-1) ?? ''
  return `${parts.join(' ')}${isLettered(foldPhrase(end)) || end === '~' ? `${/[a-z]$/.test(phrase) ? 's?' : ''}(?!${LETTER})` : ''}`
}

/** The same, not beginning inside a word. */
export const bounded = (phrase: string): string => `${isLettered(foldPhrase(phrase)) ? `(?<!${LETTER})` : ''}${sourceOf(phrase)}`

/** Every word of every office, the longest first: of several that fit, the first is meant. */
export function officeWords({ offices }: OfficeTable): readonly OfficeWord[] {
  const words = offices.flatMap((office) => {
    const alone = Object.entries(office.alone).flatMap(([country, phrases]) => phrases.map((phrase) => wordOf(office, phrase, country)))
    const own = new Set(alone.map(({ source }) => source))
    const plain = Object.values(office.words)
      .flat()
      .map((phrase) => wordOf(office, phrase, office.country))
    return [...alone, ...plain.filter(({ source }) => !own.has(source))]
  })
  return words.toSorted((a, b) => b.length - a.length)
}

const wordOf = (office: Office, phrase: string, country: string | null): OfficeWord => ({
  office,
  source: bounded(phrase),
  head: foldPhrase(phrase.split('~', 1)[0] ?? '').slice(0, 4),
  length: foldPhrase(phrase.replaceAll('~', '')).length,
  country,
})

/** What beside an office means somebody else than its holder: `before` is for the text that ends where it begins, `after` for what follows. */
export function unlessPatterns({ unless }: OfficeTable): { readonly before: RegExp; readonly after: RegExp } {
  const any = (phrases: readonly string[]): string => phrases.map(bounded).join('|') || '(?!)'
  return { before: new RegExp(`(?<![\\uac00-\\ud7a3])(?:${any(unless.before)}) ?$`), after: new RegExp(`^ ?(?:${any(unless.after)})`) }
}
