import { randomBytes } from 'node:crypto'

/** What every message carries besides its text: JSON as the caller sent it. */
export type StoredMessage = {
  readonly ts: string
  readonly channel: string
  text: string
  blocks: readonly Record<string, unknown>[]
  metadata: { readonly event_type: string; readonly event_payload: Readonly<Record<string, unknown>> } | null
  edited: boolean
}

/** One storing of a message, as it stood then. */
export type Storing = {
  readonly kind: 'post' | 'edit'
  readonly channel: string
  readonly ts: string
  readonly metadata: StoredMessage['metadata']
  /** Of the clock that only goes forward. */
  readonly tookPlaceAt: number
}

export type StoredChannel = {
  readonly id: string
  readonly name: string
  member: boolean
  archived: boolean
  gone: boolean
  /** Shown to its members only. */
  secret: boolean
  readonly messages: StoredMessage[]
}

export type StoredFile = {
  readonly id: string
  readonly name: string
  readonly altText: string
  bytes: Uint8Array
  completedAt: number | null
}

/** Every scope the app has been granted, as the manifest would ask for them. */
const GRANTED = [
  'chat:write',
  'commands',
  'channels:history',
  'groups:history',
  'files:write',
  'files:read',
  'users:read',
  'channels:read',
  'groups:read',
]

/** The state of one Slack workspace with one app installed in it. */
export class Workspace {
  readonly botToken: string
  readonly appToken: string
  readonly teamId = 'T0WATCH'
  readonly botUserId = 'U0WATCHBOT'
  readonly botId = 'B0WATCHBOT'
  readonly scopes = new Set(GRANTED)
  readonly channels = new Map<string, StoredChannel>()
  readonly files = new Map<string, StoredFile>()
  /** Members who look after the workspace, and people of other workspaces who share a channel. */
  readonly admins = new Set<string>()
  readonly strangers = new Set<string>()
  /** The languages that members have set, by their ids; American English where they have set none. */
  readonly locales = new Map<string, string>()
  /** Every post and edit that was stored, in order. */
  readonly stored: Storing[] = []
  /** A code that every call of the token is refused with (`token_revoked`); null while the token is good. */
  tokenRefusal: string | null = null
  /** How long Slack works on an upload before a block may show it. */
  fileReadyMs = 0
  readonly now: () => number
  #lastTs = 0

  constructor(now: () => number, tokens?: { readonly bot: string; readonly app: string }) {
    this.now = now
    this.botToken = tokens?.bot ?? `xoxb-${randomBytes(12).toString('hex')}`
    this.appToken = tokens?.app ?? `xapp-${randomBytes(12).toString('hex')}`
  }

  addChannel(id: string, name = id.toLowerCase()): StoredChannel {
    const channel: StoredChannel = { id, name, member: true, archived: false, gone: false, secret: false, messages: [] }
    this.channels.set(id, channel)
    return channel
  }

  channel(id: string): StoredChannel {
    const channel = this.channels.get(id)
    if (channel === undefined) throw new Error(`the workspace has no channel ${id}`)
    return channel
  }

  note(kind: 'post' | 'edit', { channel, ts, metadata }: StoredMessage): void {
    this.stored.push({ kind, channel, ts, metadata, tookPlaceAt: performance.now() })
  }

  /** A message timestamp: seconds with six decimals, unique in the workspace, never going back. */
  nextTs(): string {
    this.#lastTs = Math.max(this.#lastTs + 1, Math.floor(this.now() * 1000))
    return `${Math.floor(this.#lastTs / 1_000_000)}.${String(this.#lastTs % 1_000_000).padStart(6, '0')}`
  }

  isReady(file: StoredFile): boolean {
    return file.completedAt !== null && this.now() - file.completedAt >= this.fileReadyMs
  }
}
