import { setTimeout as pause } from 'node:timers/promises'

/** Keeps a gap between the posts to one channel. `turn` waits for its own and gives false where that would be too long. */
export type Spacing = { turn(channel: string, signal: AbortSignal): Promise<boolean>; hold(channel: string, forMs: number): void }

/**
 * Real time, not the program's clock: the platform counts real seconds. A wait longer than `patienceMs` is refused, so that
 * no delivery outlives its lease while it queues.
 */
export function makeSpacing(gapMs: number, patienceMs: number): Spacing {
  const nextAt = new Map<string, number>()
  return {
    async turn(channel, signal) {
      const now = performance.now()
      const at = Math.max(now, nextAt.get(channel) ?? 0)
      if (at - now > patienceMs) return false
      nextAt.set(channel, at + gapMs)
      if (at > now) await pause(at - now, undefined, { signal })
      return true
    },
    hold(channel, forMs) {
      nextAt.set(channel, Math.max(nextAt.get(channel) ?? 0, performance.now() + forMs))
    },
  }
}
