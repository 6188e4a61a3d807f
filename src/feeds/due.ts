import type { Clock } from '../domain/clock.ts'
import type { Feed, FeedState, FeedStore } from '../domain/feed.ts'
import type { Log } from '../domain/log.ts'
import { afterClockJump, firstDueAt, parkAndWake } from './schedule.ts'

/** Where a poller learns whom to poll, and who hears how it went. */
export interface DueFeeds {
  /** Feeds that may wait here beside those that are being asked. */
  readonly ahead: number
  /** While a run awaits slow answers it looks this often who has come due. */
  readonly lookEveryMs: number
  /** Before a run. True where the clock was put back: pauses that were set before say nothing any more. */
  begin(): Promise<boolean>
  /** Told of the feeds there are, all of them, when they are others than before. */
  know(feeds: readonly Feed[]): Promise<void>
  /** About `wanted` more feeds to poll, where `here` are known already and may be among them; and whether there may be others still. */
  next(wanted: number, here: number): Promise<{ readonly states: readonly FeedState[]; readonly more: boolean }>
  /** Whoever was handed out is done with, one way or another. */
  done(feedId: string): void
  /** A host asked for a pause: none of its feeds is to be polled before `until`. */
  pause(feedIds: readonly string[], until: number): Promise<void>
  /** After a run: those handed out and not done are nobody's again. */
  end(): Promise<void>
}

export type FeedStates = {
  readonly store: Pick<FeedStore, 'sync' | 'all' | 'settle'>
  readonly clock: Clock
  readonly log: Log
  /** First polls of new feeds are spread over this; 0 polls all at once. */
  readonly spreadMs: number
  /** How old an entry may be that counts as news at the first poll of a feed, or after a long rest. */
  readonly backfillMs: number
}

/** Makes states for new feeds, parks those no longer polled, wakes those that stopped. */
export async function prepareStates(feeds: readonly Feed[], { store, clock, spreadMs, backfillMs }: FeedStates): Promise<void> {
  const now = clock()
  const polled = [...new Map(feeds.filter((feed) => feed.enabled).map((feed) => [feed.id, feed])).values()]
  // The first of them is due at once: who starts the bot sees it at work.
  const lead = Math.min(...polled.map((feed) => firstDueAt(feed, now, spreadMs) - now))
  await store.sync(polled, (feed) => firstDueAt(feed, now, spreadMs) - lead)
  for (const state of parkAndWake(await store.all(), feeds, now, { spreadMs, backfillMs })) await store.settle(state, [])
}

/** A clock that is set right by less than this is left to itself. */
const CLOCK_SLACK_MS = 5 * 60_000

/** A clock that went back would leave feeds waiting for a time that comes again much later. Answers whether it did. */
export function createClockMinder({ store, clock, log }: Omit<FeedStates, 'spreadMs' | 'backfillMs'>): () => Promise<boolean> {
  const back = createBackWatch(clock)
  return async () => {
    const backMs = back()
    if (backMs === 0) return false
    log.warn({ backMs }, 'The clock was put back; feeds that it had put off are polled now')
    for (const state of afterClockJump(await store.all(), clock())) await store.settle(state, [])
    return true
  }
}

/** Answers by how much the clock was put back since it was last asked; 0 where it was not. */
export function createBackWatch(clock: Clock): () => number {
  let lastAt = 0
  return () => {
    const now = clock()
    const backMs = lastAt - now
    lastAt = now
    return backMs > CLOCK_SLACK_MS ? backMs : 0
  }
}

/** States asked for at once. */
const BATCH = 500

/** All that the store has due: for a poller that is alone. */
export function dueInStore(states: FeedStates & { readonly store: FeedStore }): DueFeeds {
  const minded = createClockMinder(states)
  return {
    ahead: BATCH,
    lookEveryMs: 1_000,
    begin: minded,
    know: (feeds) => prepareStates(feeds, states),
    async next(wanted, here) {
      const limit = wanted + here
      const due = await states.store.due(states.clock(), limit)
      return { states: due, more: due.length === limit }
    },
    done: () => {},
    // The poller remembers it, and puts each off when it comes due.
    pause: async () => {},
    end: async () => {},
  }
}
