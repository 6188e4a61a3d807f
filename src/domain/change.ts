/** What admins may change while the bot runs. */
export type Changeable = 'route' | 'feed'

/** A route or feed as `config/` would write it. */
export type Entry = Readonly<Record<string, unknown>>

/** What a command has set for one route or feed, in place of what the files say of it: `entry` null where it was taken out. */
export type Setting = {
  readonly kind: Changeable
  readonly id: string
  readonly entry: Entry | null
  /** The change that set it. */
  readonly changeId: number
}

/** Who changed something: a person by the platform's id, from a server or workspace; `page` for whoever has the page's token. */
export type Author = { readonly platform: string; readonly userId: string; readonly place: string | null }

/** One change, as the audit log keeps it. */
export type Change = {
  readonly id: number
  readonly at: number
  readonly by: Author
  readonly kind: Changeable
  /** The route's or feed's id. */
  readonly subject: string
  /** The server or workspace whose channel the route leads to, before or after; null for feeds and for channels of no place. */
  readonly place: string | null
  /** As it was in use before and after, whoever had written it; null where there was none. */
  readonly before: Entry | null
  readonly after: Entry | null
  /** The change that this one takes back; null where it takes back none. */
  readonly undoes: number | null
  /** The change that took this one back; null while it stands. */
  readonly undoneBy: number | null
}

/** What a command sets: an entry, a removal (`entry` null), or, where it is null itself, what the files say. */
export type SetBy = { readonly entry: Entry | null } | null

export type NewChange = Omit<Change, 'id' | 'undoneBy'> & { readonly set: SetBy }

/** What admins have changed, over restarts: what holds now, and the audit log of how it came to hold. Nothing leaves the log. */
export interface Changes {
  /** What commands have set, by kind and id. */
  settings(): Promise<readonly Setting[]>
  /** The number of the newest change; 0 where there is none. */
  newest(): Promise<number>
  /**
   * Stores a change and what it sets, in one transaction, and answers its number. null, and nothing stored, where the subject was set by
   * another change than `after` (null for none) meanwhile.
   */
  record(change: NewChange, after: number | null): Promise<number | null>
  find(id: number): Promise<(Change & { readonly setBefore: SetBy }) | null>
  /** Newest first; with `place`, only of that server or workspace. */
  list(filter: { readonly kind?: Changeable; readonly place?: string; readonly limit: number }): Promise<readonly Change[]>
}
