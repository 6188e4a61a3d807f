import type { Feed, FeedState } from '../domain/feed.ts'

/** A permanent redirect is believed when it has led to the same address so often in a row. */
export const MOVED_AFTER = 3

/** A new address that failed so often in a row is left again for the configured one. */
const LEFT_AFTER = 3

type Moved = Pick<FeedState, 'movedTo' | 'movedCount' | 'pollUrl' | 'pollUrlOf'>

const AT_HOME = { pollUrl: null, pollUrlOf: null }

/** The address to poll: where the feed has moved to for good, as long as the configured address is the one that moved. */
export function pollUrlOf(feed: Feed, state: FeedState): string {
  const { pollUrl, pollUrlOf: of, failures } = state
  return pollUrl !== null && of === feed.url && failures < LEFT_AFTER ? pollUrl : feed.url
}

/**
 * Whether another address has been configured since the last good poll, and not the one that the feed has moved to: then what it holds
 * is as old as that of a feed never polled, and what the other server said of its document tells nothing.
 */
export const isElsewhere = ({ url }: Feed, state: Moved & Pick<FeedState, 'url'>): boolean =>
  state.url !== null && state.url !== url && state.pollUrl !== url && state.movedTo !== url

/**
 * What is remembered of permanent redirects after a good answer. A new address has been reached before it is believed, through
 * the same guard as any: it can never be a private one.
 */
export function afterRedirects(feed: Feed, state: FeedState, permanentUrl: string | null): Moved {
  const polled = pollUrlOf(feed, state)
  const kept = polled === feed.url ? AT_HOME : { pollUrl: polled, pollUrlOf: feed.url }
  if (permanentUrl === null) return polled === feed.url ? { movedTo: null, movedCount: 0, ...kept } : { ...moves(state), ...kept }
  const movedCount = permanentUrl === state.movedTo ? Math.min(MOVED_AFTER, state.movedCount + 1) : 1
  if (movedCount < MOVED_AFTER) return { movedTo: permanentUrl, movedCount, ...kept }
  return { movedTo: permanentUrl, movedCount, pollUrl: permanentUrl, pollUrlOf: feed.url }
}

const moves = ({ movedTo, movedCount }: FeedState) => ({ movedTo, movedCount })
