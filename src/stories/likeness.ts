import type { Features } from './features.ts'
import type { Entry, Group, Memory } from './memory.ts'
import type { Similarity } from './similarity.ts'
import { inWindow } from './window.ts'

/** How many likely neighbours are looked at, of how many stories, and how many members of a story are asked, latest first. */
const NEIGHBOURS = 48
const STORIES = 6
const MEMBERS = 16
const LOOKED_AT = 200
/** How many reports of either story are compared before they merge. */
const ASKED_FOR_MERGE = 12

/** Which part of the likenesses speaks for a story. */
const SPEAKING = 0.25

export type Likeness = Pick<Similarity, 'score' | 'apart'>
export type Compare = (a: Features, b: Features) => Likeness

/**
 * The mean of the better quarter of the likenesses: in a long affair many reports share little with a new one, and that is no
 * sign against it. The mean of all splits such affairs; the best one alone chains what does not belong together. Nothing where half
 * are of another event for sure.
 */
function link(likenesses: readonly Likeness[]): number {
  const against = likenesses.filter(({ apart }) => apart).length
  if (likenesses.length === 0 || against * 2 >= likenesses.length) return 0
  const scores = likenesses.map(({ score }) => score)
  const best = scores.toSorted((a, b) => b - a).slice(0, Math.ceil(scores.length * SPEAKING))
  return best.reduce((sum, score) => sum + score, 0) / best.length
}

const meanOf = (likenesses: readonly Likeness[]): number =>
  likenesses.reduce((sum, { score }) => sum + score, 0) / Math.max(1, likenesses.length)

/** The members that are asked: of those in the window, the last to come, who are nearest in time as a rule. */
function asked(features: Features, story: Group): readonly Features[] {
  const found: Features[] = []
  for (let i = story.members.length - 1; i >= 0 && found.length < MEMBERS && story.members.length - i <= LOOKED_AT; i -= 1) {
    const member = story.members[i]?.features
    if (member !== undefined && member !== features && inWindow(features, member)) found.push(member)
  }
  return found
}

/** How like a report is to the other reports of a story. */
export const likeness = (features: Features, story: Group, score: Compare): number =>
  link(asked(features, story).map((member) => score(features, member)))

/** How many reports of each story must have one in the other that is so like them as to join it; all, where there are fewer. */
const MATCHED = 2

/**
 * How alike two stories are. Nothing where only one report of a story is like the other and they are not alike on the whole: one that
 * tells of two events does not make them one.
 */
export function between(a: Group, b: Group, score: Compare, threshold: number): number {
  const likenesses: Likeness[] = []
  const [left, right] = [a, b].map(({ members }) => members.slice(-ASKED_FOR_MERGE))
  const matches = new Map<Entry, boolean>()
  for (const one of left ?? [])
    for (const other of right ?? []) {
      if (!inWindow(one.features, other.features)) continue
      const found = score(one.features, other.features)
      likenesses.push(found)
      for (const each of [one, other]) matches.set(each, matches.get(each) === true || found.score >= threshold)
    }
  const isMatched = (members: readonly Entry[] = []): boolean => {
    const known = members.flatMap((member) => matches.get(member) ?? [])
    return known.filter(Boolean).length >= Math.min(MATCHED, known.length)
  }
  const isMutual = isMatched(left) && isMatched(right)
  return isMutual || meanOf(likenesses) >= threshold ? link(likenesses) : 0
}

/** The reports that share the rarest features with one, best first. */
export const neighboursOf = (features: Features, memory: Memory): readonly Entry[] =>
  memory.candidates.near(features, memory.vocabulary, NEIGHBOURS).filter((entry) => inWindow(features, entry.features))

/** The stories of those reports, best first. */
export const storiesOf = (near: readonly Entry[]): readonly Group[] => [...new Set(near.map((entry) => entry.story))].slice(0, STORIES)
