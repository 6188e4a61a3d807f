import { setTimeout as wait } from 'node:timers/promises'
import { ChannelType, Client, Events, GatewayIntentBits, type Interaction, Options, Status } from 'discord.js'
import type { ChannelSeen } from '../../domain/delivery.ts'
import type { Log } from '../../domain/log.ts'
import type { Secret } from '../../domain/secret.ts'
import { atMost } from './at-most.ts'
import { NEEDED, permissionName } from './invite.ts'
import { errorText, TOKEN_REFUSED } from './outcome.ts'
import { restSettings } from './rest.ts'

export type GatewayState = 'connecting' | 'ready' | 'stopped'

export type GatewayParts = {
  readonly token: Secret
  readonly api: string | undefined
  readonly log: Log
  readonly onInteraction: (interaction: Interaction) => void
  /** Told once, in words, when the platform will never let us in. */
  readonly onFatal: (message: string) => void
  readonly firstPauseMs: number
}

export type Gateway = {
  state(): GatewayState
  /** Whether every shard has its connection now: it is lost and found again without the state telling. */
  isLive(): boolean
  /** Resolves when commands can be answered; rejects with the message given to `onFatal`. */
  readonly ready: Promise<void>
  /** What the bot may not do in a channel, as Discord's settings name it; null while that is not known. */
  missing(channelId: string): readonly string[] | null
  /** A channel of a server of the bot that posts can go to; null where there is none of this id, or while that is not known. */
  see(channelId: string): ChannelSeen | null
  /** How many servers the bot is in; `Infinity` while that is not known. */
  places(): number
  close(): Promise<void>
}

/** Who may change what depends on it: what is not known must not count as few. */
const UNKNOWN = Number.POSITIVE_INFINITY

const LONGEST_PAUSE_MS = 60_000
/** Destroyed in the middle of a login, the client would connect all the same. */
const LOGIN_FINISH_MS = 2_000
const DESTROY_MS = 1_000

/** Close codes after which no login will do. https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const FATAL_CLOSES: Readonly<Record<number, string>> = {
  4004: TOKEN_REFUSED,
  4010: 'Discord refuses our shard (4010): run one process, or give each its own shards.',
  4011: 'Discord asks for more shards (4011): restart the bot, it asks for the right number.',
  4012: 'Discord no longer speaks this version of its gateway (4012): update the bot.',
  4013: 'Discord refuses our intents (4013): update the bot.',
  4014: 'Discord disallows an intent the bot asks for (4014): it needs Guilds only, so check that nothing was added to it.',
}

/** What the library says when a login fails for good. */
const FATAL_ERRORS: Readonly<Record<string, number>> = {
  TokenInvalid: 4004,
  'Authentication failed': 4004,
  'Invalid shard': 4010,
  'Sharding is required': 4011,
  'Used an invalid API version': 4012,
  'Used invalid intents': 4013,
  'Used disallowed intents': 4014,
}

function fatalText(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : ''
  return FATAL_CLOSES[FATAL_ERRORS[code] ?? FATAL_ERRORS[error.message] ?? 0] ?? null
}

const POSTABLE: ReadonlySet<ChannelType> = new Set([
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildMedia,
])

/** Keeps only what answering needs: no messages, members or presences. */
const smallCache = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  GuildMemberManager: { maxSize: 10, keepOverLimit: (member) => member.id === member.client.user.id },
  UserManager: { maxSize: 10, keepOverLimit: (user) => user.id === user.client.user.id },
})

function createClient(parts: GatewayParts): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: 'auto',
    makeCache: smallCache,
    allowedMentions: { parse: [] },
    rest: restSettings(parts.api, undefined),
  })
}

/**
 * Keeps a client that is being closed from connecting again. @discordjs/ws 1.2.3 goes on reconnecting when it is destroyed while it
 * waits to reconnect, and `destroy` never ends when a shard waits for an event; before it connects it always asks for its session,
 * so a question that is never answered holds it.
 */
function holdShards(client: Client): void {
  const unanswered = { sessionInfo: { get: () => new Promise(() => {}), set: () => {} } }
  for (const [id, shard] of client.ws.shards) client.ws.shards.set(id, Object.create(shard, unanswered))
}

