import type { Sharing } from '../../domain/sharing.ts'
import { createDesk, type DeskDeps, isStale } from '../../pipeline.ts'

export type JudgeNeeds = DeskDeps & {
  readonly sharing: Pick<Sharing, 'staged' | 'recordAs' | 'term'>
  readonly stamp: () => string
  /** The number of the term for which this process judges. */
  readonly term: number
}

export type JudgeSummary = {
  readonly judged: number
  readonly posted: number
  /** Another judges now, or has judged since. */
  readonly over: boolean
}

export interface Judge {
  /**
   * Tells what was laid down, oldest publication first; what was published after `before` waits for what is older and not assessed yet,
   * though not for long.
   */
  run(before: number, signal: AbortSignal): Promise<JudgeSummary>
}

const BATCH = 200
/** How long a report waits for others that were published before it. */
const GATHER_MS = 5_000

/** One newsroom for one term: what follows from each report is recorded before the next is taken. */
export function createJudge(needs: JudgeNeeds): Judge {
  const { sharing, clock, log, stamp, term } = needs
  const desk = createDesk(needs)

  return {
    async run(before, signal) {
      const summary = { judged: 0, posted: 0, over: false }
      const now = clock()
      for (;;) {
        const staged = await sharing.staged(stamp(), BATCH)
        const ripe = staged.filter(
          ({ report, stagedAt }) => report.item.publishedAt <= before || now - stagedAt >= GATHER_MS || stagedAt > now,
        )
        for (const { report } of ripe) {
          if (signal.aborted) return summary
          const outcome = await desk.tell(report, signal)
          try {
            await sharing.recordAs(term, outcome)
          } catch (error) {
            desk.forget()
            if (!isStale(error)) throw error
            if ((await sharing.term()) !== term) return { ...summary, over: true }
            log.info({ item: report.item.id, url: report.item.url }, 'this item changed while it was judged: it is judged anew')
            continue
          }
          summary.judged += 1
          summary.posted += (outcome.story?.deliveries.length ?? 0) > 0 ? 1 : 0
        }
        if (ripe.length < BATCH) return summary
      }
    },
  }
}
