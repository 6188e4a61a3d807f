import type { Clock } from '../domain/clock.ts'

/** Clocks that drift, or are put right little by little, do not jump. */
const SLACK_MS = 60_000

export type Jumps = {
  /** How long ago the clock was last seen to jump, forward or back, in ms that only go forward. */
  sinceMs(): number
}

/** Watches a clock by the side of one that nobody sets. A jump is seen at the next question. */
export function watchJumps(clock: Clock, elapsed: Clock): Jumps {
  let apart = clock() - elapsed()
  let jumpedAt = Number.NEGATIVE_INFINITY
  return {
    sinceMs() {
      const now = elapsed()
      const apartNow = clock() - now
      if (Math.abs(apartNow - apart) > SLACK_MS) jumpedAt = now
      apart = apartNow
      return now - jumpedAt
    },
  }
}
