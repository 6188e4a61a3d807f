import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { applicationRoutes } from './application-routes.ts'
import { type BucketLimit, createBuckets, createGlobalLimit } from './buckets.ts'
import { createFaults, type Faults } from './faults.ts'
import { createGateway, type Gateway } from './gateway.ts'
import { handle, type Seen, serveFile } from './http.ts'
import { interactionRoutes } from './interaction-routes.ts'
import { messageRoutes } from './message-routes.ts'
import { createPeople, type People } from './people.ts'
import { threadRoutes } from './thread-routes.ts'
import {
  type Channel,
  createClock,
  createSnowflakes,
  findChannel,
  type Guild,
  type Message,
  type StandInClock,
  type World,
} from './world.ts'

export type StandInOptions = {
  readonly token?: string
  /** 0 picks a free one; give the old one to come back after an outage. */
  readonly port?: number
  readonly shards?: number
  readonly heartbeatMs?: number
  /** How long a nonce is remembered: "the past few minutes" in Discord's words. */
  readonly nonceWindowMs?: number
  /** What its clock says when it opens; now, where that is not given. */
  readonly startAt?: number
}

/** A server on loopback that answers as Discord does, with a handle for tests to look in and to make it fail. */
export type DiscordStandIn = {
  readonly base: string
  /** For `rest: {api}`. */
  readonly api: string
  readonly port: number
  readonly token: string
  readonly applicationId: string
  readonly clock: StandInClock
  readonly world: World
  readonly faults: Faults
  readonly gateway: Gateway
  readonly people: People
  readonly requests: Seen[]
  /** Requests that are being worked on: what they ask for may still be done. */
  busy(): number
  addGuild(name: string): Guild
  addChannel(guild: Guild, name: string, type?: number): Channel
  addRole(guild: Guild, name: string, mentionable: boolean): string
  removeChannel(id: string): void
  /** Messages of a channel, oldest first. */
  messages(channelId: string): readonly Message[]
  limitChannels(limit: BucketLimit): void
  /** The limit over all requests of the bot; none until it is set. Discord's is 50 a second. */
  limitAll(limit: BucketLimit | null): void
  close(): Promise<void>
}

const OBSERVED_LIMIT: BucketLimit = { requests: 5, perMs: 5_000 }

function createWorld(options: StandInOptions): World {
  const clock = createClock(options.startAt)
  const nextId = createSnowflakes(clock)
  const botId = nextId()
  return {
    clock,
    nextId,
    token: options.token ?? 'planted-discord-token',
    applicationId: botId,
    botId,
    guilds: new Map(),
    files: new Map(),
    interactions: new Map(),
    commands: new Map(),
    nonces: new Map(),
    nonceWindowMs: options.nonceWindowMs ?? 180_000,
    stored: [],
    historyLagMs: 0,
    base: '',
    dispatch: () => {},
  }
}

/** Opens the stand-in; it listens when the promise resolves. */
export async function openDiscordStandIn(options: StandInOptions = {}): Promise<DiscordStandIn> {
  const world = createWorld(options)
  const faults = createFaults()
  const requests: Seen[] = []
  let limit = OBSERVED_LIMIT
  let globalLimit: BucketLimit | null = null
  let busy = 0
  const buckets = createBuckets(world.clock, () => limit)
  const takeGlobal = createGlobalLimit(world.clock, () => globalLimit)
  const routes = [...applicationRoutes(options.shards ?? 1), ...messageRoutes, ...threadRoutes, ...interactionRoutes]
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/cdn/')) return serveFile(world, request, response)
    busy += 1
    handle({ world, routes, faults, seen: requests, take: buckets.take, takeGlobal }, request, response)
      .catch((error: unknown) => response.destroy(error as Error))
      .finally(() => {
        busy -= 1
      })
  })
  const gateway = createGateway(world, server, options.heartbeatMs ?? 41_250)
  world.dispatch = gateway.dispatch
  server.listen(options.port ?? 0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  world.base = `http://127.0.0.1:${port}`

  return {
    base: world.base,
    api: `${world.base}/api`,
    port,
    token: world.token,
    applicationId: world.applicationId,
    clock: world.clock,
    world,
    faults,
    gateway,
    people: createPeople(world),
    requests,
    busy: () => busy,
    addGuild: (name) => {
      const guild: Guild = { id: world.nextId(), name, roles: [], channels: new Map() }
      world.guilds.set(guild.id, guild)
      return guild
    },
    addChannel: (guild, name, type = 0) => {
      const channel: Channel = { id: world.nextId(), guildId: guild.id, name, type, denied: new Set(['MENTION_EVERYONE']), messages: [] }
      guild.channels.set(channel.id, channel)
      return channel
    },
    addRole: (guild, name, mentionable) => {
      const id = world.nextId()
      guild.roles.push({ id, name, mentionable })
      return id
    },
    removeChannel: (id) => {
      for (const guild of world.guilds.values()) guild.channels.delete(id)
    },
    messages: (channelId) => findChannel(world, channelId)?.messages ?? [],
    limitChannels: (next) => {
      limit = next
    },
    limitAll: (next) => {
      globalLimit = next
    },
    close: async () => {
      if (!server.listening) return
      gateway.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
