import { apiError, formError } from './errors.ts'
import { commandProblems } from './limits.ts'
import { botUser } from './messages.ts'
import { type Ask, json, type RouteTable } from './routes.ts'
import type { Json, World } from './world.ts'

function putCommands(world: World, ask: Ask, guildId: string) {
  if (ask.params[0] !== world.applicationId) throw apiError(50001)
  if (guildId !== '' && !world.guilds.has(guildId)) throw apiError(50001)
  const problems = commandProblems(ask.list)
  if (problems.length > 0) throw formError(problems)
  const stored: readonly Json[] = ask.list.map((command) => ({
    id: world.nextId(),
    application_id: world.applicationId,
    version: world.nextId(),
    type: 1,
    ...command,
  }))
  world.commands.set(guildId, stored)
  return json(stored)
}

const gatewayBot = (world: World, shards: number) =>
  json({
    url: `${world.base.replace('http', 'ws')}/gateway`,
    shards,
    session_start_limit: { total: 1000, remaining: 999, reset_after: 0, max_concurrency: 1 },
  })

const application = (world: World) =>
  json({ id: world.applicationId, name: 'Alignment Watch', description: '', icon: null, bot_public: false, flags: 0, bot: botUser(world) })

export const applicationRoutes = (shards: number): RouteTable => [
  ['GET', /^\/gateway\/bot$/, (world) => gatewayBot(world, shards)],
  ['GET', /^\/users\/@me$/, (world) => json(botUser(world))],
  ['GET', /^\/(?:applications|oauth2\/applications)\/@me$/, application],
  ['GET', /^\/applications\/(\d+)\/commands$/, (world) => json(world.commands.get('') ?? [])],
  ['PUT', /^\/applications\/(\d+)\/commands$/, (world, ask) => putCommands(world, ask, '')],
  ['GET', /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/, (world, ask) => json(world.commands.get(ask.params[1] ?? '') ?? [])],
  ['PUT', /^\/applications\/(\d+)\/guilds\/(\d+)\/commands$/, (world, ask) => putCommands(world, ask, ask.params[1] ?? '')],
]
