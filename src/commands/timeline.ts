import type { Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import type { Brief } from '../domain/brief.ts'
import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import type { DatedAct } from '../domain/history.ts'
import { visible } from '../domain/plain-text.ts'
import type { RichText } from '../domain/rich-text.ts'
import { en } from '../words/en.ts'
import { capital } from '../words/letters.ts'
import { actWords } from '../words/told.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatDate, formatTime } from './dates.ts'
import { bold, cut } from './lines.ts'
import { pageOf, turns } from './pages.ts'
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
function lineOf({ at, brief, acts }: Told, words: Words): RichText {
  const { posts, writing, locale } = words
  const done = acts.map(({ act }) => [actWords(act, words), posts.standings[act.standing]].join(writing.pause)).join(posts.semicolon)
  const headline = cut(visible(brief.headline), 140)
  return [
    bold(formatDate(new Date(at).toISOString().slice(0, 10), locale)),
    { text: ` — ${done} — ` },
    brief.url === '' ? { text: headline } : { text: headline, url: brief.url },
  ]
}

const nameOf = (actor: Actor, { locale }: Words): string => actorName(actor, locale)

async function answer(
  a: Actor,
  b: Actor,
  { days, page }: { readonly days: number; readonly page: number },
  context: CommandContext,
): Promise<Reply> {
  const words = wordsIn(context.locale)
  const { stories, counts } = words
  const [nameA, nameB] = [nameOf(a, words), nameOf(b, words)]
  const until = context.now()
  const parties = [partyOf(a), partyOf(b)]
  const since = until - days * DAY_MS
  const [acts, trend] = await Promise.all([
    context.archive.acts({ since, until, parties, limit: ACTS }),
    trendOf(`${nameA} – ${nameB}`, { parties }, days, context),
  ])
  const told = byStory(acts)
  const more = { label: stories.tenYears, command: 'timeline', args: { a: a.id, b: b.id, days: String(MOST_DAYS) } }
  if (told.length === 0) {
    return { ...textReply(stories.nothingBetween(days, nameA, nameB), true), suggestions: days < MOST_DAYS ? [more] : [] }
  }
  const argsAt = (at: number) => ({ a: a.id, b: b.id, days: String(days), ...(at > 1 ? { page: String(at) } : {}) })
  const pages = Math.ceil(told.length / LINES)
  if (page > pages) {
    const last = { label: words.search.newer, command: 'timeline', args: argsAt(pages) }
    return { ...textReply(words.search.noPage(pages), true), suggestions: [last] }
  }
  const shown = told.slice((page - 1) * LINES, page * LINES)
  const count = acts.length < ACTS ? counts.events(acts.length) : stories.manyEvents(ACTS)
  const left = told.length - page * LINES
  const older = left > 0 ? [stories.olderNotShown(left)] : []
  const time = (at: number): string => formatTime(at, context.timeZone, context.locale)
  return {
    ...textReply(''),
    title: stories.between(nameA, nameB),
    body: shown.map((one) => lineOf(one, words)),
    picture: acts.length < PICTURED || page > 1 ? null : pictureOf(trend, context),
    suggestions: [
      ...turns({ page, hasMore: left > 0 }, 'timeline', argsAt, words),
      ...shown.slice(0, BUTTONS).map(({ brief }) => ({
        label: cut(stories.storyButton(visible(brief.headline)), 80),
        command: 'story',
        args: { id: brief.storyId },
      })),
    ],
    footer: `${[capital(stories.eventsIn(count, told.length)), ...older].join(words.posts.semicolon)} · ${stories.span(time(since), time(until))}`,
  }
}

const isKnown = (name: string, { directory, now }: CommandContext): boolean => {
  const { actor, candidates } = directory.find(name, now())
  return actor !== null || candidates.length > 0
}

/** Asks for the two, or for the second of them where the first is known. */
function whoElse(nameA: string, days: number, context: CommandContext): Reply {
  const { stories, choosing } = wordsIn(context.locale)
  const first = nameA === '' ? null : resolve(nameA, context, (a) => ({ command: 'timeline', args: { a } }))
  // Several are meant, or what does not act.
  if (first !== null && 'reply' in first && isKnown(nameA, context)) return first.reply
  const known = first !== null && 'actor' in first ? { a: first.actor.id } : {}
  const [label, option] = 'a' in known ? [choosing.andWho, 'b'] : [choosing.who, 'a']
  const args = { ...known, ...(days === STANDARD_DAYS ? {} : { days: String(days) }) }
  return { ...textReply(stories.sayTwo, true), choosing: { label, command: 'timeline', option, args } }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const [typedA, typedB] = [(args.a ?? '').trim().slice(0, 200), (args.b ?? '').trim().slice(0, 200)]
  const words = wordsIn(context.locale)
  const days = daysOf(args.days, STANDARD_DAYS, 1, MOST_DAYS, context.locale)
  if (typeof days === 'string') return textReply(days, true)
  const [nameA, nameB] = typedB === '' ? (splitPair(typedA, context, true) ?? [typedA, '']) : [typedA, typedB]
  if (nameA === '' || nameB === '') return whoElse(nameA, days, context)
  const again = (a: string, b: string) => ({ command: 'timeline', args: { a: cut(a, 30), b: cut(b, 30), days: String(days) } })
  const a = resolve(nameA, context, (name) => again(name, nameB))
  if ('reply' in a) return a.reply
  const b = resolve(nameB, context, (name) => again(a.actor.id, name))
  if ('reply' in b) return b.reply
  if (a.actor.id === b.actor.id) return textReply(words.stories.both(nameOf(a.actor, words)), true)
  return answer(a.actor, b.actor, { days, page: pageOf(args.page) }, context)
}

const { description, options } = en.commands.timeline

/** `/timeline A B [days] [page]`: what happened between two that act, by the acts of kept stories. */
export const timeline: Command = {
  name: 'timeline',
  description,
  options: [
    { name: 'a', description: options.a.description, required: true, choices: [], autocomplete: true },
    { name: 'b', description: options.b.description, required: false, choices: [], autocomplete: true },
    {
      name: 'days',
      description: options.days.description,
      required: false,
      choices: [],
      autocomplete: false,
    },
    { name: 'page', description: options.page.description, required: false, choices: [], autocomplete: false },
  ],
  run,
  complete: (option, typed, context) => (option === 'a' || option === 'b' ? partyChoices(typed, context) : []),
}
