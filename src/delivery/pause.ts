const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

const FIRST_RETRY_MS = 5 * SECOND_MS
const LONGEST_RETRY_MS = 15 * MINUTE_MS
const FIRST_STOP_MS = 5 * MINUTE_MS
export const LONGEST_STOP_MS = 60 * MINUTE_MS
/** Retries are spread by up to a fifth, so that what failed together does not come back together. */
const SPREAD = 0.2

/** A delivery is given up, and a person told, when it is this old and was tried this often: no wait of a platform is so long. */
export const MAX_AGE_MS = 3 * 24 * 60 * MINUTE_MS
export const MAX_ATTEMPTS = 100
/** How often we look for a post whose fate is unknown: about two hours. Nothing new is found after that. */
export const MAX_LOOKS = 16

const doubling = (first: number, longest: number, times: number): number => Math.min(longest, first * 2 ** Math.min(times, 30))

/** How long a delivery waits after its nth attempt (1 for the first). `random` is in [0, 1). */
export const retryPauseMs = (attempts: number, random: number): number =>
  Math.round(doubling(FIRST_RETRY_MS, LONGEST_RETRY_MS, attempts - 1) * (1 + SPREAD * random))

/** How long a route or platform that refused us rests after the nth refusal in a row (1 for the first). */
export const stopPauseMs = (tries: number): number => doubling(FIRST_STOP_MS, LONGEST_STOP_MS, tries - 1)
