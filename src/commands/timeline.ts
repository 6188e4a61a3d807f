import type { Actor } from '../domain/actor.ts'
import type { Brief } from '../domain/brief.ts'
import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import type { DatedAct } from '../domain/history.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import { formatDate, formatTime } from './dates.ts'
import { bold, counted, cut } from './lines.ts'
import { daysOf, partyChoices, partyOf, resolve, splitPair } from './parties.ts'
import { pictureOf, trendOf } from './trend-picture.ts'

const DAY_MS = 86_400_000
const [STANDARD_DAYS, MOST_DAYS] = [90, 3_650]
const LINES = 12
/** Acts asked for: a story may tell several. */
const ACTS = 200
const BUTTONS = 3
/** A single event needs no picture. */
const PICTURED = 2

type Told = { readonly at: number; readonly brief: Brief; readonly acts: readonly DatedAct[] }

/** The acts by the story that tells them, latest first. */
const byStory = (acts: readonly DatedAct[]): readonly Told[] =>
  [...Map.groupBy(acts, ({ brief }) => brief.storyId).values()].flatMap((own) => {
    const [first] = own
    return first === undefined ? [] : [{ at: first.at, brief: first.brief, acts: own }]
  })

/** `12 July 2025 — Russia → North Korea: CONSULT (visit), confirmed — Lavrov visits Wonsan`, the headline linked. */
function lineOf({ at, brief, acts }: Told): RichText {
  const done = acts.map(({ act }) => `${act.text}, ${act.standing}`).join('; ')
  const headline = cut(visible(brief.headline), 140)
  return [
    bold(formatDate(new Date(at).toISOString().slice(0, 10))),
    { text: ` — ${done} — ` },
    brief.url === '' ? { text: headline } : { text: headline, url: brief.url },
  ]
}

const nameOf = (a: Actor, b: Actor): string => `${a.name} – ${b.name}`

async function answer(a: Actor, b: Actor, days: number, context: CommandContext): Promise<Reply> {
  const until = context.now()
  const parties = [partyOf(a), partyOf(b)]
  const since = until - days * DAY_MS
  const [acts, trend] = await Promise.all([
    context.archive.acts({ since, until, parties, limit: ACTS }),
    trendOf(nameOf(a, b), { parties }, days, context),
  ])
  const told = byStory(acts)
  const more = { label: 'The last ten years', command: 'timeline', args: { a: a.id, b: b.id, days: String(MOST_DAYS) } }
  if (told.length === 0) {
    const text = `No kept story of the last ${counted(days, 'day')} tells of an event between ${a.name} and ${b.name}.`
    return { ...textReply(text, true), suggestions: days < MOST_DAYS ? [more] : [] }
  }
  const shown = told.slice(0, LINES)
  const count = acts.length < ACTS ? counted(acts.length, 'event') : `${ACTS} events or more`
  const left = told.length - shown.length
  return {
    ...textReply(''),
    title: `Between ${a.name} and ${b.name}`,
    body: shown.map(lineOf),
    picture: acts.length < PICTURED ? null : pictureOf(trend, context),
    suggestions: shown.slice(0, BUTTONS).map(({ brief }) => ({
      label: cut(`Story: ${visible(brief.headline)}`, 80),
      command: 'story',
      args: { id: brief.storyId },
    })),
    footer: `${count.replace(/^./, (first) => first.toUpperCase())} in ${counted(told.length, 'story', 'stories')}, latest first${left > 0 ? `; ${counted(left, 'older story', 'older stories')} not shown` : ''} · ${formatTime(since, context.timeZone)} to ${formatTime(until, context.timeZone)}`,
  }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const [typedA, typedB] = [(args.a ?? '').trim().slice(0, 200), (args.b ?? '').trim().slice(0, 200)]
  const days = daysOf(args.days, STANDARD_DAYS, 1, MOST_DAYS)
  if (typeof days === 'string') return textReply(days, true)
  const [nameA, nameB] = typedB === '' ? (splitPair(typedA, context, true) ?? [typedA, '']) : [typedA, typedB]
  if (nameA === '' || nameB === '')
    return textReply('Say between whom: /timeline Russia, North Korea. Two states, people, offices or organisations.', true)
  const again = (a: string, b: string) => ({ command: 'timeline', args: { a: cut(a, 30), b: cut(b, 30), days: String(days) } })
  const a = resolve(nameA, context, (name) => again(name, nameB))
  if ('reply' in a) return a.reply
  const b = resolve(nameB, context, (name) => again(a.actor.id, name))
  if ('reply' in b) return b.reply
  if (a.actor.id === b.actor.id) return textReply(`Both are ${a.actor.name}. Name two that act on each other.`, true)
  return answer(a.actor, b.actor, days, context)
}

/** `/timeline A B [days]`: what happened between two that act, by the acts of kept stories. */
export const timeline: Command = {
  name: 'timeline',
  description: 'What happened between two: states, people, offices or organisations',
  options: [
    { name: 'a', description: 'One of the two; or both: Russia, North Korea', required: true, choices: [], autocomplete: true },
    { name: 'b', description: 'The other', required: false, choices: [], autocomplete: true },
    {
      name: 'days',
      description: `How many days back, 1 to ${MOST_DAYS}; ${STANDARD_DAYS} where left out`,
      required: false,
      choices: [],
      autocomplete: false,
    },
  ],
  run,
  complete: (option, typed, context) => (option === 'a' || option === 'b' ? partyChoices(typed, context) : []),
}
