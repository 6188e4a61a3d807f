import type { Actor } from '../domain/actor.ts'
import type { Affairs } from '../domain/affair.ts'
import type { Act, BriefStanding } from '../domain/brief.ts'
import type { Category } from '../domain/event.ts'
import type { NamedDeed } from './headline-evidence.ts'
import { DEED_FORMS, formByConcept, formFor, inTense, SHARED, SUBTYPES, type Words } from './headline-forms.ts'
import { listed, personAt, shortCountry } from './names.ts'
import { topicsIn } from './topics.ts'

/** What a headline is made from: one coded act and what the reports say around it. */
export type HeadlineInput = {
  readonly act: Act
  /** People named in the reports, most often first. */
  readonly people: readonly Actor[]
  /** Exercises and treaties named. */
  readonly named: readonly Actor[]
  readonly place: string | null
  /** ISO date of the event, or null. */
  readonly date: string | null
  readonly at: number
  /** What the reports' headlines speak of, most often first: told where the act alone says little. */
  readonly concepts: readonly string[]
  readonly affairs: Affairs
  /** The joint deed that the headlines name outright, where they do. */
  readonly deed?: NamedDeed | null
  /** Who alleges it, where it is alleged. */
  readonly accuser: string | null
}

/** The act's own people where it has one a side; states else. Words before deeds: only talk is done by persons. */
const BY_PERSON: ReadonlySet<Category> = new Set(['CONSULT', 'THREATEN', 'ACCUSE', 'SUPPORT', 'REJECT', 'REQUEST', 'AGREE'])

function sideName(
  states: readonly string[],
  people: readonly Actor[],
  at: number,
  byPerson: boolean,
): { readonly name: string; readonly plural: boolean } {
  const [state] = states
  const person = byPerson && states.length === 1 ? people.find(({ country }) => country === state) : undefined
  if (person !== undefined) return { name: personAt(person, at), plural: false }
  // Two who do it together are named where each side has one person only: else it is not known who of them it was.
  const pair = byPerson && states.length === 2 ? states.map((each) => people.filter(({ country }) => country === each)) : []
  if (pair.length === 2 && pair.every(({ length }) => length === 1))
    return { name: listed(pair.flat().map((one) => personAt(one, at))), plural: true }
  return { name: listed(states.map(shortCountry)), plural: states.length > 1 }
}

const WHEN = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

function standingTail(standing: BriefStanding, accuser: string | null): string {
  if (standing === 'alleged') return accuser === null ? ', it is alleged' : `, ${accuser} alleges`
  return accuser === null ? '' : `, ${accuser} says`
}

/** Acts of a bare category: who and whom are told, but not what about. */
const saysLittle = ({ act, named, concepts, deed = null }: Pick<HeadlineInput, 'act' | 'named' | 'concepts' | 'deed'>): boolean =>
  deed === null &&
  formByConcept(act, concepts) === undefined &&
  (act.subtype === null || SUBTYPES[act.subtype] === undefined) &&
  act.mode !== 'visit' &&
  !(act.category === 'COOPERATE' && named.length > 0)

/** Categories whose bare verb tells nothing by itself: better a line of topics than `cooperates`. */
const BARE: ReadonlySet<Category> = new Set([
  'COOPERATE',
  'AID',
  'SUPPORT',
  'AGREE',
  'CONCEDE',
  'REJECT',
  'REQUEST',
  'RETREAT',
  'MOBILIZE',
  'COERCE',
  'PROTEST',
])
/** Deeds that take two. */
const NEEDS_TWO: ReadonlySet<Category> = new Set(['COOPERATE', 'AGREE', 'CONSULT'])

const isEmpty = (input: HeadlineInput): boolean => {
  const { act } = input
  const alone = new Set([...act.actors, ...act.recipients]).size < 2
  if (act.mode === 'visit' && act.actors.length > 1 && act.recipients.length > 0) return true
  if (GOES_ONE_WAY.has(act.subtype ?? '') && act.actors.length > 1) return true
  return (NEEDS_TWO.has(act.category) && alone) || (BARE.has(act.category) && saysLittle(input))
}

/** Deeds that go from one to another: told of both at once, who did it is not known. */
const GOES_ONE_WAY: ReadonlySet<string> = new Set([
  'greetings',
  'arms-transfer',
  'troop-deployment',
  'labour',
  'technology-transfer',
  'pow-transfer',
])

/** `in Wonsan`, `at Camp David`, `in the Alabuga special economic zone`. */
function whereWords(place: string): string {
  const at = /Camp|Cosmodrome|bridge|crossing|site|station/iu.test(place) ? 'at' : 'in'
  return ` ${at} ${/(?:zone|crossing|bridge)$/iu.test(place) ? 'the ' : ''}${place}`
}

/**
 * A headline in plain English from a coded act: who (with the office held then) did what to whom, where, when, and how sure
 * that is. Every word of substance comes from the coding, so that nothing stands in it that no source says; '' where the act cannot be said so.
 */
export function headlineFor(input: HeadlineInput): string {
  const { act, people, named, place, date, at, deed = null } = input
  const together = deed !== null || (act.subtype !== null && SHARED.has(act.subtype))
  const byPerson = BY_PERSON.has(act.category) && !together && !(act.category === 'AGREE' && act.subtype !== null)
  const visit = act.category === 'CONSULT' && act.mode === 'visit'
  const who = sideName(together ? [...act.actors, ...act.recipients] : act.actors, people, at, byPerson)
  const whom = sideName(act.recipients, people, at, byPerson && !visit && act.category === 'CONSULT')
  const words: Words = {
    who: who.name,
    whom: together ? '' : visit && place !== null ? `${place}, ${whom.name}` : whom.name,
    plural: who.plural,
    event: named[0]?.name ?? '',
  }
  const chosen = deed === null ? formFor(act, named, input.concepts) : DEED_FORMS[deed]
  if (isEmpty(input) || words.who === '' || (chosen.needsObject && words.whom === '')) return ''
  const said = inTense(chosen, act, words)
  const where = place === null || said.includes(place) ? '' : whereWords(place)
  const day = date === null ? Number.NaN : Date.parse(date)
  // Of a plan, the day on which it was told is not the day on which it will be done.
  const isKnown = !Number.isNaN(day) && (act.standing !== 'planned' || day > at)
  const when = isKnown ? `, ${WHEN.format(day)}` : ''
  // Where talks are held says enough of them.
  const about =
    saysLittle(input) && !(act.category === 'CONSULT' && where !== '') ? topicsIn(input.concepts, act.category, input.affairs) : ''
  const sentence = `${said}${where}${about}${when}${standingTail(act.standing, input.accuser)}`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}

/** An act by itself in plain English, without place, day and standing: `North Korea sends troops or builders to Russia`. '' where it cannot be said. */
export function plainAct(act: Act): string {
  const together = act.subtype !== null && SHARED.has(act.subtype)
  const names = (states: readonly string[]): string => listed(states.map(shortCountry))
  const subjects = together ? [...act.actors, ...act.recipients] : act.actors
  const words: Words = { who: names(subjects), whom: together ? '' : names(act.recipients), plural: subjects.length > 1, event: '' }
  const form = formFor(act, [], [])
  const isBare = BARE.has(act.category) && saysLittle({ act, named: [], concepts: [] })
  if (isBare || words.who === '' || (form.needsObject && words.whom === '')) return ''
  return inTense(form, act, words)
}
