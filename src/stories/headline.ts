import type { Actor } from '../domain/actor.ts'
import type { Act } from '../domain/brief.ts'
import type { Category, Standing } from '../domain/event.ts'
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
  /** Who alleges it, where it is alleged. */
  readonly accuser: string | null
}

/** Subject and object as words, and whether the verb takes a plural. */
type Words = { readonly who: string; readonly whom: string; readonly plural: boolean; readonly event: string }
type Form = { readonly done: (words: Words) => string; readonly planned: (words: Words) => string; readonly needsObject: boolean }

const verb = ({ plural }: Words, singular: string, many: string): string => (plural ? many : singular)
const to = (whom: string, preposition = 'to'): string => (whom === '' ? '' : ` ${preposition} ${whom}`)

/** A form whose future is `to` and the verb's plural. */
const form = (singular: string, many: string, tail: (words: Words) => string, needsObject = false): Form => ({
  needsObject,
  done: (words) => `${words.who} ${verb(words, singular, many)}${tail(words)}`,
  planned: (words) => `${words.who} to ${many}${tail(words)}`,
})

const direct = (words: Words): string => to(words.whom, '').replace('  ', ' ')

/** By subtype where the domain has one. Names of `config/events.yaml`; one that is missing here falls back to its category. */
const SUBTYPES: Readonly<Record<string, Form>> = {
  'trilateral-summit': form('holds', 'hold', ({ whom }) => ` leaders' talks${to(whom, 'with')}`),
  'bilateral-call-ab': form('holds', 'hold', ({ whom }) => ` talks by phone${to(whom, 'with')}`),
  'rok-japan-shuttle': form('holds', 'hold', ({ whom }) => ` summit talks${to(whom, 'with')}`),
  'trilateral-exercise': form('holds', 'hold', ({ event }) => ` joint ${event === '' ? 'exercise' : `exercise ${event}`}`),
  'rok-us-exercise': form('holds', 'hold', ({ event }) => ` joint ${event === '' ? 'exercise' : `exercise ${event}`}`),
  'missile-data-sharing': form('shares', 'share', () => ' missile-warning data'),
  'trilateral-statement': form('condemns', 'condemn', ({ whom }) =>
    whom === '' ? ' in a joint statement' : ` ${whom} in a joint statement`,
  ),
  'trilateral-economic': form('agrees', 'agree', () => ' on economic or technology cooperation'),
  'treaty-step': form('takes', 'take', () => ' a step on their treaty'),
  'troop-deployment': form('sends', 'send', ({ whom }) => ` troops or builders${to(whom)}`),
  'dprk-troops-in-combat': form('fights', 'fight', ({ whom }) => to(whom, 'against')),
  'arms-transfer': form('supplies', 'supply', ({ whom }) => ` arms${to(whom)}`),
  'technology-transfer': form('gives', 'give', ({ whom }) => ` military technology${to(whom)}`),
  'transport-tourism': form('extends', 'extend', () => ' transport or tourism links'),
  labour: form('sends', 'send', ({ whom }) => ` workers${to(whom)}`),
  'warning-against-trilateral': form('warns', 'warn', direct, true),
  'missile-launch': form('launches', 'launch', () => ' missile'),
  sanctions: form('imposes', 'impose', ({ whom }) => ` sanctions${to(whom, 'on')}`, true),
  'cyber-theft': form('carries', 'carry', ({ whom }) => ` out cyber theft${to(whom, 'against')}`),
  'pow-transfer': form('hands', 'hand', ({ whom }) => ` over prisoners${to(whom)}`),
  greetings: form('sends', 'send', ({ whom }) => ` greetings${to(whom)}`),
}

const CATEGORY_FORMS: Readonly<Record<Category, Form>> = {
  ASSAULT: form('attacks', 'attack', direct, true),
  MOBILIZE: form('mobilises', 'mobilise', ({ whom }) => ` forces${to(whom, 'against')}`),
  COERCE: form('coerces', 'coerce', direct, true),
  SANCTION: form('imposes', 'impose', ({ whom }) => ` sanctions${to(whom, 'on')}`, true),
  PROTEST: form('protests', 'protest', ({ whom }) => to(whom, 'against')),
  AID: form('gives', 'give', ({ whom }) => ` aid${to(whom)}`, true),
  COOPERATE: form('cooperates', 'cooperate', ({ whom }) => to(whom, 'with')),
  RETREAT: form('withdraws or releases', 'withdraw or release', ({ whom }) => to(whom)),
  AGREE: {
    ...form('agrees', 'agree', ({ whom }) => (whom === '' ? ' to cooperate' : ` to cooperate with ${whom}`)),
    planned: ({ who, whom }) => `${who} to cooperate${to(whom, 'with')}`,
  },
  CONSULT: form('holds', 'hold', ({ whom }) => ` talks${to(whom, 'with')}`),
  SUPPORT: form('backs', 'back', direct, true),
  CONCEDE: form('concedes', 'concede', ({ whom }) => to(whom)),
  THREATEN: form('warns', 'warn', direct, true),
  ACCUSE: form('criticises', 'criticise', direct, true),
  REJECT: form('rejects', 'reject', ({ whom }) => (whom === '' ? ' a demand' : ` demand of ${whom}`)),
  REQUEST: form('calls', 'call', ({ whom }) => (whom === '' ? ' for action' : ` on ${whom} to act`)),
}

