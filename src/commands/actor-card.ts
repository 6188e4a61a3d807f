import { type Actor, type ActorKind, dateBounds, type Role, rolesOn } from '../domain/actor.ts'
import type { Alignment } from '../domain/alignment.ts'
import type { CommandContext } from '../domain/command.ts'
import { countryName } from '../domain/country.ts'
import type { RichText } from '../domain/rich-text.ts'
import { otherScripts } from './actor-names.ts'
import { formatPeriod, onDate } from './dates.ts'
import { bold, line, listed } from './lines.ts'

const KIND_NAMES: Readonly<Record<ActorKind, string>> = {
  person: 'Person',
  office: 'Office',
  organisation: 'Organisation',
  state: 'State',
  place: 'Place',
  system: 'Weapon system',
  exercise: 'Exercise',
  treaty: 'Treaty or agreement',
}

const doubt = (role: Role): string => (role.status === 'unverified' ? ' (unverified)' : '')

/** `Minister of Foreign Affairs since 9 March 2004`. */
function inOffice(role: Role): RichText {
  const period = formatPeriod(role)
  return [bold(role.title), { text: `${period === '' ? '' : `${role.to === null ? '' : ','} ${period}`}${doubt(role)}` }]
}

/** `Minister of Defence, 6 November 2012 – 12 May 2024`. */
const past = (role: Role): string => [role.title, formatPeriod(role)].filter((part) => part !== '').join(', ') + doubt(role)

const endedBefore = (role: Role, at: number): boolean => role.to !== null && dateBounds(role.to).to < at

const newestFirst = (roles: readonly Role[]): readonly Role[] => roles.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))

/** What is said of an actor on a day: who, of where, in which office, and before. */
export type CardDay = { readonly at: number /** The day as asked for; null for today. */; readonly date: string | null }

function officeLines(actor: Actor, { at, date }: CardDay): readonly RichText[] {
  const held = rolesOn(actor, at)
  const before = newestFirst(actor.roles.filter((role) => endedBefore(role, at)))
  const day = date === null ? '' : ` ${onDate(date)}`
  return [
    ...(date === null ? [] : [line(`${onDate(date).replace(/^./, (first) => first.toUpperCase())}:`)]),
    ...held.map(inOffice),
    ...(held.length === 0 ? [line(before.length === 0 ? `No office known${day}.` : `No office${day}, as far as is known.`)] : []),
    ...(before.length === 0 ? [] : [line(`Before: ${before.map(past).join('; ')}`)]),
  ]
}

/** Editions of an exercise, steps of a treaty, dates of a body: newest first, each on a line of its own. */
function datedLines(actor: Actor, label: string): readonly RichText[] {
  const roles = newestFirst(actor.roles)
  const [first, ...others] = roles.map(past)
  if (first === undefined) return []
  return others.length === 0
    ? [[bold(`${label}: `), { text: first }]]
    : [[bold(`${label}:`)], ...[first, ...others].map((one) => line(`• ${one}`))]
}

/** Whose it is: the members of the alignment that it names, or that is at work where it is used. */
function membersLine({ id, kind }: Actor, alignments: readonly Alignment[]): readonly RichText[] {
  const of = alignments.filter(({ collectives, instruments }) => collectives.includes(id) || instruments.includes(id))
  const states = [...new Set(of.flatMap((alignment) => alignment.states))].map(countryName)
  if (states.length === 0 || kind === 'place') return []
  return [[bold(`${kind === 'treaty' ? 'Parties' : kind === 'exercise' ? 'Held by' : 'Members'}: `), { text: listed(states) }]]
}

/** Offices whose holders a state's card names, as a reader would ask for them. */
const HIGH_OFFICES = ['president', 'prime minister', 'foreign minister', 'defence minister'] as const

