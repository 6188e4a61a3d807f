import type { Affairs } from '../../domain/affair.ts'
import { keptFor } from '../../domain/assessment.ts'
import type { Log } from '../../domain/log.ts'
import type { Sharing } from '../../domain/sharing.ts'
import type { Report } from '../../domain/story.ts'
import type { Queue } from '../../jobs/boss.ts'
import type { InHand } from '../../jobs/in-hand.ts'
import { type PipelineDeps, reportOf } from '../../pipeline.ts'
import { noticeOf } from '../../stories/notices.ts'

/** Items to be assessed by whoever has this configuration. */
export type AssessJob = { readonly items: readonly string[]; readonly stamp: string }

export type AssessNeeds = Pick<PipelineDeps, 'assess' | 'consult' | 'log'> & {
  readonly sharing: Pick<Sharing, 'unstaged' | 'itemsToAssess' | 'stage' | 'recordDropped'>
  /** The stamp of the configuration in use: see `stampOf`. */
  readonly stamp: () => string
  readonly affairs: () => Affairs
}

/** Assesses these items: what no story can be made of is recorded, all else laid down for the judge. */
export async function assessItems(ids: readonly string[], needs: AssessNeeds, signal: AbortSignal): Promise<void> {
  const { sharing, consult } = needs
  const stamp = needs.stamp()
  const items = await sharing.itemsToAssess(ids)
  const opinionsOn = consult?.(items, signal)
  const reports: Report[] = []
  for (const item of items) {
    const opinions = (await opinionsOn?.(item)) ?? {}
    if (signal.aborted) return
    reports.push(reportOf(item, opinions, needs))
    // Answers of feeds are read in between.
    await turn()
  }
  const dropped = reports.filter((report) => isNothing(report, needs.affairs()))
  await sharing.stage(
    reports.filter((report) => !dropped.includes(report)),
    stamp,
  )
  await sharing.recordDropped(dropped)
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Kept for nothing, never told, and no notice of what its outlet wrote before: nothing can follow from it but that it was judged. */
const isNothing = (report: Report, affairs: Affairs): boolean =>
  (report.item.revision ?? 0) === 0 && keptFor(report.assessment).length === 0 && noticeOf(report, affairs) === null

/** Jobs taken at once: more would only wait here and not at another process. */
const AT_ONCE = 2

/** Does the jobs that wait, until there are none. Those of another configuration are left to whoever has that one. */
export async function assessJobs(jobs: InHand<AssessJob>, needs: AssessNeeds, signal: AbortSignal): Promise<void> {
  try {
    for (let taken = await jobs.take(AT_ONCE); taken.length > 0 && !signal.aborted; taken = await jobs.take(AT_ONCE)) {
      for (const job of taken) {
        if (job.data.stamp === needs.stamp()) await assessItems(job.data.items, needs, signal)
        if (signal.aborted) break
        jobs.done(job)
      }
    }
  } finally {
    // Nothing, but where it was broken off: others do what is left.
    await jobs.release()
  }
}

/** Items in one job. */
const OF_JOB = 25
/** Items that may be under way at all processes together. */
const UNDER_WAY = 4_000
/** What was put down and is not assessed was lost, or came to nothing, after so long. */
const AGAIN_MS = 20_000
/** What nobody has assessed after so long is assessed by who judges: others may all have another configuration. */
const PATIENCE_MS = 60_000

/** Finds what is to be assessed, for others to do; does itself what nobody does. Never two at once. */
export function createAssessFinder(needs: AssessNeeds & { readonly queue: Pick<Queue<AssessJob>, 'put'>; readonly log: Log }) {
  const seen = new Map<string, { readonly firstAt: number; putAt: number }>()

  async function putDown(ids: readonly string[], now: number): Promise<void> {
    const jobs = chunks(ids, OF_JOB).map((items) => ({ key: items[0] ?? '', data: { items, stamp: needs.stamp() } }))
    if (jobs.length > 0) await needs.queue.put(jobs)
    for (const id of ids) seen.set(id, { firstAt: seen.get(id)?.firstAt ?? now, putAt: now })
  }

  return {
    /** Answers the moment of the oldest item that is not assessed: nothing that was published later should be told before it. */
    async run(signal: AbortSignal): Promise<number> {
      const open = await needs.sharing.unstaged(needs.stamp(), UNDER_WAY)
      const now = performance.now()
      const ids = new Set(open.map(({ itemId }) => itemId))
      for (const id of seen.keys()) if (!ids.has(id)) seen.delete(id)
      const late = new Set([...ids].filter((id) => now - (seen.get(id)?.firstAt ?? now) > PATIENCE_MS))
      for (const some of chunks([...late], OF_JOB)) if (!signal.aborted) await assessItems(some, needs, signal)
      await putDown(
        [...ids].filter((id) => !late.has(id) && now - (seen.get(id)?.putAt ?? Number.NEGATIVE_INFINITY) > AGAIN_MS),
        now,
      )
      return open[0]?.publishedAt ?? Number.POSITIVE_INFINITY
    },
  }
}

const chunks = <T>(all: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size))
