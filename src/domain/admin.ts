import type { Brief } from './brief.ts'
import type { Author, Change, Changeable, Entry, Setting } from './change.ts'
import type { ChannelSeen, Held, Route, SendResult } from './delivery.ts'
import type { Feed, FeedState } from './feed.ts'

/** Who asks, as the platform that it came by tells. */
export type Asker = Author & {
  /** The channel it was asked in; null where there is none. */
  readonly channel: string | null
  /** null where they look after the place, by the platform's own definition; else why not, in a sentence. Never rejects. */
  mayAdminister(): Promise<string | null>
}

export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly string[] }

/** How a change ended: `overtaken` where somebody else changed the same meanwhile. */
export type ChangeResult =
  | { readonly kind: 'changed'; readonly change: Change }
  | { readonly kind: 'wrong'; readonly problems: readonly string[] }
  | { readonly kind: 'overtaken' }

export type Asked = {
  readonly by: Author
  readonly kind: Changeable
  readonly id: string
  /** What it is to be; null to take it out. */
  readonly entry: Entry | null
  readonly place: string | null
}

/** One item of a feed that was tried, and what would become of it. */
export type TriedItem = {
  readonly title: string
  readonly url: string
  readonly publishedAt: number
  /** Labels of the alignments it would be kept for; empty where it would be dropped. */
  readonly keptFor: readonly string[]
  /** The rule and what spoke most for or against it, in words. */
  readonly why: string
}

/** What fetching an address once gave. */
export type Tried =
  | { readonly kind: 'feed'; readonly url: string; readonly title: string; readonly language: string; readonly items: readonly TriedItem[] }
  /** A page that names feeds, each of which was read. */
  | { readonly kind: 'page'; readonly found: readonly { readonly url: string; readonly title: string }[] }
  /** A list of feeds for readers (OPML). */
  | { readonly kind: 'list'; readonly outlines: readonly { readonly url: string; readonly title: string }[] }
  | { readonly kind: 'refused'; readonly reason: string }

export type FeedToTry = Pick<Feed, 'url'> & Partial<Feed>

/** How the bot is, for people. */
export type Status = {
  readonly version: string
  readonly startedAt: number
  readonly states: readonly FeedState[]
  readonly held: readonly Held[]
  /** What waits to be sent, in all. */
  readonly waiting: number
  /** What is wrong with the configuration as it is in use, in sentences. */
  readonly problems: readonly string[]
}

/** What commands for admins work on: what is in use, and the changes that are made to it. */
export interface AdminDesk {
  routes(): readonly Route[]
  feeds(): readonly Feed[]
  /** What a command has set of it; undefined where the files' word holds. */
  setting(kind: Changeable, id: string): Setting | undefined
  /** As the files would write what is in use; null where there is none. */
  entry(kind: Changeable, id: string): Entry | null
  checkRoute(entry: Entry): Checked<Route>
  checkFeed(entry: Entry): Checked<Feed>
  change(asked: Asked): Promise<ChangeResult>
  /** Takes a change back: what it changed is as it was before, by the files' word or a command's. */
  undo(by: Author, change: Change): Promise<ChangeResult>
  find(id: number): Promise<Change | null>
  log(filter: { readonly kind?: Changeable; readonly place?: string; readonly limit: number }): Promise<readonly Change[]>
  /** A channel as the bot sees it; null where it sees none of this id. Never rejects. */
  channel(platform: string, id: string): Promise<ChannelSeen | null>
  /** The server or workspace that a route belongs to; null where none is known. */
  placeOf(route: Pick<Route, 'id' | 'platform' | 'channel'>): Promise<string | null>
  /** The same, as far as it is known already: never waits, and finds out for the next time. */
  knownPlace(route: Pick<Route, 'id' | 'platform' | 'channel'>): string | null
  /** Platforms that are set up. */
  platforms(): ReadonlySet<string>
  /** `discord:123`, `slack:U123`: people who may change everything. */
  operators(): readonly string[]
  /** Whether the bot serves one server or workspace in all. */
  isOnlyPlace(): boolean
  /** Which stories of the last days would have gone to a route, newest first, of how many. */
  matching(route: Route, days: number): Promise<{ readonly of: number; readonly briefs: readonly Brief[] }>
  /** Posts a line to the route's channel, outside any story. */
  post(route: Route, text: string): Promise<SendResult>
  tryFeed(feed: FeedToTry): Promise<Tried>
  /** When something was last sent to a route; null where nothing was of late. */
  lastSentAt(routeId: string): Promise<number | null>
  status(): Promise<Status>
}
