import { type Command, type CommandContext, type Reply, textReply } from '../../domain/command.ts'
import type { Route } from '../../domain/delivery.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { en } from '../../words/en.ts'
import { changeReply, logReply, undoReply } from './changes.ts'
import { subcommandOf } from './option.ts'
import { type Args, readDetails } from './route-entry.ts'
import { channelName, missingWords, routeButton, routeLines } from './route-lines.ts'
import { ALIGNMENTS, CHANGE, CHANNEL, DETAILS, POST_A_LINE, ROUTE } from './route-options.ts'
import { many, privately, refused } from './saying.ts'
import { type Scope, scopeOf, theirRoutes } from './scope.ts'
import { complete } from './watch-complete.ts'
import { testReply } from './watch-test.ts'
import { idFor, placeTyped, routeTyped } from './watch-where.ts'

const MOST_LISTED = 20

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
  const { held } = await scope.desk.status()
  const waiting = held.find(({ routeId }) => routeId === route.id)?.count ?? 0
  return changeReply(`${route.id} is no longer watched`, result, [
    [{ text: 'Nothing more is posted there; what was posted stays.' }],
    ...(waiting === 0 ? [] : [[{ text: `${many(waiting, 'post')} for it did not go out any more; taking this back sends them.` }]]),
  ])
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
