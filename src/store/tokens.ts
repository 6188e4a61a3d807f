import { createHash } from 'node:crypto'
import type { SoughtWords } from '../domain/search.ts'
import type { Phrase } from './engine.ts'

const CJK = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}ー々]+/u
const RUNS = new RegExp(`(${CJK.source})|[\\p{L}\\p{N}]+`, 'gu')
/** A shorter word is common as the beginning of others; from here on an ending may follow (Лавров, Лаврова). */
const MIN_PREFIX = 4

/** One form for all that a reader takes as the same letters: width, case, accents of Latin letters, ё. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
}

/** Two letters at a time, then the last one alone: any two neighbours, and any one letter, can then be looked up. */
const bigrams = (run: string): readonly string[] =>
  Array.from(run, (letter, at, letters = Array.from(run)) => letter + (letters[at + 1] ?? ''))

/**
 * The words of a text as the index keeps them, parted by blanks. Chinese, Japanese and Korean run without blanks or with
 * endings, so there every two neighbouring letters make a word.
 */
export function indexed(text: string): string {
  const words: string[] = []
  for (const [run, cjk] of folded(text).matchAll(RUNS)) {
    if (cjk === undefined) words.push(run)
    else words.push(...bigrams(run))
  }
  return words.join(' ')
}

/** What a reader typed, word by word, what stands in quotation marks as one. */
export const wordsOf = (query: string): readonly SoughtWords[] =>
  [...query.matchAll(/["“”]([^"“”]+)["“”]?|[^\s"“”]+/gu)].map(([word, quoted]) => ({ text: quoted ?? word, quoted: quoted !== undefined }))

/** Words as the index is asked for them; those without a letter or digit are left out. */
export function phrases(words: readonly SoughtWords[]): readonly Phrase[] {
  return words.flatMap(({ text, quoted }) => {
    const runs = [...folded(text).matchAll(RUNS)]
    const tokens = runs.flatMap(([run, cjk], at) => (cjk === undefined ? [run] : sought(run, at === runs.length - 1)))
    return tokens.length === 0 ? [] : [{ tokens, prefix: mayGoOn(runs.at(-1), quoted) }]
  })
}

/** A word of the index that no text holds: what a story is narrowed by. `all` stands with every story. */
export const mark = (kind: 'all' | 'alignment' | 'actor' | 'language' | 'outlet', value = ''): string =>
  `zq${createHash('sha256').update(`${kind} ${value}`).digest('hex').slice(0, 20)}`

/** The last letter alone is left out at the end of a phrase: in the text, more letters may follow it. */
const sought = (run: string, isLast: boolean): readonly string[] => {
  const all = bigrams(run)
  return isLast && all.length > 1 ? all.slice(0, -1) : all
}

/** A single CJK letter begins the pairs it stands in; a quoted word ends where it ends. */
function mayGoOn(run: RegExpExecArray | RegExpMatchArray | undefined, isQuoted: boolean): boolean {
  const [word = '', cjk] = run ?? []
  if (cjk !== undefined) return Array.from(word).length === 1
  return !isQuoted && word.length >= MIN_PREFIX && !/^\p{N}+$/u.test(word)
}
