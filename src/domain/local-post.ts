import type { Brief } from './brief.ts'

/** A brief as the local channel shows it: one a route and story, replaced by its later revisions. */
export type LocalPost = {
  readonly routeId: string
  readonly brief: Brief
  readonly postedAt: number
  readonly editedAt: number | null
}

/** The local channel's own memory: what it has been sent. */
export interface LocalPosts {
  /** Posts, or replaces the post of the same route and story; an older revision never replaces a newer one. */
  put(routeId: string, brief: Brief, now: number): Promise<LocalPost>
  find(routeId: string, storyId: string): Promise<LocalPost | null>
  /** Newest post first. */
  recent(limit: number): Promise<readonly LocalPost[]>
  /** Posted or edited at this time or later, in order of their last change. */
  changedSince(at: number): Promise<readonly LocalPost[]>
}
