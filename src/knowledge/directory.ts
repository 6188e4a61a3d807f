import { type Actor, rolesOn } from '../domain/actor.ts'
import type { ActorDirectory, FoundActor } from '../domain/command.ts'
import { distance } from '../domain/edit-distance.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Wording } from '../domain/wording.ts'
import { createHearing } from './hearing.ts'
import { foldPhrase } from './normalise.ts'
import { createOffices, type Offices } from './offices.ts'
import { bound } from './spelling.ts'

/** One way of writing an actor: the key is the folded alias without dots and spaces. */
export type Alias = { readonly key: string; readonly words: string; readonly actor: Actor; readonly isName: boolean }

const MOST_CANDIDATES = 12

/**
 * Finds actors by any alias in five languages, by parts of names in either order, by office and day, and by spelling that is a
 * little off. Everything is in memory; no call waits.
 */
export function createDirectory(facts: Facts, wording?: Wording): ActorDirectory {
  const byId = new Map(facts.actors.map((actor) => [actor.id, actor]))
  const aliases = facts.actors.flatMap(aliasesOf)
  const byKey = Map.groupBy(aliases, (alias) => alias.key)
  const byWord = wordIndex(aliases)
  const offices = createOffices(facts, wording)
  const states = statesByLetter(facts, wording)
  const ofLetter = (letter: string, at: number): FoundActor => {
    const { candidates } = several(beginningWith(letter, aliases, byWord), at)
    return { actor: null, candidates: [...new Set([...(states.get(letter) ?? []), ...candidates])].slice(0, MOST_CANDIDATES) }
  }
  const hearing = createHearing(aliases)
  const people = (words: string): readonly Actor[] => {
    const exact = byKey.get(words.replaceAll(' ', ''))?.map(({ actor }) => actor) ?? byParts(words, byWord, aliases)
    return exact.filter((actor) => actor.kind === 'person')
  }
  return {
    byId: (id) => byId.get(id),
    find(name, at) {
      const words = wordsOf(name)
      if (words === '') return NOBODY
      const exact = chosen(byKey.get(keyOf(name))?.map(({ actor }) => actor) ?? [], at)
      const office = offices.find(words, at)
      if (exact !== null && !(isBody(exact) && office !== null && office.actor !== null)) return exact
      const titled = withTitle(words, people, offices, at)
      if (titled !== null) return titled
      if (office !== null) return office
      if (ONE_LETTER.test(words)) return ofLetter(words, at)
      return (
        chosen(byParts(words, byWord, aliases), at) ??
        chosen(
          offices.bodyOf(words, (rest) => byParts(rest, byWord, aliases)),
          at,
        ) ??
        chosen(hearing.alike(words), at) ??
        chosen(nearest(words, aliases), at) ??
        chosen(hearing.near(words), at) ??
        NOBODY
      )
    },
    complete: (prefix, limit) => complete(wordsOf(prefix), aliases, limit),
  }
}

const NOBODY: FoundActor = { actor: null, candidates: [] }

/** A ministry or palace, by whose name its head may be meant. */
const isBody = ({ actor }: FoundActor): boolean => actor?.kind === 'office' || actor?.kind === 'organisation'

/** A name with its office (石破茂首相, "President Lee"): those of the name, and among several those who held the office. */
function withTitle(words: string, people: (words: string) => readonly Actor[], offices: Offices, at: number): FoundActor | null {
  const rest = offices.without(words)
  if (rest === null || rest === '') return null
  const bearers = people(rest)
  const of = (held: ReadonlySet<Actor>): readonly Actor[] => bearers.filter((actor) => held.has(actor))
  const [now, ever] = [of(offices.everIn(words, at)), of(offices.everIn(words))]
  return chosen(now.length > 0 ? now : ever.length > 0 ? ever : bearers, at)
}

/** One Hangul or Han character: a family name without a given one, or the first letter of a name. */
const ONE_LETTER = /^[\p{Script=Hangul}\p{Script=Han}]$/u

