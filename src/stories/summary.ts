import { paragraphs } from './boilerplate.ts'
import { type Grams, gramsIn } from './grams.ts'
import { cutAtWord, dangles, FOLLOWS_ON, isBalanced, isCaption, isCutBeforeVerb, isLoaded, namesSomebody, standsAlone } from './readable.ts'
import { sentencesOf } from './sentences.ts'

/** One source text to summarise from. `phrases` are the words that carry its event. */
export type SummaryText = {
  readonly title: string
  readonly text: string
  readonly language: string
  readonly phrases: readonly string[]
}

/** What a summary may be: the bounds that every channel can show whole. */
export const SUMMARY_LIMIT = 400
export const SUMMARY_SENTENCES = 3

/** Of each text the first sentences, of a story the first texts: what comes later is background, and time is bounded. */
const SENTENCES_A_TEXT = 8
const TEXTS = 6
const TOO_ALIKE = 0.45

type Sentence = {
  readonly words: string
  readonly text: number
  readonly position: number
  readonly carries: boolean
  readonly grams: Grams
  readonly norm: number
  rank: number
}

const normOf = ({ counts }: Grams): number => {
  let sum = 0
  for (const count of counts) sum += count * count
  return Math.sqrt(sum)
}

/** Cosine of two sentences by their grams, 0 to 1. */
function likeness(a: Sentence, b: Sentence): number {
  const [left, right] = [a.grams, b.grams]
  let dot = 0
  for (let i = 0, j = 0; i < left.buckets.length && j < right.buckets.length; ) {
    const [one, other] = [left.buckets[i] ?? 0, right.buckets[j] ?? 0]
    if (one === other) dot += (left.counts[i] ?? 0) * (right.counts[j] ?? 0)
    if (one <= other) i += 1
    if (other <= one) j += 1
  }
  return dot === 0 ? 0 : dot / (a.norm * b.norm)
}

/** How alike each is to each other; symmetric, so that half of it is reckoned. */
function likenesses(sentences: readonly Sentence[]): readonly (readonly number[])[] {
  const all = sentences.map(() => sentences.map(() => 0))
  for (const [i, a] of sentences.entries())
    for (const [j, b] of sentences.entries()) {
      if (j <= i) continue
      const alike = likeness(a, b)
      const [row, column] = [all[i], all[j]]
      if (row !== undefined) row[j] = alike
      if (column !== undefined) column[i] = alike
    }
  return all
}

function readSentences(texts: readonly SummaryText[]): Sentence[] {
  return texts.slice(0, TEXTS).flatMap(({ text, language, phrases }, index) =>
    paragraphs(text)
      .flatMap((paragraph) => sentencesOf(paragraph, language))
      .filter((sentence) => !isCaption(sentence))
      .slice(0, SENTENCES_A_TEXT)
      .map((words, position) => {
        const grams = gramsIn(words)
        const carries = phrases.some((phrase) => phrase !== '' && words.includes(phrase))
        return { words, text: index, position, carries, grams, norm: normOf(grams), rank: 0 }
      }),
  )
}

/** Ranks by how much the sentences agree with each other, after LexRank (Erkan and Radev 2004), led by place and event. */
function rank(sentences: readonly Sentence[]): void {
  const alike = likenesses(sentences)
  const totals = alike.map((row) => row.reduce((sum, value) => sum + value, 0) || 1)
  let ranks = sentences.map(() => 1)
  for (let round = 0; round < 12; round += 1)
    ranks = ranks.map((_, i) => 0.15 + 0.85 * alike.reduce((sum, row, j) => sum + ((row[i] ?? 0) / (totals[j] ?? 1)) * (ranks[j] ?? 0), 0))
  for (const [index, sentence] of sentences.entries()) {
    const place = sentence.position === 0 ? 2 : sentence.position === 1 ? 1.3 : sentence.position < 4 ? 1 : 0.7
    sentence.rank = (ranks[index] ?? 1) * place * (sentence.carries ? 1.25 : 1)
  }
}

const fits = (chosen: readonly Sentence[], next: Sentence, limit: number): boolean =>
  chosen.reduce((sum, sentence) => sum + sentence.words.length + 1, 0) + next.words.length <= limit

const follows = (chosen: readonly Sentence[], next: Sentence): boolean =>
  chosen.some((sentence) => sentence.text === next.text && sentence.position === next.position - 1)

function choose(sentences: readonly Sentence[], limit: number): readonly Sentence[] {
  const whole = sentences.filter(({ words }) => standsAlone(words, limit))
  const openers = whole.filter(({ words }) => !dangles(words) && namesSomebody(words)).toSorted((a, b) => b.rank - a.rank)
  const leads = openers.filter(({ position, words }) => position === 0 && !isLoaded(words))
  const first =
    leads.find(({ text }) => text === 0) ??
    leads[0] ??
    openers[0] ??
    whole.find(({ words, position }) => position === 0 && words.startsWith('The ') && namesSomebody(words) && !FOLLOWS_ON.test(words))
  if (first === undefined) return []
  const chosen: Sentence[] = [first]
  for (const next of whole.toSorted((a, b) => b.rank - a.rank)) {
    if (chosen.length >= SUMMARY_SENTENCES) break
    if (chosen.includes(next) || !fits(chosen, next, limit)) continue
    if (next.text !== first.text && isLoaded(next.words)) continue
    if (dangles(next.words) && !follows(chosen, next)) continue
    if (next.text === first.text ? next.position < first.position : next.position > 0) continue
    if (chosen.some((known) => likeness(known, next) > TOO_ALIKE)) continue
    chosen.push(next)
  }
  const rest = chosen
    .slice(1)
    .toSorted((a, b) => Number(b.text === first.text) - Number(a.text === first.text) || a.text - b.text || a.position - b.position)
  return [first, ...rest]
}

/**
 * One to three whole sentences out of the texts, at most `limit` characters together, the first able to stand alone. Texts are
 * given best first, all in one language. A text that has no whole sentence gives its beginning, cut at a word, where that can
 * say what happened; none at all, nothing.
 */
export function summarise(texts: readonly SummaryText[], limit = SUMMARY_LIMIT): readonly string[] {
  const sentences = readSentences(texts)
  rank(sentences)
  const chosen = choose(sentences, limit)
  if (chosen.length > 0) return chosen.map(({ words }) => words)
  const start = sentences.find(
    ({ words, position }) =>
      position === 0 && words.length >= 30 && !dangles(words) && !isCutBeforeVerb(words) && namesSomebody(words) && isBalanced(words),
  )
  return start === undefined ? [] : [cutAtWord(start.words.replace(/\s*(?:\.{3}|…)$/u, '…'), limit)]
}