/** Who held a state's high offices on a day, where that is known of one person alone. */
function holdersLines(state: Actor, { at }: CardDay, { directory }: CardNeeds): readonly RichText[] {
  const holders = HIGH_OFFICES.flatMap((office) => directory.find(`${office} of ${state.name}`, at).actor ?? [])
  const people = [...new Map(holders.map((one) => [one.id, one])).values()].filter(
    ({ kind, country }) => kind === 'person' && country === state.country,
  )
  return people.flatMap((person): RichText[] => {
    const [role] = rolesOn(person, at)
    return role === undefined ? [] : [[bold(person.name), { text: ` — ${role.title}, ${formatPeriod(role)}${doubt(role)}` }]]
  })
}

function ownLines(actor: Actor, day: CardDay, needs: CardNeeds): readonly RichText[] {
  switch (actor.kind) {
    case 'person':
      return officeLines(actor, day)
    case 'state':
      return holdersLines(actor, day, needs)
    case 'exercise':
      return [...membersLine(actor, needs.alignments), ...datedLines(actor, 'Editions')]
    case 'treaty':
      return [...membersLine(actor, needs.alignments), ...datedLines(actor, 'Steps')]
    default:
      return [...membersLine(actor, needs.alignments), ...datedLines(actor, 'Dates')]
  }
}

/** How far the facts can be trusted, in words; '' for what is certain. What is said of today is left out where another day is asked for. */
function trustOf(actor: Actor, { date }: CardDay): string {
  if (actor.verification === 'not-rechecked') return 'Certain to mid-2025, not checked since.'
  if (date !== null) return ''
  const seen = actor.asOf == null ? '' : `last seen ${onDate(actor.asOf)}`
  if (actor.verification === 'unverified') return 'At least one present office is unverified.'
  if (actor.verification === 'evidence' && actor.kind === 'person' && seen !== '') return `In post when ${seen}.`
  return ''
}

function otherNames(actor: Actor): readonly RichText[] {
  if (actor.kind === 'person') return []
  const names = actor.aliases.en.filter((alias) => alias.toLowerCase() !== actor.name.toLowerCase()).slice(0, 4)
  return names.length === 0 ? [] : [line(`Also: ${names.join(', ')}`)]
}

/** Where to read on; only where the table knows the actor's number. Wikidata leads to the article, where there is one. */
function linksLine({ wikidata }: Actor): readonly RichText[] {
  if (wikidata === null) return []
  const page = `https://www.wikidata.org/wiki/`
  return [
    [
      { text: 'Wikipedia', url: `${page}Special:GoToLinkedPage/enwiki/${wikidata}` },
      { text: ' · ' },
      { text: 'Wikidata', url: `${page}${wikidata}` },
    ],
  ]
}

/** What a card is made with, beside the actor. */
export type CardNeeds = Pick<CommandContext, 'alignments' | 'directory'>

/** The lines that say who or what an actor is. */
export function cardLines(actor: Actor, day: CardDay, needs: CardNeeds): readonly RichText[] {
  const watched = needs.alignments.find((alignment) => alignment.id === actor.alignment)
  const facts = [KIND_NAMES[actor.kind], countryName(actor.country), ...(watched === undefined ? [] : [watched.label])]
  const scripts = otherScripts(actor)
  const remarks = [trustOf(actor, day), actor.note].filter((part) => part !== '').join(' ')
  return [
    ...(scripts.length === 0 ? [] : [line(scripts.join(' · '))]),
    line(facts.join(' · ')),
    ...otherNames(actor),
    ...ownLines(actor, day, needs),
    ...(remarks === '' ? [] : [line(remarks)]),
    ...linksLine(actor),
  ]
}

/** What tells candidates of one name apart: the office, else the kind and country. */
export function hintOf(actor: Actor, at: number): string {
  const [role] = rolesOn(actor, at)
  if (role !== undefined && actor.kind === 'person') return `${role.title}, ${countryName(actor.country)}${doubt(role)}`
  const last = newestFirst(actor.roles)[0]
  if (actor.kind === 'person' && last !== undefined) return `formerly ${last.title}, ${countryName(actor.country)}`
  return `${KIND_NAMES[actor.kind].toLowerCase()}, ${countryName(actor.country)}`
}
