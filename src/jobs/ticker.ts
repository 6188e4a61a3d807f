import { schedule } from 'node-cron'
import type { Worker } from './worker.ts'

/** A cron tick only asks: what is due is a question to the store, so a missed tick loses nothing. */
export interface Ticker {
  stop(): Promise<void>
}

/** Kicks the workers at every tick. `expression` has a leading seconds field, as node-cron reads it; the zone is UTC. */
export function startTicker(expression: string, workers: readonly Worker[]): Ticker {
  const task = schedule(
    expression,
    () => {
      for (const worker of workers) worker.kick()
    },
    { noOverlap: true, timezone: 'UTC' },
  )
  return { stop: async () => void (await task.destroy()) }
}