const VISIT = form('visits', 'visit', direct, true)
const PHONE = form('holds', 'hold', ({ whom }) => ` talks by phone${to(whom, 'with')}`)

const EXERCISE = form('holds', 'hold', ({ event }) => ` joint ${event === '' ? 'exercise' : `exercise ${event}`}`)

/** Deeds that all do alike: who is coded as recipient does them too. */
const SHARED: ReadonlySet<string> = new Set([
  'treaty-step',
  'transport-tourism',
  'trilateral-exercise',
  'trilateral-summit',
  'missile-data-sharing',
])

/** Deeds whose kind was not recognised, told by what the headlines speak of: category, concept, the form. The first that fits counts. */
const BY_CONCEPT: readonly (readonly [ReadonlySet<Category>, string, (act: Act) => boolean, Form])[] = [
  [new Set(['COOPERATE']), 'drill', ({ actors }) => actors.length > 1, EXERCISE],
  [
    new Set(['AGREE']),
    'drill',
    ({ actors }) => actors.length > 1,
    { ...form('agrees', 'agree', ({ event }) => ` on a joint exercise${event === '' ? '' : `, ${event}`}`), planned: EXERCISE.planned },
  ],
  [new Set(['AID', 'AGREE']), 'troops', isOneWay, form('sends', 'send', ({ whom }) => ` troops${to(whom)}`)],
  [new Set(['AID', 'AGREE']), 'sappers', isOneWay, form('sends', 'send', ({ whom }) => ` sappers${to(whom)}`)],
  [new Set(['AID', 'AGREE']), 'ammunition', isOneWay, form('supplies', 'supply', ({ whom }) => ` arms${to(whom)}`)],
  [new Set(['AID', 'AGREE', 'COOPERATE']), 'workers', isOneWay, form('sends', 'send', ({ whom }) => ` workers${to(whom)}`)],
]

function isOneWay({ actors, recipients }: Act): boolean {
  return actors.length === 1 && recipients.length === 1
}

const formByConcept = (act: Act, concepts: readonly string[]): Form | undefined =>
  act.subtype === null || SUBTYPES[act.subtype] === undefined
    ? BY_CONCEPT.find(([categories, concept, fits]) => categories.has(act.category) && concepts.includes(concept) && fits(act))?.[3]
    : undefined

function formFor(act: Act, named: readonly Actor[], concepts: readonly string[]): Form {
  const byConcept = formByConcept(act, concepts)
  if (byConcept !== undefined) return byConcept
  if (act.category === 'CONSULT' && act.mode === 'visit' && act.recipients.length > 0) return VISIT
  if (act.category === 'CONSULT' && act.mode === 'phone') return PHONE
  if (act.category === 'COOPERATE' && named.some(({ kind }) => kind === 'exercise')) return EXERCISE
  return (act.subtype === null ? undefined : SUBTYPES[act.subtype]) ?? CATEGORY_FORMS[act.category]
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
  return { name: listed(states.map(shortCountry)), plural: states.length > 1 }
}

const WHEN = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })

function standingTail(standing: Standing, accuser: string | null): string {
  if (standing === 'alleged') return accuser === null ? ', it is alleged' : `, ${accuser} alleges`
  return accuser === null ? '' : `, ${accuser} says`
}

/** Acts of a bare category: who and whom are told, but not what about. */
const saysLittle = ({ act, named, concepts }: HeadlineInput): boolean =>
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
  const { act, people, named, place, date, at } = input
  const together = act.subtype !== null && SHARED.has(act.subtype)
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
  const chosen = formFor(act, named, input.concepts)
  if (isEmpty(input) || words.who === '' || (chosen.needsObject && words.whom === '')) return ''
  const said = act.standing === 'planned' ? chosen.planned(words) : chosen.done(words)
  const where = place === null || said.includes(place) ? '' : whereWords(place)
  const day = date === null ? Number.NaN : Date.parse(date)
  // Of a plan, the day on which it was told is not the day on which it will be done.
  const isKnown = !Number.isNaN(day) && (act.standing !== 'planned' || day > at)
  const when = isKnown ? `, ${WHEN.format(day)}` : ''
  const about = saysLittle(input) ? topicsIn(input.concepts, act.category) : ''
  const sentence = `${said}${where}${about}${when}${standingTail(act.standing, input.accuser)}`
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
