import { startTicker } from '../jobs/ticker.ts'
import { createPipeline } from '../pipeline.ts'
import type { Base } from './base.ts'
import { type Jobs, openJobs } from './jobs.ts'
import type { Asking } from './model.ts'

/** The jobs of a process. They rest until they are started. */
export type Work = {
  readonly jobs: Jobs
  /** From now on the clock runs them. */
  start(): void
}

/** A tick only asks what is due; five seconds is how late a due thing may be. */
const TICK = '*/5 * * * * *'

/** Opens all jobs in this process. */
export async function openWork(base: Base, { consult, word }: Pick<Asking, 'consult' | 'word'>): Promise<Work> {
  const { options, judgement, store, living, clock, log, observer, parts } = base
  const asked = { ...(consult === undefined ? {} : { consult }), ...(word === undefined ? {} : { word }) }
  const pipeline = createPipeline({ ...judgement, ...asked, stories: store.stories, routes: living.routes, clock, log })
  let ticking = false
  const onForgotten = observer.onForgotten
  const jobs = await openJobs({ ...base, options: observer.watchPolls(options), onForgotten, pipeline, ticking: () => ticking })
  const workers = Object.values(jobs)
  base.watched.push(...workers)
  return {
    jobs,
    start() {
      ticking = true
      for (const worker of workers) worker.kick()
      parts.adopt(startTicker(TICK, workers), (ticker) => ticker.stop())
    },
  }
}
