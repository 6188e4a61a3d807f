import type { Unusual } from './alert.ts'
import type { Brief, BriefAlignment } from './brief.ts'
import type { Grounds, ReportCounts } from './said.ts'

/** A story as one line of a digest. */
export type DigestEntry = {
  readonly storyId: string
  readonly headline: string
  /** http(s) or ''. */
  readonly url: string
  /** `Confirmed by both sides`. */
  readonly standing: string
  /** `4 outlets, 3 independent`, or the only outlet's name. */
  readonly reportedBy: string
  /** What both say, as data; left out of digests made before it was kept. */
  readonly grounds?: Grounds
  readonly counts?: ReportCounts
  /** Whether it was told before the digest's time and only grew in it. */
  readonly isUpdate: boolean
  readonly at: number
}

/** The stories of one longer affair; `label` is '' for a story of its own, `about` the actor whose name it begins with. */
export type DigestThread = { readonly label: string; readonly about?: string; readonly entries: readonly DigestEntry[] }

/** What is about one alignment, or about the same several. */
export type DigestSection = {
  readonly alignments: readonly Pick<BriefAlignment, 'id' | 'label' | 'colour'>[]
  readonly threads: readonly DigestThread[]
}

/** Many stories in one post: at a time of the route's own, what a route's cap kept back, or those of a week far above the usual. */
export type Digest = {
  readonly kind: 'scheduled' | 'overflow' | 'unusual'
  readonly fromAt: number
  readonly toAt: number
  /** IANA zone of the times shown. */
  readonly timeZone: string
  /** What matters most first. */
  readonly sections: readonly DigestSection[]
  /** The names of the alignments watched, for saying that nothing happened. */
  readonly watched: readonly string[]
  /** Their ids, in the same order; left out of digests made before they were kept. */
  readonly watchedIds?: readonly string[]
  readonly feeds: { readonly total: number; readonly down: readonly string[] }
  /** Of kind `unusual`: what is, and how much. */
  readonly unusual?: Unusual
  /** Where one post has no room for all its stories: which of how many posts it is, from 1. */
  readonly part?: { readonly at: number; readonly of: number }
}

/** A brief that stands for many stories. */
export type DigestBrief = Brief & { readonly digest: Digest }

export const isDigest = (brief: Brief): brief is DigestBrief => brief.digest !== undefined

export const digestEntries = ({ sections }: Pick<Digest, 'sections'>): readonly DigestEntry[] =>
  sections.flatMap((section) => section.threads.flatMap((thread) => thread.entries))

/** When a route's digest is made. */
export type DigestSchedule = {
  /** As node-cron reads it: minute, hour, day of month, month, day of week. */
  readonly schedule: string
  /** IANA zone of the schedule. */
  readonly timeZone: string
}

/** How far a route's digests have come: the next one holds what happened from `fromAt` on and is due at `nextAt`. */
export type DigestRun = {
  readonly routeId: string
  /** The schedule by which `nextAt` was reckoned. */
  readonly schedule: string
  readonly fromAt: number
  readonly nextAt: number
}

/** A story of which there is something to tell; `isKnown` where it was news before that time, `isPosted` where the route gets it as it is now by a post of its own, or by what a cap kept back. */
export type Changed = { readonly brief: Brief; readonly isKnown: boolean; readonly isPosted: boolean }

/** What a route's cap kept back. */
export type Gathered = { readonly deliveryId: number; readonly brief: Brief; readonly createdAt: number }

export interface Digests {
  run(routeId: string): Promise<DigestRun | null>
  /** A digest by its id; null where there is none. */
  find(id: string): Promise<DigestBrief | null>
  /** Sets from when on and when next a route's digest is made. */
  plan(run: DigestRun): Promise<void>
  /**
   * Stores a digest (its parts, in their order) with a delivery each, and with it what it settles: the route's next run, the deliveries it
   * gathers up. All or nothing; false, and nothing stored, where the run or one of the deliveries is no longer as it was: another process
   * was first.
   */
  record(brief: DigestBrief | readonly DigestBrief[], settles: DigestSettles, now: number): Promise<boolean>
  /**
   * Stories that became news or grew from `fromAt` on and before `untilAt`, newest first: by when that was stored, since a feed may be
   * read long after its publisher's time. What was only backfilled is no news.
   */
  changed(routeId: string, fromAt: number, untilAt: number, limit: number): Promise<readonly Changed[]>
  /** Deliveries kept back by the route's cap, oldest first. */
  gathered(routeId: string): Promise<readonly Gathered[]>
  /** How much caps keep back, by route, also of routes that are no longer configured. */
  waiting(): Promise<readonly { readonly routeId: string; readonly count: number; readonly oldestAt: number }[]>
  /** Puts one that was kept back on its way after all. */
  release(deliveryId: number, now: number): Promise<void>
  /**
   * New posts sent to the route after `since`, and digests on their way: what its cap counts. Posts that were sent after `until` show that
   * the clock was set back, and are not counted.
   */
  postsSince(routeId: string, since: number, until?: number): Promise<number>
}

export type DigestSettles = {
  readonly routeId: string
  /** The run as it was read, and what takes its place. */
  readonly run?: { readonly before: DigestRun; readonly after: DigestRun }
  readonly gathered?: readonly Gathered[]
}
