import type { Tried } from '../../domain/admin.ts'
import { labelIn } from '../../domain/alignment.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../../domain/command.ts'
import type { Feed } from '../../domain/feed.ts'
import { visible } from '../../domain/plain-text.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { en } from '../../words/en.ts'
import { told } from '../../words/retold.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { cut } from '../lines.ts'
import { changeReply, logReply, undoReply } from './changes.ts'
import { addressTyped, feedTyped } from './feed-entry.ts'
import { conditionOf, feedLine, feedWords, statesById, triedFields } from './feed-lines.ts'
import { optionOf, subcommandOf } from './option.ts'
import type { Args } from './route-entry.ts'
import { authorName, privately, refused } from './saying.ts'
import { notTheirFeeds, type Scope, scopeOf } from './scope.ts'

const PAGE = 20
const OFFERED = 5
const MAX_CHOICES = 25
const ACTIONS = ['list', 'add', 'remove', 'pause', 'resume', 'test', 'log', 'undo'] as const

async function list(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const words = wordsIn(context.locale)
  const wanted = (args.find ?? '').trim().toLowerCase().slice(0, 100)
  const states = await statesById(context)
  const telling = { now: context.now(), words, inFull: scope.mayChangeFeeds }
  // An address may hold a key: who may not change it may not find out by asking for its letters either.
  const soughtIn = ({ id, title, url }: Feed): string => (scope.mayChangeFeeds ? `${id} ${title} ${url}` : `${id} ${title}`)
  const feeds = scope.desk.feeds().filter((feed) => wanted === '' || soughtIn(feed).toLowerCase().includes(wanted))
  if (feeds.length === 0) return textReply(words.feeds.noneFound(visible(wanted)), true)
  const order = ['failing', 'waiting', 'off', 'answering']
  const rank = (feed: Feed): number => order.indexOf(conditionOf(feed, states.get(feed.id)))
  const sorted = feeds.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id))
  const more = sorted.length - PAGE
  const lines = sorted.slice(0, PAGE).map((feed) => feedLine(feed, states.get(feed.id), telling))
  const [failing = 0, waiting = 0, off = 0, answering = 0] = order.map(
    (condition) => feeds.filter((feed) => conditionOf(feed, states.get(feed.id)) === condition).length,
  )
  return privately(words.feeds.count(feeds.length), [...lines, ...(more > 0 ? [[{ text: words.feeds.more(more) }]] : [])], {
    footer: words.feeds.counts(answering, failing, waiting, off),
  })
}

function feedWithId(args: Args, { desk }: Scope, { feeds: said, writing }: Words): Feed | string {
  const typed = (args.feed ?? '').trim().toLowerCase()
  const found = desk.feeds().find(({ id }) => id === typed)
  if (found !== undefined) return found
  const near = desk.feeds().filter(({ id, title }) => typed !== '' && `${id} ${title}`.toLowerCase().includes(typed.slice(0, 60)))
  const ids = near.slice(0, 5).map(({ id }) => id)
  const hint = ids.length === 0 ? said.listNames : said.didYouMean(ids.join(writing.comma))
  return `${typed === '' ? said.sayWhich : said.noFeed(cut(typed, 60))}${writing.gap}${hint}`
}

async function put(
  title: string,
  feed: Feed,
  change: Readonly<Record<string, unknown>> | null,
  scope: Scope,
  context: CommandContext,
): Promise<Reply> {
  const words = wordsIn(context.locale)
  const before = scope.desk.entry('feed', feed.id)
  const entry = change === null ? null : { ...before, ...change }
  const result = await scope.desk.change({ by: scope.by, kind: 'feed', id: feed.id, entry, place: null })
  return changeReply(title, result, feedWords(feed, context.alignments, words), words)
}

/** Why it is not polled is stored, for all who ask later, in English: `told` says it in their languages. */
const pause = (feed: Feed, scope: Scope, context: CommandContext): Promise<Reply> =>
  put(
    wordsIn(context.locale).feeds.paused(feed.id),
    feed,
    { enabled: false, disabledReason: `paused ${authorName(scope.by)}` },
    scope,
    context,
  )

const resume = (feed: Feed, scope: Scope, context: CommandContext): Promise<Reply> =>
  put(wordsIn(context.locale).feeds.resumed(feed.id), feed, { enabled: true, disabledReason: null }, scope, context)

/** What an address turned out to be, where it is no feed. */
function notAFeed(tried: Exclude<Tried, { kind: 'feed' }>, address: string, action: 'add' | 'test', words: Words): Reply {
  const { feeds: said } = words
  const button = ({ url, title }: { url: string; title: string }): Reply['suggestions'][number] => ({
    label: cut(said[action](visible(title) || url), 80),
    command: 'feeds',
    args: { action, url },
  })
  const line = ({ url, title }: { url: string; title: string }): RichText => [{ text: visible(title) || url, url }, { text: ` ${url}` }]
  if (tried.kind === 'refused') return refused([said.refused(address, told(visible(tried.reason), words).replace(/[.。]$/, ''))], words)
  if (tried.kind === 'page') return privately(said.page, tried.found.map(line), { suggestions: tried.found.slice(0, OFFERED).map(button) })
  const usable = tried.outlines.filter(({ url }) => 'url' in addressTyped(url, words))
  return privately(said.list(tried.outlines.length), [...usable.slice(0, 15).map(line), [{ text: said.listHelp }]], {
    suggestions: usable.slice(0, OFFERED).map(button),
  })
}

