import type { Tried } from '../../domain/admin.ts'
import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../../domain/command.ts'
import type { Feed } from '../../domain/feed.ts'
import { visible } from '../../domain/plain-text.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { en } from '../../words/en.ts'
import { cut } from '../lines.ts'
import { changeReply, logReply, undoReply } from './changes.ts'
import { addressTyped, feedTyped } from './feed-entry.ts'
import { conditionOf, feedLine, feedWords, statesById, triedFields } from './feed-lines.ts'
import { optionOf, subcommandOf } from './option.ts'
import type { Args } from './route-entry.ts'
import { authorName, many, privately, refused } from './saying.ts'
import { notTheirFeeds, type Scope, scopeOf } from './scope.ts'

const PAGE = 20
const OFFERED = 5
const MAX_CHOICES = 25

async function list(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const wanted = (args.find ?? '').trim().toLowerCase().slice(0, 100)
  const states = await statesById(context)
  const now = context.now()
  const feeds = scope.desk.feeds().filter((feed) => wanted === '' || `${feed.id} ${feed.title} ${feed.url}`.toLowerCase().includes(wanted))
  if (feeds.length === 0) return textReply(`No feed has “${visible(wanted)}” in its name or address.`, true)
  const order = ['failing', 'waiting', 'off', 'answering']
  const rank = (feed: Feed): number => order.indexOf(conditionOf(feed, states.get(feed.id)))
  const sorted = feeds.toSorted((a, b) => rank(a) - rank(b) || a.id.localeCompare(b.id))
  const more = sorted.length - PAGE
  const lines = sorted.slice(0, PAGE).map((feed) => feedLine(feed, states.get(feed.id), now))
  const counts = order.map((condition) => feeds.filter((feed) => conditionOf(feed, states.get(feed.id)) === condition).length)
  return privately(
    many(feeds.length, 'feed'),
    [...lines, ...(more > 0 ? [[{ text: `and ${more} more: add find:… to see others` }]] : [])],
    {
      footer: `${counts[3]} answering, ${counts[0]} failing, ${counts[1]} not polled yet, ${counts[2]} not polled`,
    },
  )
}

const feedWithId = (args: Args, { desk }: Scope): Feed | string => {
  const typed = (args.feed ?? '').trim().toLowerCase()
  const found = desk.feeds().find(({ id }) => id === typed)
  if (found !== undefined) return found
  const near = desk.feeds().filter(({ id, title }) => typed !== '' && `${id} ${title}`.toLowerCase().includes(typed.slice(0, 60)))
  const hint =
    near.length === 0
      ? '/feeds list names them.'
      : `Did you mean ${near
          .slice(0, 5)
          .map(({ id }) => id)
          .join(', ')}?`
  return typed === '' ? `Say which feed. ${hint}` : `No feed is called “${cut(typed, 60)}”. ${hint}`
}

async function put(title: string, feed: Feed, change: Readonly<Record<string, unknown>> | null, scope: Scope): Promise<Reply> {
  const before = scope.desk.entry('feed', feed.id)
  const entry = change === null ? null : { ...before, ...change }
  const result = await scope.desk.change({ by: scope.by, kind: 'feed', id: feed.id, entry, place: null })
  return changeReply(title, result, feedWords(feed))
}

const pause = (feed: Feed, scope: Scope): Promise<Reply> =>
  put(`${feed.id} is paused`, feed, { enabled: false, disabledReason: `paused ${authorName(scope.by)}` }, scope)

const resume = (feed: Feed, scope: Scope): Promise<Reply> =>
  put(`${feed.id} is polled again`, feed, { enabled: true, disabledReason: null }, scope)

/** What an address turned out to be, where it is no feed. */
function notAFeed(tried: Exclude<Tried, { kind: 'feed' }>, address: string, action: 'add' | 'test'): Reply {
  const button = ({ url, title }: { url: string; title: string }): Reply['suggestions'][number] => ({
    label: cut(`${action === 'add' ? 'Add' : 'Test'} ${visible(title) || url}`, 80),
    command: 'feeds',
    args: { action, url },
  })
  const line = ({ url, title }: { url: string; title: string }): RichText => [{ text: visible(title) || url, url }, { text: ` ${url}` }]
  if (tried.kind === 'refused') return refused([`${address} cannot be taken: ${visible(tried.reason).replace(/\.$/, '')}.`])
  if (tried.kind === 'page')
    return privately('That is a page with feeds in it', tried.found.map(line), { suggestions: tried.found.slice(0, OFFERED).map(button) })
  const usable = tried.outlines.filter(({ url }) => 'url' in addressTyped(url))
  return privately(`That is a list of ${many(tried.outlines.length, 'feed')} (OPML)`, [...usable.slice(0, 15).map(line), OPML_HELP], {
    suggestions: usable.slice(0, OFFERED).map(button),
  })
}

