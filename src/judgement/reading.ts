import { CUES } from '../knowledge/cues.ts'
import type { Gazetteer, NameHit, ThemeHit } from '../knowledge/gazetteer.ts'
import { type Folded, fold, type Scratch } from '../knowledge/normalise.ts'
import { type Between, type Group, groupsOf } from './groups.ts'
import type { LoneLetters } from './letters.ts'
import { datelineLength, LEAD_UNITS, type Sentence, type Stretch, sentencesOf } from './sentences.ts'

/** A name found in the deciding part of an item. */
export type Named = NameHit & { readonly background: boolean }

/** One deciding sentence, read. */
export type Segment = Sentence & {
  readonly names: readonly Named[]
  readonly words: readonly ThemeHit[]
  readonly themes: bigint
  readonly groups: readonly Group[]
  /** States named outside background clauses. */
  readonly states: ReadonlySet<string>
}

/** An item as read: what stands where, before any rule is asked. */
export type Reading = {
  readonly original: string
  readonly text: Folded
  readonly segments: readonly Segment[]
  /** All names of the whole item, the deciding part first. */
  readonly names: readonly NameHit[]
}

const COMMA = 44
const LISTING = 0x3001
const COLON = 58
const ELLIPSIS = 8230

/** What is needed to read. */
export type Reader = {
  readonly gazetteer: Gazetteer
  readonly letters: LoneLetters
  readonly between: Between
  readonly scratch: Scratch
  /** By state: the states that share an alignment with it. */
  readonly allied: ReadonlyMap<string, ReadonlySet<string>>
  /** Whether what was found can be about anything that is watched; where not, the sentences need not be read. */
  readonly matters: (names: readonly NameHit[], words: readonly ThemeHit[]) => boolean
}

/** Reads an item: folds, finds, cuts into sentences, tells background from foreground. */
export function readItem(title: string, body: string, { gazetteer, letters, between, scratch, allied, matters }: Reader): Reading {
  // Joined, not concatenated: a string in one piece, of which each unit is read without looking for its piece.
  const original = body === '' ? title : [title, body].join('\n')
  const text = fold(original, title.length, scratch)
  const titleEnd = firstAtOrAfter(text, title.length)
  const textAt = Math.max(titleEnd, firstAtOrAfter(text, title.length + 1 + datelineLength(body, title)))
  const limit = Math.min(text.length, textAt + LEAD_UNITS)
  const hits = gazetteer.find(text, original, limit)
  const names = withoutUnsure(letters.add(text, hits.names, limit), allied)
  if (!matters(names, hits.words)) return { original, text, segments: [], names }
  const segments = sentencesOf(text, original, titleEnd, textAt).map((sentence) => segmentOf(sentence, text, names, hits.words, between))
  return { original, text, segments, names }
}

function segmentOf(sentence: Sentence, text: Folded, names: readonly NameHit[], words: readonly ThemeHit[], between: Between): Segment {
  const inside = within(sentence, words, endOf)
  const background = backgroundOf(sentence, text, inside)
  const named = within(sentence, names, startOf).map((hit) => ({
    ...hit,
    background: background.some(([from, to]) => hit.start >= from && hit.end <= to),
  }))
  const themes = inside.reduce((bits, hit) => bits | hit.themes, 0n)
  const states = new Set(named.flatMap((hit) => (hit.background ? [] : hit.name.states)))
  return { ...sentence, names: named, words: inside, themes, groups: groupsOf(named, text, between, sentence.start), states }
}

const startOf = ({ start }: Stretch): number => start
const endOf = ({ end }: Stretch): number => end

/** Those that stand inside a sentence, of hits in the order of `by`: looked for, so that many sentences of many hits take no longer. */
function within<T extends Stretch>(sentence: Stretch, hits: readonly T[], by: (hit: Stretch) => number): readonly T[] {
  const found: T[] = []
  for (let at = firstWhere(hits, (hit) => by(hit) >= sentence.start); at < hits.length; at += 1) {
    const hit = hits[at]
    if (hit === undefined || by(hit) > sentence.end) break
    if (hit.start >= sentence.start && hit.end <= sentence.end) found.push(hit)
  }
  return found
}

function firstWhere<T>(sorted: readonly T[], holds: (each: T) => boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(sorted[middle] as T)) high = middle
    else low = middle + 1
  }
  return low
}

/** Stretches that only give the background: from a cue such as "amid" on, or up to one such as "가운데". */
function backgroundOf(sentence: Sentence, text: Folded, words: readonly ThemeHit[]): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = []
  for (const hit of words) {
    if ((hit.cues & CUES.backgroundBefore) !== 0) {
      let end = hit.end
      while (end < sentence.end && !isBreak(text.codes[end])) end += 1
      found.push([hit.start, end < sentence.end || hit.start > sentence.start + HEAD ? end : afterWords(text, hit.end, end)])
    }
    if ((hit.cues & CUES.backgroundAfter) !== 0) {
      let start = hit.start
      while (start > sentence.start && !isBreak(text.codes[start - 1])) start -= 1
      found.push([start, hit.end])
    }
  }
  return found
}

/** A cue at the head of a sentence with no comma governs only what stands next to it: "After the parade Putin and Kim spoke". */
const HEAD = 2
const GOVERNED_WORDS = 2

function afterWords({ codes }: Folded, from: number, to: number): number {
  let at = from
  for (let words = 0; words < GOVERNED_WORDS && at < to; words += 1) {
    while (at < to && codes[at] === 32) at += 1
    while (at < to && codes[at] !== 32) at += 1
  }
  return at
}

const isBreak = (code: number | undefined): boolean => code === COMMA || code === LISTING || code === ELLIPSIS || code === COLON

/** Without names that count only beside another sign of their state, or, for family names, of a state allied with it. */
function withoutUnsure(names: readonly NameHit[], allied: ReadonlyMap<string, ReadonlySet<string>>): readonly NameHit[] {
  if (!names.some(({ name }) => name.unsure || name.family === true)) return names
  const sure = new Set(names.flatMap(({ name }) => (name.unsure || name.family === true ? [] : name.states)))
  const families = new Set(names.flatMap(({ name }) => (name.family === true || name.unsure ? name.states : [])))
  const stands = (state: string, family: boolean): boolean =>
    sure.has(state) || isWhole(families, allied.get(state)) || (family && [...(allied.get(state) ?? [])].some((other) => sure.has(other)))
  return names.filter(
    ({ name }) => (!name.unsure && name.family !== true) || name.states.some((state) => stands(state, name.family === true)),
  )
}

/** Family names of all states of an alignment of three or more bear each other out: Austin, Kihara and Shin. */
const isWhole = (families: ReadonlySet<string>, allies: ReadonlySet<string> | undefined): boolean =>
  allies !== undefined && allies.size > 2 && [...allies].every((state) => families.has(state))

function firstAtOrAfter(text: Folded, offset: number): number {
  let low = 0
  let high = text.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((text.starts[middle] ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}
