import { type Actor, rolesOn } from '../domain/actor.ts'
import type { FoundActor } from '../domain/command.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Wording } from '../domain/wording.ts'
import { foldPhrase } from './normalise.ts'

/** Answers "the defence minister of Russia", "Japanese PM", "외무상" with who holds the office on a day. */
export interface Offices {
  find(words: string, at: number): FoundActor | null
}

/** The kinds of office that people ask for: how they are called, and how the roles of actors are titled. */
type Office = { readonly asked: RegExp; readonly title: RegExp; readonly country: string | null }

const OFFICES: readonly Office[] = [
  {
    asked:
      /foreign minister|minister of foreign affairs|minister for foreign affairs|\bfm\b|外长|外务大臣|минист\S* иностранных дел|глава мид|외교부? ?장관|외무장관|外相|外务相/,
    title: /^(?:Minister (?:of|for) Foreign Affairs|Secretary of State)$/,
    country: null,
  },
  { asked: /외무상/, title: /^Minister of Foreign Affairs$/, country: 'PRK' },
  { asked: /국방상/, title: /^Minister of National Defence$/, country: 'PRK' },
  { asked: /방위상|방위대신|防卫相|防卫大臣/, title: /^Minister of Defense$/, country: 'JPN' },
  { asked: /secretary of state|국무장관|国务长官|国务卿|госсекретар/, title: /^Secretary of State$/, country: 'USA' },
  {
    asked:
      /defen[cs]e (?:minister|secretary|chief)|minister of (?:national )?defen[cs]e|secretary of (?:defense|war)|국방부? ?장관|国防部长|防长|国防长官|国防相|минист\S* оборон/,
    title: /^(?:Minister of (?:National )?Defen[cs]e|Secretary of Defense.*)$/,
    country: null,
  },
  { asked: /prime minister|premier|\bpm\b|총리|首相|总理|премьер/, title: /^(?:Prime Minister(?: of Japan)?|Premier.*)$/, country: null },
  {
    asked: /supreme leader|general secretary|총비서|国务委员长|국무위원장|总书记|верховный лидер/,
    title: /^General Secretary, Workers/,
    country: 'PRK',
  },
  { asked: /vice president|부통령|副总统|副大统领|вице президент/, title: /^Vice President of .*$/, country: null },
  // A party's president holds no office of the state.
  { asked: /president|대통령|大统领|总统|президент/, title: /^(?:President of (?!.*Party).*|Acting President)$/, country: null },
  { asked: /chief cabinet secretary|관방장관|官房长官|генеральный секретарь кабинета/, title: /^Chief Cabinet Secretary$/, country: 'JPN' },
  { asked: /joint chiefs|합참의장|参谋长联席会议主席/, title: /^Chairman of the Joint Chiefs of Staff$/, country: null },
  {
    asked: /national security (?:advis[eo]r|director)|안보실장|国家安全保障室长/,
    title: /^(?:Director of National Security.*|National Security Advis[eo]r|Assistant to the President for National Security Affairs.*)$/,
    country: null,
  },
  { asked: /unification minister|통일부? ?장관|统一部长官/, title: /^Minister of Unification$/, country: 'KOR' },
]

export function createOffices(facts: Facts, wording?: Wording): Offices {
  const people = facts.actors.filter((actor) => actor.kind === 'person')
  const states = stateNames(facts, wording)
  return {
    find(words, at) {
      const office = OFFICES.find(({ asked }) => asked.test(words))
      if (office === undefined) return null
      const country = office.country ?? countryIn(words, states)
      const meant = country === null ? eitherKorea(words) : [country]
      const known = people
        .filter((actor) => (meant.length === 0 || meant.includes(actor.country)) && held(actor, office))
        .toSorted((a, b) => meant.indexOf(a.country) - meant.indexOf(b.country))
      const holders = known.filter((actor) => rolesOn(actor, at).some((role) => office.title.test(role.title)))
      if (country !== null && holders.length === 1) return { actor: holders[0] ?? null, candidates: [] }
      return known.length === 0 ? null : { actor: null, candidates: holders.length > 0 ? holders : known }
    },
  }
}

/** "Korean" alone mostly means the South, which is offered first. */
const eitherKorea = (words: string): readonly string[] => (/\bkorean?\b/.test(words) ? ['KOR', 'PRK'] : [])

const held = (actor: Actor, { title }: Office): boolean => actor.roles.some((role) => title.test(role.title))

/** Folded names and demonyms of the states whose offices are known, longest first. */
function stateNames(facts: Facts, wording?: Wording): readonly (readonly [string, string])[] {
  const named = facts.actors
    .filter((actor) => actor.kind === 'state')
    .flatMap((actor) => [actor.name, ...Object.values(actor.aliases).flat()].map((name) => [foldPhrase(name), actor.country] as const))
  const worded = Object.entries(wording?.states ?? {}).flatMap(([country, phrases]) =>
    phrases.map((phrase) => [foldPhrase(phrase.replace(/~$/, '')), country] as const),
  )
  return [...named, ...worded].filter(([name]) => name.length > 1).toSorted((a, b) => b[0].length - a[0].length)
}

function countryIn(words: string, states: readonly (readonly [string, string])[]): string | null {
  const padded = ` ${words} `
  const plain = (name: string): string => name.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
  const found = states.find(([name]) => (/^[a-z]/.test(name) ? padded.includes(` ${plain(name)} `) : words.includes(name)))
  return found?.[1] ?? null
}
