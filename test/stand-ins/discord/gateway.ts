import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { channelJson } from './message-routes.ts'
import { botUser } from './messages.ts'
import { type Guild, type Json, PERMISSIONS, type World } from './world.ts'

// https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
const DISPATCH = 0
const HEARTBEAT = 1
const IDENTIFY = 2
const RESUME = 6
const RECONNECT = 7
const INVALID_SESSION = 9
const HELLO = 10
const HEARTBEAT_ACK = 11

const AUTHENTICATION_FAILED = 4004

type Session = {
  readonly id: string
  readonly shard: readonly [number, number]
  seq: number
  events: { s: number; text: string }[]
  socket: WebSocket | null
}

export type Gateway = {
  /** Sessions begun (IDENTIFY) and taken up again (RESUME). */
  readonly counts: { identified: number; resumed: number }
  /** Shards connected now. */
  connected(): number
  dispatch(event: string, data: Json, guildId: string | null): void
  /** Closes every socket with a code; 4000 and the like may resume. */
  closeAll(code: number): void
  /** Cuts the connections without a word. */
  cut(): void
  /** Op 7: asks to reconnect and resume. */
  askReconnect(): void
  /** Op 9: tells the client that its session is over; not resumable sessions are forgotten. */
  invalidate(resumable: boolean): void
  /** While set, new connections are refused. */
  refuse(refused: boolean): void
  /** The close code for the next IDENTIFY, such as 4014; null to let it in. */
  closeOnIdentify(code: number | null): void
  close(): void
}

function guildJson(world: World, guild: Guild): Json {
  const bits = Object.values(PERMISSIONS).reduce((sum, bit) => sum | bit, 0n)
  const role = {
    color: 0,
    hoist: false,
    position: 0,
    managed: false,
    flags: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
  }
  return {
    id: guild.id,
    name: guild.name,
    owner_id: '1',
    roles: [
      { ...role, id: guild.id, name: '@everyone', permissions: String(bits), mentionable: false },
      ...guild.roles.map(({ id, name, mentionable }) => ({ ...role, id, name, permissions: '0', mentionable })),
    ],
    channels: [...guild.channels.values()].filter(({ parentId }) => parentId === undefined).map((channel) => channelJson(world, channel)),
    members: [{ user: botUser(world), roles: [], joined_at: new Date(0).toISOString(), deaf: false, mute: false, flags: 0 }],
    emojis: [],
    stickers: [],
    features: [],
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    member_count: 1,
    large: false,
    unavailable: false,
    joined_at: new Date(0).toISOString(),
    preferred_locale: 'en-US',
  }
}

export function createGateway(world: World, server: Server, heartbeatMs: number): Gateway {
  const sockets = new WebSocketServer({ noServer: true })
  const sessions = new Map<string, Session>()
  const counts = { identified: 0, resumed: 0 }
  let refused = false
  let identifyCode: number | null = null

  const shardOf = (guildId: string, count: number): number => Number((BigInt(guildId) >> 22n) % BigInt(count))

  const emit = (session: Session, event: string, data: Json): void => {
    session.seq += 1
    const text = JSON.stringify({ op: DISPATCH, t: event, s: session.seq, d: data })
    session.events.push({ s: session.seq, text })
    session.socket?.send(text)
  }

  const identify = (socket: WebSocket, data: Json): void => {
    const code = data.token === world.token ? identifyCode : AUTHENTICATION_FAILED
    if (code !== null) {
      socket.close(code)
      return
    }
    const shard = (data.shard as [number, number] | undefined) ?? [0, 1]
    const session: Session = { id: world.nextId(), shard, seq: 0, events: [], socket }
    sessions.set(session.id, session)
    counts.identified += 1
    const mine = [...world.guilds.values()].filter(({ id }) => shardOf(id, shard[1]) === shard[0])
    emit(session, 'READY', {
      v: 10,
      user: botUser(world),
      guilds: mine.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${world.base.replace('http', 'ws')}/gateway`,
      shard,
      application: { id: world.applicationId, flags: 0 },
    })
    for (const guild of mine) emit(session, 'GUILD_CREATE', guildJson(world, guild))
  }

  const resume = (socket: WebSocket, data: Json): void => {
    const session = sessions.get(String(data.session_id))
    if (data.token !== world.token || session === undefined) {
      if (session === undefined) socket.send(JSON.stringify({ op: INVALID_SESSION, d: false }))
      else socket.close(AUTHENTICATION_FAILED)
      return
    }
    session.socket = socket
    counts.resumed += 1
    for (const { s, text } of session.events) if (s > Number(data.seq)) socket.send(text)
    emit(session, 'RESUMED', {})
  }

  const receive = (socket: WebSocket, text: string): void => {
    const { op, d } = JSON.parse(text) as { op: number; d: Json }
    if (op === HEARTBEAT) socket.send(JSON.stringify({ op: HEARTBEAT_ACK }))
    if (op === IDENTIFY) identify(socket, d)
    if (op === RESUME) resume(socket, d)
  }

  sockets.on('connection', (socket) => {
    socket.on('message', (data) => receive(socket, String(data)))
    socket.on('close', () => {
      for (const session of sessions.values()) if (session.socket === socket) session.socket = null
    })
    socket.send(JSON.stringify({ op: HELLO, d: { heartbeat_interval: heartbeatMs } }))
  })
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    if (refused) return void stream.destroy()
    sockets.handleUpgrade(request, stream, head, (socket) => sockets.emit('connection', socket, request))
  })

  return {
    counts,
    connected: () => [...sessions.values()].filter(({ socket }) => socket !== null).length,
    dispatch: (event, data, guildId) => {
      for (const session of sessions.values()) {
        if (guildId === null ? session.shard[0] === 0 : shardOf(guildId, session.shard[1]) === session.shard[0]) emit(session, event, data)
      }
    },
    closeAll: (code) => {
      for (const socket of sockets.clients) socket.close(code)
    },
    cut: () => {
      for (const socket of sockets.clients) socket.terminate()
    },
    askReconnect: () => {
      for (const socket of sockets.clients) socket.send(JSON.stringify({ op: RECONNECT, d: null }))
    },
    invalidate: (resumable) => {
      if (!resumable) sessions.clear()
      for (const socket of sockets.clients) socket.send(JSON.stringify({ op: INVALID_SESSION, d: resumable }))
    },
    refuse: (now) => {
      refused = now
    },
    closeOnIdentify: (code) => {
      identifyCode = code
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}
