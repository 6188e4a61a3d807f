import { startTicker } from '../jobs/ticker.ts'
import { createWorker, type Worker } from '../jobs/worker.ts'
import { createPipeline } from '../pipeline.ts'
import type { Base } from './base.ts'
import { type Jobs, openJobs } from './jobs.ts'
import type { Asking } from './model.ts'
import type { Opens } from './roles.ts'

/** The jobs of a process. They rest until they are started. */
export type Work = {
  /** Those of a bot alone, which can be run by hand; null where they are shared with other processes, or elsewhere. */
  readonly jobs: Jobs | null
  /** From now on the clock runs them. */
  start(): void
}

/** A tick only asks what is due; five seconds is how late a due thing may be. */
const TICK = '*/5 * * * * *'

/** Opens the jobs that a process has. */
export async function openWork(base: Base, kind: Opens['jobs'], model: Asking): Promise<Work> {
  if (kind === 'none') return openFollowing(base)
  return kind === 'own' ? openOwnJobs(base, model) : openShare(base, model)
}

/** Opens this process's share of the jobs. Throws where there is no database to share them by. */
async function openShare(base: Base, { health: _health, ...asking }: Asking): Promise<Work> {
  const { options, judgement, observer, watched } = base
  const { databaseUrl } = options.config.secrets
  if (databaseUrl === null) throw new Error('work is shared through a database, and DATABASE_URL names none')
  // Loaded only here: a bot alone need not pay for it.
  const { openSharedJobs } = await import('./shared-jobs.ts')
  const own = { options: observer.watchPolls(options), onForgotten: observer.onForgotten }
  const shared = await openSharedJobs({ ...base, ...own, judging: { ...judgement, ...asking }, databaseUrl })
  watched.push(...shared.watched)
  observer.onQueues(shared.queues)
  return { jobs: null, start: shared.start }
}

/** Opens all jobs in this process. */
async function openOwnJobs(base: Base, { consult, word }: Asking): Promise<Work> {
  const { options, judgement, store, living, clock, log, observer } = base
  const asked = { ...(consult === undefined ? {} : { consult }), ...(word === undefined ? {} : { word }) }
  const pipeline = createPipeline({ ...judgement, ...asked, stories: store.stories, routes: living.routes, clock, log })
  let ticking = false
  const onForgotten = observer.onForgotten
  const jobs = await openJobs({ ...base, options: observer.watchPolls(options), onForgotten, pipeline, ticking: () => ticking })
  const start = ticked(base, Object.values(jobs))
  return {
    jobs,
    start() {
      ticking = true
      start()
    },
  }
}

/** What is changed by command elsewhere is taken over here, where nothing else is done by the clock. */
function openFollowing(base: Base): Work {
  const follow = base.parts.adopt(createWorker('taking over changes', base.living.follow, base.log), (made) => made.stop())
  return { jobs: null, start: ticked(base, [follow]) }
}

/** Answers what makes the clock run them. */
function ticked({ watched, parts }: Base, workers: readonly Worker[]): () => void {
  watched.push(...workers)
  return () => {
    for (const worker of workers) worker.kick()
    parts.adopt(startTicker(TICK, workers), (ticker) => ticker.stop())
  }
}
