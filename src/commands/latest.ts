import { type Alignment, labelIn } from '../domain/alignment.ts'
import { type Command, type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { isHealthy } from '../domain/feed.ts'
import { en } from '../words/en.ts'
import { wordsIn } from '../words/words.ts'
import { alignmentChoices, alignmentOf, noSuchAlignment } from './alignments.ts'
import { formatTime } from './dates.ts'
import { cut } from './lines.ts'
import { actorChoices, languageChoices, narrowed } from './narrowing.ts'
import { nearReply } from './near.ts'
import { pageOf, turns } from './pages.ts'

const STORIES = 5
const NEAR = 'near'

/** What there is instead of stories: how much was read, and when last. */
async function nothingYet(alignment: Alignment | undefined, context: CommandContext): Promise<Reply> {
  const [counts, feeds] = await Promise.all([context.archive.counts(), context.archive.feeds()])
  const { latest: words } = wordsIn(context.locale).answers
  const lastAt = Math.max(0, ...feeds.map((feed) => feed.lastOkAt ?? 0))
  const well = feeds.filter((feed) => feed.lastKind !== null && isHealthy(feed.lastKind)).length
  const parts = [
    alignment === undefined ? words.nothing : words.nothingOn(labelIn(alignment, context.locale)),
    words.soFar(words.read(counts.items, counts.kept, counts.stories)),
    lastAt === 0 ? words.noFeedYet : words.feedsWell(well, feeds.length, formatTime(lastAt, context.timeZone, context.locale)),
  ]
  return textReply(parts.join(' '))
}

/** `near` may be typed in the place of an alignment, before one or behind it, where there are no fields to fill in. */
function wanted(args: Readonly<Record<string, string>>): { readonly typed: string; readonly near: boolean } {
  const words = (args.alignment ?? '').trim().split(/\s+/)
  const rest = words.filter((word) => word.toLowerCase() !== NEAR)
  return { typed: rest.join(' '), near: args.show === NEAR || rest.length < words.length }
}

async function run(args: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const { typed, near } = wanted(args)
  const { alignments, locale } = context
  const alignment = alignmentOf(typed, alignments)
  if (typed !== '' && alignment === undefined) return noSuchAlignment(typed, alignments, locale)
  if (near) return nearReply(alignment, context)
  const filters = { ...given('actor', args.actor), ...given('language', args.language) }
  const argsAt = (changes: Args, page: number): Args => ({
    ...(alignment === undefined ? {} : { alignment: alignment.id }),
    ...(args.actor === undefined ? {} : { actor: args.actor }),
    ...(args.language === undefined ? {} : { language: args.language }),
    ...changes,
    ...(page > 1 ? { page: String(page) } : {}),
  })
  const sought = await narrowed(filters, context, (label, changes) => ({
    label: cut(label, 80),
    command: 'latest',
    args: argsAt(changes, 1),
  }))
  if ('reply' in sought) return sought.reply
  const { actorIds: [actorId] = [], language } = sought.filter
  const page = pageOf(args.page)
  const filter = {
    ...(alignment === undefined ? {} : { alignment: alignment.id }),
    ...(actorId === undefined ? {} : { actorId }),
    ...(language === undefined ? {} : { language }),
  }
  const found = await context.archive.latest({ ...filter, limit: STORIES + 1, offset: (page - 1) * STORIES })
  const briefs = found.slice(0, STORIES)
  const words = wordsIn(locale)
  const suggestions = turns({ page, hasMore: found.length > STORIES }, 'latest', (at) => argsAt({}, at), words)
  if (briefs.length === 0 && (page > 1 || sought.said.length > 0)) return { ...textReply(words.search.none, true), suggestions }
  if (briefs.length === 0) return nothingYet(alignment, context)
  const { latest: told } = words.answers
  return {
    ...textReply(''),
    title: alignment === undefined ? told.title : told.titleOf(labelIn(alignment, locale)),
    colour: alignment?.colour ?? null,
    body: sought.said.length === 0 ? [] : [[{ text: sought.said.join(' · ') }]],
    briefs,
    suggestions,
    footer: told.footer(formatTime(context.now(), context.timeZone, locale)),
  }
}

type Args = Readonly<Record<string, string>>

const given = (name: 'actor' | 'language', typed: string | undefined) =>
  typed === undefined || typed.trim() === '' ? {} : { [name]: [typed] }

const { description, options } = en.commands.latest

/** `/latest [alignment] [show:near] [actor] [language] [page]`: the newest stories, or what was nearly kept. */
export const latest: Command = {
  name: 'latest',
  description,
  options: [
    { name: 'alignment', description: options.alignment.description, required: false, choices: [], autocomplete: true },
    {
      name: 'show',
      description: options.show.description,
      required: false,
      choices: Object.entries(options.show.choices).map(([value, name]) => ({ name, value })),
      autocomplete: false,
    },
    { name: 'actor', description: options.actor.description, required: false, choices: [], autocomplete: true },
    { name: 'language', description: options.language.description, required: false, choices: [], autocomplete: true },
    { name: 'page', description: options.page.description, required: false, choices: [], autocomplete: false },
  ],
  run,
  complete: (option, typed, context) => {
    if (option === 'alignment') return alignmentChoices(typed, context.alignments, context.locale)
    if (option === 'language') return languageChoices(typed, context)
    return option === 'actor' ? actorChoices(typed, context) : []
  },
}
