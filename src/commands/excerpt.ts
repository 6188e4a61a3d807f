import type { Brief } from '../domain/brief.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import type { SoughtWords } from '../domain/search.ts'

const LENGTH = 150
/** How much stands before the first word that was found. */
const BEFORE = 40

const RUN_ON = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u

/** One word as it may stand in a text: any letters between its own may be signs; languages without blanks have no beginning of words. */
function patternOf({ text, quoted }: SoughtWords): string {
  const words = text.normalize('NFC').match(/[\p{L}\p{N}]+/gu) ?? []
  const inner = words.join('[^\\p{L}\\p{N}]+')
  const ends = quoted || text.length < 4
  return RUN_ON.test(text) ? inner : `(?<![\\p{L}\\p{N}])${inner}${ends ? '(?![\\p{L}\\p{N}])' : ''}`
}

/** So many words are shown in bold, of so many texts, as far into each: a story may have hundreds of reports, whole articles among them. */
const [MOST_WORDS, MOST_TEXTS, MOST_LETTERS] = [8, 40, 4_000]

const patternsOf = (words: readonly SoughtWords[]): readonly RegExp[] =>
  words
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .slice(0, MOST_WORDS)
    .map((word) => new RegExp(patternOf(word), 'giu'))

/** How many of the words a text holds. */
const held = (text: string, patterns: readonly RegExp[]): number => patterns.filter((pattern) => text.search(pattern) !== -1).length

/** What a brief says besides its headline, as it may be quoted. */
const textsOf = ({ summary, original, sources }: Brief): readonly string[] => [
  ...summary,
  ...(original === null ? [] : [original.text]),
  ...sources.map(({ outlet, title }) => `${outlet}: ${title}`),
]

/**
 * The part of a story's texts that holds most of the words, those in bold; null where the headline holds them all already, or where
 * none of the texts holds any. `more` are texts that the brief does not have.
 */
export function excerptOf(brief: Brief, words: readonly SoughtWords[], more: readonly string[] = []): RichText | null {
  const patterns = patternsOf(words)
  if (patterns.length === 0 || held(brief.headline.normalize('NFC'), patterns) === patterns.length) return null
  const best = fullest([...textsOf(brief), ...more], patterns)
  return best === null ? null : highlighted(windowOf(best, patterns), patterns)
}

/** The first text that holds all of the words, else the first that holds most of them; null where none holds any. */
function fullest(texts: readonly string[], patterns: readonly RegExp[]): string | null {
  let best: string | null = null
  let most = 0
  for (const raw of texts.slice(0, MOST_TEXTS)) {
    const text = visible(raw.slice(0, MOST_LETTERS)).normalize('NFC')
    const count = held(text, patterns)
    if (count <= most) continue
    best = text
    most = count
    if (count === patterns.length) break
  }
  return best
}

/** Whether anything of the brief holds a word that its headline lacks: else its reports' texts must be asked. */
export function isToldBy(brief: Brief, words: readonly SoughtWords[]): boolean {
  const patterns = patternsOf(words)
  const texts = [brief.headline, ...textsOf(brief)].map((text) => text.normalize('NFC'))
  return patterns.every((pattern) => texts.some((text) => text.search(pattern) !== -1))
}

/** The text from a little before the first of the words on, cut between words. */
function windowOf(text: string, patterns: readonly RegExp[]): string {
  const first = Math.min(...patterns.map((pattern) => text.search(pattern)).filter((at) => at !== -1))
  const wanted = Math.max(0, Math.min(first - BEFORE, text.length - LENGTH))
  const blank = text.lastIndexOf(' ', wanted)
  const start = wanted === 0 ? 0 : wanted - blank < BEFORE / 2 ? blank + 1 : wanted
  const cut = text.slice(start, start + LENGTH)
  const end = start + LENGTH >= text.length || !cut.includes(' ', LENGTH / 2) ? cut : cut.slice(0, cut.lastIndexOf(' '))
  return `${start === 0 ? '' : '… '}${end.toWellFormed()}${start + end.length >= text.length ? '' : ' …'}`
}

/** The words in bold, one run each. */
function highlighted(text: string, patterns: readonly RegExp[]): RichText {
  const spans = patterns
    .flatMap((pattern) => [...text.matchAll(pattern)].map((found) => [found.index, found.index + found[0].length] as const))
    .toSorted((a, b) => a[0] - b[0])
  const runs: { text: string; bold?: true }[] = []
  let at = 0
  for (const [start, end] of spans) {
    if (start < at) continue
    if (start > at) runs.push({ text: text.slice(at, start) })
    runs.push({ text: text.slice(start, end), bold: true })
    at = end
  }
  return at < text.length ? [...runs, { text: text.slice(at) }] : runs
}
