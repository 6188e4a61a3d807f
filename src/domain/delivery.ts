import type { Brief } from './brief.ts'
import type { DigestSchedule } from './digest.ts'
import type { Locale } from './locale.ts'
import type { QuietHours } from './quiet-hours.ts'
import type { AdminNote } from './trouble.ts'

/** Where briefs go: one channel of one platform. */
export type Route = {
  readonly id: string
  /** The id of a channel adapter: `local`, `terminal`, `discord`, `slack`, `webhook`. */
  readonly platform: string
  /** The platform's own channel id; a name for local and terminal. */
  readonly channel: string
  readonly alignments: readonly string[]
  /** Lowest score to post, 0 to 1. */
  readonly threshold: number
  /** Only stories with a report in one of these languages (ISO 639-1); empty for all. */
  readonly languages: readonly string[]
  /** Only stories naming one of these actor ids; empty for all. */
  readonly actors: readonly string[]
  /** Role to mention, by the platform's id; null for none. */
  readonly mention: string | null
  /** Discord, announcement channels: whether posts are published to the channels that follow it. Left out: no. */
  readonly publish?: boolean
  /** Discord, forums: tags that each thread gets, by name, besides those named like what it is about. Left out: none. */
  readonly tags?: readonly string[]
  /** `live` (left out): every matching revision is sent; `digest`: only digests are; `both`. */
  readonly mode?: RouteMode
  /** When its digests are made; needed where `mode` has them. */
  readonly digest?: DigestSchedule | null
  /** Hours in which nothing is sent: what waits is sent after them, in order. */
  readonly quiet?: QuietHours | null
  /** New posts an hour; what is more goes into one digest. null for no end. */
  readonly cap?: number | null
  /** Whether it is told of unusual activity; left out, where it is live. */
  readonly alerts?: boolean
  /** The language of our own words in its posts. Left out: English. */
  readonly language?: Locale
}

export const ROUTE_MODES = ['live', 'digest', 'both'] as const
export type RouteMode = (typeof ROUTE_MODES)[number]

export type NewDelivery = { readonly storyId: string; readonly revision: number; readonly routeId: string }

