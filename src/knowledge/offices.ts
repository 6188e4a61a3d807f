import { type Actor, dateBounds, type Role } from '../domain/actor.ts'
import type { FoundActor } from '../domain/command.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Office } from '../domain/office.ts'
import type { Wording } from '../domain/wording.ts'
import { foldPhrase } from './normalise.ts'
import { bounded, officeWords } from './office-words.ts'

/** Answers "the defence minister of Russia", "Japanese PM", "외무상" with who holds the office on a day. */
export interface Offices {
  /** The holder on the day (epoch ms) where one office of one state is meant; else who may be meant; null where no office is named. */
  find(words: string, at: number): FoundActor | null
  /** Who holds the office of a state on the day: several where the table has several, the latest first. */
  holders(office: Office, country: string, at: number): readonly Actor[]
  /** Whether the table names anybody who ever held the office of the state. */
  hasHad(office: Office, country: string): boolean
  /** What is left of a name without the words of its office (`trump` of `president trump`); null where there are none. */
  without(words: string): string | null
  /** All who held the office that the words name, of any state: on the day, or ever where none is given. */
  everIn(words: string, at?: number): ReadonlySet<Actor>
  /** The bodies of a state that the words name ("Ministry of Defence of the Russian Federation"), found by the rest of the words. */
  bodyOf(words: string, byParts: (words: string) => readonly Actor[]): readonly Actor[]
}

type Term = { readonly actor: Actor; readonly fromAt: number; readonly toAt: number; readonly lastDayFrom: number }

export function createOffices(facts: Facts, wording?: Wording): Offices {
  const table = facts.offices
  if (table === undefined)
    return { find: () => null, holders: () => [], hasHad: () => false, without: () => null, everIn: () => new Set(), bodyOf: () => [] }
  const terms = termsOf(facts)
  const words = officeWords(table).map((word) => ({ ...word, pattern: new RegExp(word.source) }))
  const any = new RegExp(words.map(({ source }) => source).join('|'))
  // Only where they stand apart, or at the end: 长 and 氏 are parts of names too.
  const honorific = new RegExp(`(?:${table.honorifics.map(bounded).join('|') || '(?!)'})(?= |$)`, 'g')
  const wordIn = (text: string) => (any.test(text) ? words.find(({ pattern }) => pattern.test(text)) : undefined)
  const states = stateNames(facts, wording)
  const either = table.either.map(({ words: phrases, states: meant }) => ({ pattern: new RegExp(phrases.map(bounded).join('|')), meant }))
  const holders: Offices['holders'] = (office, country, at) => holding(terms.get(office) ?? [], country, at)
  return {
    holders,
    hasHad: (office, country) => (terms.get(office) ?? []).some(({ actor }) => actor.country === country),
    everIn(text, at) {
      const word = wordIn(text)
      const all = word === undefined ? [] : (terms.get(word.office) ?? [])
      const now = all.filter(({ fromAt, toAt }) => at !== undefined && fromAt <= at && at <= toAt)
      return new Set((at === undefined ? all : now).map(({ actor }) => actor))
    },
    bodyOf(text, byParts) {
      const { named, rest } = statesIn(text, states)
      const [country] = named
      return country === undefined || rest === '' ? [] : byParts(rest).filter((actor) => actor.country === country)
    },
    find(text, at) {
      if (!any.test(text)) return null
      const { named } = statesIn(text, states)
      const meant = words.find((word) => word.pattern.test(text) && isAbout(word.office, named))
      if (meant === undefined) return null
      const country = stateOf(meant.office, named) ?? (named.length > 0 ? null : (meant.country ?? null))
      const countries = country === null ? (either.find(({ pattern }) => pattern.test(text))?.meant ?? []) : [country]
      const known = terms.get(meant.office) ?? []
      return answer(known, countries, country !== null, at)
    },
    without(text) {
      const word = wordIn(text)
      const rest = (word === undefined ? text : text.replace(word.pattern, ' ')).replaceAll(honorific, ' ').replaceAll(/\s+/g, ' ').trim()
      return rest === text ? null : rest
    },
  }
}

