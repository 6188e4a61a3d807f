import type { Actor } from '../domain/actor.ts'
import type { Act } from '../domain/brief.ts'
import type { Category } from '../domain/event.ts'
import type { NamedDeed } from './headline-evidence.ts'

/** How acts are said in English: verbs with their objects, by subtype, by what headlines speak of, by category. */

/** Subject and object as words, and whether the verb takes a plural. */
export type Words = { readonly who: string; readonly whom: string; readonly plural: boolean; readonly event: string }
export type Form = {
  readonly done: (words: Words) => string
  readonly planned: (words: Words) => string
  readonly needsObject: boolean
  /** What is agreed is said as done: `agrees on a joint exercise`. Other forms of an agreement look ahead: `to hold …`. */
  readonly saysAgreement?: true
}

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
export const SUBTYPES: Readonly<Record<string, Form>> = {
  'trilateral-summit': form('holds', 'hold', ({ whom }) => ` leaders' talks${to(whom, 'with')}`),
  'bilateral-call-ab': form('holds', 'hold', ({ whom }) => ` talks by phone${to(whom, 'with')}`),
  'rok-japan-shuttle': form('holds', 'hold', ({ whom }) => ` summit talks${to(whom, 'with')}`),
  'trilateral-exercise': form('holds', 'hold', ({ event }) => ` joint ${event === '' ? 'exercise' : `exercise ${event}`}`),
  'rok-us-exercise': form('holds', 'hold', ({ event }) => ` joint ${event === '' ? 'exercise' : `exercise ${event}`}`),
  'missile-data-sharing': form('shares', 'share', () => ' missile-warning data'),
  'trilateral-statement': form('condemns', 'condemn', ({ whom }) =>
    whom === '' ? ' in a joint statement' : ` ${whom} in a joint statement`,
  ),
  'trilateral-economic': { saysAgreement: true, ...form('agrees', 'agree', () => ' on economic or technology cooperation') },
  'treaty-step': { saysAgreement: true, ...form('takes', 'take', () => ' a step on their treaty') },
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
    saysAgreement: true,
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
export const SHARED: ReadonlySet<string> = new Set([
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
    {
      saysAgreement: true,
      ...form('agrees', 'agree', ({ event }) => ` on a joint exercise${event === '' ? '' : `, ${event}`}`),
      planned: EXERCISE.planned,
    },
  ],
  [new Set(['AID', 'AGREE']), 'troops', isOneWay, form('sends', 'send', ({ whom }) => ` troops${to(whom)}`)],
  [new Set(['AID', 'AGREE']), 'sappers', isOneWay, form('sends', 'send', ({ whom }) => ` sappers${to(whom)}`)],
  [new Set(['AID', 'AGREE']), 'ammunition', isOneWay, form('supplies', 'supply', ({ whom }) => ` arms${to(whom)}`)],
  [new Set(['AID', 'AGREE', 'COOPERATE']), 'workers', isOneWay, form('sends', 'send', ({ whom }) => ` workers${to(whom)}`)],
]

/** Deeds of two or more together that a headline names outright. */
export const DEED_FORMS: Readonly<Record<NamedDeed, Form>> = {
  'treaty-signed': { saysAgreement: true, ...form('signs', 'sign', () => ' a treaty') },
  'treaty-ratified': { saysAgreement: true, ...form('ratifies', 'ratify', () => ' their treaty') },
  'treaty-in-force': {
    saysAgreement: true,
    needsObject: false,
    done: ({ who }) => `treaty of ${who} enters into force`,
    planned: ({ who }) => `treaty of ${who} to enter into force`,
  },
  'bridge-opened': { saysAgreement: true, ...form('opens', 'open', () => ' a bridge') },
  'secretariat-set-up': { saysAgreement: true, ...form('sets', 'set', () => ' up a joint secretariat') },
}

function isOneWay({ actors, recipients }: Act): boolean {
  return actors.length === 1 && recipients.length === 1
}

export const formByConcept = (act: Act, concepts: readonly string[]): Form | undefined =>
  act.subtype === null || SUBTYPES[act.subtype] === undefined
    ? BY_CONCEPT.find(([categories, concept, fits]) => categories.has(act.category) && concepts.includes(concept) && fits(act))?.[3]
    : undefined

export function formFor(act: Act, named: readonly Actor[], concepts: readonly string[]): Form {
  const byConcept = formByConcept(act, concepts)
  if (byConcept !== undefined) return byConcept
  if (act.category === 'CONSULT' && act.mode === 'visit' && act.recipients.length > 0) return VISIT
  if (act.category === 'CONSULT' && act.mode === 'phone') return PHONE
  if (act.category === 'COOPERATE' && named.some(({ kind }) => kind === 'exercise')) return EXERCISE
  return (act.subtype === null ? undefined : SUBTYPES[act.subtype]) ?? CATEGORY_FORMS[act.category]
}

/** The act as its form says it: done, or still to come. */
export const inTense = (form: Form, act: Pick<Act, 'standing' | 'category'>, words: Words): string =>
  act.standing === 'planned' || (act.category === 'AGREE' && form.saysAgreement !== true) ? form.planned(words) : form.done(words)
