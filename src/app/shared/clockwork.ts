import type { Boss } from '../../jobs/boss.ts'
import type { Worker } from '../../jobs/worker.ts'
import { digesterOf, keeperOf, watcherOf } from '../job-parts.ts'
import type { Crew } from './crew.ts'

const EVERY_MINUTE = '* * * * *'
/** Seven minutes past every hour. */
const HOURLY = '7 * * * *'

/** What the clock asks for: done once, by whichever process hears it. */
export type Clockwork = { readonly digest: Worker; readonly watch: Worker; readonly keep: Worker }

export function createClockwork({ needs, worker }: Crew): Clockwork {
  const digester = digesterOf(needs)
  const watcher = watcherOf(needs)
  const keeper = keeperOf(needs, { everyMs: 0 })
  return {
    digest: worker('making digests', (signal) => digester.run(signal)),
    watch: worker('watching for the unusual', (signal) => watcher.run(signal)),
    keep: worker('letting old rows go', (signal) => keeper.run(signal)),
  }
}

export async function windUp({ digest, watch, keep }: Clockwork, boss: Pick<Boss, 'every'>): Promise<void> {
  await boss.every('digest', EVERY_MINUTE, digest.run)
  await boss.every('watch', EVERY_MINUTE, watch.run)
  await boss.every('keep', HOURLY, keep.run)
}
