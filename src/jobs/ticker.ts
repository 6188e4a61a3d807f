import { createTask } from 'node-cron'
import type { Worker } from './worker.ts'

/** A cron tick only asks: what is due is a question to the store, so a missed tick loses nothing. */
export interface Ticker {
  stop(): Promise<void>
}

/** A wait is never longer, so that a clock that was put back costs a minute at most. */
const LONGEST_WAIT_MS = 60_000

/**
 * Kicks the workers at every tick. `expression` has a leading seconds field, as node-cron reads it; the zone is UTC.
 *
 * node-cron says when the next tick is; waiting for it is ours. Its own timer stands still for as long as a clock was put back, and
 * makes up for every tick missed, one by one, when it was put forward or the machine slept.
 */
export function startTicker(expression: string, workers: readonly Pick<Worker, 'kick'>[]): Ticker {
  const kickAll = (): void => {
    for (const worker of workers) worker.kick()
  }
  const task = createTask(expression, kickAll, { timezone: 'UTC' })
  let timer: NodeJS.Timeout
  const wait = (): void => {
    const ms = (task.getNextRuns(1)[0]?.getTime() ?? 0) - Date.now()
    const isDue = ms <= LONGEST_WAIT_MS
    timer = setTimeout(
      () => {
        if (isDue) kickAll()
        wait()
      },
      isDue ? Math.max(1, ms) : LONGEST_WAIT_MS,
    )
  }
  wait()
  return {
    async stop() {
      clearTimeout(timer)
      await task.destroy()
    },
  }
}
