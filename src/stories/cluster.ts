import type { Facts } from '../domain/knowledge.ts'
import type { Placed, Report } from '../domain/story.ts'
import { createFeatureReader, type Features } from './features.ts'
import { between, type Compare, likeness, neighboursOf, storiesOf } from './likeness.ts'
import { createMemory, type Entry, type Group, type Memory } from './memory.ts'
import { compare, WEIGHTS, type Weights } from './similarity.ts'
import { storyIdFor } from './story-id.ts'
import { DATED_WINDOW_MS } from './window.ts'

/** A report that was found to belong elsewhere. */
export type Move = { readonly itemId: string; readonly from: string; readonly to: string }

/** Where a report went, and what else changed by it. */
export type Placement = {
  readonly storyId: string
  readonly isNew: boolean
  /** Likeness to the story's reports near in time; 1 for a story of its own. */
  readonly score: number
  /** Stories that turned out to be this one: their reports now belong here. */
  readonly merged: readonly string[]
  /** Other reports that this one showed to belong here. */
  readonly moved: readonly Move[]
}

export type ClusterOptions = {
  /** Likeness from which a report joins a story. */
  readonly threshold: number
  readonly weights: Weights
  /** Whether later evidence may merge stories and move reports. */
  readonly merge: boolean
  /** How long a report is remembered behind the newest one. */
  readonly retainMs: number
}

export type Clusterer = {
  /**
   * Places one report: into the story it is most like, or a new one. A report that is already placed stays. One that was in the
   * story `home` before its publisher changed it goes back there unless it is hardly like it any more.
   */
  place(report: Report, home?: string): Placement
  /** Takes a report out. Answers the story it was in, or null. */
  remove(itemId: string): string | null
  /** The story that a report is most like and how like, without placing it; null where there is none. */
  likest(report: Report): { readonly storyId: string; readonly score: number } | null
  /** Takes back reports that were placed before, with their stories. */
  restore(placed: readonly Placed[]): void
  /** The story an item is in now. */
  storyOf(itemId: string): string | null
  readonly size: number
}

/** Chosen on the labelled headlines, where everything from 0.28 to 0.38 does about as well; below, more that is unrelated joins. */
export const THRESHOLD = 0.36

/** A changed report stays in its story down to this part of the threshold: moving it corrects two posts. */
const STAYS = 0.6
/** By how much another story must be more like a report before it moves, and how many reports near a new one are looked at. */
const MOVES_FOR = 0.1
const MOVABLE = 12

type Found = { readonly story: Group | null; readonly score: number }

function bestStory(features: Features, near: readonly Group[], score: Compare): Found {
  let found: Found = { story: null, score: 0 }
  for (const story of near) {
    const value = likeness(features, story, score)
    if (value > found.score) found = { story, score: value }
  }
  return found
}

/**
 * Merges the story with those near the report that turn out to be the same, until none is left. The older one stays, whose post
 * readers saw first; a story that the report has just opened was seen by nobody and gives way.
 */
function mergeAround(entry: Entry, near: readonly Group[], memory: Memory, score: Compare, threshold: number): readonly string[] {
  const merged: string[] = []
  for (;;) {
    const kept = entry.story
    const around = near.filter((story) => story !== kept && story.members.length > 0)
    const other = around.find((story) => between(kept, story, score, threshold) >= threshold)
    if (other === undefined) return merged.filter((id) => id !== entry.story.id)
    const seen = kept.members.some((member) => member !== entry)
    const older = kept.openedAt < other.openedAt || (kept.openedAt === other.openedAt && kept.id < other.id)
    const [into, from] = seen && older ? [kept, other] : [other, kept]
    memory.merge(into, from)
    merged.push(from.id)
  }
}

/**
 * Fetches reports like the new one out of other stories, where they are clearly less at home. Each report moves once and then stays,
 * and the one that a story began with stays too, so that nothing goes to and fro.
 */
function moveAround(entry: Entry, near: readonly Entry[], memory: Memory, score: Compare, threshold: number): readonly Move[] {
  const moved: Move[] = []
  for (const other of near.slice(0, MOVABLE)) {
    const from = other.story
    if (from === entry.story || other.moved || from.members[0] === other || score(entry.features, other.features).score < threshold)
      continue
    const here = likeness(other.features, entry.story, score)
    if (here < threshold || here < likeness(other.features, from, score) + MOVES_FOR) continue
    memory.move(other, entry.story)
    other.moved = true
    moved.push({ itemId: other.features.itemId, from: from.id, to: entry.story.id })
  }
  return moved
}

/** A new story's id: of its first item, and of the wording where that item has been in a story before. */
const openedBy = ({ item }: Report): string => storyIdFor(item.revision === undefined ? item.id : `${item.id} ${item.revision}`)

/** Keeps the stories of the last weeks and finds for each new report the one it belongs to. */
export function createClusterer(needs: { readonly facts: Facts; readonly options?: Partial<ClusterOptions> }): Clusterer {
  const options: ClusterOptions = { threshold: THRESHOLD, weights: WEIGHTS, merge: false, retainMs: 2 * DATED_WINDOW_MS, ...needs.options }
  const { threshold } = options
  const read = createFeatureReader(needs.facts)
  const memory = createMemory()
  const score: Compare = (a, b) => compare(a, b, memory.vocabulary, options.weights)
  let newest = 0

  /** The story a changed report was in, if it may stay; one that held nothing else stays its own. */
  const homeOf = (features: Features, home: string | undefined): string | null => {
    if (home === undefined) return null
    const story = memory.group(home)
    return story === undefined || likeness(features, story, score) >= threshold * STAYS ? home : null
  }

  return {
    place: (report, home) => {
      const known = memory.find(report.item.id)
      if (known !== undefined) return { storyId: known.story.id, isNew: false, score: 1, merged: [], moved: [] }
      const features = read(report)
      const near = neighboursOf(features, memory)
      const stories = storiesOf(near)
      const found = bestStory(features, stories, score)
      const joined = homeOf(features, home) ?? (found.score >= threshold ? (found.story?.id ?? null) : null)
      const entry = memory.enter(features, joined ?? openedBy(report))
      const opened = entry.story.id
      const merged = options.merge ? mergeAround(entry, stories, memory, score, threshold) : []
      const moved = options.merge ? moveAround(entry, near, memory, score, threshold) : []
      newest = Math.max(newest, features.at)
      memory.forgetBefore(newest - options.retainMs)
      const isNew = joined === null && entry.story.id === opened
      return { storyId: entry.story.id, isNew, score: joined === null ? 1 : found.score, merged, moved }
    },
    remove: (itemId) => {
      const entry = memory.find(itemId)
      if (entry === undefined) return null
      memory.leave(entry)
      return entry.story.id
    },
    likest: (report) => {
      const features = read(report)
      const found = bestStory(features, storiesOf(neighboursOf(features, memory)), score)
      return found.story === null ? null : { storyId: found.story.id, score: found.score }
    },
    restore: (placed) => {
      for (const { storyId, report, moved = false } of placed) {
        if (memory.find(report.item.id) !== undefined) continue
        const features = read(report)
        memory.enter(features, storyId).moved = moved
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
