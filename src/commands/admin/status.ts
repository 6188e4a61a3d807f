import type { Status } from '../../domain/admin.ts'
import type { Command, CommandContext, Reply } from '../../domain/command.ts'
import { isStuck, type Route } from '../../domain/delivery.ts'
import type { Feed } from '../../domain/feed.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { en } from '../../words/en.ts'
import { formatTime } from '../dates.ts'
import { cut } from '../lines.ts'
import { type Condition, conditionOf, stateWords } from './feed-lines.ts'
import { channelName, missingWords } from './route-lines.ts'
import { lasting, many, privately } from './saying.ts'
import { type Scope, scopeOf, theirRoutes } from './scope.ts'

const FAILING = 8
const ROUTES = 12

const NAMES: Readonly<Record<Condition, string>> = {
  answering: 'answering',
  failing: 'failing',
  waiting: 'not polled yet',
  off: 'switched off',
}

function feedsField(feeds: readonly Feed[], status: Status, now: number): Reply['fields'][number] {
  const states = new Map(status.states.map((state) => [state.feedId, state]))
  const counts = Map.groupBy(feeds, (feed) => conditionOf(feed, states.get(feed.id)))
  const words = (['answering', 'failing', 'waiting', 'off'] as const).flatMap((condition) => {
    const count = counts.get(condition)?.length ?? 0
    return count === 0 ? [] : [`${count} ${NAMES[condition]}`]
  })
  const failing = counts.get('failing') ?? []
  const lines = failing
    .slice(0, FAILING)
    .map((feed): RichText => [{ text: feed.id, bold: true }, { text: ` — ${cut(stateWords(feed, states.get(feed.id), now), 160)}` }])
  const more = failing.length - FAILING
  return {
    name: `Feeds: ${words.join(', ') || 'none'}`,
    value: [
      ...lines,
      ...(more > 0 ? [[{ text: `and ${more} more that fail` }]] : []),
      ...(lines.length === 0 ? [[{ text: 'None fails.' }]] : []),
    ],
    inline: false,
  }
}

async function routeLine(route: Route, status: Status, { desk }: Scope, { now, timeZone }: CommandContext): Promise<readonly RichText[]> {
  const [seen, sentAt] = await Promise.all([desk.channel(route.platform, route.channel), desk.lastSentAt(route.id)])
  const held = status.held.filter(({ routeId }) => routeId === route.id)
  const waits = held.map(
    (one) => `${many(one.count, 'post')} ${isStuck(one, now()) ? 'held' : 'waiting'} for ${lasting(now() - one.oldestAt)}: ${one.why}`,
  )
  const last = sentAt === null ? 'nothing posted of late' : `last post ${formatTime(sentAt, timeZone)}`
  const missing = seen !== null && seen.missing.length > 0 ? [missingWords(seen)] : []
  return [[{ text: channelName(route, seen), bold: true }, { text: ` (${route.id}) — ${[last, ...waits, ...missing].join(' · ')}` }]]
}

async function routesField(status: Status, scope: Scope, context: CommandContext): Promise<Reply['fields'][number]> {
  const theirs = await theirRoutes(scope)
  const lines = (await Promise.all(theirs.slice(0, ROUTES).map((route) => routeLine(route, status, scope, context)))).flat()
  const more = theirs.length - ROUTES
  // Nothing waits unseen: what waits for a route that is no more is told to whoever looks after the bot.
  const known = new Set(scope.desk.routes().map(({ id }) => id))
  const orphans = scope.isOperator ? status.held.filter(({ routeId }) => !known.has(routeId)) : []
  return {
    name: `Routes: ${theirs.length}`,
    value: [
      ...lines,
      ...(more > 0 ? [[{ text: `and ${more} more` }]] : []),
      ...(lines.length === 0 ? [[{ text: 'None here yet: /watch add begins.' }]] : []),
      ...orphans.map(({ routeId, count, why }): RichText => [{ text: `${routeId}: ${many(count, 'post')} held: ${why}` }]),
    ],
    inline: false,
  }
}

async function run(_: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const found = await scopeOf(context)
  if ('refusal' in found) return found.refusal
  const { scope } = found
  const status = await scope.desk.status()
  const now = context.now()
  const problems = scope.isOperator ? status.problems.map((text): RichText => [{ text }]) : []
  const queue = status.waiting === 0 ? 'Nothing waits to be sent.' : `${many(status.waiting, 'post')} waiting to be sent, in all.`
  return privately('Status', [[{ text: queue }], ...problems], {
    fields: [feedsField(scope.desk.feeds(), status, now), await routesField(status, scope, context)],
    footer: `Version ${status.version}, up for ${lasting(now - status.startedAt)} · ${formatTime(now, context.timeZone)}`,
  })
}

/** `/status`: how the feeds are, what waits and why, when something was last posted. */
export const status: Command = {
  name: 'status',
  description: en.admin.status.description,
  options: [],
  admin: true,
  run,
}
