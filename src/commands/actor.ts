import type { Actor } from '../domain/actor.ts'
import type { Counterpart } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import { type Choice, type Command, type CommandContext, type Picture, type Reply, textReply } from '../domain/command.ts'
import { parseDay } from '../domain/day.ts'
import type { RichText } from '../domain/rich-text.ts'
import { cardLines, hintOf } from './actor-card.ts'
import { formatTime } from './dates.ts'
import { counted, cut, line, listed, storyLine } from './lines.ts'

const WEEK_MS = 604_800_000
/** Half a year: what the picture and the counterparts look back on. */
const WEEKS = 26
const STORIES = 5
const COUNTERPARTS = 5
const CANDIDATES = 10
const MAX_CHOICES = 25
const MAX_NAME = 100

/** What is looked back on: half a year, up to now or, for those not in the news of late, up to their last story. */
type Span = { readonly since: number; readonly until: number }

type Gathered = Span & {
  readonly stories: readonly Brief[]
  readonly counterparts: readonly Counterpart[]
  readonly picture: Picture | null
}

/** A Monday, 00:00 UTC. */
const MONDAY_AT = Date.UTC(1970, 0, 5)
const weekStart = (at: number): number => MONDAY_AT + Math.floor((at - MONDAY_AT) / WEEK_MS) * WEEK_MS

/** Whole weeks from Monday, the last one as far as it has gone. */
const upTo = (until: number): Span => ({ since: weekStart(until - 1) - (WEEKS - 1) * WEEK_MS, until })

/** A week after the last story, to the end of that week: a past week is told of whole. */
const afterLast = (lastAt: number, now: number): Span => upTo(Math.min(now, weekStart(lastAt + 2 * WEEK_MS - 1)))

/** More are asked for than shown, since some are left out. */
const ASKED_COUNTERPARTS = 20

/** Those who act: not places and things, not the grouping as such, and not a person's own state. */
function actors(counterparts: readonly Counterpart[], actor: Actor, { directory, alignments }: CommandContext): readonly Counterpart[] {
  const collectives = new Set(alignments.flatMap((alignment) => alignment.collectives))
  const acts = ({ actorId }: Counterpart): boolean => {
    const other = directory.byId(actorId)
    if (other === undefined || collectives.has(actorId)) return false
    if (other.kind === 'state') return other.country !== actor.country
    return other.kind === 'person' || other.kind === 'office' || other.kind === 'organisation'
  }
  return counterparts.filter(acts).slice(0, COUNTERPARTS)
}

async function countsIn(span: Span, actor: Actor, context: CommandContext) {
  const { archive, charts, alignments } = context
  const [found, weeks] = await Promise.all([
    archive.counterparts(actor.id, span.since, ASKED_COUNTERPARTS),
    archive.mentionsByWeek(actor.id, span.since, span.until),
  ])
  const named = weeks.some((week) => week.other > 0 || Object.values(week.byAlignment).some((count) => count > 0))
  return {
    ...span,
    counterparts: actors(found, actor, context),
    picture: named ? charts.mentionsByWeek({ actor, weeks, alignments, until: span.until }) : null,
  }
}

async function gather(actor: Actor, context: CommandContext): Promise<Gathered> {
  const now = context.now()
  const [stories, recent] = await Promise.all([
    context.archive.latest({ actorId: actor.id, limit: STORIES }),
    countsIn(upTo(now), actor, context),
  ])
  const [last] = stories
  if (recent.picture !== null || last === undefined || last.updatedAt >= recent.since) return { ...recent, stories }
  return { ...(await countsIn(afterLast(last.updatedAt, now), actor, context)), stories }
}

/** `Choe Son Hui — 4 stories: consult, agree`. */
function counterpartLine({ actorId, count, categories }: Counterpart, context: CommandContext): RichText {
  const name = context.directory.byId(actorId)?.name ?? actorId
  const how = categories.length === 0 ? '' : `: ${categories.slice(0, 4).join(', ')}`
  return [{ text: name, bold: true }, { text: ` — ${counted(count, 'story', 'stories')}${how}` }]
}

function fieldsOf(actor: Actor, { stories, counterparts }: Gathered, context: CommandContext): Reply['fields'] {
  const heading =
    actor.kind === 'person' || actor.kind === 'office' || actor.kind === 'organisation' || actor.kind === 'state'
      ? 'Named with'
      : 'In stories with'
  const last = actor.kind === 'place' ? 'What happened there' : 'Last stories'
  return [
    ...(counterparts.length === 0
      ? []
      : [
          { name: heading, value: counterparts.map((one) => counterpartLine(one, context)), inline: false, holds: 'counterparts' as const },
        ]),
    {
      name: last,
      value: stories.length === 0 ? [line('None yet among the stories kept.')] : stories.map((brief) => storyLine(brief, context.timeZone)),
      inline: false,
      holds: 'stories',
    },
  ]
}

const askFor = (actor: Actor, on: string | undefined, label = actor.name): Reply['suggestions'][number] => ({
  label: cut(label, 80),
  command: 'actor',
  args: on === undefined ? { name: actor.id } : { name: actor.id, on },
})

async function card(
  actor: Actor,
  on: string | undefined,
  day: { at: number; date: string | null },
  context: CommandContext,
): Promise<Reply> {
  const gathered = await gather(actor, context)
  const others = gathered.counterparts.flatMap(({ actorId }) => context.directory.byId(actorId) ?? [])
  return {
    ...textReply(''),
    title: actor.name,
    url: actor.wikidata === null ? null : `https://www.wikidata.org/wiki/${actor.wikidata}`,
    colour: context.alignments.find((alignment) => alignment.id === actor.alignment)?.colour ?? null,
    body: cardLines(actor, day, context.alignments),
    fields: fieldsOf(actor, gathered, context),
    picture: gathered.picture,
    suggestions: others.slice(0, 3).map((other) => askFor(other, on)),
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
  const at = day?.at ?? context.now()
  const known = context.directory.byId(name)
  const { actor, candidates } = known === undefined ? context.directory.find(name, at) : { actor: known, candidates: [] }
  if (actor !== null) return card(actor, on, { at, date: day?.date ?? null }, context)
  return candidates.length > 0 ? ambiguous(name, candidates, at, on) : unknown(name, context)
}

function complete(option: string, typed: string, context: CommandContext): readonly Choice[] {
  if (option !== 'name') return []
  const at = context.now()
  return context.directory
    .complete(typed, MAX_CHOICES)
    .map((actor) => ({ name: cut(`${actor.name} — ${hintOf(actor, at)}`, 100), value: actor.id }))
}

/** `/actor NAME [on:DATE]`: who or what somebody or something is, and what has been reported of it. */
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
  ],
  run,
  complete,
}
