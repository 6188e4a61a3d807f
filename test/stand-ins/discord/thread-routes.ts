import { apiError, formError } from './errors.ts'
import { objects } from './limits.ts'
import { channelJson, note, visible } from './message-routes.ts'
import { makeMessage, messageJson } from './messages.ts'
import { type Answer, type Ask, json, type RouteTable } from './routes.ts'
import { type Channel, type Json, may, type World } from './world.ts'

// https://discord.com/developers/docs/resources/channel#start-thread-in-forum-or-media-channel
const FORUM = 15
const THREAD = 11
const MAX_TAGS = 5

function open(world: World, { params, payload, uploads, take }: Ask): Answer {
  const forum = visible(world, params[0] ?? '')
  const headers = take('POST /channels/:id/threads', forum.id)
  if (forum.type !== FORUM) throw apiError(50008)
  if (!may(forum, 'SEND_MESSAGES')) throw apiError(50013)
  const applied = checkedTags(forum, payload)
  const name = String(payload.name ?? '')
  if (name === '' || [...name].length > 100)
    throw formError([{ path: 'name', code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 100 in length.' }])
  const id = world.nextId()
  const thread: Channel = {
    id,
    guildId: forum.guildId,
    name,
    type: THREAD,
    parentId: forum.id,
    applied,
    denied: forum.denied,
    messages: [],
  }
  const [draft] = objects([payload.message])
  const message = { ...makeMessage(world, { payload: draft ?? {}, uploads, channel: thread, interactionToken: null }), id }
  thread.messages.push(message)
  world.guilds.get(forum.guildId)?.channels.set(id, thread)
  note(world, 'post', message)
  return json({ ...channelJson(world, thread), message: messageJson(world, message) }, headers)
}

function checkedTags({ tags = [], wantsTag }: Channel, payload: Json): readonly string[] {
  const applied = Array.isArray(payload.applied_tags) ? payload.applied_tags.map(String) : []
  const known = tags.map(({ id }) => id)
  if (applied.length > MAX_TAGS || applied.some((id) => !known.includes(id)))
    throw formError([{ path: 'applied_tags', code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be tags of this forum, 5 or fewer.' }])
  if (wantsTag === true && applied.length === 0) throw apiError(40067)
  return applied
}

const threadsOf = (world: World, wanted: (channel: Channel) => boolean): readonly Json[] =>
  [...world.guilds.values()]
    .flatMap((guild) => [...guild.channels.values()])
    .filter((channel) => channel.type === THREAD && wanted(channel))
    .map((channel) => channelJson(world, channel))

const active = (world: World, { params }: Ask): Answer =>
  json({ threads: threadsOf(world, (thread) => thread.guildId === params[0] && thread.archived !== true), members: [] })

const archived = (world: World, { params }: Ask): Answer =>
  json({ threads: threadsOf(world, (thread) => thread.parentId === params[0] && thread.archived === true), members: [], has_more: false })

function change(world: World, { params, payload }: Ask): Answer {
  const channel = visible(world, params[0] ?? '')
  if (typeof payload.archived === 'boolean') channel.archived = payload.archived
  return json(channelJson(world, channel))
}

export const threadRoutes: RouteTable = [
  ['POST', /^\/channels\/(\d+)\/threads$/, open],
  ['GET', /^\/guilds\/(\d+)\/threads\/active$/, active],
  ['GET', /^\/channels\/(\d+)\/threads\/archived\/public$/, archived],
  ['PATCH', /^\/channels\/(\d+)$/, change],
]
