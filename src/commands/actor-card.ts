import { type Actor, dateBounds, type Role, rolesOn } from '../domain/actor.ts'
import { actorName, otherNames, ownAliases, roleName } from '../domain/actor-name.ts'
import { type Alignment, labelIn } from '../domain/alignment.ts'
import type { ActorDirectory, Choice, CommandContext } from '../domain/command.ts'
import type { Locale } from '../domain/locale.ts'
import type { RichText } from '../domain/rich-text.ts'
import { capital, sentences } from '../words/letters.ts'
import { stateName } from '../words/states.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatDate, formatPeriod, onDate } from './dates.ts'
import { bold, cut, line } from './lines.ts'

const doubt = (role: Role, { cards, writing }: Words): string => (role.status === 'unverified' ? writing.bracketed(cards.unverified) : '')

/** In other languages than English, what stands behind a title: `（2004年3月9日から、未確認）`. */
function inBrackets(role: Role, { cards, writing, locale }: Words): string {
  const parts = [formatPeriod(role, locale), role.status === 'unverified' ? cards.unverified : ''].filter((part) => part !== '')
  return parts.length === 0 ? '' : writing.bracketed(parts.join(writing.comma))
}

/** `Minister of Foreign Affairs since 9 March 2004`. */
function inOffice(role: Role, words: Words): RichText {
  if (words.locale !== 'en') return [bold(capital(roleName(role, words.locale))), { text: inBrackets(role, words) }]
  const period = formatPeriod(role, words.locale)
  const comma = role.to === null ? '' : ','
  return [bold(role.title), { text: `${period === '' ? '' : `${comma} ${period}`}${doubt(role, words)}` }]
}

/** `Minister of Defence, 6 November 2012 – 12 May 2024`. */
const past = (role: Role, words: Words): string =>
  words.locale === 'en'
    ? [role.title, formatPeriod(role)].filter((part) => part !== '').join(', ') + doubt(role, words)
    : roleName(role, words.locale) + inBrackets(role, words)

const endedBefore = (role: Role, at: number): boolean => role.to !== null && dateBounds(role.to).to < at

const newestFirst = (roles: readonly Role[]): readonly Role[] => roles.toSorted((a, b) => (b.from ?? '').localeCompare(a.from ?? ''))

/** Whose it is; in other languages than English not where it is of several states, which its card names. */
function stateOf({ kind, country }: Actor, { locale }: Words): readonly string[] {
  const isShared = country === 'IGO' && (kind === 'exercise' || kind === 'treaty' || kind === 'place')
  return isShared && locale !== 'en' ? [] : [stateName(country, locale)]
}

/** What is said of an actor on a day: who, of where, in which office, and before. */
export type CardDay = { readonly at: number /** The day as asked for; null for today. */; readonly date: string | null }

function officeLines(actor: Actor, { at, date }: CardDay, words: Words): readonly RichText[] {
  const { cards, writing, posts, locale } = words
  const held = rolesOn(actor, at)
  const before = newestFirst(actor.roles.filter((role) => endedBefore(role, at)))
  const heading = date === null ? [] : [line(locale === 'en' ? `${capital(onDate(date))}:` : cards.onDay(formatDate(date, locale)))]
  const none = before.length === 0 ? cards.noOffice : cards.noOfficeNow
  return [
    ...heading,
    ...held.map((role) => inOffice(role, words)),
    ...(held.length === 0 ? [line(none)] : []),
    ...(before.length === 0 ? [] : [line(writing.labelled(cards.before, before.map((role) => past(role, words)).join(posts.semicolon)))]),
  ]
}

/** Editions of an exercise, steps of a treaty, dates of a body: newest first, each on a line of its own. */
function datedLines(actor: Actor, label: string, words: Words): readonly RichText[] {
  const { colon } = words.writing
  const roles = newestFirst(actor.roles)
  const [first, ...others] = roles.map((role) => past(role, words))
  if (first === undefined) return []
  return others.length === 0
    ? [[bold(`${label}${colon}`), { text: first }]]
    : [[bold(`${label}${colon.trimEnd()}`)], ...[first, ...others].map((one) => line(`• ${one}`))]
}

/** Whose it is: the members of the alignment that it names, or that is at work where it is used. */
function membersLine({ id, kind }: Actor, alignments: readonly Alignment[], { cards, writing, locale }: Words): readonly RichText[] {
  const of = alignments.filter(({ collectives, instruments }) => collectives.includes(id) || instruments.includes(id))
  const states = [...new Set(of.flatMap((alignment) => alignment.states))].map((code) => stateName(code, locale))
  if (states.length === 0 || kind === 'place') return []
  const label = kind === 'treaty' ? cards.parties : kind === 'exercise' ? cards.heldBy : cards.members
  return [[bold(`${label}${writing.colon}`), { text: writing.listed(states) }]]
}

/** Offices whose holders a state's card names, as a reader would ask for them. */
const HIGH_OFFICES = ['president', 'prime minister', 'foreign minister', 'defence minister'] as const

const DAY_MS = 86_400_000
/** By state and day: a search by name and spelling takes longer than the rest of the card. */
const known = new WeakMap<ActorDirectory, Map<string, readonly Actor[]>>()
/** Nobody asks for more days at a time. */
const MOST_KNOWN = 500

