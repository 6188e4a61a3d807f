import { REST } from 'discord.js'
import type { Secret } from '../../domain/secret.ts'
import type { InvalidBudget } from './budget.ts'

const API_VERSION = '10'
/** How long Discord may take to answer a request. */
const ANSWER_MS = 15_000
/** Waits for a limit up to this long are left to the library, which keeps the order; longer ones come back as a retry. */
const LONGEST_WAIT_MS = 6_000

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

/**
 * The REST client that posts. It is not the gateway client's: that one loses its token whenever a login fails, and posting goes
 * on while the gateway is down.
 */
export function openRest({ token, budget, api, answerMs }: RestOptions): REST {
  const rest = new REST({
    ...restSettings(api, answerMs),
    rejectOnRateLimit: ({ retryAfter, timeToReset }) => Math.max(retryAfter, timeToReset) > LONGEST_WAIT_MS,
  })
  rest.on('response', (_request, { status, headers }) => budget.note(status, headers.get('x-ratelimit-scope')))
  return rest.setToken(token.reveal())
}