function answer(terms: readonly Term[], countries: readonly string[], isSure: boolean, at: number): FoundActor | null {
  const states = countries.length > 0 ? countries : [...new Set(terms.map(({ actor }) => actor.country))]
  const inOffice = states.flatMap((state) => holding(terms, state, at))
  if (isSure && inOffice.length === 1) return { actor: inOffice[0] ?? null, candidates: [] }
  const ever = states.flatMap((state) => [...new Set(terms.filter(({ actor }) => actor.country === state).map(({ actor }) => actor))])
  const offered = inOffice.length > 0 ? inOffice : ever
  return offered.length === 0 ? null : { actor: null, candidates: offered }
}

/** The terms of every office, latest begun first. */
function termsOf({ actors, offices }: Facts): ReadonlyMap<Office, readonly Term[]> {
  const people = actors.filter((actor) => actor.kind === 'person')
  return new Map(
    offices?.offices.map((office) => {
      const terms = people
        .filter((actor) => office.country === null || actor.country === office.country)
        .flatMap((actor) => actor.roles.filter((role) => isTitled(office, role)).map((role) => termOf(actor, role)))
      return [office, terms.toSorted((a, b) => b.fromAt - a.fromAt)] as const
    }),
  )
}

const isTitled = ({ titles }: Office, { title }: Role): boolean =>
  titles.some((one) => (one.endsWith('~') ? title.startsWith(one.slice(0, -1)) : title === one))

const termOf = (actor: Actor, { from, to }: Role): Term => ({
  actor,
  fromAt: from === null ? Number.NEGATIVE_INFINITY : dateBounds(from).from,
  toAt: to === null ? Number.POSITIVE_INFINITY : dateBounds(to).to,
  lastDayFrom: to === null ? Number.POSITIVE_INFINITY : dateBounds(to).from,
})

/** On the day (or in the month) of a change, who came holds the office, not who went. */
function holding(terms: readonly Term[], country: string, at: number): readonly Actor[] {
  const open = terms.filter(({ actor, fromAt, toAt }) => actor.country === country && fromAt <= at && at <= toAt)
  const stays = open.filter((term) => !open.some((other) => other.actor !== term.actor && other.fromAt >= term.lastDayFrom))
  return [...new Set(stays.map(({ actor }) => actor))]
}

/** Whether an office can be meant where these states are named: one of one state's only beside its own name, or beside its host's alone. */
function isAbout({ country, towards }: Office, named: readonly string[]): boolean {
  if (country === null) return true
  const others = named.filter((state) => state !== towards)
  return others.length === 0 || others.includes(country)
}

const stateOf = ({ country }: Office, named: readonly string[]): string | null => country ?? named[0] ?? null

const plain = (name: string): string => name.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Folded names and demonyms of the states whose offices are known, as they are looked for, longest first. */
function stateNames(facts: Facts, wording?: Wording): readonly (readonly [string, string])[] {
  const named = facts.actors
    .filter((actor) => actor.kind === 'state')
    .flatMap((actor) => [actor.name, ...Object.values(actor.aliases).flat()].map((name) => [foldPhrase(name), actor.country] as const))
  const worded = Object.entries(wording?.states ?? {}).flatMap(([country, phrases]) =>
    phrases.map((phrase) => [foldPhrase(phrase.replace(/~$/, '')), country] as const),
  )
  return [...named, ...worded]
    .filter(([name]) => name.length > 1)
    .toSorted((a, b) => b[0].length - a[0].length)
    .map(([name, country]) => [/^[a-z]/.test(name) ? ` ${plain(name)} ` : plain(name), country] as const)
    .filter(([sought]) => sought.trim() !== '')
}

const SMALL_WORDS = /(?<= )(?:of|the|for|s|and)(?= )/g

/** The states that a query names, the longest name first, and what it says beside; what stands inside a longer name is no name of its own. */
function statesIn(
  words: string,
  states: readonly (readonly [string, string])[],
): { readonly named: readonly string[]; readonly rest: string } {
  let rest = ` ${words} `
  const found: string[] = []
  for (const [sought, country] of states) {
    if (!rest.includes(sought)) continue
    found.push(country)
    rest = rest.replaceAll(sought, ' | ')
  }
  const said = rest.replaceAll('|', ' ').replaceAll(SMALL_WORDS, ' ').replaceAll(/\s+/g, ' ').trim()
  return { named: [...new Set(found)], rest: said }
}
