/** What the stand-in knows: plain data that the routes and the driver change. */

/** Bits of Discord's permission set that this stand-in checks. https://discord.com/developers/docs/topics/permissions */
export const PERMISSIONS = {
  VIEW_CHANNEL: 1n << 10n,
  SEND_MESSAGES: 1n << 11n,
  MANAGE_MESSAGES: 1n << 13n,
  EMBED_LINKS: 1n << 14n,
  ATTACH_FILES: 1n << 15n,
  READ_MESSAGE_HISTORY: 1n << 16n,
  MENTION_EVERYONE: 1n << 17n,
} as const
export type Permission = keyof typeof PERMISSIONS

export type Json = Record<string, unknown>

export type StoredFile = { readonly id: string; readonly name: string; readonly type: string; readonly bytes: Uint8Array }

export type Pings = { readonly everyone: boolean; readonly users: readonly string[]; readonly roles: readonly string[] }

export type Message = {
  readonly id: string
  readonly channelId: string
  readonly authorId: string
  readonly createdAt: number
  editedAt: number | null
  content: string
  embeds: readonly Json[]
  components: readonly Json[]
  attachments: readonly Json[]
  flags: number
  pings: Pings
  readonly nonce: string | null
  readonly interactionToken: string | null
}

/** One storing of a message, as it stood then. */
export type Stored = {
  readonly kind: 'post' | 'edit'
  readonly channelId: string
  readonly messageId: string
  readonly components: readonly Json[]
  /** Of the clock that only goes forward. */
  readonly tookPlaceAt: number
}

export type Role = { readonly id: string; readonly name: string; readonly mentionable: boolean }

export type Channel = {
  readonly id: string
  readonly guildId: string
  readonly name: string
  /** 0 text, 4 category, 5 announcement, 11 thread, 15 forum. */
  readonly type: number
  /** A thread's forum. */
  readonly parentId?: string
  /** A thread's tags, by id. */
  readonly applied?: readonly string[]
  archived?: boolean
  /** What threads of a forum may be tagged with, and whether they must be. */
  tags?: readonly { readonly id: string; readonly name: string }[]
  wantsTag?: boolean
  /** What the bot may not do here. */
  denied: Set<Permission>
  messages: Message[]
}

export type Guild = { readonly id: string; readonly name: string; readonly roles: Role[]; readonly channels: Map<string, Channel> }

export type Interaction = {
  readonly id: string
  readonly token: string
  readonly type: number
  readonly guildId: string | null
  readonly channelId: string
  readonly createdAt: number
  /** The first answer, as sent: `{type, data}`. */
  callback: Json | null
  original: Message | null
  /** Whether the first answer was taken away again, be it only a deferred one. */
  isTakenAway?: boolean
  readonly followUps: Message[]
  /** The message whose button was clicked. */
  readonly source: Message | null
  readonly changed: Set<() => void>
}

/** The clock of the stand-in: real time (from `startAt` on, where that is given), moved on by `advance`. */
export type StandInClock = { now(): number; advance(ms: number): void }

export function createClock(startAt = Date.now()): StandInClock {
  let offsetMs = startAt - Date.now()
  return {
    now: () => Date.now() + offsetMs,
    advance: (ms) => {
      offsetMs += ms
    },
  }
}

const DISCORD_EPOCH = 1_420_070_400_000n

/** Ids that grow with time and never repeat, as strings. */
export function createSnowflakes(clock: StandInClock): () => string {
  let last = 0n
  return () => {
    const fresh = (BigInt(clock.now()) - DISCORD_EPOCH) << 22n
    last = fresh > last ? fresh : last + 1n
    return String(last)
  }
}

export type World = {
  readonly clock: StandInClock
  readonly nextId: () => string
  readonly token: string
  readonly applicationId: string
  readonly botId: string
  readonly guilds: Map<string, Guild>
  readonly files: Map<string, StoredFile>
  readonly interactions: Map<string, Interaction>
  /** Global commands under '', a guild's under its id. */
  readonly commands: Map<string, readonly Json[]>
  /** Messages posted with a nonce, by author and nonce. */
  readonly nonces: Map<string, Message>
  readonly nonceWindowMs: number
  /** Every post and edit that was stored, in order. */
  readonly stored: Stored[]
  /** A channel's history does not show messages younger than this. */
  historyLagMs: number
  /** http://127.0.0.1:port */
  base: string
  /** Sends a gateway event to the shard that holds the guild. */
  dispatch: (event: string, data: Json, guildId: string | null) => void
}

export function findChannel(world: World, id: string): Channel | undefined {
  for (const guild of world.guilds.values()) {
    const channel = guild.channels.get(id)
    if (channel !== undefined) return channel
  }
  return undefined
}

export const may = (channel: Channel, permission: Permission): boolean => !channel.denied.has(permission)
