import type { Clock } from '../domain/clock.ts'
import type { FeedState } from '../domain/feed.ts'
import type { Sharing } from '../domain/sharing.ts'
import { createBackWatch, type DueFeeds } from './due.ts'
import type { PollJob } from './finder.ts'

/** What a worker has in hand of the queue of those that are due: see `jobs/in-hand.ts`. */
export type PollJobs<J extends { readonly data: PollJob }> = {
  take(limit: number): Promise<readonly J[]>
  done(job: J): void
  release(): Promise<void>
}

export type SharedDueNeeds<J extends { readonly data: PollJob }> = {
  readonly jobs: PollJobs<J>
  readonly store: Pick<Sharing, 'feedStates' | 'putOffFeeds'>
  readonly clock: Clock
  /** Feeds that one process polls at once. */
  readonly concurrency: number
}

/** An idle process looks this often whether there is work. */
const LOOK_EVERY_MS = 500

/**
 * Those that are due and were handed to this process. It takes no more than it can ask in a moment, so that the rest is there for
 * others; somebody else minds the states (`finder.ts`).
 */
export function sharedDue<J extends { readonly data: PollJob }>({ jobs, store, clock, concurrency }: SharedDueNeeds<J>): DueFeeds {
  /** Who still is to be polled of each job, and whose poll each job waits for. */
  const left = new Map<J, Set<string>>()
  const waiting = new Map<string, Set<J>>()
  const back = createBackWatch(clock)

  function finish(feedId: string): void {
    for (const job of waiting.get(feedId) ?? []) {
      const rest = left.get(job)
      rest?.delete(feedId)
      if (rest === undefined || rest.size > 0) continue
      left.delete(job)
      jobs.done(job)
    }
    waiting.delete(feedId)
  }

  function take(job: J): void {
    left.set(job, new Set(job.data.feeds))
    for (const feedId of job.data.feeds) waiting.set(feedId, (waiting.get(feedId) ?? new Set()).add(job))
  }

  return {
    ahead: Math.max(2, Math.ceil(concurrency / 2)),
    lookEveryMs: LOOK_EVERY_MS,
    // The feeds that it had put off are minded by who finds them; the pauses of hosts are remembered here too.
    begin: async () => back() > 0,
    know: async () => {},
    async next(wanted) {
      const taken = await jobs.take(wanted)
      for (const job of taken) take(job)
      const ids = [...new Set(taken.flatMap(({ data }) => data.feeds))]
      const now = clock()
      // What was polled since it was found is not due any more.
      const due = new Map(
        (await store.feedStates(ids)).flatMap((state): [string, FeedState][] => (state.nextAt <= now ? [[state.feedId, state]] : [])),
      )
      for (const id of ids) if (!due.has(id)) finish(id)
      return { states: ids.flatMap((id) => due.get(id) ?? []), more: taken.length === wanted }
    },
    done: finish,
    pause: (feedIds, until) => store.putOffFeeds(feedIds, until),
    async end() {
      if (left.size === 0) return
      left.clear()
      waiting.clear()
      await jobs.release()
    },
  }
}
