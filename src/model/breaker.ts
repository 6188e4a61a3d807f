import type { NoUse } from './failure.ts'

/** Failures in a row after which the endpoint is left alone, and for how long: each time twice as long, up to an hour. */
const FAILURES = 4
const FIRST_REST_MS = 60_000
const LONGEST_REST_MS = 3_600_000

/** Leaves an endpoint alone that keeps failing, and then lets one question through to see whether it is back. */
export interface Breaker {
  /** Whether a question may go out now. After a rest, only the first one may. */
  allows(now: number): boolean
  succeeded(): void
  /** Answers true where this failure begins a rest. */
  failed(failure: Pick<NoUse, 'why' | 'retryAfterMs'>, now: number): boolean
  /** The trial that was let through did not take place. */
  untried(): void
  restingUntil(): number | null
}

export function createBreaker(): Breaker {
  let failures = 0
  let restMs = FIRST_REST_MS
  let until: number | null = null
  let trying = false

  /** A rest that would last longer than the longest began before the clock was set back: it is over. */
  const isResting = (now: number): boolean => until !== null && now < until && until - now <= LONGEST_REST_MS

  /** Answers true where it begins: what was under way when it began is told by it. */
  const rest = (ms: number, now: number): boolean => {
    const begins = trying || !isResting(now)
    until = now + Math.min(LONGEST_REST_MS, ms)
    trying = false
    return begins
  }
  return {
    allows(now) {
      if (until === null) return true
      if (isResting(now) || trying) return false
      trying = true
      return true
    },
    succeeded() {
      failures = 0
      restMs = FIRST_REST_MS
      until = null
      trying = false
    },
    failed({ why, retryAfterMs }, now) {
      failures += 1
      if (why === 'refused') return rest(LONGEST_REST_MS, now)
      if (retryAfterMs !== null) return rest(Math.max(retryAfterMs, 1000), now)
      // Calls that were under way together fail together: that is one rest, not one each.
      if (!trying && (failures < FAILURES || isResting(now))) return false
      const begins = rest(restMs, now)
      restMs = Math.min(LONGEST_REST_MS, restMs * 2)
      return begins
    },
    untried() {
      trying = false
    },
    restingUntil: () => until,
  }
}
