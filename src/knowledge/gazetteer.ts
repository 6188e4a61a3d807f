import type { Category } from '../domain/event.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Wording } from '../domain/wording.ts'
import type { Entry } from './entries.ts'
import { createMatcher, type Matcher } from './matcher.ts'
import { addNames } from './name-entries.ts'
import { nameStands } from './name-stands.ts'
import type { Folded } from './normalise.ts'
import { isLetter, leftHolds, rightHolds, WORD_UNITS } from './phrases.ts'
import { addWords } from './word-entries.ts'

/** What a phrase names: actors, states, or nothing (a mask). */
export type Name = {
  readonly kind: 'actor' | 'state' | 'compound' | 'mask'
  /** Candidates where several actors share the alias. */
  readonly actorIds: readonly string[]
  /** ISO 3166 alpha-3, in the order of the phrase. */
  readonly states: readonly string[]
  /** Counts only where another sign of the same state is found. */
  readonly unsure: boolean
  /** A family name alone: it counts beside a sign of a state that shares an alignment with its own. */
  readonly family?: boolean
}

/** What a phrase says of an act. */
export type Trigger = { readonly category: Category; readonly mode: string | null; readonly subtype: string | null }

export type NameHit = { readonly name: Name; readonly start: number; readonly end: number }
export type ThemeHit = {
  readonly themes: bigint
  readonly cues: number
  readonly triggers: readonly Trigger[]
  readonly start: number
  readonly end: number
}
export type Hits = { readonly names: readonly NameHit[]; readonly words: readonly ThemeHit[] }

/** Finds all that the knowledge knows in a folded text; spans are in folded units. Words are looked for up to `wordsUntil`. */
export interface Gazetteer {
  find(text: Folded, original: string, wordsUntil?: number): Hits
  /** The bit of a theme of the wording in `ThemeHit.themes`; none for an unknown one. */
  theme(name: string): bigint
  readonly phraseCount: number
}

export function createGazetteer(facts: Facts, wording: Wording): Gazetteer {
  const entries = new Map<string, Entry>()
  const themeBits = new Map(Object.keys(wording.themes).map((name, index) => [name, 1n << BigInt(index)]))
  addNames(entries, facts, wording)
  addWords(entries, facts, wording, themeBits)
  const list = [...entries.values()]
  const matcher = createMatcher(
    list.map((entry) => entry.phrase),
    WORD_UNITS,
  )
  const bounds = Uint8Array.from(list, boundsOf)
  return {
    find: (text, original, wordsUntil = text.length) => find(text, original, wordsUntil, matcher, list, bounds),
    theme: (name) => themeBits.get(name) ?? 0n,
    phraseCount: list.length,
  }
}

function find(text: Folded, original: string, wordsUntil: number, matcher: Matcher, entries: readonly Entry[], bounds: Uint8Array): Hits {
  const names: NameHit[] = []
  const words: ThemeHit[] = []
  const { codes, length } = text
  matcher.scan(text, (phrase, start, end) => {
    const bound = bounds[phrase] ?? 0
    if ((bound & BEGINS) !== 0 && start > 0 && isLetter(codes[start - 1] ?? 0)) return
    if ((bound & ENDS) !== 0 && end < length && isLetter(codes[end] ?? 0)) return
    const entry = entries[phrase]
    if (entry === undefined) return
    if (entry.name !== null && nameStands(entry, text, original, start, end))
      names.push({ name: entry.name, start, end: entry.nameEdge.right === 'stem' ? wordEnd(text, end) : end })
    if (end > wordsUntil) return
    if (entry.themes === 0n && entry.cues === 0 && entry.triggers.length === 0) return
    if (!leftHolds(entry.left, text, start) || !rightHolds(entry.right, text, end)) return
    words.push({ themes: entry.themes, cues: entry.cues, triggers: entry.triggers, start, end })
  })
  const kept = longest(names)
  const masks = kept.filter((hit) => hit.name.kind === 'mask')
  return {
    names: kept.filter((hit) => hit.name.kind !== 'mask'),
    words: masks.length === 0 ? words : words.filter((hit) => !isHidden(hit, masks)),
  }
}

const BEGINS = 1
const ENDS = 2

/** What every reading of an entry needs beside it, so that most chance hits inside words are passed over at once. */
function boundsOf({ name, left, right, nameEdge }: Entry): number {
  const begins = left === 'word' && (name === null || nameEdge.left === 'word')
  const ends = right === 'word' && (name === null || nameEdge.right === 'word')
  return (begins ? BEGINS : 0) | (ends ? ENDS : 0)
}

/** Masks stand in their order and never in one another: only the last that begins before a word can hold it. */
function isHidden(hit: ThemeHit, masks: readonly NameHit[]): boolean {
  let low = 0
  let high = masks.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((masks[middle]?.start ?? 0) <= hit.start) low = middle + 1
    else high = middle
  }
  const mask = masks[low - 1]
  return mask !== undefined && hides(mask, hit)
}

/** A mask hides what stands inside it, but not a word that is the mask itself: "economic security" is no security, but economy. */
const hides = (mask: NameHit, hit: ThemeHit): boolean =>
  mask.start <= hit.start && hit.end <= mask.end && !(mask.start === hit.start && mask.end === hit.end)

/** A stem is found with its ending. */
function wordEnd({ codes, length }: Folded, from: number): number {
  let end = from
  while (end < length && isLetter(codes[end] ?? 0)) end += 1
  return end
}

/**
 * The longest of those that overlap, the leftmost of equals: in 对美日韩 the three, not the first two characters. A pair is not cut by
 * an office of its last state (日韩外长), and a name that says nothing of states does not hide one that does (対北制裁).
 */
function longest(hits: NameHit[]): NameHit[] {
  hits.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: NameHit[] = []
  for (const hit of hits) {
    const last = kept.at(-1)
    if (last === undefined || hit.start >= last.end || isStateless(last, hit)) kept.push(hit)
    else if (last.name.kind === 'compound' && hit.name.kind !== 'compound' && last.name.states.at(-1) === hit.name.states[0]) continue
    else if (hit.end - hit.start > last.end - last.start) kept[kept.length - 1] = hit
  }
  return kept
}

/** A body or treaty of no one state, in whose name a state's own is found. */
const isStateless = ({ name }: NameHit, { name: inner }: NameHit): boolean =>
  name.kind === 'actor' && name.states.length === 0 && inner.states.length > 0
