import type { Actor } from '../domain/actor.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Wording } from '../domain/wording.ts'
import { compoundsOf } from './compounds.ts'
import { type Entry, entryOf } from './entries.ts'
import type { Name } from './gazetteer.ts'
import { foldPhrase } from './normalise.ts'
import { edgesOf } from './phrases.ts'

/** Enters all that names somebody: masks, compounds, family names, actors by their aliases, states by what they are called. */
export function addNames(entries: Map<string, Entry>, facts: Facts, wording: Wording): void {
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
