import type { Status } from '../../domain/admin.ts'
import type { Command, CommandContext, Reply } from '../../domain/command.ts'
import { isStuck, type Route } from '../../domain/delivery.ts'
import type { Feed } from '../../domain/feed.ts'
import type { RichText } from '../../domain/rich-text.ts'
import { en } from '../../words/en.ts'
import { told } from '../../words/retold.ts'
import { wordsIn } from '../../words/words.ts'
import { formatTime } from '../dates.ts'
import { cut } from '../lines.ts'
import { conditionOf, stateWords, type Telling } from './feed-lines.ts'
import { channelName, missingWords } from './route-lines.ts'
import { lasting, privately } from './saying.ts'
import { type Scope, scopeOf, theirRoutes } from './scope.ts'

const FAILING = 8
const ROUTES = 12

function feedsField(feeds: readonly Feed[], status: Status, telling: Telling): Reply['fields'][number] {
  const { desk, writing } = telling.words
  const states = new Map(status.states.map((state) => [state.feedId, state]))
  const counts = Map.groupBy(feeds, (feed) => conditionOf(feed, states.get(feed.id)))
  const called = { answering: desk.answering, failing: desk.failing, waiting: desk.notYetPolled, off: desk.switchedOff }
  const conditions = (['answering', 'failing', 'waiting', 'off'] as const).flatMap((condition) => {
    const count = counts.get(condition)?.length ?? 0
    return count === 0 ? [] : [called[condition](count)]
  })
  const failing = counts.get('failing') ?? []
  const lines = failing
    .slice(0, FAILING)
    .map((feed): RichText => [{ text: feed.id, bold: true }, { text: ` — ${cut(stateWords(feed, states.get(feed.id), telling), 160)}` }])
  const more = failing.length - FAILING
  return {
    name: desk.feeds(conditions.join(writing.comma) || desk.none),
    value: [...lines, ...(more > 0 ? [[{ text: desk.moreFail(more) }]] : []), ...(lines.length === 0 ? [[{ text: desk.noneFails }]] : [])],
    inline: false,
  }
}

async function routeLine(route: Route, status: Status, { desk }: Scope, context: CommandContext): Promise<readonly RichText[]> {
  const { now, timeZone, locale } = context
  const words = wordsIn(locale)
  const { desk: said, writing } = words
  const [seen, sentAt] = await Promise.all([desk.channel(route.platform, route.channel), desk.lastSentAt(route.id)])
  const held = status.held.filter(({ routeId }) => routeId === route.id)
  const waits = held.map((one) => {
    const waiting = isStuck(one, now()) ? said.postsHeld : said.postsWaiting
    return waiting(one.count, lasting(now() - one.oldestAt, words), told(one.why, words))
  })
  const last = sentAt === null ? said.noLastPost : said.lastPost(formatTime(sentAt, timeZone, locale))
  const missing = seen !== null && seen.missing.length > 0 ? [missingWords(seen, words)] : []
  return [
    [
      { text: channelName(route, seen, words), bold: true },
      { text: `${writing.bracketed(route.id)} — ${[last, ...waits, ...missing].join(' · ')}` },
    ],
  ]
}

async function routesField(status: Status, scope: Scope, context: CommandContext): Promise<Reply['fields'][number]> {
  const words = wordsIn(context.locale)
  const { desk } = words
  const theirs = await theirRoutes(scope)
  const lines = (await Promise.all(theirs.slice(0, ROUTES).map((route) => routeLine(route, status, scope, context)))).flat()
  const more = theirs.length - ROUTES
  // Nothing waits unseen: what waits for a route that is no more is told to whoever looks after the bot.
  const known = new Set(scope.desk.routes().map(({ id }) => id))
  const orphans = scope.isOperator ? status.held.filter(({ routeId }) => !known.has(routeId)) : []
  return {
    name: desk.routes(theirs.length),
    value: [
      ...lines,
      ...(more > 0 ? [[{ text: words.writing.more(more) }]] : []),
      ...(lines.length === 0 ? [[{ text: desk.noneHere }]] : []),
      ...orphans.map(({ routeId, count, why }): RichText => [{ text: desk.heldFor(routeId, count, told(why, words)) }]),
    ],
    inline: false,
  }
}

/** What waits for the routes that are theirs. */
async function theirWaiting({ held }: Status, scope: Scope): Promise<number> {
  const theirs = new Set((await theirRoutes(scope)).map(({ id }) => id))
  return held.filter(({ routeId }) => theirs.has(routeId)).reduce((sum, { count }) => sum + count, 0)
}

async function run(_: Readonly<Record<string, string>>, context: CommandContext): Promise<Reply> {
  const found = await scopeOf(context)
  if ('refusal' in found) return found.refusal
  const { scope } = found
  const words = wordsIn(context.locale)
  const { desk } = words
  const status = await scope.desk.status()
  const now = context.now()
  const problems = scope.isOperator ? status.problems.map((text): RichText => [{ text: told(text, words) }]) : []
  const waiting = scope.isOperator ? status.waiting : await theirWaiting(status, scope)
  const queue = waiting === 0 ? desk.nothingWaits : desk.waiting(waiting)
  return privately(desk.status, [[{ text: queue }], ...problems], {
    fields: [
      feedsField(scope.desk.feeds(), status, { now, words, inFull: scope.mayChangeFeeds }),
      await routesField(status, scope, context),
    ],
    footer: `${desk.footer(status.version, lasting(now - status.startedAt, words))} · ${formatTime(now, context.timeZone, context.locale)}`,
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
