import type { Actor } from '../domain/actor.ts'
import type { Category } from '../domain/event.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Wording } from '../domain/wording.ts'
import { compoundsOf } from './compounds.ts'
import { createMatcher, type Matcher } from './matcher.ts'
import { type Folded, foldPhrase } from './normalise.ts'
import { type Edge, edgesOf, isHan, isHangul, isLetter, leftHolds, rightHolds, WORD_UNITS } from './phrases.ts'

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

/** Bits of `ThemeHit.cues`. */
export const CUES = {
  future: 1,
  hypothetical: 2,
  negation: 4,
  historical: 8,
  alleged: 16,
  backgroundBefore: 32,
  backgroundAfter: 64,
  speech: 128,
} as const

type Entry = {
  phrase: string
  left: Edge
  right: Edge
  name: Name | null
  nameEdge: { left: Edge; right: Edge }
  themes: bigint
  cues: number
  triggers: Trigger[]
  guard: { readonly after: readonly string[]; readonly before: readonly string[] } | null
  /** 0 any case, 1 first letter upper, 2 all upper. */
  casing: 0 | 1 | 2
  /** What may stand before a family name that is alone, in small letters. */
  titles: ReadonlySet<string>
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

function nameStands(entry: Entry, text: Folded, original: string, start: number, end: number): boolean {
  if (!leftHolds(entry.nameEdge.left, text, start) || !rightHolds(entry.nameEdge.right, text, end)) return false
  if (entry.name?.family === true && !standsAlone(text, original, start, end, entry.titles)) return false
  if (entry.name?.kind === 'compound' && entry.phrase.includes('·') && start > 0 && isIdeographOrSyllable(text.codes[start - 1] ?? 0))
    return false
  if (entry.casing !== 0 && !casingHolds(entry.casing, text, original, start, end)) return false
  return entry.guard === null || guardHolds(entry.guard, text, original, start, end)
}

/** In 한일·한미일 the dot parts two compounds: 일·한 is none. */
const isIdeographOrSyllable = (code: number): boolean => isHan(code) || isHangul(code)

/** How far back the word before a name is looked for. */
const LONGEST_WORD = 24

/** No given name beside it: neither a capital after the next space, nor a capitalised word that is no title before. */
function standsAlone(text: Folded, original: string, start: number, end: number, titles: ReadonlySet<string>): boolean {
  const after = original.slice(text.ends[end - 1] ?? 0, (text.ends[end - 1] ?? 0) + 2)
  if (/^ \p{Lu}/u.test(after)) return false
  const from = text.starts[start] ?? 0
  const before = /(\p{Lu}[\p{Ll}'’-]+) $/u.exec(original.slice(Math.max(0, from - LONGEST_WORD), from))?.[1]
  return before === undefined || titles.has(before.replace('’', "'").toLowerCase())
}

function casingHolds(casing: 1 | 2, text: Folded, original: string, start: number, end: number): boolean {
  const from = text.starts[start] ?? 0
  const to = casing === 1 ? from + 1 : (text.ends[end - 1] ?? from)
  const written = original.slice(from, to).normalize('NFKC')
  return written === written.toUpperCase()
}

function guardHolds(guard: NonNullable<Entry['guard']>, text: Folded, original: string, start: number, end: number): boolean {
  const from = text.starts[start] ?? 0
  const to = text.ends[end - 1] ?? from
  return (
    !guard.after.some((tail) => original.startsWith(tail, to)) &&
    !guard.before.some((head) => from >= head.length && original.startsWith(head, from - head.length))
  )
}

const NONE: ReadonlySet<string> = new Set()

function entryOf(entries: Map<string, Entry>, written: string): { entry: Entry; phrase: string; stem: boolean } | null {
  const stem = written.endsWith('~')
  const phrase = foldPhrase(stem ? written.slice(0, -1) : written)
  if (phrase === '') return null
  const known = entries.get(phrase)
  if (known !== undefined) return { entry: known, phrase, stem }
  const edges = edgesOf(phrase, stem, false)
  const entry: Entry = {
    phrase,
    ...edges,
    name: null,
    nameEdge: edges,
    themes: 0n,
    cues: 0,
    triggers: [],
    guard: null,
    casing: 0,
    titles: NONE,
  }
  entries.set(phrase, entry)
  return { entry, phrase, stem }
}

function addNames(entries: Map<string, Entry>, facts: Facts, wording: Wording): void {
  const unsure = new Set(wording.unsure.map(foldPhrase))
  const stateActors = new Map(facts.actors.filter((actor) => actor.kind === 'state').map((actor) => [actor.country, actor.id]))
  for (const mask of wording.masks) setName(entries, mask, { kind: 'mask', actorIds: [], states: [], unsure: false })
  for (const { phrase, states } of compoundsOf(wording)) {
    setName(entries, phrase, { kind: 'compound', actorIds: states.flatMap((state) => stateActors.get(state) ?? []), states, unsure: false })
  }
  const groupings = new Map(facts.alignments.flatMap(({ collectives, states }) => collectives.map((id) => [id, states] as const)))
  const titles = new Set(wording.titles.map((title) => title.toLowerCase()))
  for (const [family, state] of Object.entries(wording.familyNames)) {
    const entry = setName(entries, family, { kind: 'actor', actorIds: [], states: [state], unsure: false, family: true })
    if (entry === null) continue
    entry.casing = 1
    entry.titles = titles
  }
  for (const actor of facts.actors)
    addActor(entries, actor, unsure, groupings.get(actor.id) ?? (isNation(actor.country) ? [actor.country] : []))
  for (const [state, phrases] of Object.entries(wording.states)) {
    const actorIds = [stateActors.get(state)].flatMap((id) => id ?? [])
    for (const phrase of phrases)
      setName(entries, phrase, { kind: 'state', actorIds, states: [state], unsure: unsure.has(foldPhrase(phrase)) })
  }
}

const isNation = (country: string): boolean => country !== 'IGO' && country !== 'UNO'

function addActor(entries: Map<string, Entry>, actor: Actor, unsure: ReadonlySet<string>, states: readonly string[]): void {
  const kind = states.length > 1 ? 'compound' : actor.kind === 'state' ? 'state' : 'actor'
  const written = new Set([
    actor.name,
    ...Object.values(actor.aliases).flat(),
    ...actor.ruStems.filter(isPlainStem).map((stem) => `${stem}~`),
  ])
  for (const alias of written) {
    const name: Name = { kind, actorIds: [actor.id], states, unsure: unsure.has(foldPhrase(alias)) }
    for (const form of forms(alias, actor)) {
      const entry = setName(entries, form, name)
      const guard = actor.guards.find((each) => each.alias === alias)
      if (entry !== null && guard !== undefined) entry.guard = { after: guard.notFollowedBy, before: guard.notPrecededBy }
      if (entry !== null) entry.casing = casingOf(alias, actor)
    }
  }
}

const isPlainStem = (stem: string): boolean => !/[[\](){}?*+|\\^$.]/.test(stem)

/** An alias, and what else it is written as: Russian names decline, dots between name parts may be left out. */
function forms(alias: string, actor: Actor): readonly string[] {
  if (/^[А-ЯЁа-яё-]+$/.test(alias) && actor.kind === 'person' && alias.length > 3) return [`${alias.replace(/[аяйьоы]$/, '')}~`]
  return alias.includes('・') || alias.includes('·') ? [alias, alias.replaceAll(/[・·]/g, '')] : [alias]
}

/** One name of a person begins with a capital, or it can be a word; short acronyms are all capitals. */
function casingOf(alias: string, actor: Actor): 0 | 1 | 2 {
  if (/^[A-Z]{2,4}$/.test(alias)) return 2
  return actor.kind === 'person' && /^[A-Z][^\s-]*$/.test(alias) ? 1 : 0
}

function setName(entries: Map<string, Entry>, written: string, name: Name): Entry | null {
  const found = entryOf(entries, written)
  if (found === null) return null
  const { entry, phrase, stem } = found
  entry.nameEdge = edgesOf(phrase, stem || entry.nameEdge.right === 'stem', true)
  if (/^[A-Z]{2,4}$/.test(written)) entry.casing = 2
  entry.name = entry.name === null ? name : merged(entry.name, name)
  return entry
}

/** Two claims on one phrase: the mask rests; among names, a shared alias keeps all its actors, the state's first. */
function merged(known: Name, other: Name): Name {
  if (known.kind === 'mask') return known
  const first = other.kind === 'state' && known.kind === 'actor' ? other : known
  const second = first === known ? other : known
  return {
    kind: first.kind,
    actorIds: [...new Set([...first.actorIds, ...second.actorIds])],
    states: first.states.length > 0 ? first.states : second.states,
    unsure: known.unsure && other.unsure,
  }
}

function addWords(entries: Map<string, Entry>, facts: Facts, wording: Wording, bits: ReadonlyMap<string, bigint>): void {
  for (const [theme, phrases] of Object.entries(wording.themes)) {
    for (const phrase of phrases) addWord(entries, phrase, (entry) => (entry.themes |= bits.get(theme) ?? 0n))
  }
  const { lexicon } = facts
  for (const [cue, triggers] of Object.entries(lexicon.cues)) {
    const bit = CUES[cue as keyof typeof CUES] ?? 0
    for (const phrase of Object.values(triggers ?? {}).flat()) addWord(entries, phrase, (entry) => (entry.cues |= bit))
  }
  for (const phrase of wording.background.before) addWord(entries, phrase, (entry) => (entry.cues |= CUES.backgroundBefore))
  for (const phrase of wording.background.after) addWord(entries, phrase, (entry) => (entry.cues |= CUES.backgroundAfter))
  for (const { category, triggers } of lexicon.categories) addTriggers(entries, triggers, { category, mode: null, subtype: null })
  for (const { category, mode, id, triggers } of lexicon.subtypes) {
    if (category !== null) addTriggers(entries, triggers, { category, mode: mode === '' ? null : mode, subtype: id })
  }
}

function addTriggers(entries: Map<string, Entry>, triggers: Readonly<Record<string, readonly string[]>>, trigger: Trigger): void {
  for (const [language, phrases] of Object.entries(triggers)) {
    for (const phrase of phrases)
      addWord(entries, language === 'ru' ? russianStem(phrase) : phrase, (entry) => entry.triggers.push(trigger))
  }
}

/** Russian triggers stand in one form: the last letters of the last word may change. */
const russianStem = (phrase: string): string =>
  phrase.length > 5 ? `${phrase.replace(/(?:[аеиоуыэюяйь]{1,2}|[аи]л[аи]?)$/, '')}~` : phrase

function addWord(entries: Map<string, Entry>, written: string, change: (entry: Entry) => void): void {
  const found = entryOf(entries, written)
  if (found === null) return
  const { entry, phrase, stem } = found
  const edges = edgesOf(phrase, stem || entry.right === 'stem', false)
  entry.left = edges.left
  entry.right = edges.right
  change(entry)
}
