import { type Choice, type Command, type CommandContext, type Reply, textReply } from '../../domain/command.ts'
import type { ChannelSeen, Route } from '../../domain/delivery.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { en } from '../../words/en.ts'
import { alignmentChoices } from '../alignments.ts'
import { changeReply, logReply, undoReply } from './changes.ts'
import { subcommandOf } from './option.ts'
import { type Args, readDetails } from './route-entry.ts'
import { channelName, missingWords, routeButton, routeLines } from './route-lines.ts'
import { ALIGNMENTS, CHANGE, CHANNEL, DETAILS, POST_A_LINE, ROUTE } from './route-options.ts'
import { many, partsOf, privately, refused } from './saying.ts'
import { type Scope, scopeOf, theirRoutes } from './scope.ts'
import { testReply } from './watch-test.ts'

const MOST_LISTED = 20
const MAX_CHOICES = 25

/** A channel as it was typed or picked: `<#123>`, `#name` where that is the id, an id; the one it was asked in where left out. */
function channelTyped(args: Args, { asker }: Scope): string {
  const typed = (args.channel ?? '').trim()
  const [, id] = /^<?#?([A-Za-z0-9]+)(?:\|[^>]*)?>?$/.exec(typed) ?? []
  return typed === '' ? (asker.channel ?? '') : (id ?? typed)
}

type Place = { readonly platform: string; readonly channel: string; readonly seen: ChannelSeen | null; readonly place: string | null }

/** Where a route is to lead; a sentence where it cannot. On the page, a platform may be named before the channel: `slack:C0123ABCD`. */
async function placeTyped(args: Args, scope: Scope): Promise<Place | string> {
  const { desk, asker, by, isOperator } = scope
  const [, named, rest] = /^([a-z]+):(.+)$/.exec((args.channel ?? '').trim()) ?? []
  const platform = named ?? (asker.platform === 'page' ? 'local' : asker.platform)
  const channel = channelTyped(rest === undefined ? args : { ...args, channel: rest }, scope) || (platform === 'local' ? 'local' : '')
  if (!isOperator && platform !== asker.platform) return 'Only channels of the server you ask from can be watched by you.'
  if (!desk.platforms().has(platform)) return `There is no ${platform} here: its token is not set.`
  if (channel === '') return 'Say which channel: channel:… with its id.'
  if (channel.length > 100) return `The channel has ${channel.length} characters: that is no id of one.`
  if (platform !== 'discord' && platform !== 'slack') return { platform, channel, seen: null, place: null }
  const seen = await desk.channel(platform, channel)
  const unseen = `The bot sees no channel ${channel.slice(0, 40)}: `
  if (seen === null)
    return `${unseen}${platform === 'slack' ? 'invite it there, or ask in that channel' : 'pick one of this server that it can view'}.`
  // Whether there is such a channel elsewhere is nobody's business here.
  if (!isOperator && seen.place !== by.place) return `${unseen}pick one of this server that it can view.`
  if (seen.missing.length > 0) return missingWords(seen)
  return { platform, channel, seen, place: seen.place }
}

/** The id by which what is posted is remembered: of the channel, with a number where there is one already. */
function idFor({ platform, channel }: Place, { desk }: Scope): string {
  const base = `${platform}-${channel}`.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const isTaken = (id: string): boolean => desk.routes().some((route) => route.id === id)
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!isTaken(id)) return id
  }
}

async function add(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const place = await placeTyped(args, scope)
  const { entry, problems } = readDetails(args, context)
  if (typeof place === 'string') return refused([place, ...problems])
  if (problems.length > 0) return refused(problems)
  const id = idFor(place, scope)
  const written = { id, platform: place.platform, channel: place.channel, ...entry }
  const result = await scope.desk.change({ by: scope.by, kind: 'route', id, entry: written, place: place.place })
  const made = scope.desk.routes().find((route) => route.id === id)
  const lines = made === undefined ? [] : routeLines(made, context)
  return changeReply(`Watching for ${channelName(place, place.seen)}`, result, [[{ text: `As ${id}` }], ...lines])
}

