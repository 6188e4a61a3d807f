import { DefaultRestOptions, REST } from 'discord.js'
import type { Secret } from '../../domain/secret.ts'
import type { InvalidBudget } from './budget.ts'
import { makePlaces } from './places.ts'

const API_VERSION = '10'
/** How long Discord may take to answer a request. */
const ANSWER_MS = 15_000
/** Waits for a limit up to this long are left to the library, which keeps the order; longer ones come back as a retry. */
const LONGEST_WAIT_MS = 6_000
/** Requests of a bot, interactions apart. https://discord.com/developers/docs/topics/rate-limits#global-rate-limit */
const MOST = 50
const PER_MS = 1_000
/**
 * The library counts fifty from when it sends the first, Discord from when that arrives: at the edge of the second some were refused, and
 * all waited a second more. Our own count sees to the limit, so the library's is put out of the way; what Discord answers it still obeys.
 */
const NEVER_REACHED = 1_000

export type RestOptions = {
  readonly token: Secret
  readonly budget: InvalidBudget
  /** Another address of the API, for tests. */
  readonly api: string | undefined
  readonly answerMs: number | undefined
}

/** What both REST clients share: no retries of the library's own, since they post twice when an answer is lost. */
export function restSettings(api: string | undefined, answerMs = ANSWER_MS) {
  return { version: API_VERSION, retries: 0, timeout: answerMs, ...(api === undefined ? {} : { api }) }
}

const NEVER = new AbortController().signal

/**
 * The REST client that posts. It is not the gateway client's: that one loses its token whenever a login fails, and posting goes
 * on while the gateway is down.
 */
export function openRest({ token, budget, api, answerMs }: RestOptions): REST {
  const places = makePlaces(MOST, PER_MS)
  const rest = new REST({
    ...restSettings(api, answerMs),
    globalRequestsPerSecond: NEVER_REACHED,
    makeRequest: (url, init) => places(() => DefaultRestOptions.makeRequest(url, init), init.signal ?? NEVER),
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > LONGEST_WAIT_MS,
  })
  rest.on('response', (_request, { status, headers }) => budget.note(status, headers.get('x-ratelimit-scope')))
  return rest.setToken(token.reveal())
}
