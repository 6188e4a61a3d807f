import { type Actor, type Role, rolesOn } from '../domain/actor.ts'
import { countryName } from '../domain/country.ts'

/** Adjectives of the states whose officials are named most; others take `of` and the name. */
const DEMONYMS: Readonly<Record<string, string>> = {
  USA: 'US',
  JPN: 'Japanese',
  KOR: 'South Korean',
  PRK: 'North Korean',
  RUS: 'Russian',
  CHN: 'Chinese',
  UKR: 'Ukrainian',
}

/** How headlines shorten offices; the first pattern that fits decides. */
const OFFICES: readonly (readonly [RegExp, string])[] = [
  [/^(?:vice|deputy) minister (?:of|for) foreign affairs/iu, 'Deputy Foreign Minister'],
  [/^(?:first vice|deputy) minister of foreign affairs/iu, 'Deputy Foreign Minister'],
  [/^minister (?:of|for) foreign affairs/iu, 'Foreign Minister'],
  [/^minister of (?:national )?defen[cs]e|^minister of the people's armed forces/iu, 'Defence Minister'],
  [/^minister of unification/iu, 'Unification Minister'],
  [/^acting president/iu, 'Acting President'],
  [/^vice president/iu, 'Vice President'],
  [/^president (?:of the (?:united|republic|russian|prc)|of ukraine)/iu, 'President'],
  [/^prime minister/iu, 'Prime Minister'],
  [/^premier/iu, 'Premier'],
  [/^supreme leader/iu, 'leader'],
  [/^general secretary, cpc/iu, 'leader'],
  [/^secretary of state/iu, 'Secretary of State'],
  [/^secretary of defense/iu, 'Defense Secretary'],
  [/^secretary of the security council/iu, 'Security Council Secretary'],
  [/^chairman of the joint chiefs/iu, 'Joint Chiefs Chairman'],
  [/^chief cabinet secretary/iu, 'Chief Cabinet Secretary'],
  [/^(?:director of national security|national security adviser)/iu, 'National Security Adviser'],
  [/^foreign ministry spokes/iu, 'Foreign Ministry spokeswoman'],
  [/^presidential press secretary/iu, 'presidential spokesman'],
  [/ambassador/iu, 'Ambassador'],
]

const shortOf = ({ title }: Role): string | undefined => OFFICES.find(([pattern]) => pattern.test(title))?.[1]

/** The role by whose office a headline calls a person at a moment; null where none is known or has a short form. */
export const tellingRole = (actor: Actor, at: number): Role | null =>
  rolesOn(actor, at).find((role) => role.status !== 'unverified' && shortOf(role) !== undefined) ?? null

/** The office a person held at a moment, as a headline says it; null where none is known or it has no short form. */
export function shortOffice(actor: Actor, at: number): string | null {
  const role = tellingRole(actor, at)
  return role === null ? null : (shortOf(role) ?? null)
}

/** `Russian Foreign Minister Sergey Lavrov`: nationality, office held at that moment, name. */
export function personAt(actor: Actor, at: number): string {
  const demonym = DEMONYMS[actor.country]
  const office = shortOffice(actor, at)
  const parts = [demonym, office, actor.name].filter((part) => part !== undefined && part !== null)
  return office === null ? actor.name : parts.join(' ')
}

/** `A`, `A and B`, `A, B and C`. */
export function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? ''
  return names.length <= 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`
}

/** State names as headlines write them. */
export const shortCountry = (code: string): string => (code === 'USA' ? 'US' : code === 'UNO' ? 'UN' : countryName(code))
