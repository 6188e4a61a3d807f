import type { Actor } from '../domain/actor.ts'
import type { Alignment } from '../domain/alignment.ts'
import type { Clock } from '../domain/clock.ts'
import type { Command, CommandContext } from '../domain/command.ts'
import type { Held, Outbox } from '../domain/delivery.ts'
import type { Digests } from '../domain/digest.ts'
import type { Feed } from '../domain/feed.ts'
import type { LocalPost, LocalPosts } from '../domain/local-post.ts'
import type { Log } from '../domain/log.ts'
import type { Secret } from '../domain/secret.ts'
import type { Trend } from '../domain/trend.ts'
import type { Machines } from './machines.ts'

/** Whose acts are counted: an alignment's, one actor's, those between two; all where nothing is named. */
export type TrendOf = { readonly alignment?: Alignment; readonly actors: readonly Actor[] }

export type WebNeeds = {
  readonly posts: LocalPosts
  /** The local channel's `subscribe`. */
  readonly subscribe: (listener: (post: LocalPost) => void) => () => void
  /** A plain link runs them, as nobody: those for admins change something only where `/api/command` tells them who asks. */
  readonly commands: readonly Command[]
  readonly context: CommandContext
  /** Everybody and everything that is known by name. */
  readonly actors: () => readonly Actor[]
  /** The feeds as configured now; their states come from the archive. */
  readonly feeds: () => readonly Feed[]
  /** Acts by week over so many days up to now, with what is usual and the feeds that were down. */
  readonly trend: (of: TrendOf, days: number) => Promise<Trend>
  /** What went where. */
  readonly outbox: Pick<Outbox, 'list'>
  /** What digests are called that went somewhere; without it they stand under their ids. */
  readonly digests?: Pick<Digests, 'find'>
  /** What waits, and why. */
  readonly held: () => Promise<readonly Held[]>
  /** Who gives it may see what went where; null for nobody. */
  readonly token: Secret | null
  /** The program's own version. */
  readonly version: string
  /** Jobs that have stopped and are tried again, in words: the bot is not well while there is one. */
  readonly troubles?: () => readonly string[]
  /** How the language model does; null where none is configured. */
  readonly model?: () => object | null
  /** What programs that watch the bot ask for; `metrics` is left out where it has a port of its own. */
  readonly machines?: Pick<Machines, 'readiness'> & Partial<Machines>
  readonly clock: Clock
  /** IANA zone of the times shown; UTC always stands beside them. */
  readonly timeZone: string
  readonly log: Log
  /** Host names that the page answers to besides this machine's own. */
  readonly names?: readonly string[]
  /** How often a silent stream says that it lives. */
  readonly heartbeatMs?: number
}
