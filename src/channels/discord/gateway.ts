import { setTimeout as wait } from 'node:timers/promises'
import { Client, Events, GatewayIntentBits, type Interaction, Options, Status } from 'discord.js'
import type { Log } from '../../domain/log.ts'
import type { Secret } from '../../domain/secret.ts'
import type { Share } from '../../domain/turn.ts'
import { atMost } from './at-most.ts'
import { errorText, TOKEN_REFUSED } from './outcome.ts'
import { restSettings } from './rest.ts'
import { type Sights, sightsOf } from './sights.ts'

export type GatewayState = 'connecting' | 'ready' | 'stopped'

export type GatewayParts = {
  readonly token: Secret
  readonly api: string | undefined
  readonly log: Log
  readonly onInteraction: (interaction: Interaction) => void
  /** Told once, in words, when the platform will never let us in. */
  readonly onFatal: (message: string) => void
  readonly firstPauseMs: number
  /** Which shards; left out: as many as Discord wants, all of them. */
  readonly shards?: Share | undefined
}

export type Gateway = Sights & {
  state(): GatewayState
  /** Whether every shard has its connection now: it is lost and found again without the state telling. */
  isLive(): boolean
  /** Resolves when commands can be answered; rejects with the message given to `onFatal`. */
  readonly ready: Promise<void>
  close(): Promise<void>
}

const LONGEST_PAUSE_MS = 60_000
/** Destroyed in the middle of a login, the client would connect all the same. */
const LOGIN_FINISH_MS = 2_000
const DESTROY_MS = 1_000

/** Close codes after which no login will do. https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const FATAL_CLOSES: Readonly<Record<number, string>> = {
  4004: TOKEN_REFUSED,
  4010: 'Discord refuses our shard (4010): see that DISCORD_SHARDS names shards that there are.',
  4011: 'Discord asks for more shards (4011): with DISCORD_SHARDS=auto a restart is enough, it asks for the right number; else name more in DISCORD_SHARDS.',
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

/** Keeps only what answering needs: no messages, members or presences. */
const smallCache = Options.cacheWithLimits({
  ...Options.DefaultMakeCacheSettings,
  MessageManager: 0,
  PresenceManager: 0,
  ReactionManager: 0,
  GuildMemberManager: { maxSize: 10, keepOverLimit: (member) => member.id === member.client.user.id },
  UserManager: { maxSize: 10, keepOverLimit: (user) => user.id === user.client.user.id },
})

const shardsOf = (share: Share = 'whole') =>
  share === 'whole' ? ({ shards: 'auto' } as const) : { shards: [...share.ids], shardCount: share.count }

function createClient(parts: GatewayParts): Client {
  return new Client({
    intents: [GatewayIntentBits.Guilds],
    ...shardsOf(parts.shards),
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

/** Where another process connects: nothing comes in here, and nothing is seen of any server. */
export const noGateway = (): Gateway => ({
  state: () => 'stopped',
  isLive: () => true,
  ready: Promise.resolve(),
  missing: () => null,
  see: () => null,
  places: () => Number.POSITIVE_INFINITY,
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
    ...sightsOf(() => (client?.isReady() === true ? client : null), parts.shards === undefined || parts.shards === 'whole'),
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
