import { setTimeout as pause } from 'node:timers/promises'

/** Waits for the work to end, but no longer than `ms`. */
export async function within(ms: number, work: Iterable<Promise<unknown>>): Promise<void> {
  const timer = new AbortController()
  await Promise.race([Promise.allSettled(work), pause(ms, undefined, { signal: timer.signal }).catch(() => {})])
  timer.abort()
}
