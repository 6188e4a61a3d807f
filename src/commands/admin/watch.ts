import { type Command, type CommandContext, type Reply, textReply } from '../../domain/command.ts'
import type { Route } from '../../domain/delivery.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { en } from '../../words/en.ts'
import { type Words, wordsIn } from '../../words/words.ts'
import { changeReply, logReply, undoReply } from './changes.ts'
import { subcommandOf } from './option.ts'
import { type Args, readDetails } from './route-entry.ts'
import { channelName, missingWords, routeButton, routeLines } from './route-lines.ts'
import { ALIGNMENTS, CHANGE, CHANNEL, DETAILS, POST_A_LINE, ROUTE } from './route-options.ts'
import { privately, refused } from './saying.ts'
import { type Scope, scopeOf, theirRoutes } from './scope.ts'
import { complete } from './watch-complete.ts'
import { testReply } from './watch-test.ts'
import { idFor, placeTyped, routeTyped } from './watch-where.ts'

const MOST_LISTED = 20
const ACTIONS = ['add', 'edit', 'list', 'remove', 'test', 'log', 'undo'] as const

async function add(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const words = wordsIn(context.locale)
  const place = await placeTyped(args, scope, words)
  const { entry, problems } = readDetails(args, context)
  if (typeof place === 'string') return refused([place, ...problems], words)
  if (problems.length > 0) return refused(problems, words)
  const id = idFor(place, scope)
  const written = { id, platform: place.platform, channel: place.channel, ...entry }
  const result = await scope.desk.change({ by: scope.by, kind: 'route', id, entry: written, place: place.place })
  const made = scope.desk.routes().find((route) => route.id === id)
  const lines = made === undefined ? [] : routeLines(made, context)
  return changeReply(
    words.routes.watching(channelName(place, place.seen, words)),
    result,
    [[{ text: words.routes.as(id) }], ...lines],
    words,
  )
}

async function edit(args: Args, scope: Scope, context: CommandContext): Promise<Reply> {
  const words = wordsIn(context.locale)
  const route = await routeTyped(args, scope, words)
  const { entry, problems } = readDetails(args, context)
  if (typeof route === 'string') return refused([route], words)
  const moved = (args.channel ?? '').trim() === '' ? null : await placeTyped(args, scope, words)
  if (typeof moved === 'string') return refused([moved, ...problems], words)
  if (problems.length > 0) return refused(problems, words)
  if (moved === null && Object.keys(entry).length === 0) return refused([words.routes.sayWhat], words)
  const place = moved?.place ?? (await scope.desk.placeOf(route))
  const where = moved === null ? {} : { platform: moved.platform, channel: moved.channel }
  const written = { ...scope.desk.entry('route', route.id), ...withTimes(entry, route), ...where }
  const result = await scope.desk.change({ by: scope.by, kind: 'route', id: route.id, entry: written, place })
  const made = scope.desk.routes().find(({ id }) => id === route.id)
  return changeReply(words.routes.changed(route.id), result, made === undefined ? [] : routeLines(made, context), words)
}

/** A route that has made no digests yet needs a time for them; one that makes none has no use for one. */
const withTimes = (entry: Readonly<Record<string, unknown>>, { digest }: Route): Readonly<Record<string, unknown>> =>
  entry.mode !== undefined && entry.mode !== 'live' && entry.digest === undefined && !digest ? { ...entry, digest: '0 8 * * *' } : entry

async function remove(args: Args, scope: Scope, words: Words): Promise<Reply> {
  const { routes: said } = words
  const route = await routeTyped(args, scope, words)
  if (typeof route === 'string') return refused([route], words)
  const place = await scope.desk.placeOf(route)
  const result = await scope.desk.change({ by: scope.by, kind: 'route', id: route.id, entry: null, place })
  const { held } = await scope.desk.status()
  const waiting = held.find(({ routeId }) => routeId === route.id)?.count ?? 0
  const lines = [said.nothingMore, ...(waiting === 0 ? [] : [said.notSent(waiting)])]
  return changeReply(
    said.removed(route.id),
    result,
    lines.map((text): RichText => [{ text }]),
    words,
  )
}

async function list(scope: Scope, context: CommandContext): Promise<Reply> {
  const { routes: said, writing } = wordsIn(context.locale)
  const theirs = await theirRoutes(scope)
  if (theirs.length === 0) return textReply(said.nothingWatched, true)
  const shown = theirs.slice(0, MOST_LISTED)
  const described = await Promise.all(shown.map((route) => listed(route, scope, context)))
  const more = theirs.length - shown.length
  return privately(said.count(theirs.length), [...described.flat(), ...(more > 0 ? [[{ text: writing.more(more) }]] : [])], {
    suggestions: shown.slice(0, 3).map((route) => routeButton(said.test(route.id), 'test', route)),
  })
}

async function listed(route: Route, { desk }: Scope, context: CommandContext): Promise<readonly RichText[]> {
  const words = wordsIn(context.locale)
  const { routes: said, writing } = words
  const seen = await desk.channel(route.platform, route.channel)
  const setting = desk.setting('route', route.id)
  const from = setting === undefined ? said.asFiles : said.setBy(setting.changeId)
  const trouble = seen !== null && seen.missing.length > 0 ? [[{ text: missingWords(seen, words) }]] : []
  const where = [channelName(route, seen, words), from].join(writing.clause)
  return [[{ text: route.id, bold: true }, { text: ` — ${where}` }], ...routeLines(route, context), ...trouble]
}

async function run(args: Args, context: CommandContext): Promise<Reply> {
  const found = await scopeOf(context)
  if ('refusal' in found) return found.refusal
  const { scope } = found
  const words = wordsIn(context.locale)
  switch (args.action ?? 'list') {
    case 'add':
      return add(args, scope, context)
    case 'edit':
      return edit(args, scope, context)
    case 'remove':
      return remove(args, scope, words)
    case 'list':
      return list(scope, context)
    case 'test': {
      const route = await routeTyped(args, scope, words)
      return typeof route === 'string' ? refused([route], words) : testReply(route, args, scope, context)
    }
    case 'log':
      return logReply(scope, 'route', context)
    case 'undo':
      return undoReply(scope, 'route', args.change ?? '', words)
    default:
      return refused([words.desk.noAction('watch', (args.action ?? '').slice(0, 40), words.writing.either(ACTIONS))], words)
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
