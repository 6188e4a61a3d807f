/** How a feed of the poll benchmark behaves. */
export type PollBehaviour = 'unchanged' | 'lively' | 'slow' | 'silent' | 'refused' | 'limited'

export const SLOW_MS = 15_000
export const LIVELY_EVERY_MS = 150_000

/** Feeds of one behaviour share hosts only among themselves: 4,000 is a multiple of the pattern's 200. */
export const HOSTS = 4_000

/** Of 200 feeds 190 answer 304, 4 publish, 2 take 15 s, 1 never answers, 1 refuses the connection, 2 answer 429. */
export function behaviourOf(n: number): PollBehaviour {
  const at = n % 200
  if (at < 190) return 'unchanged'
  if (at < 194) return 'lively'
  if (at < 196) return 'slow'
  if (at < 198) return 'limited'
  return at === 198 ? 'silent' : 'refused'
}