const OPML_HELP: RichText = [
  { text: 'Add them one by one here; or all at once, where the bot runs: npm run -s cli -- opml import FILE --write' },
]

async function add(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const address = addressTyped(args.url ?? '')
  if ('problem' in address) return refused([address.problem])
  const known = scope.desk.feeds().find(({ url }) => url === address.url)
  if (known !== undefined) return refused([`The feed ${known.id} (${visible(known.title)}) is read at this address already.`])
  const tried = await scope.desk.tryFeed({ url: address.url })
  if (tried.kind !== 'feed') return notAFeed(tried, address.url, 'add')
  // The id of a feed that was removed is not free: what is remembered of that one would be believed of this one, and its old entries be news.
  const before = [...(await statesById(context)).keys()].map((id) => ({ id }))
  const typed = feedTyped(args, tried, [...scope.desk.feeds(), ...before])
  if ('problems' in typed) return refused(typed.problems)
  const id = String(typed.entry.id)
  const result = await scope.desk.change({ by: scope.by, kind: 'feed', id, entry: typed.entry, place: null })
  const made = scope.desk.feeds().find((feed) => feed.id === id)
  const reply = changeReply(`${id} is followed`, result, made === undefined ? [] : feedWords(made))
  return result.kind === 'changed' ? { ...reply, fields: triedFields(tried.items) } : reply
}

/** `test`: an address, or a feed that is configured, fetched once. Nothing of it is stored. */
async function test(args: Args, scope: Scope): Promise<Reply> {
  const typed = (args.url ?? '').trim()
  const feed = scope.desk.feeds().find(({ id }) => id === typed.toLowerCase())
  const address = feed === undefined ? addressTyped(typed) : { url: feed.url }
  if ('problem' in address) return refused([address.problem])
  const tried = await scope.desk.tryFeed(feed ?? { url: address.url })
  if (tried.kind !== 'feed') return notAFeed(tried, address.url, 'test')
  const kept = tried.items.filter(({ keptFor }) => keptFor.length > 0).length
  const isKnown = scope.desk.feeds().some(({ url }) => url === tried.url || url === address.url)
  const more: Reply['suggestions'] = isKnown ? [] : [{ label: 'Add it', command: 'feeds', args: { action: 'add', url: tried.url } }]
  return privately(
    visible(tried.title) || tried.url,
    [[{ text: `${kept} of its newest ${many(tried.items.length, 'item')} would be kept.` }]],
    {
      fields: triedFields(tried.items),
      suggestions: more,
      footer: 'Fetched once; nothing was stored',
    },
  )
}

async function run(args: Args, context: CommandContext): Promise<Reply> {
  const found = await scopeOf(context)
  if ('refusal' in found) return found.refusal
  const { scope } = found
  const action = args.action ?? 'list'
  if (action === 'list') return list(args, scope, context)
  if (!scope.mayChangeFeeds) return notTheirFeeds(scope)
  if (action === 'add') return add(args, scope, context)
  if (action === 'test') return test(args, scope)
  if (action === 'log') return logReply(scope, 'feed', context)
  if (action === 'undo') return undoReply(scope, 'feed', args.change ?? '')
  if (action !== 'remove' && action !== 'pause' && action !== 'resume')
    return refused([`/feeds has nothing called “${action.slice(0, 40)}”: list, add, remove, pause, resume, test, log or undo.`])
  const feed = feedWithId(args, scope)
  if (typeof feed === 'string') return refused([feed])
  if (action === 'remove') return put(`${feed.id} is no longer followed`, feed, null, scope)
  if (feed.enabled === (action === 'resume')) return refused([`${feed.id} is ${feed.enabled ? 'polled' : 'paused'} already.`])
  return action === 'pause' ? pause(feed, scope) : resume(feed, scope)
}

function complete(option: string, typed: string, { alignments, desk }: CommandContext): readonly Choice[] {
  const wanted = typed.trim().toLowerCase()
  if (option === 'bloc')
    return [...alignments.map(({ id, label }) => ({ name: label, value: id })), { name: 'Neither side', value: 'other' }].filter(
      ({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted),
    )
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
