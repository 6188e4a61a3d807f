import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { countryName } from '../domain/country.ts'
import { actsOf, type PairCount, type Tie, type Web } from '../domain/network.ts'
import type { RichText } from '../domain/rich-text.ts'
import { alignmentChoices, alignmentOf } from './alignments.ts'
import { formatTime } from './dates.ts'
import { bold, counted, cut, line } from './lines.ts'
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
  const named = alignment !== undefined && [alignment.id, alignment.label].some((name) => name.toLowerCase() === typed.toLowerCase())
  if (alignment !== undefined && (named || !isKnown(typed, context))) return { kind: 'alignment', id: alignment.id, label: alignment.label }
  const found = resolve(typed, context, (name) => ({ command: 'network', args: { actor: cut(name, 60) } }))
  return 'reply' in found ? found.reply : { kind: 'actor', actor: found.actor }
}

const isKnown = (typed: string, { directory, now }: CommandContext): boolean =>
  directory.byId(typed) !== undefined || directory.find(typed, now()).actor !== null

/** `North Korea – Russia — 68 acts, 1 conflictual: CONSULT 30, AID 21`. */
function tieLine(tie: Tie, web: Web, pairs: readonly PairCount[]): RichText {
  const nameOf = (id: string): string => web.nodes.find((node) => node.id === id)?.label ?? id
  const [a, b] = tie.b === web.centre ? [tie.b, tie.a] : [tie.a, tie.b]
  const ways = new Map<string, number>()
  for (const { category, count, joint, ...pair } of pairs)
    if (!joint && pair.a === tie.a && pair.b === tie.b) ways.set(category, (ways.get(category) ?? 0) + count)
  const most = [...ways].toSorted((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1)).slice(0, WAYS)
  const kinds = [
    counted(actsOf(tie), 'act'),
    tie.joint > 0 ? `${tie.joint} side by side on others` : '',
    tie.conflictual > 0 ? `${tie.conflictual} conflictual` : '',
  ].filter((part) => part !== '')
  const how = most.length === 0 ? '' : `: ${most.map(([category, count]) => `${category} ${count}`).join(', ')}`
  return [bold(`${nameOf(a)} – ${nameOf(b)}`), { text: ` — ${kinds.join(', ')}${how}` }]
}

function nothing(of: WebOf, web: Web, days: number): Reply {
  const whose = of.kind === 'all' ? '' : ` of ${web.subject}`
  const more = days < MOST_DAYS ? [{ label: 'Two years', command: 'network', args: argsOf(of, MOST_DAYS) }] : []
  return { ...textReply(`No kept story of the last ${counted(days, 'day')} tells of an act${whose} on somebody.`, true), suggestions: more }
}

const argsOf = (of: WebOf, days: number): Readonly<Record<string, string>> => ({
  ...(of.kind === 'all' ? {} : { actor: of.kind === 'alignment' ? of.id : of.actor.id }),
  days: String(days),
})

/** What to ask next: what happened between the two that act most, the actor's card, a longer time. */
function suggestions(of: WebOf, { ties: [first] }: Web, days: number, { directory, now }: CommandContext): Reply['suggestions'] {
  const actorOf = (id: string) => directory.byId(id) ?? directory.find(countryName(id), now()).actor
  const [a, b] = first === undefined ? [null, null] : [actorOf(first.a), actorOf(first.b)]
  return [
    ...(a === null || b === null || a === undefined || b === undefined
      ? []
      : [{ label: cut(`${a.name} – ${b.name}`, 80), command: 'timeline', args: { a: a.id, b: b.id, days: String(days) } }]),
    ...(of.kind === 'actor' ? [{ label: cut(`Card of ${of.actor.name}`, 80), command: 'actor', args: { name: of.actor.id } }] : []),
    ...(days < MOST_DAYS ? [{ label: 'Two years', command: 'network', args: argsOf(of, MOST_DAYS) }] : []),
  ]
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const days = daysOf(args.days, STANDARD_DAYS, LEAST_DAYS, MOST_DAYS)
  if (typeof days === 'string') return textReply(days, true)
  const of = meant((args.actor ?? '').trim().slice(0, 200), context)
  if ('body' in of) return of
  const until = context.now()
  const { web, pairs } = await webOf(of, { since: until - days * DAY_MS, until }, context)
  if (web.ties.length === 0) return nothing(of, web, days)
  const own = context.alignments.find(({ id }) => id === (of.kind === 'alignment' ? of.id : of.kind === 'actor' ? of.actor.alignment : ''))
  const left = web.ties.length + web.left - TIES
  return {
    ...textReply(''),
    title: `Network: ${web.subject}`,
    colour: own?.colour ?? null,
    body: [
      ...web.ties.slice(0, TIES).map((tie) => tieLine(tie, web, pairs)),
      ...(left > 0 ? [line(`and ${counted(left, 'weaker tie')}.`)] : []),
    ],
    picture: context.charts.network(web),
    suggestions: suggestions(of, web, days, context),
    footer: `Every act that a kept story tells, also what is claimed, alleged or planned; the last ${counted(days, 'day')}, as of ${formatTime(until, context.timeZone)}`,
  }
}

const choices = (typed: string, context: CommandContext): readonly Choice[] =>
  [...alignmentChoices(typed, context.alignments), ...partyChoices(typed, context)].slice(0, MAX_CHOICES)

/** `/network [actor] [days]`: who acts with whom, and how. */
export const network: Command = {
  name: 'network',
  description: 'Who acts with whom: of all, of an alignment, or around an actor',
  options: [
    {
      name: 'actor',
      description: 'A state, person, office or organisation, or an alignment; all where left out',
      required: false,
      choices: [],
      autocomplete: true,
    },
    daysOption(STANDARD_DAYS, LEAST_DAYS, MOST_DAYS),
  ],
  run,
  complete: (option, typed, context) => (option === 'actor' ? choices(typed, context) : []),
}
