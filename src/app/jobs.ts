import { createWake } from '../jobs/wake.ts'
import { createWorker, type Worker } from '../jobs/worker.ts'
import type { Pipeline } from '../pipeline.ts'
import { adminOf, delivererOf, digesterOf, keeperOf, openPoller, type PartNeeds, watcherOf } from './job-parts.ts'

export type JobNeeds = PartNeeds & {
  readonly pipeline: Pipeline
  /** Whether the clock runs the jobs: only then does one that has made work for another wake it. */
  readonly ticking: () => boolean
}

export type Jobs = {
  /** Takes over what was changed by command. */
  readonly follow: Worker
  readonly poll: Worker
  readonly judge: Worker
  readonly digest: Worker
  readonly watch: Worker
  readonly deliver: Worker
  readonly tell: Worker
  /** Lets go what is older than the policy keeps. */
  readonly keep: Worker
}

/** How long what was polled waits for what comes in beside it, before it is judged. */
const GATHER_MS = 1_000

/**
 * The jobs. None does another's work: each finds its own in the store. One that has made some for the next wakes it a moment later,
 * so that an item need not wait for ticks, and the reports of one event that come in together are one post, not one and its edits.
 */
export async function openJobs(needs: JobNeeds): Promise<Jobs> {
  const { log } = needs.options
  const worker = (name: string, work: (signal: AbortSignal) => Promise<unknown>): Worker =>
    needs.parts.adopt(createWorker(name, work, log), (made) => made.stop())
  const deliverer = delivererOf(needs)
  const deliver = worker('delivering', (signal) => deliverer.run(signal))
  const admin = adminOf(needs)
  const tell = worker('telling', (signal) => admin.run(signal))
  const digester = digesterOf(needs)
  const digest = worker('making digests', (signal) => digester.run(signal))
  const watcher = watcherOf(needs)
  const watch = worker('watching for the unusual', (signal) => watcher.run(signal))
  const judge = worker('judging', async (signal) => {
    const { posted } = await needs.pipeline.run(signal)
    if (posted > 0 && needs.ticking()) deliver.kick()
  })
  const toJudge = needs.parts.adopt(createWake(judge, GATHER_MS), (made) => made.stop())
  const poller = await openPoller(needs, () => {
    if (needs.ticking()) toJudge.ask()
  })
  const poll = worker('polling', (signal) => poller.pollDue(signal))
  const follow = worker('taking over changes', needs.living.follow)
  const keeper = keeperOf(needs)
  const keep = worker('letting old rows go', (signal) => keeper.run(signal))
  return { follow, poll, judge, digest, watch, deliver, tell, keep }
}
