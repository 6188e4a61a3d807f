import { setTimeout as sleep } from 'node:timers/promises'
import type { Boss } from '../../jobs/boss.ts'
import type { Worker } from '../../jobs/worker.ts'
import { digesterOf, keeperOf, watcherOf } from '../job-parts.ts'
import type { Crew } from './crew.ts'

const EVERY_MINUTE = '* * * * *'
/** Seven minutes past every hour. */
const HOURLY = '7 * * * *'
/** Longer than a transaction may stand still (twice a statement's time), and than clocks are apart. */
const SETTLED_MS = 90_000

/** What the clock asks for: done once, by whichever process hears it. */
export type Clockwork = { readonly digest: Worker; readonly watch: Worker; readonly keep: Worker }

export function createClockwork({ needs, worker }: Pick<Crew, 'needs' | 'worker'>): Clockwork {
  const watcher = watcherOf(needs)
  const keeper = keeperOf(needs, { everyMs: 0 })
  return {
    // Made anew each time: what one process remembers of routes another may have changed since.
    digest: worker('making digests', (signal) => digesterOf(needs, SETTLED_MS).run(signal)),
    watch: worker('watching for the unusual', (signal) => watcher.run(signal)),
    keep: worker('letting old rows go', (signal) => keeper.run(signal)),
  }
}

const AGAIN_MS = 5_000

/** Has the clock ask for it; tried again where the database is away. */
export async function windUp({ digest, watch, keep }: Clockwork, boss: Pick<Boss, 'every' | 'note'>, signal: AbortSignal): Promise<void> {
  const bells = [
    ['digest', EVERY_MINUTE, digest],
    ['watch', EVERY_MINUTE, watch],
    ['keep', HOURLY, keep],
  ] as const
  for (const [name, cron, worker] of bells) {
    while (!signal.aborted && !(await isWound(boss, name, cron, worker))) await sleep(AGAIN_MS, undefined, { signal }).catch(() => {})
  }
}

async function isWound(boss: Pick<Boss, 'every' | 'note'>, name: string, cron: string, worker: Worker): Promise<boolean> {
  try {
    await boss.every(name, cron, worker.run)
    return true
  } catch (error) {
    boss.note(error)
    return false
  }
}
