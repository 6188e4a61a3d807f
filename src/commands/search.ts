import { actorName } from '../domain/actor-name.ts'
import type { Brief } from '../domain/brief.ts'
import { type Choice, type Command, type CommandContext, type CommandOption, type Reply, textReply } from '../domain/command.ts'
import type { RichText } from '../domain/rich-text.ts'
import type { FoundStories, SoughtWords, StorySearch } from '../domain/search.ts'
import { definitionsOf } from '../words/definitions.ts'
import { en } from '../words/en.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { alignmentChoices } from './alignments.ts'
import { excerptOf, isToldBy } from './excerpt.ts'
import { cut, line, storyLine, tellingOf } from './lines.ts'
import { actorChoices, languageChoices, type Narrowed, narrowed } from './narrowing.ts'
import { outletChoices } from './outlets.ts'
import { pageLine, pageOf, turns } from './pages.ts'
import { FILTERS, type FilterName, MOST_WORDS, type Odd, parseQuery, type Query, written } from './search-query.ts'

const STORIES = 10
/** Longer queries are refused: nobody types more words than this holds, and each must be found. */
const MAX_QUERY = 500

type Args = Readonly<Record<string, string>>

/** Names of the filters in the languages of the bot. */
function filterNames(): ReadonlyMap<string, FilterName> {
  const options = [...definitionsOf('search').values()].flatMap((words) => Object.entries(words.options))
  return new Map(
    options.flatMap(([name, { name: told }]) =>
      FILTERS.flatMap((filter) => (filter === name ? [[told.toLowerCase(), filter] as const] : [])),
    ),
  )
}

/** What was typed as words and in fields, as one query: a field counts more than the same filter among the words. */
function asked(args: Args): Query {
  const query = parseQuery((args.query ?? '').replaceAll(/\s+/g, ' ').trim(), filterNames())
  const given = FILTERS.flatMap((filter) => {
    const value = args[filter]?.trim() ?? ''
    return value === '' ? [] : [[filter, [...(filter === 'actor' ? (query.filters.actor ?? []) : []), value]] as const]
  })
  return { ...query, filters: { ...query.filters, ...Object.fromEntries(given) } }
}

const oddWords = (odd: Odd, { search }: Words): string => {
  if (odd.kind === 'empty') return search.empty(cut(odd.typed, 40))
  if (odd.kind === 'not-without') return search.notWithout(cut(odd.typed, 40))
  return odd.kind === 'or' ? search.or : search.many(MOST_WORDS, odd.left)
}

/** Filters of which one value counts, and several were given. */
const twice = ({ filters }: Query, { search }: Words): readonly string[] =>
  FILTERS.filter((filter) => filter !== 'actor' && filter !== 'outlet' && (filters[filter]?.length ?? 0) > 1).map((filter) =>
    search.twice(filter),
  )

/** What was understood, where it is more than the words as they were typed; then what was not. */
function understood(query: Query, { said }: Narrowed, words: Words): readonly RichText[] {
  const { search, writing } = words
  const spoken = ({ text, quoted }: SoughtWords): string => (quoted ? writing.quoted(text) : text)
  const without = query.without.length === 0 ? [] : [search.without(writing.listed(query.without.map(spoken)))]
  const parts = [query.words.map(spoken).join(' '), ...without, ...said].filter((part) => part !== '')
  const isPlain = said.length === 0 && without.length === 0 && query.odd.length === 0
  return [
    ...(isPlain || parts.length === 0 ? [] : [line(writing.labelled(search.understood, cut(parts.join(' · '), 300)))]),
    ...[...query.odd.map((odd) => oddWords(odd, words)), ...twice(query, words)].map(line),
  ]
}

/** The stories, and under each where its texts hold the words; the reports' own texts are asked where a brief does not tell. */
async function linesOf(briefs: readonly Brief[], sought: readonly SoughtWords[], context: CommandContext): Promise<readonly RichText[]> {
  const { archive, timeZone } = context
  const telling = tellingOf(context)
  const untold = briefs.filter((brief) => !isToldBy(brief, sought)).map(({ storyId }) => storyId)
  const texts = Map.groupBy(await archive.texts(untold), ({ storyId }) => storyId)
  return briefs.flatMap((brief): readonly RichText[] => {
    const more = texts.get(brief.storyId)?.map(({ outlet, title, text }) => `${outlet}: ${title} — ${text}`) ?? []
    const excerpt = excerptOf(brief, sought, more)
    return [storyLine(brief, timeZone, telling), ...(excerpt === null ? [] : [[{ text: '    ' }, ...excerpt]])]
  })
}

