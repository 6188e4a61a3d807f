import type { Brief } from '../domain/brief.ts'
import { byWeight } from './digest-making.ts'
import { countWords } from './facts.ts'
import { wordsIn } from './words.ts'

/** Characters that the stories of one post may take: what the chat with the least room (a webhook's) shows of any digest. */
const ROOM = 2_000
/** As the words of a digest cut them. */
const HEADLINE = 180
const STANDING = 120
const ADDRESS = 300
/** For escapes, a heading now and then, the word for an update, and languages that say it at more length. */
const AROUND = 70

const ENGLISH = wordsIn('en')

/** About how much room a story takes in a digest. */
export function roomOf(brief: Brief): number {
  const words =
    Math.min(HEADLINE, brief.headline.length) + Math.min(STANDING, brief.standingText.length) + countWords(brief, ENGLISH).length
  return AROUND + words * 1.25 + (brief.url.length <= ADDRESS ? brief.url.length : 0)
}

/** How many of the stories, from the first, one post has room for: one at least. */
export function fitting(briefs: readonly Brief[]): number {
  let used = 0
  const at = briefs.findIndex((brief) => {
    used += roomOf(brief)
    return used > ROOM
  })
  return at === -1 ? briefs.length : Math.max(1, at)
}

/**
 * Stories in groups of one post each, what matters most first; at most `most` groups, the last of which holds all the rest: its post says
 * how many it has no room for.
 */
export function inParts(briefs: readonly Brief[], most: number): readonly (readonly Brief[])[] {
  const left = briefs.toSorted(byWeight)
  const parts: (readonly Brief[])[] = []
  while (left.length > 0 && parts.length < most - 1) parts.push(left.splice(0, fitting(left)))
  return left.length > 0 || parts.length === 0 ? [...parts, left] : parts
}
