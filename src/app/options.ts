import type { Writable } from 'node:stream'
import type { Config } from '../config.ts'
import type { Clock } from '../domain/clock.ts'
import type { Feed } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import type { Log } from '../domain/log.ts'
import type { Polled } from '../feeds/poll-feed.ts'
import type { Role } from './roles.ts'

export type AppOptions = {
  readonly config: Config
  /** What this process does of a bot that works over several. Left out: it is a bot alone on its store. */
  readonly role?: Role
  readonly log: Log
  /** Where the terminal channel writes. */
  readonly terminal: Writable & { readonly columns?: number }
  readonly interactive: boolean
  readonly clock?: Clock
  /** Other addresses of the platforms' APIs, for tests. */
  readonly api?: { readonly discord?: string; readonly slack?: string }
  /** First polls are spread over this; 0 polls every feed at once. */
  readonly spreadMs?: number
  /** Reads the configuration anew, for `App.reload`. */
  readonly load?: () => Promise<Config>
  /** Told of every feed that was polled, when its items are stored. */
  readonly onPolled?: (feed: Feed, polled: Polled, newItems: readonly Item[]) => void
}
