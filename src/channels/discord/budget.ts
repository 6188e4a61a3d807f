import type { Clock } from '../../domain/clock.ts'

// 10,000 requests answered 401, 403 or 429 in ten minutes lock an address out; we stop at half of that.
// https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans
const WINDOW_MS = 10 * 60_000
const MOST = 5_000

export type InvalidBudget = {
  /** Counts one answer; `scope` is the header X-RateLimit-Scope: limits shared with others do not count. */
  note(status: number, scope: string | null): void
  /** How long to ask nothing, in ms; 0 while there is room. */
  pauseMs(): number
}

/** Counts requests that Discord calls invalid, so that we fall silent well before it locks us out. */
export function createInvalidBudget(now: Clock, most = MOST): InvalidBudget {
  let startedAt = Number.NEGATIVE_INFINITY
  let count = 0
  /** A clock that was put back tells nothing of how long ago the window began: it begins anew, as full as it is. */
  const began = (): number => {
    startedAt = Math.min(startedAt, now())
    return startedAt
  }
  return {
    note: (status, scope) => {
      if (![401, 403, 429].includes(status) || scope === 'shared') return
      if (now() >= began() + WINDOW_MS) {
        startedAt = now()
        count = 0
      }
      count += 1
    },
    pauseMs: () => (count >= most ? Math.max(0, began() + WINDOW_MS - now()) : 0),
  }
}