function holdersOf(state: Actor, at: number, directory: ActorDirectory): readonly Actor[] {
  const mine = known.get(directory) ?? new Map<string, readonly Actor[]>()
  known.set(directory, mine)
  // Terms begin and end with days.
  const key = `${state.id} ${Math.floor(at / DAY_MS)}`
  const before = mine.get(key)
  if (before !== undefined) return before
  const holders = HIGH_OFFICES.flatMap((office) => directory.find(`${office} of ${state.name}`, at).actor ?? [])
  const people = [...new Map(holders.map((one) => [one.id, one])).values()].filter(
    ({ kind, country }) => kind === 'person' && country === state.country,
  )
  if (mine.size >= MOST_KNOWN) mine.clear()
  mine.set(key, people)
  return people
}

/** Who held a state's high offices on a day, where that is known of one person alone. */
function holdersLines(state: Actor, { at }: CardDay, { directory }: CardNeeds, words: Words): readonly RichText[] {
  return holdersOf(state, at, directory).flatMap((person): RichText[] => {
    const [role] = rolesOn(person, at)
    return role === undefined ? [] : [[bold(actorName(person, words.locale)), { text: ` — ${past(role, words)}` }]]
  })
}

function ownLines(actor: Actor, day: CardDay, needs: CardNeeds, words: Words): readonly RichText[] {
  const { cards } = words
  const members = membersLine(actor, needs.alignments, words)
  switch (actor.kind) {
    case 'person':
      return officeLines(actor, day, words)
    case 'state':
      return holdersLines(actor, day, needs, words)
    case 'exercise':
      return [...members, ...datedLines(actor, cards.editions, words)]
    case 'treaty':
      return [...members, ...datedLines(actor, cards.steps, words)]
    default:
      return [...members, ...datedLines(actor, cards.dates, words)]
  }
}

/** How far the facts can be trusted, in words; '' for what is certain. What is said of today is left out where another day is asked for. */
function trustOf(actor: Actor, { date }: CardDay, { cards, locale }: Words): string {
  if (actor.verification === 'not-rechecked') return cards.notRechecked
  if (date !== null) return ''
  if (actor.verification === 'unverified') return cards.someUnverified
  if (actor.verification !== 'evidence' || actor.kind !== 'person' || actor.asOf == null) return ''
  return locale === 'en' ? `In post when last seen ${onDate(actor.asOf)}.` : cards.inPost(formatDate(actor.asOf, locale))
}

function aliasLines(actor: Actor, { cards, writing, locale }: Words): readonly RichText[] {
  if (actor.kind === 'person') return []
  const names = ownAliases(actor, locale).slice(0, 4)
  return names.length === 0 ? [] : [line(writing.labelled(cards.also, names.join(writing.comma)))]
}

/** Where to read on; only where the table knows the actor's number. Wikidata leads to the article, where there is one. */
function linksLine({ wikidata }: Actor, { cards, locale }: Words): readonly RichText[] {
  if (wikidata === null) return []
  const page = `https://www.wikidata.org/wiki/`
  return [
    [
      { text: cards.wikipedia, url: `${page}Special:GoToLinkedPage/${locale.slice(0, 2)}wiki/${wikidata}` },
      { text: ' · ' },
      { text: 'Wikidata', url: `${page}${wikidata}` },
    ],
  ]
}

/** What a card is made with, beside the actor. */
export type CardNeeds = Pick<CommandContext, 'alignments' | 'directory' | 'locale'>

/** The lines that say who or what an actor is. */
export function cardLines(actor: Actor, day: CardDay, needs: CardNeeds): readonly RichText[] {
  const watched = needs.alignments.find((alignment) => alignment.id === actor.alignment)
  const words = wordsIn(needs.locale)
  const kind = words.cards.kinds[actor.kind]
  const facts = [kind, ...stateOf(actor, words), ...(watched === undefined ? [] : [labelIn(watched, words.locale)])]
  const scripts = otherNames(actor, words.locale)
  const note = actor.note === '' ? '' : words.cards.note(actor.note)
  const remarks = sentences([trustOf(actor, day, words), note])
  return [
    ...(scripts.length === 0 ? [] : [line(scripts.join(' · '))]),
    line(facts.join(' · ')),
    ...aliasLines(actor, words),
    ...ownLines(actor, day, needs, words),
    ...(remarks === '' ? [] : [line(remarks)]),
    ...linksLine(actor, words),
  ]
}

/** What tells candidates of one name apart: the office, else the kind and country. */
export function hintOf(actor: Actor, at: number, locale?: Locale): string {
  const words = wordsIn(locale)
  const country = stateOf(actor, words)
  const [role] = rolesOn(actor, at)
  if (role !== undefined && actor.kind === 'person')
    return [roleName(role, words.locale), ...country].join(words.writing.pause) + doubt(role, words)
  const last = newestFirst(actor.roles)[0]
  if (actor.kind === 'person' && last !== undefined)
    return [words.cards.formerly(roleName(last, words.locale)), ...country].join(words.writing.pause)
  return [words.cards.kinds[actor.kind].toLowerCase(), ...country].join(words.writing.pause)
}

/** An actor to be chosen from a list: its name and what tells it apart. */
export const choiceOf = (actor: Actor, at: number, locale?: Locale): Choice => ({
  name: cut(`${actorName(actor, locale)} — ${hintOf(actor, at, locale)}`, 100),
  value: actor.id,
})
