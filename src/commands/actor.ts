import type { Actor } from '../domain/actor.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { parseDay } from '../domain/day.ts'
import type { RichText } from '../domain/rich-text.ts'
import { type CardDay, cardLines, hintOf } from './actor-card.ts'
import { fieldsOf } from './actor-fields.ts'
import { type Gathered, gather } from './actor-gather.ts'
import { formatTime } from './dates.ts'
import { cut, line, listed } from './lines.ts'
import { acts, daysOf } from './parties.ts'

const CANDIDATES = 10
const MAX_CHOICES = 25
const MAX_NAME = 100
const [STANDARD_DAYS, LEAST_DAYS, MOST_DAYS] = [182, 7, 730]

const askFor = (actor: Actor, on: string | undefined, label = actor.name): Reply['suggestions'][number] => ({
  label: cut(label, 80),
  command: 'actor',
  args: on === undefined ? { name: actor.id } : { name: actor.id, on },
})

/** On which day, and over how many days back, a card is asked for. */
type Asked = { readonly on: string | undefined; readonly day: CardDay; readonly days: number }

/** What to ask next: those named with it, who acts with whom, and how it went. */
function suggestions(actor: Actor, gathered: Gathered, { on, days }: Asked, context: CommandContext): Reply['suggestions'] {
  const others = gathered.counterparts.flatMap(({ actorId }) => context.directory.byId(actorId) ?? [])
  const more = { days: String(Math.max(days, 14)) }
  return [
    ...others.slice(0, 3).map((other) => askFor(other, on)),
    ...(acts(actor)
      ? [
          { label: 'Network', command: 'network', args: { actor: actor.id, ...more } },
          { label: 'Trend', command: 'trend', args: { of: actor.id, ...more } },
        ]
      : []),
  ]
}

async function card(actor: Actor, asked: Asked, context: CommandContext): Promise<Reply> {
  const gathered = await gather(actor, asked.days, context)
  return {
    ...textReply(''),
    title: actor.name,
    url: actor.wikidata === null ? null : `https://www.wikidata.org/wiki/${actor.wikidata}`,
    colour: context.alignments.find((alignment) => alignment.id === actor.alignment)?.colour ?? null,
    body: cardLines(actor, asked.day, context),
    fields: fieldsOf(actor, gathered, context),
    picture: gathered.picture,
    suggestions: suggestions(actor, gathered, asked, context),
    footer: `Counted from ${formatTime(gathered.since, context.timeZone)}, to ${formatTime(gathered.until, context.timeZone)}`,
  }
}

/** Which of several was meant. */
function ambiguous(name: string, candidates: readonly Actor[], at: number, on: string | undefined): Reply {
  const shown = candidates.slice(0, CANDIDATES)
  const more = candidates.length - shown.length
  return {
    ...textReply(''),
    title: `Which “${cut(name, 60)}”?`,
    body: [
      ...shown.map((actor): RichText => [{ text: actor.name, bold: true }, { text: ` — ${hintOf(actor, at)}` }]),
      ...(more > 0 ? [line(`and ${more} more: add a first name or an office.`)] : []),
    ],
    suggestions: shown.map((actor) => askFor(actor, on)),
    ephemeral: true,
  }
}

function unknown(name: string, context: CommandContext): Reply {
  const near = context.directory.complete(name, 5)
  const hint =
    near.length === 0
      ? 'Nobody and nothing of that name is watched. /search looks for words in stories.'
      : `Nothing of that name is watched. Did you mean ${listed(near.map((actor) => actor.name))}?`
  return {
    ...textReply(hint, true),
    suggestions: [
      ...near.map((actor) => askFor(actor, undefined)),
      { label: cut(`Search for “${name}”`, 80), command: 'search', args: { query: cut(name, 80) } },
    ],
  }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const name = cut((args.name ?? '').trim(), MAX_NAME)
  if (name === '') return textReply('Say whom or what: /actor lavrov, /actor Freedom Edge, /actor 북한 외무상.', true)
  const typed = args.on?.trim()
  const on = typed === '' ? undefined : typed
  const day = on === undefined ? null : parseDay(on)
  if (on !== undefined && day === null) return textReply(`“${cut(on, 40)}” is no day. Write it as 2025-07-12.`, true)
  const days = daysOf(args.days, STANDARD_DAYS, LEAST_DAYS, MOST_DAYS)
  if (typeof days === 'string') return textReply(days, true)
  const at = day?.at ?? context.now()
  const known = context.directory.byId(name)
  const { actor, candidates } = known === undefined ? context.directory.find(name, at) : { actor: known, candidates: [] }
  if (actor !== null) return card(actor, { on, days, day: { at, date: day?.date ?? null } }, context)
  return candidates.length > 0 ? ambiguous(name, candidates, at, on) : unknown(name, context)
}

function complete(option: string, typed: string, context: CommandContext): readonly Choice[] {
  if (option !== 'name') return []
  const at = context.now()
  return context.directory
    .complete(typed, MAX_CHOICES)
    .map((actor) => ({ name: cut(`${actor.name} — ${hintOf(actor, at)}`, 100), value: actor.id }))
}

/** `/actor NAME [on:DATE] [days:N]`: who or what somebody or something is, and what has been reported of it. */
export const actor: Command = {
  name: 'actor',
  description: 'Who is this? A person, office, body, state, place, weapon, exercise or treaty',
  options: [
    {
      name: 'name',
      description: 'A name in English, Korean, Japanese, Russian or Chinese, or an office',
      required: true,
      choices: [],
      autocomplete: true,
    },
    {
      name: 'on',
      description: 'The day to ask for, as 2025-07-12; today where left out',
      required: false,
      choices: [],
      autocomplete: false,
    },
    {
      name: 'days',
      description: `How many days back to count, ${LEAST_DAYS} to ${MOST_DAYS}; ${STANDARD_DAYS} where left out`,
      required: false,
      choices: [],
      autocomplete: false,
    },
  ],
  run,
  complete,
}
