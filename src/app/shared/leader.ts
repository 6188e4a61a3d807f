import { createFinder } from '../../feeds/finder.ts'
import type { Worker } from '../../jobs/worker.ts'
import { adminOf, SPREAD_MS } from '../job-parts.ts'
import { createAssessFinder } from './assessing.ts'
import type { Crew } from './crew.ts'
import { createJudge } from './judging.ts'
import type { Lead } from './leading.ts'

type Work = (signal: AbortSignal) => Promise<unknown>

/** What one process does for all: it finds what is due, judges, and tells the admins. All rest while another leads. */
export type Leader = { readonly find: Worker; readonly offer: Worker; readonly judge: Worker; readonly tell: Worker }

/** `onPosts` is told when there is something to deliver. */
export function openLeader(crew: Crew, leads: () => Lead | null, onPosts: () => void): Leader {
  /** Work that is begun anew with each term: what it remembers is of that term alone. */
  const inTerm = (name: string, begin: (lead: Lead) => Work): Worker => {
    let begun: { readonly lead: Lead; readonly work: () => Promise<unknown> } | null = null
    return crew.worker(name, async (signal) => {
      const lead = leads()
      if (lead === null) {
        begun = null
        return
      }
      if (begun?.lead !== lead) {
        const work = begin(lead)
        const over = AbortSignal.any([signal, lead.over])
        begun = { lead, work: () => work(over) }
      }
      await begun.work()
    })
  }
  const admin = adminOf(crew.needs)
  /** When what is not assessed yet was published at the earliest, as was last found. */
  const oldestOpenAt = new WeakMap<Lead, number>()
  return {
    find: inTerm('finding feeds that are due', () => finding(crew)),
    // Beside judging: else all others would have nothing to assess while one story is recorded after the other.
    offer: inTerm('finding what is to be assessed', (lead) => {
      const finder = createAssessFinder({ ...crew.assessing, queue: crew.assessments })
      return async (signal) => void oldestOpenAt.set(lead, await finder.run(signal))
    }),
    judge: inTerm('judging', (lead) => judgingIn(crew, lead, () => oldestOpenAt.get(lead) ?? Number.NEGATIVE_INFINITY, onPosts)),
    tell: inTerm('telling', () => (signal) => admin.run(signal)),
  }
}

function finding({ needs, polls, log }: Crew): Work {
  const { store, living, clock, options } = needs
  const spreadMs = options.spreadMs ?? SPREAD_MS
  const { backfillMs } = options.config.settings.poll
  const finder = createFinder({
    feeds: living.feeds,
    store: store.feeds,
    sharing: store.sharing,
    put: polls.put,
    clock,
    log,
    spreadMs,
    backfillMs,
  })
  return (signal) => finder.run(signal)
}

function judgingIn({ needs, judging, assessing, log }: Crew, lead: Lead, oldestOpenAt: () => number, onPosts: () => void): Work {
  const { store, living, clock } = needs
  const { stamp } = assessing
  const judge = createJudge({ ...judging, sharing: store.sharing, stamp, routes: living.routes, clock, log, term: lead.term })
  return async (signal) => {
    const { posted, over } = await judge.run(oldestOpenAt(), signal)
    if (posted > 0) onPosts()
    if (over) lead.resign()
  }
}
