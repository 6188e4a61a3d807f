import { sharedDue } from '../../feeds/shared-due.ts'
import type { Worker } from '../../jobs/worker.ts'
import { delivererOf, openPoller } from '../job-parts.ts'
import { assessJobs } from './assessing.ts'
import type { Crew } from './crew.ts'

/** What every process takes its share of. */
export type Everybody = { readonly follow: Worker; readonly poll: Worker; readonly assess: Worker; readonly deliver: Worker }

export async function openEverybody({ needs, assessing, polls, assessments, worker, hand }: Crew): Promise<Everybody> {
  const { store, clock, living } = needs
  const deliverer = delivererOf(needs)
  const toPoll = hand(polls)
  // What comes in is found by who judges.
  const poller = await openPoller(
    needs,
    () => {},
    (concurrency) => sharedDue({ jobs: toPoll, store: store.sharing, clock, concurrency }),
  )
  const toAssess = hand(assessments)
  return {
    follow: worker('taking over changes', living.follow),
    poll: worker('polling', (signal) => poller.pollDue(signal)),
    assess: worker('assessing', (signal) => assessJobs(toAssess, assessing, signal)),
    deliver: worker('delivering', (signal) => deliverer.run(signal)),
  }
}
