import { apiError } from './errors.ts'
import { editMessage, makeMessage, messageJson } from './messages.ts'
import { type Answer, type Ask, json, noContent, type RouteTable } from './routes.ts'
import { type Channel, findChannel, type Json, type Message, may, PERMISSIONS, type World } from './world.ts'

const ANNOUNCEMENT = 5
const FORUM = 15
const REQUIRE_TAG = 1 << 4
const CROSSPOSTED = 1 << 1
/** Ten an hour and channel: observed by others (discord.js#4956). */
const PUBLISHING = { requests: 10, perMs: 3_600_000 }

export function visible(world: World, id: string): Channel {
  const channel = findChannel(world, id)
  if (channel === undefined) throw apiError(10003)
  if (!may(channel, 'VIEW_CHANNEL')) throw apiError(50001)
  return channel
}

function own(world: World, channel: Channel, id: string): Message {
  const message = channel.messages.find((known) => known.id === id)
  if (message === undefined) throw apiError(10008)
  if (message.authorId !== world.botId) throw apiError(50005)
  return message
}

function firstOfNonce(world: World, payload: Json): Message | undefined {
  if (payload.enforce_nonce !== true || payload.nonce === undefined) return undefined
  const known = world.nonces.get(`${world.botId}:${String(payload.nonce)}`)
  return known !== undefined && world.clock.now() - known.createdAt < world.nonceWindowMs ? known : undefined
}

export function note(world: World, kind: 'post' | 'edit', { channelId, id, components }: Message): void {
  world.stored.push({ kind, channelId, messageId: id, components, tookPlaceAt: performance.now() })
}

/** What the channel's history shows so far. */
const shown = (world: World, channel: Channel): readonly Message[] =>
  channel.messages.filter(({ createdAt }) => createdAt <= world.clock.now() - world.historyLagMs)

function create(world: World, { params, payload, uploads, take }: Ask): Answer {
  const channel = visible(world, params[0] ?? '')
  const headers = take('POST /channels/:id/messages', channel.id)
  if (channel.type === 4 || channel.type === FORUM) throw apiError(50008)
  if (!may(channel, 'SEND_MESSAGES')) throw apiError(50013)
  if (uploads.length > 0 && !may(channel, 'ATTACH_FILES')) throw apiError(50013)
  const first = firstOfNonce(world, payload)
  if (first !== undefined) return json({ ...messageJson(world, first), nonce: first.nonce }, headers)
  const message = makeMessage(world, { payload, uploads, channel, interactionToken: null })
  channel.messages.push(message)
  note(world, 'post', message)
  if (message.nonce !== null) world.nonces.set(`${world.botId}:${message.nonce}`, message)
  world.dispatch('MESSAGE_CREATE', { ...messageJson(world, message), guild_id: channel.guildId }, channel.guildId)
  return json({ ...messageJson(world, message), ...(message.nonce === null ? {} : { nonce: message.nonce }) }, headers)
}

function edit(world: World, { params, payload, uploads, take }: Ask): Answer {
  const channel = visible(world, params[0] ?? '')
  const headers = take('PATCH /channels/:id/messages/:id', channel.id)
  if (channel.archived === true) throw apiError(50083)
  const message = own(world, channel, params[1] ?? '')
  editMessage(world, message, { payload, uploads, channel, interactionToken: null })
  note(world, 'edit', message)
  world.dispatch('MESSAGE_UPDATE', { ...messageJson(world, message), guild_id: channel.guildId }, channel.guildId)
  return json(messageJson(world, message), headers)
}

/** Newest first, as Discord answers; without Read Message History there is nothing to read. */
function list(world: World, { params, query }: Ask): Answer {
  const channel = visible(world, params[0] ?? '')
  if (!may(channel, 'READ_MESSAGE_HISTORY')) return json([])
  const limit = Math.min(100, Number(query.get('limit') ?? 50))
  const after = BigInt(query.get('after') ?? 0)
  const before = BigInt(query.get('before') ?? '18446744073709551615')
  const within = shown(world, channel).filter(({ id }) => BigInt(id) > after && BigInt(id) < before)
  const page = query.has('after') ? within.slice(0, limit) : within.slice(-limit)
  return json(page.toReversed().map((message) => messageJson(world, message)))
}

function read(world: World, { params }: Ask): Answer {
  const channel = visible(world, params[0] ?? '')
  const message = may(channel, 'READ_MESSAGE_HISTORY') ? channel.messages.find(({ id }) => id === params[1]) : undefined
  if (message === undefined) throw apiError(10008)
  return json(messageJson(world, message))
}

function remove(world: World, { params }: Ask): Answer {
  const channel = visible(world, params[0] ?? '')
  const message = own(world, channel, params[1] ?? '')
  channel.messages = channel.messages.filter(({ id }) => id !== message.id)
  world.dispatch('MESSAGE_DELETE', { id: message.id, channel_id: channel.id, guild_id: channel.guildId }, channel.guildId)
  return noContent()
}

function crosspost(world: World, { params, take }: Ask): Answer {
  const channel = visible(world, params[0] ?? '')
  const headers = take('POST /channels/:id/messages/:id/crosspost', channel.id, PUBLISHING)
  if (channel.type !== ANNOUNCEMENT) throw apiError(50008)
  if (!may(channel, 'SEND_MESSAGES')) throw apiError(50013)
  const message = own(world, channel, params[1] ?? '')
  message.flags |= CROSSPOSTED
  world.dispatch('MESSAGE_UPDATE', { ...messageJson(world, message), guild_id: channel.guildId }, channel.guildId)
  return json(messageJson(world, message), headers)
}

/** What the bot may not do in a channel, as an overwrite for the bot's own member. */
function overwrites(world: World, { denied }: Channel): readonly Json[] {
  const deny = [...denied].reduce((sum, permission) => sum | PERMISSIONS[permission], 0n)
  return deny === 0n ? [] : [{ id: world.botId, type: 1, allow: '0', deny: String(deny) }]
}

const threadParts = (world: World, { parentId, applied, archived }: Channel): Json => ({
  parent_id: parentId,
  owner_id: world.botId,
  applied_tags: applied ?? [],
  thread_metadata: {
    archived: archived === true,
    auto_archive_duration: 10_080,
    locked: false,
    archive_timestamp: new Date(0).toISOString(),
  },
})

export function channelJson(world: World, channel: Channel): Json {
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: 0,
    permission_overwrites: overwrites(world, channel),
    last_message_id: shown(world, channel).at(-1)?.id ?? null,
    ...(channel.type === FORUM ? { available_tags: channel.tags ?? [], flags: channel.wantsTag === true ? REQUIRE_TAG : 0 } : {}),
    ...(channel.parentId === undefined ? {} : threadParts(world, channel)),
  }
}

export const messageRoutes: RouteTable = [
  ['GET', /^\/channels\/(\d+)$/, (world, { params }) => json(channelJson(world, visible(world, params[0] ?? '')))],
  ['GET', /^\/channels\/(\d+)\/messages$/, list],
  ['POST', /^\/channels\/(\d+)\/messages$/, create],
  ['GET', /^\/channels\/(\d+)\/messages\/(\d+)$/, read],
  ['PATCH', /^\/channels\/(\d+)\/messages\/(\d+)$/, edit],
  ['DELETE', /^\/channels\/(\d+)\/messages\/(\d+)$/, remove],
  ['POST', /^\/channels\/(\d+)\/messages\/(\d+)\/crosspost$/, crosspost],
]
