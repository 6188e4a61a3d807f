import type { Clock } from '../../domain/clock.ts'
import type { LocalPost, LocalPosts } from '../../domain/local-post.ts'
import type { Log } from '../../domain/log.ts'

type Listener = (post: LocalPost) => void

/** Posts of the local channel that another process made. */
export type PostsFollower = {
  /** Calls the listener with every post that is new or edited from now on, until the answered function is called. */
  subscribe(listener: Listener): () => void
  /** Waits for the look that is under way. */
  close(): Promise<void>
}

export type FollowerNeeds = {
  readonly posts: Pick<LocalPosts, 'changedSince' | 'recent'>
  readonly clock: Clock
  readonly log: Log
  readonly everyMs?: number
}

const EVERY_MS = 1_000
/** So far the clocks of the machines that post may be apart, and so long a post may take from its time to being stored. */
const APART_MS = 60_000

const changedAt = ({ postedAt, editedAt }: LocalPost): number => editedAt ?? postedAt

/**
 * Looks for posts once a second. What was told is known by route, story and revision, as far back as clocks may be apart: a post is
 * told once, also when its time lies before another's that was told already. A look that failed is made up for by the next.
 */
export function createPostsFollower({ posts, clock, log, everyMs = EVERY_MS }: FollowerNeeds): PostsFollower {
  const listeners = new Set<Listener>()
  let known: ReadonlyMap<string, number> | null = null
  let newestAt: number | null = null
  let failed = false
  let looking: Promise<void> = Promise.resolve()

  /** What is found first was there before anybody listened. */
  const look = async (): Promise<void> => {
    newestAt ??= Math.max(0, ...(await posts.recent(1)).map(changedAt))
    // A clock that was ahead may have been put right since.
    const found = await posts.changedSince(Math.min(newestAt, clock()) - APART_MS)
    const before = known
    known = new Map(found.map((post) => [keyOf(post), post.brief.revision]))
    newestAt = Math.max(newestAt, ...found.map(changedAt))
    if (before === null) return
    for (const post of found) if (before.get(keyOf(post)) !== post.brief.revision) tell(post)
  }
  const tell = (post: LocalPost): void => {
    for (const listener of listeners) listener(post)
  }
  const tried = async (): Promise<void> => {
    try {
      await look()
      failed = false
    } catch (error) {
      if (!failed) log.warn({ error: error instanceof Error ? error.message : String(error) }, 'new posts cannot be shown live for now')
      failed = true
    }
  }
  let timer: NodeJS.Timeout
  const again = (): void => {
    looking = tried().finally(() => {
      if (!closed) timer = setTimeout(again, everyMs)
    })
  }
  let closed = false
  again()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(timer)
      await looking
    },
  }
}

const keyOf = ({ routeId, brief }: LocalPost): string => `${routeId}\n${brief.storyId}`
