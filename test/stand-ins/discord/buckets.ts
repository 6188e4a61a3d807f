import { ApiError } from './errors.ts'
import type { StandInClock } from './world.ts'

export type BucketLimit = { readonly requests: number; readonly perMs: number }

type Window = { startedAt: number; used: number }

/** Per-channel limits with Discord's headers. https://discord.com/developers/docs/topics/rate-limits#header-format */
export function createBuckets(clock: StandInClock, limit: () => BucketLimit) {
  const windows = new Map<string, Window>()

  /** Counts one request; answers the headers, or throws the 429 with them. */
  const take = (route: string, major: string, own?: BucketLimit): Record<string, string> => {
    const { requests, perMs } = own ?? limit()
    const key = `${route}:${major}`
    const known = windows.get(key)
    const now = clock.now()
    const window = known !== undefined && now < known.startedAt + perMs ? known : { startedAt: now, used: 0 }
    windows.set(key, window)
    const resetMs = window.startedAt + perMs - now
    const refused = window.used >= requests
    if (!refused) window.used += 1
    const headers = {
      'x-ratelimit-limit': String(requests),
      'x-ratelimit-remaining': String(Math.max(0, requests - window.used)),
      'x-ratelimit-reset': (Math.ceil(now + resetMs) / 1000).toFixed(3),
      'x-ratelimit-reset-after': (resetMs / 1000).toFixed(3),
      'x-ratelimit-bucket': Buffer.from(route).toString('hex').slice(0, 32),
    }
    if (refused) throw tooMany(resetMs, false, headers)
    return headers
  }
  return { take }
}

/** The limit over all requests of a bot, interactions apart; null for none. Throws the 429 that says it is global. */
export function createGlobalLimit(clock: StandInClock, limit: () => BucketLimit | null): () => void {
  let startedAt = Number.NEGATIVE_INFINITY
  let used = 0
  return () => {
    const now = clock.now()
    const of = limit()
    if (of === null) return
    if (now >= startedAt + of.perMs) {
      startedAt = now
      used = 0
    }
    if (used >= of.requests) throw tooMany(startedAt + of.perMs - now, true)
    used += 1
  }
}

/** A 429 as Discord words it; `retryAfterMs` from now. */
export function tooMany(retryAfterMs: number, global: boolean, headers: Readonly<Record<string, string>> = {}): ApiError {
  const seconds = retryAfterMs / 1000
  return new ApiError(
    429,
    { message: 'You are being rate limited.', retry_after: seconds, global },
    {
      ...headers,
      'retry-after': String(Math.ceil(seconds)),
      'x-ratelimit-scope': global ? 'global' : 'user',
      ...(global ? { 'x-ratelimit-global': 'true' } : {}),
    },
  )
}