/** Folded words; Japanese v-sounds as b-sounds, since both are written; weapons without the sign for type behind their number. */
const wordsOf = (name: string): string =>
  foldPhrase(name)
    .replaceAll(/ヴ([ァィェォ])/g, (_, vowel: string) => ({ ァ: 'バ', ィ: 'ビ', ェ: 'ベ', ォ: 'ボ' })[vowel] ?? '')
    .replaceAll('ヴ', 'ブ')
    .replaceAll(/(?<=\d) ?[형型]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
const keyOf = (name: string): string => wordsOf(name).replaceAll(' ', '')

function aliasesOf(actor: Actor): Alias[] {
  const names = Object.values(actor.names ?? {}).filter((name) => name !== undefined)
  const written = new Set([actor.name, actor.id.replaceAll('-', ' '), ...names, ...Object.values(actor.aliases).flat()])
  return [...written].map((alias) => ({ key: keyOf(alias), words: wordsOf(alias), actor, isName: alias === actor.name }))
}

function wordIndex(aliases: readonly Alias[]): ReadonlyMap<string, ReadonlySet<Actor>> {
  const index = new Map<string, Set<Actor>>()
  for (const { words, actor } of aliases) {
    for (const word of words.split(' ')) {
      const known = index.get(word)
      if (known === undefined) index.set(word, new Set([actor]))
      else known.add(actor)
    }
  }
  return index
}

/**
 * Actors that bear every word of the query, in any order: those one of whose aliases has just these words where there are any; of one
 * word, the one whose name begins with it.
 */
function byParts(words: string, index: ReadonlyMap<string, ReadonlySet<Actor>>, aliases: readonly Alias[]): readonly Actor[] {
  const parts = words.split(' ')
  const sets = parts.map((word) => index.get(word) ?? new Set<Actor>())
  const [first, ...rest] = sets.toSorted((a, b) => a.size - b.size)
  const found = [...(first ?? [])].filter((actor) => rest.every((set) => set.has(actor)))
  if (found.length < 2) return found
  const turned = parts.toSorted().join(' ')
  const isMeant = (alias: Alias): boolean =>
    parts.length > 1 ? alias.words.split(' ').toSorted().join(' ') === turned : alias.isName && alias.words.startsWith(`${words} `)
  const meant = new Set(aliases.filter((alias) => found.includes(alias.actor) && isMeant(alias)).map(({ actor }) => actor))
  return meant.size === 1 ? [...meant] : found
}

/** States by the letters that headlines write for them, folded. */
function statesByLetter(facts: Facts, wording: Wording | undefined): ReadonlyMap<string, readonly Actor[]> {
  const letters = Object.values(wording?.letters ?? {}).flatMap((byLetter) => Object.entries(byLetter))
  const known = facts.actors.filter((actor) => actor.kind === 'state')
  return new Map(letters.map(([letter, country]) => [foldPhrase(letter), known.filter((actor) => actor.country === country)]))
}

/** A Korean syllable is a family name there; elsewhere only the beginning of a name. */
const KOREAN: ReadonlySet<string> = new Set(['KOR', 'PRK'])

/** Actors one of whose aliases begins with the letter or holds it as a word of its own; people where there are any. */
function beginningWith(letter: string, aliases: readonly Alias[], index: ReadonlyMap<string, ReadonlySet<Actor>>): readonly Actor[] {
  const found = [...aliases.filter(({ words }) => words.startsWith(letter)).map(({ actor }) => actor), ...(index.get(letter) ?? [])]
  const people = found.filter((actor) => actor.kind === 'person')
  const family = /\p{Script=Hangul}/u.test(letter) ? people.filter((actor) => KOREAN.has(actor.country)) : people
  return family.length > 0 ? family : people.length > 0 ? people : found
}

/** Actors whose alias is within the distance that its length allows, the nearest only. */
function nearest(words: string, aliases: readonly Alias[]): readonly Actor[] {
  const key = words.replaceAll(' ', '')
  const sorted = words.split(' ').toSorted().join('')
  let best = bound(key)
  let found: Actor[] = []
  for (const alias of aliases) {
    if (Math.abs(alias.key.length - key.length) > best || bound(alias.key) === 0) continue
    const turned = alias.words.includes(' ') ? alias.words.split(' ').toSorted().join('') : alias.key
    const gap = Math.min(distance(key, alias.key, best), turned === alias.key ? best + 1 : distance(sorted, turned, best))
    if (gap > best || gap === 0) continue
    found = gap < best ? [alias.actor] : [...found, alias.actor]
    best = gap
  }
  return found
}

/** One actor where only one is meant; otherwise candidates, those in office on the day first. A state wins over its capital. */
function chosen(actors: readonly Actor[], at: number): FoundActor | null {
  const unique = [...new Set(actors)]
  if (unique.length === 0) return null
  const states = unique.filter((actor) => actor.kind === 'state')
  const only = unique.length === 1 ? unique[0] : states.length === 1 ? states[0] : undefined
  return only === undefined ? several(unique, at) : { actor: only, candidates: [] }
}

/** Candidates, however few: no letter alone says who is meant. */
function several(actors: readonly Actor[], at: number): FoundActor {
  const sorted = [...new Set(actors)].toSorted((a, b) => weight(b, at) - weight(a, at))
  return { actor: null, candidates: sorted.slice(0, MOST_CANDIDATES) }
}

/** People in office first, then other people, then the rest; among equals those who are written in more ways, as the better known are. */
const weight = (actor: Actor, at: number): number =>
  (actor.kind === 'person' ? 1 : 0) + (rolesOn(actor, at).length > 0 ? 2 : 0) + fame(actor) / 1000

const fame = (actor: Actor): number => Object.values(actor.aliases).flat().length

/** Actors one of whose aliases begins with the prefix, names before other aliases, then those with a word that does. */
function complete(prefix: string, aliases: readonly Alias[], limit: number): readonly Actor[] {
  const ranked = new Map<Actor, number>()
  const key = prefix.replaceAll(' ', '')
  for (const alias of aliases) {
    const rank = rankOf(alias, prefix, key)
    if (rank < (ranked.get(alias.actor) ?? Number.POSITIVE_INFINITY)) ranked.set(alias.actor, rank)
  }
  return [...ranked]
    .filter(([, rank]) => rank < 9)
    .toSorted((a, b) => a[1] - b[1] || fame(b[0]) - fame(a[0]) || a[0].name.localeCompare(b[0].name))
    .slice(0, limit)
    .map(([actor]) => actor)
}

function rankOf(alias: Alias, prefix: string, key: string): number {
  const person = alias.actor.kind === 'person' ? 0 : 0.5
  if (alias.key.startsWith(key)) return person + (alias.isName ? 0 : 1)
  return alias.words.includes(` ${prefix}`) ? person + 2 : 9
}
