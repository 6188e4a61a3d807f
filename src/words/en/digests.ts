import { counts } from './counts.ts'

const stories = (count: number): string => (count === 1 ? '1 story' : `${count === 0 ? 'no' : count} stories`)

/** Beside a band of usual weeks. */
const usual = (low: number, high: number): string =>
  low === high
    ? `${low === 0 ? 'none' : low === 1 ? 'one' : low} a week ${low > 1 ? 'are' : 'is'} usual`
    : `${low} to ${high} a week are usual`

/** What digests and alerts say besides their stories. */
export const digests = {
  title: (count: number): string => `Digest: ${stories(count)}`,
  heldBack: (count: number): string => `Held back for a while: ${count === 1 ? '1 story' : `${count === 0 ? 'no' : count} more stories`}`,
  update: 'update',
  nothing: (watched: string): string => `Nothing new about ${watched} in this time.`,
  left: (count: number): string =>
    `${count} more ${count === 1 ? 'story' : 'stories'} for which there is no room: /latest has the newest, /search any.`,
  /** `more`: how many beyond those named. */
  feedsDown: (down: number, total: number, named: string, more: number): string =>
    `${down} of ${total} feeds could not be read in this time: ${named}${more > 0 ? ` and ${more} more` : ''}.`,
  unusualTitle: (subject: string): string => `Unusual activity: ${subject}`,
  /** How many stories in seven days, and between which numbers a week usually has. */
  unusualFinding: (count: number, low: number, high: number): string => `${counts.stories(count)} in seven days; ${usual(low, high)}`,
  /** By how many weeks, and once in how many; null for hardly ever. */
  unusualChance: (weeks: number, onceIn: number | null): string =>
    `By the ${weeks} weeks before, chance alone would bring such a week ${onceIn === null ? 'less than once in 10,000 weeks' : `about once in ${onceIn} weeks`}.`,
}