async function add(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const words = wordsIn(context.locale)
  const { feeds: said } = words
  const address = addressTyped(args.url ?? '', words)
  if ('problem' in address) return refused([address.problem], words)
  const known = scope.desk.feeds().find(({ url }) => url === address.url)
  if (known !== undefined) return refused([said.readAlready(known.id, visible(known.title))], words)
  const tried = await scope.desk.tryFeed({ url: address.url })
  if (tried.kind !== 'feed') return notAFeed(tried, address.url, 'add', words)
  // The id of a feed that was removed is not free: what is remembered of that one would be believed of this one, and its old entries be news.
  const before = [...(await statesById(context)).keys()].map((id) => ({ id }))
  const typed = feedTyped(args, tried, [...scope.desk.feeds(), ...before], words)
  if ('problems' in typed) return refused(typed.problems, words)
  const id = String(typed.entry.id)
  const result = await scope.desk.change({ by: scope.by, kind: 'feed', id, entry: typed.entry, place: null })
  const made = scope.desk.feeds().find((feed) => feed.id === id)
  const reply = changeReply(said.followed(id), result, made === undefined ? [] : feedWords(made, context.alignments, words), words)
  return result.kind === 'changed' ? { ...reply, fields: triedFields(tried.items, context.alignments, words) } : reply
}

/** `test`: an address, or a feed that is configured, fetched once. Nothing of it is stored. */
async function test(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const words = wordsIn(context.locale)
  const { feeds: said } = words
  const typed = (args.url ?? '').trim()
  const feed = scope.desk.feeds().find(({ id }) => id === typed.toLowerCase())
  const address = feed === undefined ? addressTyped(typed, words) : { url: feed.url }
  if ('problem' in address) return refused([address.problem], words)
  const tried = await scope.desk.tryFeed(feed ?? { url: address.url })
  if (tried.kind !== 'feed') return notAFeed(tried, address.url, 'test', words)
  const kept = tried.items.filter(({ keptFor }) => keptFor.length > 0).length
  const isKnown = scope.desk.feeds().some(({ url }) => url === tried.url || url === address.url)
  const more: Reply['suggestions'] = isKnown ? [] : [{ label: said.addIt, command: 'feeds', args: { action: 'add', url: tried.url } }]
  return privately(visible(tried.title) || tried.url, [[{ text: said.wouldKeep(kept, tried.items.length) }]], {
    fields: triedFields(tried.items, context.alignments, words),
    suggestions: more,
    footer: said.fetchedOnce,
  })
}

async function run(args: Args, context: CommandContext): Promise<Reply> {
  const found = await scopeOf(context)
  if ('refusal' in found) return found.refusal
  const { scope } = found
  const words = wordsIn(context.locale)
  const { feeds: said } = words
  const action = args.action ?? 'list'
  if (action === 'list') return list(args, scope, context)
  if (!scope.mayChangeFeeds) return notTheirFeeds(scope, words)
  if (action === 'add') return add(args, scope, context)
  if (action === 'test') return test(args, scope, context)
  if (action === 'log') return logReply(scope, 'feed', context)
  if (action === 'undo') return undoReply(scope, 'feed', args.change ?? '', words)
  if (action !== 'remove' && action !== 'pause' && action !== 'resume')
    return refused([words.desk.noAction('feeds', action.slice(0, 40), words.writing.either(ACTIONS))], words)
  const feed = feedWithId(args, scope, words)
  if (typeof feed === 'string') return refused([feed], words)
  if (action === 'remove') return put(said.removed(feed.id), feed, null, scope, context)
  if (feed.enabled === (action === 'resume'))
    return refused([feed.enabled ? said.polledAlready(feed.id) : said.pausedAlready(feed.id)], words)
  return action === 'pause' ? pause(feed, scope, context) : resume(feed, scope, context)
}

function complete(option: string, typed: string, { alignments, desk, locale }: CommandContext): readonly Choice[] {
  const wanted = typed.trim().toLowerCase()
  if (option === 'bloc')
    return [
      ...alignments.map((one) => ({ name: labelIn(one, locale), value: one.id })),
      { name: wordsIn(locale).stories.neitherSide, value: 'other' },
    ].filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted))
  if (option !== 'feed' || desk === undefined) return []
  return desk
    .feeds()
    .filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(wanted))
    .slice(0, MAX_CHOICES)
    .map(({ id, title }) => ({ name: cut(`${title} (${id})`, 100), value: id }))
}

const { description, options } = en.admin.feeds
const option = optionOf(options)
const subcommand = subcommandOf(options)
const URL_OPTION = option('url', { required: true })
const FEED = option('feed', { required: true, autocomplete: true })
/** What a feed may not say of itself. */
const DETAILS = [
  option('country'),
  option('kind'),
  option('bloc', { autocomplete: true }),
  option('language'),
  option('title'),
  option('interval'),
]

/** `/feeds list|add|remove|pause|resume|test|log|undo`: what is read. */
export const feeds: Command = {
  name: 'feeds',
  description,
  options: [],
  subcommands: [
    subcommand('list', [option('find')]),
    subcommand('add', [URL_OPTION, ...DETAILS]),
    subcommand('remove', [FEED]),
    subcommand('pause', [FEED]),
    subcommand('resume', [FEED]),
    subcommand('test', [URL_OPTION]),
    subcommand('log'),
    subcommand('undo', [option('change')]),
  ],
  admin: true,
  run,
  complete,
}
