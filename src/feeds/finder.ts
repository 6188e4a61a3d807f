import type { Feed } from '../domain/feed.ts'
import type { DueFeed, Sharing } from '../domain/sharing.ts'
import { createClockMinder, type FeedStates, prepareStates } from './due.ts'
import { hostOf } from './host.ts'

/** Feeds of one host that are due, to be polled one after the other. */
export type PollJob = { readonly feeds: readonly string[] }

export type FinderNeeds = FeedStates & {
  /** As they are now. */
  readonly feeds: () => readonly Feed[]
  readonly sharing: Pick<Sharing, 'dueFeeds'>
  /** Takes jobs that whoever has time is to do, one of a host at a time; answers for each whether it was taken. */
  readonly put: (jobs: readonly { readonly key: string; readonly data: PollJob }[]) => Promise<readonly boolean[]>
}

export interface Finder {
  /** Asks who is due, and puts down what is not put down yet. Answers how many feeds it put down. */
  run(signal: AbortSignal): Promise<number>
}

/** Feeds asked for at once, and the most that one look finds: more than all processes poll until the next. */
const PAGE = 5_000
const PAGES = 4
/** Jobs put down in one statement. */
const CHUNK = 500
/** Feeds of one host in one job: while it is done, those of the host that come due wait. */
const OF_HOST = 20
/** What was put down and is due still was lost, or came to nothing, after so long: it is put down again, which does no harm. */
const AGAIN_MS = 30_000
/** A host that has a job already is looked at again after this. */
const BUSY_MS = 2_000

/** Finds who is due, for others to poll. Two that do so at once do no harm. */
export function createFinder(needs: FinderNeeds): Finder {
  const { feeds, sharing, clock } = needs
  const minded = createClockMinder(needs)
  let known: readonly Feed[] = []
  let hosts: ReadonlyMap<string, string> = new Map()
  /** By feed: for which time it was put down, and until when that stands (by the clock that only goes forward). */
  const put = new Map<string, { readonly nextAt: number; readonly until: number }>()

  async function take(): Promise<void> {
    known = feeds()
    await prepareStates(known, needs)
    hosts = new Map(known.flatMap((feed) => (feed.enabled ? [[feed.id, hostOf(feed)]] : [])))
  }

  const isPut = ({ feedId, nextAt }: DueFeed): boolean => {
    const last = put.get(feedId)
    return last !== undefined && last.nextAt === nextAt && performance.now() < last.until
  }

  async function putDown(due: readonly DueFeed[]): Promise<number> {
    const jobs = [...Map.groupBy(due, ({ feedId }) => hosts.get(feedId) ?? '')].map(([key, ofHost]) => ({
      key,
      feeds: ofHost.slice(0, OF_HOST),
    }))
    let count = 0
    for (let at = 0; at < jobs.length; at += CHUNK) {
      const chunk = jobs.slice(at, at + CHUNK)
      const taken = await needs.put(chunk.map((job) => ({ key: job.key, data: { feeds: job.feeds.map(({ feedId }) => feedId) } })))
      const now = performance.now()
      chunk.forEach((job, index) => {
        const isTaken = taken[index] === true
        for (const { feedId, nextAt } of job.feeds) put.set(feedId, { nextAt, until: now + (isTaken ? AGAIN_MS : BUSY_MS) })
        count += isTaken ? job.feeds.length : 0
      })
    }
    return count
  }

  function forget(): void {
    for (const [feedId, { until }] of put) if (performance.now() > until) put.delete(feedId)
  }

  return {
    async run(signal) {
      if (feeds() !== known) await take()
      await minded()
      forget()
      let found = 0
      let last: DueFeed | undefined
      for (let page = 0; page < PAGES && !signal.aborted; page += 1) {
        const due = await sharing.dueFeeds(clock(), PAGE, last)
        found += await putDown(due.filter((one) => hosts.has(one.feedId) && !isPut(one)))
        last = due.at(-1)
        if (due.length < PAGE) break
      }
      return found
    },
  }
}
