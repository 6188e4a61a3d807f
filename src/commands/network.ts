import type { Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import { labelIn } from '../domain/alignment.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { countryName } from '../domain/country.ts'
import type { Category } from '../domain/event.ts'
import { actsOf, type PairCount, type Tie, type Web } from '../domain/network.ts'
import type { RichText } from '../domain/rich-text.ts'
import { en } from '../words/en.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { alignmentChoices, alignmentOf } from './alignments.ts'
import { formatTime } from './dates.ts'
import { bold, cut, line } from './lines.ts'
import { type WebOf, webOf } from './network-web.ts'
import { daysOf, daysOption, partyChoices, resolve } from './parties.ts'

const DAY_MS = 86_400_000
const [STANDARD_DAYS, LEAST_DAYS, MOST_DAYS] = [90, 1, 730]
const MAX_CHOICES = 25
const TIES = 6
const WAYS = 4

/** An actor by any name, or an alignment by its own; an alignment by a part of its label only where no actor is called so. */
function meant(typed: string, context: CommandContext): WebOf | Reply {
  if (typed === '') return { kind: 'all' }
  const alignment = alignmentOf(typed, context.alignments)
  const names = alignment === undefined ? [] : [alignment.id, alignment.label, ...Object.values(alignment.labels ?? {})]
  const named = names.some((name) => name?.toLowerCase() === typed.toLowerCase())
  if (alignment !== undefined && (named || !isKnown(typed, context)))
    return { kind: 'alignment', id: alignment.id, label: labelIn(alignment, context.locale) }
  const found = resolve(typed, context, (name) => ({ command: 'network', args: { actor: cut(name, 60) } }))
  return 'reply' in found ? found.reply : { kind: 'actor', actor: found.actor }
}

const isKnown = (typed: string, { directory, now }: CommandContext): boolean =>
  directory.byId(typed) !== undefined || directory.find(typed, now()).actor !== null

/** `North Korea – Russia — 68 acts, 1 conflictual: CONSULT 30, AID 21`. */
function tieLine(tie: Tie, web: Web, pairs: readonly PairCount[], { network: said, cards, deeds, writing }: Words): RichText {
  const nameOf = (id: string): string => web.nodes.find((node) => node.id === id)?.label ?? id
  const [a, b] = tie.b === web.centre ? [tie.b, tie.a] : [tie.a, tie.b]
  const ways = new Map<Category, number>()
  for (const { category, count, joint, ...pair } of pairs)
    if (!joint && pair.a === tie.a && pair.b === tie.b) ways.set(category, (ways.get(category) ?? 0) + count)
  const most = [...ways].toSorted((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, WAYS)
  const kinds = [
    cards.acts(actsOf(tie)),
    tie.joint > 0 ? said.joint(tie.joint) : '',
    tie.conflictual > 0 ? said.conflictual(tie.conflictual) : '',
  ].filter((part) => part !== '')
  const how = most.map(([category, count]) => `${deeds.categories[category]} ${count}`).join(writing.comma)
  const counted = kinds.join(writing.clause)
  return [bold(`${nameOf(a)} – ${nameOf(b)}`), { text: ` — ${how === '' ? counted : writing.labelled(counted, how)}` }]
}

function nothing(of: WebOf, web: Web, days: number, { network: said, cards }: Words): Reply {
  const more = days < MOST_DAYS ? [{ label: cards.twoYears, command: 'network', args: argsOf(of, MOST_DAYS) }] : []
  return { ...textReply(of.kind === 'all' ? said.nothing(days) : said.nothingOf(web.subject, days), true), suggestions: more }
}

const argsOf = (of: WebOf, days: number): Readonly<Record<string, string>> => ({
  ...(of.kind === 'all' ? {} : { actor: of.kind === 'alignment' ? of.id : of.actor.id }),
  days: String(days),
})

/** What to ask next: what happened between the two that act most, the actor's card, a longer time. */
function suggestions(of: WebOf, { ties: [first] }: Web, days: number, { directory, now, locale }: CommandContext): Reply['suggestions'] {
  const { answers, cards } = wordsIn(locale)
  const nameOf = (actor: Actor): string => actorName(actor, locale)
  const actorOf = (id: string) => directory.byId(id) ?? directory.find(countryName(id), now()).actor
  const [a, b] = first === undefined ? [null, null] : [actorOf(first.a), actorOf(first.b)]
  return [
    ...(a === null || b === null || a === undefined || b === undefined
      ? []
      : [{ label: cut(`${nameOf(a)} – ${nameOf(b)}`, 80), command: 'timeline', args: { a: a.id, b: b.id, days: String(days) } }]),
    ...(of.kind === 'actor'
      ? [{ label: cut(answers.parties.cardOf(nameOf(of.actor)), 80), command: 'actor', args: { name: of.actor.id } }]
      : []),
    ...(days < MOST_DAYS ? [{ label: cards.twoYears, command: 'network', args: argsOf(of, MOST_DAYS) }] : []),
  ]
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const days = daysOf(args.days, STANDARD_DAYS, LEAST_DAYS, MOST_DAYS, context.locale)
  if (typeof days === 'string') return textReply(days, true)
  const of = meant((args.actor ?? '').trim().slice(0, 200), context)
  if ('body' in of) return of
  const words = wordsIn(context.locale)
  const { network: said } = words
  const until = context.now()
  const { web, pairs } = await webOf(of, { since: until - days * DAY_MS, until }, context)
  if (web.ties.length === 0) return nothing(of, web, days, words)
  const own = context.alignments.find(({ id }) => id === (of.kind === 'alignment' ? of.id : of.kind === 'actor' ? of.actor.alignment : ''))
  const left = web.ties.length + web.left - TIES
  return {
    ...textReply(''),
    title: said.title(web.subject),
    colour: own?.colour ?? null,
    body: [...web.ties.slice(0, TIES).map((tie) => tieLine(tie, web, pairs, words)), ...(left > 0 ? [line(said.weaker(left))] : [])],
    picture: context.charts.network(web, context.locale),
    suggestions: suggestions(of, web, days, context),
    ...(of.kind === 'all'
      ? {
          choosing: {
            label: words.choosing.around,
            command: 'network',
            option: 'actor',
            args: days === STANDARD_DAYS ? {} : { days: String(days) },
          },
        }
      : {}),
    footer: said.footer(days, formatTime(until, context.timeZone, context.locale)),
  }
}

const choices = (typed: string, context: CommandContext): readonly Choice[] =>
  [...alignmentChoices(typed, context.alignments, context.locale), ...partyChoices(typed, context)].slice(0, MAX_CHOICES)

const { description, options } = en.commands.network

/** `/network [actor] [days]`: who acts with whom, and how. */
export const network: Command = {
  name: 'network',
  description,
  options: [
    {
      name: 'actor',
      description: options.actor.description,
      required: false,
      choices: [],
      autocomplete: true,
    },
    daysOption(STANDARD_DAYS, LEAST_DAYS, MOST_DAYS),
  ],
  run,
  complete: (option, typed, context) => (option === 'actor' ? choices(typed, context) : []),
}