/** What to try where nothing is found: the words without the filters, or somebody who is called so. */
async function nothing(query: Query, sought: Narrowed, context: CommandContext, words: Words): Promise<Reply> {
  const typed = query.words.map(({ text }) => text).join(' ')
  const isNarrowed = sought.said.length > 0 || query.without.length > 0
  const wider = isNarrowed && query.words.length > 0 ? await context.archive.find({ words: query.words }, { limit: 1 }) : null
  const bare = written({ words: query.words, without: [], filters: {} })
  const stories =
    wider === null || wider.total === 0
      ? []
      : [{ label: words.search.withoutFilters(wider.total), command: 'search', args: { query: bare } }]
  const people = typed === '' ? [] : context.directory.complete(cut(typed, 100), 3)
  return {
    ...textReply('', true),
    body: [line(isNarrowed ? words.search.none : words.search.noWords(cut(typed, 80))), ...understood(query, sought, words)],
    suggestions: [
      ...stories,
      ...people.map((actor) => ({ label: cut(actorName(actor, context.locale), 80), command: 'actor', args: { name: actor.id } })),
    ],
  }
}

async function run(args: Args, context: CommandContext): Promise<Reply> {
  const words = wordsIn(context.locale)
  const { search } = words
  const length = Array.from(args.query ?? '').length
  if (length > MAX_QUERY) return textReply(search.tooLong(length, MAX_QUERY), true)
  const query = asked(args)
  const again = (changes: Readonly<Partial<Record<FilterName, string>>>, page: number): Args => {
    const changed = Object.fromEntries(Object.entries(changes).map(([filter, value]) => [filter, [value]]))
    return { query: written({ ...query, filters: { ...query.filters, ...changed } }), ...(page > 1 ? { page: String(page) } : {}) }
  }
  const sought = await narrowed(query.filters, context, (label, changes) => ({
    label: cut(label, 80),
    command: 'search',
    args: again(changes, 1),
  }))
  if ('reply' in sought) return sought.reply
  if (query.words.length === 0 && query.without.length === 0 && Object.keys(query.filters).length === 0)
    return { ...textReply('', true), body: [line(search.ask), ...understood(query, sought, words)] }
  const page = pageOf(args.page)
  const wanted: StorySearch = { ...sought.filter, words: query.words, without: query.without }
  const found = await context.archive.find(wanted, { limit: STORIES, offset: (page - 1) * STORIES })
  if (found.briefs.length === 0)
    return found.total === 0 ? nothing(query, sought, context, words) : noPage(found, (at) => again({}, at), words)
  const stories = await linesOf(found.briefs, query.words, context)
  return {
    ...textReply(''),
    title: query.words.length === 0 ? search.title : words.writing.quoted(cut(query.words.map(({ text }) => text).join(' '), 80)),
    colour: sought.alignment?.colour ?? null,
    body: [...understood(query, sought, words), ...stories],
    suggestions: turns({ page, hasMore: found.more || found.total > page * STORIES }, 'search', (at) => again({}, at), words),
    footer: pageLine(found, page, STORIES, words),
  }
}

function noPage({ total }: FoundStories, at: (page: number) => Args, { search }: Words): Reply {
  const pages = Math.ceil(total / STORIES)
  return { ...textReply(search.noPage(pages), true), suggestions: [{ label: search.newer, command: 'search', args: at(pages) }] }
}

function complete(option: string, typed: string, context: CommandContext): readonly Choice[] {
  if (option === 'alignment') return alignmentChoices(typed, context.alignments, context.locale)
  if (option === 'outlet') return outletChoices(typed, context)
  if (option === 'language') return languageChoices(typed, context)
  return option === 'actor' ? actorChoices(typed, context) : []
}

const { description, options } = en.commands.search
const COMPLETED: ReadonlySet<string> = new Set(['actor', 'alignment', 'outlet', 'language'])

/** `/search QUERY`: stories by their words, by what they are about and by who reports them. */
export const search: Command = {
  name: 'search',
  description,
  options: Object.values(options).map(
    (option): CommandOption => ({
      name: option.name,
      description: option.description,
      required: false,
      choices: [],
      autocomplete: COMPLETED.has(option.name),
      ...(option.name === 'query' ? { verbatim: true } : {}),
    }),
  ),
  run,
  complete,
}
