import { type Actor, dateBounds, LANGUAGES, type Language, type Role } from '../domain/actor.ts'
import { type Entry, idsIn } from './check.ts'
import { suggestion } from './nearest.ts'
import type { Problem } from './problem.ts'
import type { Source } from './source.ts'

type Entries = readonly Entry<Actor>[]
type Claim = { readonly entry: Entry<Actor>; readonly path: readonly PropertyKey[] }

const aliasKey = (language: Language, alias: string): string => `${language}:${alias.normalize('NFC').toLowerCase()}`

/** Every alias with who claims it; an actor's English name counts as one. */
function claims(entries: Entries): ReadonlyMap<string, readonly Claim[]> {
  const found = new Map<string, Claim[]>()
  const add = (key: string, claim: Claim): void => {
    const before = found.get(key)
    if (before === undefined) found.set(key, [claim])
    else if (!before.some((other) => other.entry === claim.entry)) before.push(claim)
  }
  for (const entry of entries) {
    add(aliasKey('en', entry.value.name), { entry, path: [...entry.path, 'name'] })
    for (const language of LANGUAGES)
      entry.value.aliases[language].forEach((alias, index) => {
        add(aliasKey(language, alias), { entry, path: [...entry.path, 'aliases', language, index] })
      })
  }
  return found
}

/** Aliases that two actors claim while `sharedAliases` does not say so. */
export function aliasProblems(source: Source, entries: Entries, shared: Readonly<Record<string, readonly string[]>>): readonly Problem[] {
  const problems: Problem[] = []
  for (const [key, claimed] of claims(entries)) {
    const unshared = claimed.filter(({ entry }) => !shared[key]?.includes(entry.value.id))
    const [first, second = unshared[0]] = claimed
    if (claimed.length < 2 || first === undefined || second === undefined || unshared.length === 0) continue
    const ids = claimed.map(({ entry }) => entry.value.id)
    problems.push(
      source.problem(
        second.path,
        `"${key}" is an alias of ${ids.join(' and ')}, and nothing tells them apart`,
        `Take it from all but one of them, or add to sharedAliases: "${key}": [${ids.join(', ')}]`,
      ),
    )
  }
  return problems
}

/** Entries of `sharedAliases` that name an unknown actor, or one that does not claim the alias. */
export function sharedAliasProblems(
  source: Source,
  entries: Entries,
  shared: Readonly<Record<string, readonly string[]>>,
): readonly Problem[] {
  const known = idsIn(source, 'actors')
  const claimed = claims(entries)
  const good = new Set(entries.map(({ value }) => value.id))
  return Object.entries(shared).flatMap(([key, ids]) =>
    ids.flatMap((id, index) => {
      const path = ['sharedAliases', key, index]
      if (!known.has(id)) return [source.problem(path, `"${id}" is no actor`, suggestion(id, [...known]))]
      if (!good.has(id) || claimed.get(key)?.some(({ entry }) => entry.value.id === id)) return []
      return [source.problem(path, `${id} has no alias "${key}"`, `Add the alias to ${id}, or take ${id} from this list.`)]
    }),
  )
}

const starts = (role: Role): number => (role.from === null ? Number.NEGATIVE_INFINITY : dateBounds(role.from).from)
/** The last moment; for a partial date the earliest it can mean, so that `to: 2025` and `from: 2025-06` do not clash. */
const surelyEnds = (role: Role): number => (role.to === null ? Number.POSITIVE_INFINITY : dateBounds(role.to).from)
const endsAtLatest = (role: Role): number => (role.to === null ? Number.POSITIVE_INFINITY : dateBounds(role.to).to)

/** Roles that end before they begin, and the same title held twice at one time by one actor. */
export function roleProblems(source: Source, entries: Entries): readonly Problem[] {
  return entries.flatMap(({ value: actor, path }) =>
    actor.roles.flatMap((role, index) => {
      const at = [...path, 'roles', index]
      if (endsAtLatest(role) < starts(role))
        return [
          source.problem(
            at,
            `"${role.title}" of ${actor.id} ends (${role.to}) before it begins (${role.from})`,
            'Swap the two dates, or put them right.',
          ),
        ]
      const other = actor.roles
        .slice(0, index)
        .find((before) => before.title === role.title && starts(before) < surelyEnds(role) && starts(role) < surelyEnds(before))
      if (other === undefined) return []
      return [
        source.problem(
          at,
          `${actor.id} holds "${role.title}" twice at one time: ${span(other)} and ${span(role)}`,
          'End the first before the second begins, or remove one.',
        ),
      ]
    }),
  )
}

const span = (role: Role): string => `${role.from ?? 'unknown'} to ${role.to ?? 'now'}`
