import type { Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { parseDay } from '../domain/day.ts'
import type { Locale } from '../domain/locale.ts'
import type { RichText } from '../domain/rich-text.ts'
import { capital } from '../words/letters.ts'
import { wordsIn } from '../words/words.ts'
import { type CardDay, cardLines, choiceOf, hintOf } from './actor-card.ts'
import { fieldsOf } from './actor-fields.ts'
import { type Gathered, gather } from './actor-gather.ts'
import { formatTime } from './dates.ts'
import { bold, cut, line } from './lines.ts'
import { acts, daysOf } from './parties.ts'

const CANDIDATES = 10
const MAX_CHOICES = 25
const MAX_NAME = 100
const [STANDARD_DAYS, LEAST_DAYS, MOST_DAYS] = [182, 7, 730]

const askFor = (actor: Actor, on: string | undefined, locale?: Locale): Reply['suggestions'][number] => ({
  label: cut(actorName(actor, locale), 80),
  command: 'actor',
  args: on === undefined ? { name: actor.id } : { name: actor.id, on },
})

/** On which day, and over how many days back, a card is asked for. */
type Asked = { readonly on: string | undefined; readonly day: CardDay; readonly days: number }

/** What to ask next: those named with it, who acts with whom, and how it went. */
function suggestions(actor: Actor, gathered: Gathered, { on, days }: Asked, context: CommandContext): Reply['suggestions'] {
  const others = gathered.counterparts.flatMap(({ actorId }) => context.directory.byId(actorId) ?? [])
  const more = { days: String(Math.max(days, 14)) }
  const { cards } = wordsIn(context.locale)
  return [
    ...others.slice(0, 3).map((other) => askFor(other, on, context.locale)),
    ...(acts(actor)
      ? [
          { label: cards.networkButton, command: 'network', args: { actor: actor.id, ...more } },
          { label: cards.trendButton, command: 'trend', args: { of: actor.id, ...more } },
        ]
      : []),
  ]
}

async function card(actor: Actor, asked: Asked, context: CommandContext): Promise<Reply> {
  const gathered = await gather(actor, asked.days, context)
  const time = (at: number): string => formatTime(at, context.timeZone, context.locale)
  return {
    ...textReply(''),
    title: capital(actorName(actor, context.locale)),
    url: actor.wikidata === null ? null : `https://www.wikidata.org/wiki/${actor.wikidata}`,
    colour: context.alignments.find((alignment) => alignment.id === actor.alignment)?.colour ?? null,
    body: cardLines(actor, asked.day, context),
    fields: fieldsOf(actor, gathered, context),
    picture: gathered.picture,
    suggestions: suggestions(actor, gathered, asked, context),
    footer: wordsIn(context.locale).cards.counted(time(gathered.since), time(gathered.until)),
  }
}

/** Which of several was meant. */
function ambiguous(name: string, candidates: readonly Actor[], at: number, on: string | undefined, locale?: Locale): Reply {
  const { parties } = wordsIn(locale).answers
  const shown = candidates.slice(0, CANDIDATES)
  const more = candidates.length - shown.length
  return {
    ...textReply(''),
    title: parties.which(cut(name, 60)),
    body: [
      ...shown.map((actor): RichText => [bold(actorName(actor, locale)), { text: ` — ${hintOf(actor, at, locale)}` }]),
      ...(more > 0 ? [line(parties.moreNames(more))] : []),
    ],
    suggestions: shown.map((actor) => askFor(actor, on, locale)),
    ephemeral: true,
  }
}

function unknown(name: string, context: CommandContext): Reply {
  const near = context.directory.complete(name, 5)
  const { cards, writing } = wordsIn(context.locale)
  const called = near.map((actor) => actorName(actor, context.locale))
  const hint = near.length === 0 ? cards.nothing : cards.nothingBut(writing.listed(called))
  return {
    ...textReply(hint, true),
    suggestions: [
      ...near.map((actor) => askFor(actor, undefined, context.locale)),
      { label: cut(cards.searchFor(name), 80), command: 'search', args: { query: cut(name, 80) } },
    ],
  }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const name = cut((args.name ?? '').trim(), MAX_NAME)
  const { cards } = wordsIn(context.locale)
  // Signs alone are nobody's name, and whoever is in the news of late is no answer to them.
  if (!/[\p{L}\p{N}]/u.test(name)) return textReply(cards.sayWho, true)
  const typed = args.on?.trim()
  const on = typed === '' ? undefined : typed
  const day = on === undefined ? null : parseDay(on)
  if (on !== undefined && day === null) return textReply(cards.noDay(cut(on, 40)), true)
  const days = daysOf(args.days, STANDARD_DAYS, LEAST_DAYS, MOST_DAYS, context.locale)
  if (typeof days === 'string') return textReply(days, true)
  const at = day?.at ?? context.now()
  const known = context.directory.byId(name)
  const { actor, candidates } = known === undefined ? context.directory.find(name, at) : { actor: known, candidates: [] }
  if (actor !== null) return card(actor, { on, days, day: { at, date: day?.date ?? null } }, context)
  return candidates.length > 0 ? ambiguous(name, candidates, at, on, context.locale) : unknown(name, context)
}

function complete(option: string, typed: string, context: CommandContext): readonly Choice[] {
  if (option !== 'name') return []
  const at = context.now()
  return context.directory.complete(typed, MAX_CHOICES).map((actor) => choiceOf(actor, at, context.locale))
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
