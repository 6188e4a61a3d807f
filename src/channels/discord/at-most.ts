import { setTimeout as wait } from 'node:timers/promises'

/** Waits for work, but no longer than `ms`; leaves no timer behind. Rejects as the work does. */
export async function atMost(work: Promise<unknown>, ms: number): Promise<void> {
  const over = new AbortController()
  const limit = wait(ms, undefined, { signal: over.signal }).catch(() => {})
  await Promise.race([work, limit]).finally(() => over.abort())
}
