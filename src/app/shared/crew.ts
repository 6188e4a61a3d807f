import type { Log } from '../../domain/log.ts'
import type { PollJob } from '../../feeds/finder.ts'
import type { Boss, Queue } from '../../jobs/boss.ts'
import { createInHand, type InHand } from '../../jobs/in-hand.ts'
import { createWorker, type Worker } from '../../jobs/worker.ts'
import type { PipelineDeps } from '../../pipeline.ts'
import type { PartNeeds } from '../job-parts.ts'
import type { AssessJob, AssessNeeds } from './assessing.ts'
import { stampOf } from './stamp.ts'

export type Judging = Pick<PipelineDeps, 'assess' | 'consult' | 'word' | 'openNewsroom' | 'knows'>

/** What all that one process does of the shared work is made with. */
export type Crew = {
  readonly needs: PartNeeds
  readonly judging: Judging
  readonly log: Log
  readonly polls: Queue<PollJob>
  readonly assessments: Queue<AssessJob>
  readonly assessing: AssessNeeds
  worker(name: string, work: (signal: AbortSignal) => Promise<unknown>): Worker
  hand<T extends object>(queue: Queue<T>): InHand<T>
}

export async function gather(needs: PartNeeds, judging: Judging, boss: Boss): Promise<Crew> {
  const { options, parts, living, store } = needs
  const { log } = options
  return {
    needs,
    judging,
    log,
    polls: await boss.queue<PollJob>('poll'),
    assessments: await boss.queue<AssessJob>('assess'),
    assessing: {
      ...judging,
      log,
      sharing: store.sharing,
      stamp: () => stampOf(living.config()),
      affairs: () => living.config().facts.affairs,
    },
    worker: (name, work) => parts.adopt(createWorker(name, work, log), (made) => made.stop()),
    hand: (queue) => parts.adopt(createInHand(queue, boss.note), (part) => part.stop()),
  }
}