/** Permissions the bot lacks in a channel. A channel that no server of the bot has is one it cannot see. */
function missingIn(client: Client, channelId: string): readonly string[] {
  const channel = client.channels.cache.get(channelId)
  if (channel === undefined || client.user === null) return [permissionName('ViewChannel')]
  const may = channel.isDMBased() ? null : channel.permissionsFor(client.user)
  return may === null ? [] : NEEDED.filter((permission) => !may.has(permission)).map(permissionName)
}

function seenBy(client: Client, channelId: string): ChannelSeen | null {
  const channel = client.channels.cache.get(channelId)
  if (channel === undefined || channel.isDMBased() || !POSTABLE.has(channel.type)) return null
  const tags = channel.type === ChannelType.GuildForum || channel.type === ChannelType.GuildMedia ? channel.availableTags : null
  return {
    name: channel.name,
    place: channel.guildId,
    missing: missingIn(client, channelId),
    ...(tags === null ? {} : { tags: tags.map(({ name }) => name) }),
  }
}

/** Where another process connects: nothing comes in here, and nothing is seen of any server. */
export const noGateway = (): Gateway => ({
  state: () => 'stopped',
  isLive: () => true,
  ready: Promise.resolve(),
  missing: () => null,
  see: () => null,
  places: () => UNKNOWN,
  close: async () => {},
})

/** Connects for interactions, and keeps trying with growing pauses while the platform is down. */
export function openGateway(parts: GatewayParts): Gateway {
  const { token, log, onFatal } = parts
  const closing = new AbortController()
  const { promise: ready, resolve, reject } = Promise.withResolvers<void>()
  ready.catch(() => {}) // told by onFatal; nobody has to await it
  let client: Client | null = null
  let state: GatewayState = 'connecting'

  const fatal = (message: string): void => {
    if (state === 'stopped') return
    state = 'stopped'
    reject(new Error(message))
    onFatal(message)
  }

  const watch = (made: Client): Client => {
    made.on(Events.InteractionCreate, parts.onInteraction)
    made.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'Discord’s gateway closed: connecting again'))
    made.on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'Discord’s gateway resumed'))
    made.on(Events.Error, (error) => log.warn({ error: errorText(error) }, 'an error of the Discord client'))
    made.on(Events.ShardError, (error) => log.warn({ error: errorText(error) }, 'an error of Discord’s gateway'))
    made.on(Events.ShardDisconnect, ({ code }) => {
      fatal(FATAL_CLOSES[code] ?? `Discord closed the gateway for good (${code}).`)
    })
    return made
  }

  /** One login; whether it is settled, for good or ill. */
  const login = async (): Promise<boolean> => {
    client = watch(createClient(parts))
    try {
      const up = new Promise<void>((done) => client?.once(Events.ClientReady, () => done()))
      await client.login(token.reveal())
      await up
      state = 'ready'
      log.info({ guilds: client.guilds.cache.size }, 'connected to Discord')
      resolve()
      return true
    } catch (error) {
      const message = fatalText(error)
      if (message !== null) fatal(message)
      else if (!closing.signal.aborted) log.warn({ error: errorText(error) }, 'Discord cannot be reached: trying again, posts wait')
      return message !== null
    }
  }

  const connect = async (): Promise<void> => {
    for (let pauseMs = parts.firstPauseMs; !closing.signal.aborted; pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2)) {
      if (await login()) return
      await wait(pauseMs * (0.75 + Math.random() / 2), undefined, { signal: closing.signal }).catch(() => {})
    }
  }
  const connecting = connect()

  return {
    state: () => state,
    isLive: () => client?.isReady() === true && client.ws.shards.every(({ status }) => status === Status.Ready),
    ready,
    missing: (channelId) => (client?.isReady() === true ? missingIn(client, channelId) : null),
    see: (channelId) => (client?.isReady() === true ? seenBy(client, channelId) : null),
    places: () => (client?.isReady() === true ? client.guilds.cache.size : UNKNOWN),
    close: async () => {
      closing.abort()
      state = 'stopped'
      reject(new Error('closed before Discord was connected'))
      await atMost(connecting, LOGIN_FINISH_MS)
      if (client === null) return
      holdShards(client)
      await atMost(client.destroy(), DESTROY_MS)
    },
  }
}
