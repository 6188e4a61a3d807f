import type { Facts } from '../domain/knowledge.ts'
import type { Report } from '../domain/story.ts'
import { createFeatureReader, type Features } from './features.ts'
import { createMemory, type Entry, type Group, type Memory } from './memory.ts'
import { compare, type Similarity, WEIGHTS, type Weights } from './similarity.ts'
import { storyIdFor } from './story-id.ts'
import { DATED_WINDOW_MS, inWindow } from './window.ts'

/** Where a report went, and what else changed by it. */
export type Placement = {
  readonly storyId: string
  readonly isNew: boolean
  /** Likeness to the story's reports near in time; 1 for a story of its own. */
  readonly score: number
  /** Stories that turned out to be this one: their reports now belong here. */
  readonly merged: readonly string[]
  /** Reports that were found to belong elsewhere. */
  readonly moved: readonly { readonly itemId: string; readonly from: string; readonly to: string }[]
}

export type ClusterOptions = {
  /** Likeness from which a report joins a story. */
  readonly threshold: number
  readonly weights: Weights
  /** Whether stories may merge after the fact. */
  readonly merge: boolean
  /** How long a report is remembered behind the newest one. */
  readonly retainMs: number
}

export type Clusterer = {
  /** Places one report: into the story it is most like, or a new one. A report that is already placed stays. */
  place(report: Report): Placement
  /** Takes back reports that were placed before, with their stories. */
  restore(placed: readonly { readonly storyId: string; readonly report: Report }[]): void
  /** The story an item is in now. */
  storyOf(itemId: string): string | null
  readonly size: number
}

/** Chosen on the labelled headlines, where everything from 0.28 to 0.38 does about as well; below, more that is unrelated joins. */
export const THRESHOLD = 0.36

/** How many likely neighbours are looked at, of how many stories, and how many members of a story are asked, latest first. */
const NEIGHBOURS = 48
const STORIES = 6
const MEMBERS = 16
const LOOKED_AT = 200

/** Which part of the likenesses speaks for a story. */
const SPEAKING = 0.25

/**
 * The mean of the better quarter of the likenesses: in a long affair many reports share little with a new one, and that is no
 * sign against it. The mean of all splits such affairs; the best one alone chains what does not belong together.
 */
function link(likenesses: readonly Likeness[]): number {
  const against = likenesses.filter(({ apart }) => apart).length
  if (likenesses.length === 0 || against * 2 > likenesses.length) return 0
  const scores = likenesses.map(({ score }) => score)
  const best = scores.toSorted((a, b) => b - a).slice(0, Math.ceil(scores.length * SPEAKING))
  return best.reduce((sum, score) => sum + score, 0) / best.length
}

type Likeness = Pick<Similarity, 'score' | 'apart'>
type Compare = (a: Features, b: Features) => Likeness

/** The members that are asked: of those in the window, the last to come, who are nearest in time as a rule. */
function asked(features: Features, story: Group): readonly Features[] {
  const found: Features[] = []
  for (let i = story.members.length - 1; i >= 0 && found.length < MEMBERS && story.members.length - i <= LOOKED_AT; i -= 1) {
    const member = story.members[i]?.features
    if (member !== undefined && member !== features && inWindow(features, member)) found.push(member)
  }
  return found
}

const likeness = (features: Features, story: Group, score: Compare): number =>
  link(asked(features, story).map((member) => score(features, member)))

function between(a: Group, b: Group, score: Compare): number {
  const scores: Likeness[] = []
  for (const left of a.members.slice(-ASKED_FOR_MERGE))
    for (const right of b.members.slice(-ASKED_FOR_MERGE))
      if (inWindow(left.features, right.features)) scores.push(score(left.features, right.features))
  return link(scores)
}

function storiesNear(features: Features, memory: Memory): readonly Group[] {
  const near = memory.candidates.near(features, memory.vocabulary, NEIGHBOURS).filter((entry) => inWindow(features, entry.features))
  return [...new Set(near.map((entry) => entry.story))].slice(0, STORIES)
}

type Found = { readonly story: Group | null; readonly score: number }

function bestStory(features: Features, near: readonly Group[], score: Compare): Found {
  let found: Found = { story: null, score: 0 }
  for (const story of near) {
    const value = likeness(features, story, score)
    if (value > found.score) found = { story, score: value }
  }
  return found
}

/** How many reports of either story are compared before they merge. */
const ASKED_FOR_MERGE = 12

/**
 * Merges the story with those near the report that turn out to be the same, until none is left. The older one stays, whose post readers saw first; a
 * story that the report has just opened was seen by nobody and gives way.
 */
function mergeAround(entry: Entry, near: readonly Group[], memory: Memory, score: Compare, threshold: number): readonly string[] {
  const merged: string[] = []
  for (;;) {
    const kept = entry.story
    const around = near.filter((story) => story !== kept && story.members.length > 0)
    const other = around.find((story) => between(kept, story, score) >= threshold)
    if (other === undefined) return merged.filter((id) => id !== entry.story.id)
    const seen = kept.members.some((member) => member !== entry)
    const older = kept.openedAt < other.openedAt || (kept.openedAt === other.openedAt && kept.id < other.id)
    const [into, from] = seen && older ? [kept, other] : [other, kept]
    memory.merge(into, from)
    merged.push(from.id)
  }
}

/** Keeps the stories of the last weeks and finds for each new report the one it belongs to. */
export function createClusterer(needs: { readonly facts: Facts; readonly options?: Partial<ClusterOptions> }): Clusterer {
  const options: ClusterOptions = { threshold: THRESHOLD, weights: WEIGHTS, merge: false, retainMs: 2 * DATED_WINDOW_MS, ...needs.options }
  const read = createFeatureReader(needs.facts)
  const memory = createMemory()
  const score: Compare = (a, b) => compare(a, b, memory.vocabulary, options.weights)
  let newest = 0

  return {
    place: (report) => {
      const known = memory.find(report.item.id)
      if (known !== undefined) return { storyId: known.story.id, isNew: false, score: 1, merged: [], moved: [] }
      const features = read(report)
      const near = storiesNear(features, memory)
      const found = bestStory(features, near, score)
      const joined = found.score >= options.threshold ? found.story : null
      const entry = memory.enter(features, joined?.id ?? storyIdFor(report.item.id))
      const opened = entry.story.id
      const merged = options.merge ? mergeAround(entry, near, memory, score, options.threshold) : []
      newest = Math.max(newest, features.at)
      memory.forgetBefore(newest - options.retainMs)
      const isNew = joined === null && entry.story.id === opened
      return { storyId: entry.story.id, isNew, score: joined === null ? 1 : found.score, merged, moved: [] }
    },
    restore: (placed) => {
      for (const { storyId, report } of placed) {
        if (memory.find(report.item.id) !== undefined) continue
        const features = read(report)
        memory.enter(features, storyId)
        newest = Math.max(newest, features.at)
      }
      memory.forgetBefore(newest - options.retainMs)
    },
    storyOf: (itemId) => memory.find(itemId)?.story.id ?? null,
    get size() {
      return memory.size
    },
  }
}