/** Why a delivery stands where it does. */
export const DELIVERY_STATES = ['pending', 'claimed', 'sent', 'rejected', 'unknown', 'superseded', 'gathered'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What a platform gave for a post: enough to edit it later. */
export type Receipt = {
  readonly channel: string
  readonly messageId: string
  /** Which platform gave it, where that is known. */
  readonly platform?: string
}

/** One (story, revision, route) to send: the outbox row. */
export type Delivery = NewDelivery & {
  readonly id: number
  readonly state: DeliveryState
  readonly attempts: number
  readonly dueAt: number
  readonly createdAt: number
  readonly settledAt: number | null
  readonly reason: string | null
  readonly receipt: Receipt | null
}

/** A delivery with what is needed to send it. `previous` is the post this revision edits, where there is one. */
export type ClaimedDelivery = Delivery & {
  readonly brief: Brief
  readonly previous: Receipt | null
  readonly wasUnknown: boolean
  /** How often in a row it was handed out with `wasUnknown` and not sent again, this time included. */
  readonly looks: number
  /** `discord:123`: where it was last sent to; null where that is not known. */
  readonly target: string | null
}

/** How one send ended. What may happen is data; `unknown` was asked and not answered, so it may have arrived. */
export type SendResult =
  | { readonly kind: 'sent'; readonly receipt: Receipt }
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  | { readonly kind: 'rejected'; readonly reason: string; readonly scope: 'delivery' | 'route' | 'platform' }
  | { readonly kind: 'unknown'; readonly reason: string; readonly afterMs?: number }

/** One sending of one brief. `key` is the same at every try of one (story, revision, route): 25 hex characters. */
export type Post = {
  readonly route: Route
  /** As the route's readers see it: `new`, with no change told, where they were sent nothing of the story before. */
  readonly brief: Brief
  readonly key: string
  /** The post to edit; null to post anew. */
  readonly previous: Receipt | null
  /** Where it is looked for: how often in a row it was, this time included. */
  readonly looks?: number
}

/** A platform that can show briefs. An adapter never throws for what a platform answers: that is a `SendResult`. */
export interface Channel {
  readonly platform: string
  send(post: Post, signal: AbortSignal): Promise<SendResult>
  /** Looks for a post whose fate is unknown. null: it is not there, so it may be sent. Throws nothing; `unknown` where it cannot tell. */
  reconcile(post: Post, signal: AbortSignal): Promise<SendResult | null>
  /** Posts a note for the people who run the bot; left out where a platform has no channel for them. */
  tell?(note: AdminNote, signal: AbortSignal): Promise<SendResult>
  /** Why it is not connected, in words; null while it is. Left out where nothing connects: a page, a terminal, a webhook. */
  unconnected?(): string | null
  /** A channel as the bot sees it; null where it sees none of this id. Left out where channels are names of our own. Never rejects. */
  see?(channelId: string): Promise<ChannelSeen | null>
  /** How many servers or workspaces the bot serves; `Infinity` where that is not known. Left out where there are none. */
  places?(): number
  close(): Promise<void>
}

/** A platform's channel, as far as the bot may see it. */
export type ChannelSeen = {
  readonly name: string
  /** The server or workspace that it belongs to. */
  readonly place: string
  /** What the bot may not do there, as the platform's settings name it. */
  readonly missing: readonly string[]
  /** The names of a forum's tags; left out where it is none. */
  readonly tags?: readonly string[]
}

export interface Outbox {
  /**
   * Hands out due deliveries, each under a lease until `now + leaseMs`; at most one a route, in order of creation, and none
   * of a route that has an earlier one unsettled. Older unsent revisions of a story to the same route become `superseded`, and so
   * does a correction to a post that never came to stand.
   * A delivery whose lease ran out comes back with `wasUnknown`. With `routeIds`, only deliveries to those. With `caps` (new posts
   * an hour by route), a new post beyond its route's cap is not handed out but becomes `gathered`: a digest will tell it. With
   * `onlyUnasked`, nothing that may have been asked for already. What was claimed or asked for later than now (the clock was set back)
   * comes back a lease from now. What is handed out to be sent is noted as sent to its route's place in `targets`; what is to be looked
   * for says where it was sent to.
   */
  claim(
    now: number,
    limit: number,
    leaseMs: number,
    routeIds?: readonly string[],
    caps?: ReadonlyMap<string, number>,
    onlyUnasked?: boolean,
    targets?: ReadonlyMap<string, string>,
  ): Promise<readonly ClaimedDelivery[]>
  /** Notes, before it is sent once more, that it goes to another place than it was sent to before. */
  aim(delivery: Pick<Delivery, 'id'>, target: string): Promise<void>
  /**
   * Stores how a send ended. `sent` always counts. Anything else is ignored where `attempts` shows that the delivery has been
   * claimed again since. What a route or a platform refused waits until `nextAt`: nothing is lost while it is stopped. What was handed
   * out with `wasUnknown` stays so until it is sent or refused for good: looking in vain does not show that it is not there. With
   * `looks` 0, looking begins anew.
   */
  settle(
    delivery: Pick<Delivery, 'id'> & Partial<Pick<ClaimedDelivery, 'attempts' | 'looks'>>,
    result: SendResult,
    now: number,
    nextAt: number,
  ): Promise<void>
  /** When the next delivery (to one of `routeIds`, where given) is due; null when nothing waits. */
  nextDueAt(routeIds?: readonly string[]): Promise<number | null>
  /** Newest first. */
  list(filter: { readonly storyId?: string; readonly routeId?: string; readonly limit: number }): Promise<readonly Delivery[]>
  /**
   * Settles all that waits for a route and is not being sent at this moment, for a reason that the rows keep: what was never asked for
   * as `superseded`, what may have arrived as `rejected`. Answers how many there were.
   */
  dropRoute(routeId: string, reason: string, now: number): Promise<number>
  /** What is not settled, by route, also of routes that are no longer configured. */
  waiting(): Promise<readonly { readonly routeId: string; readonly count: number; readonly oldestAt: number }[]>
}

/** A route or a whole platform that refused us. `subject` is `route:ID` or `platform:ID`. */
export type Stop = {
  readonly subject: string
  readonly reason: string
  readonly since: number
  /** When it is tried again. */
  readonly until: number
  /** Refusals in a row. */
  readonly tries: number
}

export interface Stops {
  /** Longest stopped first. */
  list(): Promise<readonly Stop[]>
  find(subject: string): Promise<Stop | null>
  /** Notes a refusal. True where the subject was not stopped before: then a person is told. */
  stop(subject: string, reason: string, now: number, until: number): Promise<boolean>
  /** Ends a stop. True where there was one: then a person is told that it works again. */
  lift(subject: string): Promise<boolean>
}

/**
 * What waits for one route, and why, in words. `moving`: it is on its way; `quiet`: the route's quiet hours hold it; `gathered`: its cap
 * keeps it back for a digest; `stopped`: the route or its platform refused us and is tried again by itself; `unrouted`: nothing is tried
 * until an operator puts back what is missing.
 */
export type Held = {
  readonly routeId: string
  readonly count: number
  readonly oldestAt: number
  readonly state: 'moving' | 'quiet' | 'gathered' | 'stopped' | 'unrouted'
  readonly why: string
}

/** What waits longer than this is no longer simply on its way. */
const LONG_MS = 15 * 60_000

/** Whether a person should look: nothing but waiting would end this, or it has lasted long. */
export const isStuck = (held: Held, now: number): boolean =>
  held.state !== 'quiet' && held.state !== 'gathered' && (held.state !== 'moving' || now - held.oldestAt > LONG_MS)

/** A delivery's state in words. */
export const STATE_WORDS: Readonly<Record<DeliveryState, string>> = {
  pending: 'waits',
  claimed: 'is being sent',
  sent: 'sent',
  rejected: 'given up',
  unknown: 'no answer, looked for',
  superseded: 'skipped',
  gathered: 'waits for a digest',
}
