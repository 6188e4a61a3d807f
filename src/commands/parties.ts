import type { Actor, ActorKind } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import { type ActorDirectory, type Choice, type CommandContext, type CommandOption, type Reply, textReply } from '../domain/command.ts'
import type { Party } from '../domain/history.ts'
import type { Locale } from '../domain/locale.ts'
import type { RichText } from '../domain/rich-text.ts'
import { wordsIn } from '../words/words.ts'
import { choiceOf, hintOf } from './actor-card.ts'
import { bold, cut, line } from './lines.ts'

const MAX_NAME = 100
const CANDIDATES = 8
const MAX_CHOICES = 25

const ACTING: ReadonlySet<ActorKind> = new Set(['state', 'person', 'office', 'organisation'])
/** PLOVER's codes for bodies of states: no act is coded with them here. */
const BODIES: ReadonlySet<string> = new Set(['UNO', 'IGO'])

/** Whether something acts by itself: not a place, a weapon, an exercise or a treaty. */
export const acts = ({ kind }: Pick<Actor, 'kind'>): boolean => ACTING.has(kind)

/** As whom an actor takes part in acts: a state as such, all others by name on behalf of their state. */
export const partyOf = ({ id, kind, country }: Actor): Party =>
  kind === 'state' ? { state: country, actorId: null } : { state: BODIES.has(country) ? null : country, actorId: id }

/** The actor that a name means now; several where it is ambiguous, none where it is unknown. */
function found(name: string, directory: ActorDirectory, now: number): readonly Actor[] {
  const known = directory.byId(name)
  const { actor, candidates } = known === undefined ? directory.find(name, now) : { actor: known, candidates: [] }
  return actor === null ? candidates : [actor]
}

const SEPARATOR = /\s+(?:and|vs\.?|versus|with|to)\s+|\s*(?:[,;/|&↔→·–—:]|<->|->)\s*|\s+-\s+/iu

/**
 * Two names out of one text: `Russia, North Korea`, `Lavrov – Choe Son Hui`, and, where there must be two, `russia north korea` if only
 * one way to part it gives two that act. null where it is one name.
 */
export function splitPair(text: string, { directory, now }: CommandContext, must: boolean): readonly [string, string] | null {
  const acting = (name: string): number => found(name, directory, now()).filter(acts).length
  const [first, second, ...others] = text.split(SEPARATOR).filter((part) => part !== '')
  if (first !== undefined && second !== undefined && others.length === 0 && (must || (acting(first) > 0 && acting(second) > 0)))
    return [first, second]
  if (!must) return null
  const words = text.split(/\s+/).slice(0, MAX_WORDS)
  const ways = words.slice(1).map((_, at): [string, string] => [words.slice(0, at + 1).join(' '), words.slice(at + 1).join(' ')])
  const [only, another] = ways.filter((way) => way.every((name) => acting(name) === 1))
  return only !== undefined && another === undefined ? only : null
}

/** Words of a text that may hold two names. */
const MAX_WORDS = 10

/** The same question with another name in the place of the one that is in doubt. */
export type AskAgain = (name: string) => { readonly command: string; readonly args: Readonly<Record<string, string>> }

export type Resolved = { readonly actor: Actor } | { readonly reply: Reply }

/** Who a name means, of those that act; else the answer that says what is in doubt, with buttons that ask again. */
export function resolve(typed: string, context: CommandContext, askAgain: AskAgain): Resolved {
  const name = cut(typed.trim(), MAX_NAME)
  const now = context.now()
  const { answers, writing } = wordsIn(context.locale)
  const { parties: words } = answers
  const all = found(name, context.directory, now)
  const able = all.filter(acts)
  const [only, second] = able
  if (only !== undefined && second === undefined) return { actor: only }
  const nameOf = (actor: Actor): string => actorName(actor, context.locale)
  const offer = (actors: readonly Actor[]) => actors.map((actor) => ({ label: cut(nameOf(actor), 80), ...askAgain(actor.id) }))
  if (only === undefined && all.length > 0) {
    const [thing] = all
    const text = words.doesNotAct(writing.listed(all.slice(0, 3).map(nameOf)))
    const card = thing === undefined ? [] : [{ label: cut(words.cardOf(nameOf(thing)), 80), command: 'actor', args: { name: thing.id } }]
    return { reply: { ...textReply(text, true), suggestions: card } }
  }
  if (only === undefined) {
    const near = context.directory.complete(name, 10).filter(acts).slice(0, 5)
    const called = writing.either(near.map(nameOf))
    const text = near.length === 0 ? words.nobody(cut(name, 60)) : words.nobodyBut(cut(name, 60), called)
    return { reply: { ...textReply(text, true), suggestions: offer(near) } }
  }
  const shown = able.slice(0, CANDIDATES)
  const more = able.length - shown.length
  return {
    reply: {
      ...textReply('', true),
      title: words.which(cut(name, 60)),
      body: [
        ...shown.map((actor): RichText => [bold(nameOf(actor)), { text: ` — ${hintOf(actor, now, context.locale)}` }]),
        ...(more > 0 ? [line(words.moreNames(more))] : []),
      ],
      suggestions: offer(shown),
    },
  }
}

/** Completions of those that act. */
export const partyChoices = (typed: string, { directory, now, locale }: CommandContext): readonly Choice[] =>
  directory
    .complete(typed, 2 * MAX_CHOICES)
    .filter(acts)
    .slice(0, MAX_CHOICES)
    .map((actor) => choiceOf(actor, now(), locale))

/** A whole number of days within bounds; the sentence to answer with where it is none. */
export function daysOf(typed: string | undefined, standard: number, least: number, most: number, locale?: Locale): number | string {
  const text = (typed ?? '').trim()
  if (text === '') return standard
  const days = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return days >= least && days <= most ? days : wordsIn(locale).answers.parties.noDays(least, most, cut(text, 20))
}

/** The option that `daysOf` reads. */
export const daysOption = (standard: number, least: number, most: number): CommandOption => ({
  name: 'days',
  description: `How many days back, ${least} to ${most}; ${standard} where left out`,
  required: false,
  choices: [],
  autocomplete: false,
})