/** The route that is meant, by id or by its channel, of those that are theirs. */
async function routeTyped(args: Args, scope: Scope): Promise<Route | string> {
  const theirs = await theirRoutes(scope)
  const typed = (args.route ?? '')
    .trim()
    .replace(/^<?#|>$/g, '')
    .toLowerCase()
  const here = theirs.filter(({ channel }) => channel === scope.asker.channel)
  const [only] = typed === '' ? here : theirs.filter(({ id }) => id === typed)
  if (only !== undefined && (typed !== '' || here.length === 1)) return only
  const meant = theirs.filter(({ channel, id }) => channel.toLowerCase() === typed || id === typed)
  if (meant.length === 1 && meant[0] !== undefined) return meant[0]
  if (theirs.length === 0) return 'Nothing is watched here yet: /watch add begins.'
  const known = theirs.slice(0, 10).map(({ id }) => id)
  return `${typed === '' ? 'Say which one.' : `There is no route “${typed.slice(0, 40)}” here.`} There ${known.length === 1 ? 'is' : 'are'} ${known.join(', ')}.`
}

async function edit(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const route = await routeTyped(args, scope)
  const { entry, problems } = readDetails(args, context)
  if (typeof route === 'string') return refused([route])
  const moved = (args.channel ?? '').trim() === '' ? null : await placeTyped(args, scope)
  if (typeof moved === 'string') return refused([moved, ...problems])
  if (problems.length > 0) return refused(problems)
  if (moved === null && Object.keys(entry).length === 0)
    return refused(['Say what is to change: threshold:0.7, alignments:…, quiet:22:00-07:00.'])
  const place = moved?.place ?? (await scope.desk.placeOf(route))
  const where = moved === null ? {} : { platform: moved.platform, channel: moved.channel }
  const written = { ...scope.desk.entry('route', route.id), ...withTimes(entry, route), ...where }
  const result = await scope.desk.change({ by: scope.by, kind: 'route', id: route.id, entry: written, place })
  const made = scope.desk.routes().find(({ id }) => id === route.id)
  return changeReply(`${route.id} is changed`, result, made === undefined ? [] : routeLines(made, context))
}

/** A route that has made no digests yet needs a time for them; one that makes none has no use for one. */
const withTimes = (entry: Readonly<Record<string, unknown>>, { digest }: Route): Readonly<Record<string, unknown>> =>
  entry.mode !== undefined && entry.mode !== 'live' && entry.digest === undefined && !digest ? { ...entry, digest: '0 8 * * *' } : entry

async function remove(args: Args, scope: Scope): Promise<Reply> {
  const route = await routeTyped(args, scope)
  if (typeof route === 'string') return refused([route])
  const place = await scope.desk.placeOf(route)
  const result = await scope.desk.change({ by: scope.by, kind: 'route', id: route.id, entry: null, place })
  return changeReply(`${route.id} is no longer watched`, result, [[{ text: 'Nothing more is posted there; what was posted stays.' }]])
}

async function list(scope: Scope, context: CommandContext): Promise<Reply> {
  const theirs = await theirRoutes(scope)
  if (theirs.length === 0) return textReply('Nothing is watched here yet: /watch add begins.', true)
  const shown = theirs.slice(0, MOST_LISTED)
  const described = await Promise.all(shown.map((route) => listed(route, scope, context)))
  const more = theirs.length - shown.length
  return privately(many(theirs.length, 'route'), [...described.flat(), ...(more > 0 ? [[{ text: `and ${more} more` }]] : [])], {
    suggestions: shown.slice(0, 3).map((route) => routeButton(`Test ${route.id}`, 'test', route)),
  })
}

async function listed(route: Route, { desk }: Scope, context: CommandContext): Promise<readonly RichText[]> {
  const seen = await desk.channel(route.platform, route.channel)
  const setting = desk.setting('route', route.id)
  const from = setting === undefined ? 'as the files say' : `set by change ${setting.changeId}`
  const trouble = seen !== null && seen.missing.length > 0 ? [[{ text: missingWords(seen) }]] : []
  return [[{ text: route.id, bold: true }, { text: ` — ${channelName(route, seen)}, ${from}` }], ...routeLines(route, context), ...trouble]
}

async function run(args: Args, context: CommandContext): Promise<Reply> {
  const found = await scopeOf(context)
  if ('refusal' in found) return found.refusal
  const { scope } = found
  switch (args.action ?? 'list') {
    case 'add':
      return add(args, scope, context)
    case 'edit':
      return edit(args, scope, context)
    case 'remove':
      return remove(args, scope)
    case 'list':
      return list(scope, context)
    case 'test': {
      const route = await routeTyped(args, scope)
      return typeof route === 'string' ? refused([route]) : testReply(route, args, scope, context)
    }
    case 'log':
      return logReply(scope, 'route', context)
    case 'undo':
      return undoReply(scope, 'route', args.change ?? '')
    default:
      return refused([`/watch has nothing called “${(args.action ?? '').slice(0, 40)}”: add, edit, list, remove, test, log or undo.`])
  }
}

/** Completes the last of several, and keeps those before it. */
const lastOf = (typed: string, choicesFor: (last: string) => readonly Choice[]): readonly Choice[] => {
  const parts = [...partsOf(typed)]
  const isOpen = !/[,，、;]\s*$/.test(typed)
  const last = isOpen ? (parts.pop() ?? '') : ''
  const before = parts.map((part) => `${part}, `).join('')
  return choicesFor(last).map(({ name, value }) => ({ name: `${before}${name}`.slice(-100), value: `${before}${value}` }))
}

function complete(option: string, typed: string, { alignments, directory, desk, asker }: CommandContext): readonly Choice[] {
  if (option === 'alignments') return lastOf(typed, (last) => alignmentChoices(last, alignments))
  if (option === 'actors')
    return lastOf(typed, (last) => directory.complete(last, MAX_CHOICES).map(({ id, name }) => ({ name, value: id })))
  if (option !== 'route' || desk === undefined || asker === undefined) return []
  const wanted = typed.trim().toLowerCase()
  return desk
    .routes()
    .filter((route) => route.platform === asker.platform && desk.knownPlace(route) === asker.place && route.id.includes(wanted))
    .slice(0, MAX_CHOICES)
    .map(({ id }) => ({ name: id, value: id }))
}

const { description, options } = en.admin.watch
const subcommand = subcommandOf(options)

/** `/watch add|edit|list|remove|test|log|undo`: which stories go to which channel. */
export const watch: Command = {
  name: 'watch',
  description,
  options: [],
  subcommands: [
    subcommand('add', [ALIGNMENTS, CHANNEL, ...DETAILS]),
    subcommand('edit', [ROUTE, ALIGNMENTS, CHANNEL, ...DETAILS]),
    subcommand('list'),
    subcommand('remove', [ROUTE]),
    subcommand('test', [ROUTE, POST_A_LINE]),
    subcommand('log'),
    subcommand('undo', [CHANGE]),
  ],
  admin: true,
  run,
  complete,
}
