import type { Actor } from '../domain/actor.ts'
import { distance } from '../domain/edit-distance.ts'
import { type Ear, earOf, soundKeys, soundParts } from './sounds.ts'

type Spelt = { readonly words: string; readonly actor: Actor }

/** Finds by sound whom no spelling finds. */
export interface Hearing {
  /** Whose name sounds the same. */
  alike(words: string): readonly Actor[]
  /** Of whose name the words sound like a part, or who differs by one sound. */
  near(words: string): readonly Actor[]
}

type Names = ReadonlyMap<string, ReadonlySet<Actor>>
type Index = { readonly ear: Ear; readonly whole: Names; readonly parts: Names }

/** Keys shorter than this must sound the same; longer ones may differ by one sound. */
const SURE_LENGTH = 6
/** A part of a name that is shorter sounds like too many. */
const SURE_PART = 4

/** The index is made when it is first needed. */
export function createHearing(aliases: readonly Spelt[]): Hearing {
  let made: readonly Index[] | null = null
  const index = (): readonly Index[] => {
    made ??= (['east', 'west'] as const).map((ear) => indexOf(aliases, ear))
    return made
  }
  const all = (find: (one: Index) => Iterable<Actor>): readonly Actor[] => [...new Set(index().flatMap((one) => [...find(one)]))]
  return {
    alike: (words) => all(({ ear, whole }) => soundKeys(words, ear).flatMap((key) => [...(whole.get(key) ?? [])])),
    near(words) {
      const parts = all((one) => byPart(words, one))
      if (parts.length > 0) return parts
      const near = all(({ ear, whole }) => soundKeys(words, ear).flatMap((key) => oneOff(key, whole)))
      return near.length > 0 ? near : withoutOneLetter(words, aliases)
    },
  }
}

function indexOf(aliases: readonly Spelt[], ear: Ear): Index {
  const mine = aliases.filter(({ actor }) => earOf(actor.country) === ear)
  const people = mine.filter(({ actor }) => actor.kind === 'person')
  return {
    ear,
    whole: filed(mine, ({ words }) => soundKeys(words, ear).slice(0, 1)),
    parts: filed(people, ({ words }) => soundParts(words, ear)),
  }
}

function filed(aliases: readonly Spelt[], keysOf: (alias: Spelt) => readonly string[]): Names {
  const names = new Map<string, Set<Actor>>()
  for (const alias of aliases) {
    for (const key of keysOf(alias)) {
      const known = names.get(key)
      if (known === undefined) names.set(key, new Set([alias.actor]))
      else known.add(alias.actor)
    }
  }
  return names
}

function byPart(words: string, { ear, parts }: Index): readonly Actor[] {
  const sounds = soundParts(words, ear)
  if (sounds.every((sound) => sound.length < SURE_PART)) return []
  const sets = sounds.map((sound) => parts.get(sound) ?? new Set<Actor>())
  const [first, ...rest] = sets
  return [...(first ?? [])].filter((actor) => rest.every((set) => set.has(actor)))
}

function oneOff(key: string, known: Names): readonly Actor[] {
  if (key.length < SURE_LENGTH) return []
  return [...known].flatMap(([other, actors]) =>
    other.length < SURE_LENGTH || Math.abs(other.length - key.length) > 1 || distance(key, other, 1) > 1 ? [] : [...actors],
  )
}

/** A short name with one letter left out: "Putn". */
function withoutOneLetter(words: string, aliases: readonly Spelt[]): readonly Actor[] {
  if (!/^[a-z]{4}$/.test(words)) return []
  const near = aliases.filter(({ words: alias }) => alias.length === 5 && alias[0] === words[0] && distance(words, alias, 1) === 1)
  return [...new Set(near.map(({ actor }) => actor))].filter((actor) => actor.kind === 'person')
}
