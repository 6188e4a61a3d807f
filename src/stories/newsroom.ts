import type { Brief } from '../domain/brief.ts'
import type { Placed, Report, Story } from '../domain/story.ts'
import { type Clusterer, type ClusterOptions, createClusterer, type Move, type Placement, THRESHOLD } from './cluster.ts'
import { timeOf } from './features.ts'
import {
  type Arrivals,
  absorb,
  type Held,
  holdFor,
  type Needs,
  putReport,
  recall,
  rewrite,
  type Stories,
  threadOf,
  write,
  writeWithout,
} from './held.ts'
import { pointerTo } from './merged.ts'
import { noticeOf } from './notices.ts'
import { DATED_WINDOW_MS } from './window.ts'

/** A story that lost a report, as it is told from now on. */
export type Corrected = { readonly story: Story; readonly brief: Brief }

/** What one kept report did: the story it is in, its brief, and whether readers should see a new revision. */
export type Told = {
  readonly story: Story
  readonly brief: Brief
  /** False for what adds nothing a reader would want to be shown: the story's revision stays. */
  readonly worthPosting: boolean
  /** Stories that turned out to be this one, each as the pointer that takes the place of its posts. */
  readonly merged: readonly Brief[]
  /** Reports of other stories that this one showed to belong here, and those stories without them. */
  readonly moved: readonly Move[]
  readonly corrected: readonly Corrected[]
  /** True where nothing in it is news: every report is older than the backfill window, or this one is and changes nothing else. */
  readonly backfilled: boolean
}

export type Newsroom = {
  /**
   * Takes back what was placed before, oldest first. Briefs given are taken as the last revision readers saw; for stories without
   * one it is made anew, report by report, so that revisions count as they did.
   */
  restore(placed: readonly Placed[], briefs?: readonly Brief[]): void
  /** Places a report that was kept for an alignment and tells its story. A report told before gives the same story again. */
  tell(report: Report, now: number): Told
  /**
   * Takes a report whose publisher has changed it. Where it is still kept it stays in its story, as a correction if the sense is
   * another, or goes where it belongs now; else it leaves. `told` is null where it is in no story any more.
   */
  revise(report: Report, isKept: boolean, now: number): { readonly told: Told | null; readonly corrected: readonly Corrected[] }
  /** Whether a report that would not be kept is an outlet's correction or retraction of a report in a story: then it is to be told. */
  concerns(report: Report): boolean
  readonly size: number
}

/** How long a story is remembered after its last report: twice the longest window, so that threads reach back. */
const KEEP_MS = 2 * DATED_WINDOW_MS
/** A notice is taken to be about the story it is most like, down to this part of what a report needs to join one. */
const CONCERNS = 0.6

/** What the newsroom remembers. */
type Room = {
  readonly needs: Needs
  readonly threshold: number
  readonly clusterer: Clusterer
  readonly held: Stories
  readonly arrivals: Arrivals
  newest: number
  came: number
}

function arrive(room: Room, { item }: Report): void {
  room.came += 1
  if (!room.arrivals.has(item.id)) room.arrivals.set(item.id, room.came)
}

function forget({ held, arrivals, newest }: Room): void {
  for (const [id, entry] of held) {
    if (entry.story.updatedAt >= newest - KEEP_MS) continue
    held.delete(id)
    for (const { item } of entry.reports) arrivals.delete(item.id)
  }
}

/** The story that a notice of an outlet is about: the one most like it that has a report of that outlet. */
function storyConcerned({ needs, threshold, clusterer, held }: Room, report: Report): string | undefined {
  if (noticeOf(report, needs.facts.affairs) === null) return undefined
  const likest = clusterer.likest(report)
  if (likest === null || likest.score < threshold * CONCERNS) return undefined
  const own = held.get(likest.storyId)?.reports.some(({ item }) => item.source.outlet === report.item.source.outlet)
  return own === true ? likest.storyId : undefined
}

/** Takes the reports that moved out of the stories they were in, and tells those without them. */
function takeMoved({ held, arrivals, needs }: Room, moves: readonly Move[], into: Held): readonly Corrected[] {
  const corrected: Corrected[] = []
  for (const [storyId, leaving] of Map.groupBy(moves, ({ from }) => from)) {
    const from = held.get(storyId)
    if (from === undefined) continue
    const gone = from.reports.filter(({ item }) => leaving.some(({ itemId }) => itemId === item.id))
    from.reports = from.reports.filter((report) => !gone.includes(report))
    for (const report of gone) putReport(into, report, arrivals)
    const outlets = [...new Set(gone.map(({ item }) => item.source.outlet))]
    const written = writeWithout(held, from, { kind: 'moved', outlets }, needs)
    if (written !== null) corrected.push({ story: from.story, brief: written.brief })
  }
  return corrected
}

/** Tells the story that a report was placed in; `before` is the wording that this one takes the place of. */
function tellPlaced(room: Room, report: Report, placement: Placement, now: number, before?: Report): Told {
  const { held, arrivals, needs } = room
  const { storyId, merged, moved } = placement
  room.newest = Math.max(room.newest, Math.min(timeOf(report), now))
  arrive(room, report)
  const entry = holdFor(held, storyId, report)
  const absorbed = absorb(held, entry, merged, arrivals)
  putReport(entry, report, arrivals)
  const corrected = takeMoved(room, moved, entry)
  const isRevised = before !== undefined && absorbed.length === 0 && corrected.length === 0
  const { brief, worthPosting } = isRevised ? rewrite(held, entry, before, report, needs) : write(held, entry, report, needs, absorbed)
  forget(room)
  const backfilled = absorbed.length === 0 ? report.item.backfilled : entry.reports.every(({ item }) => item.backfilled)
  const pointers = absorbed.map((each) => pointerTo(brief, each))
  return { story: entry.story, brief, worthPosting, merged: pointers, moved, corrected, backfilled }
}

function revise(room: Room, report: Report, isKept: boolean, now: number): ReturnType<Newsroom['revise']> {
  const { clusterer, held, needs } = room
  const home = clusterer.remove(report.item.id)
  const entry = home === null ? undefined : held.get(home)
  const before = entry?.reports.find(({ item }) => item.id === report.item.id)
  const placement = isKept ? clusterer.place(report, home ?? storyConcerned(room, report)) : null
  const stays = placement !== null && (placement.storyId === home || placement.merged.includes(home ?? ''))
  if (entry !== undefined && !stays) entry.reports = entry.reports.filter(({ item }) => item.id !== report.item.id)
  const told = placement === null ? null : tellPlaced(room, report, placement, now, stays ? before : undefined)
  if (entry === undefined || before === undefined || stays) return { told, corrected: [] }
  const left = writeWithout(held, entry, { kind: 'leaves', outlet: report.item.source.outlet }, needs)
  return { told, corrected: left === null ? [] : [{ story: entry.story, brief: left.brief }] }
}

function restore(room: Room, placed: readonly Placed[], briefs: readonly Brief[]): void {
  const { clusterer, held, arrivals, needs } = room
  clusterer.restore(placed)
  const known = new Map(briefs.map((brief) => [brief.storyId, brief]))
  for (const { storyId, report } of placed) {
    room.newest = Math.max(room.newest, timeOf(report))
    arrive(room, report)
    const entry = holdFor(held, storyId, report)
    const brief = known.get(storyId)
    if (brief !== undefined) recall(entry, report, brief)
    else {
      putReport(entry, report, arrivals)
      write(held, entry, report, needs)
    }
  }
  for (const entry of held.values()) entry.thread = threadOf(entry, needs)
  forget(room)
}

/** Keeps the stories of the last weeks and turns each kept report into its story's brief. Pure: the clock is handed in and only forgets. */
export function createNewsroom({ options = {}, ...needs }: Needs & { readonly options?: Partial<ClusterOptions> }): Newsroom {
  const clusterer = createClusterer({ facts: needs.facts, options })
  const { threshold = THRESHOLD } = options
  const room: Room = { needs, threshold, clusterer, held: new Map(), arrivals: new Map(), newest: 0, came: 0 }
  return {
    restore: (placed, briefs = []) => restore(room, placed, briefs),
    tell: (report, now) => tellPlaced(room, report, clusterer.place(report, storyConcerned(room, report)), now),
    revise: (report, isKept, now) => revise(room, report, isKept, now),
    concerns: (report) => storyConcerned(room, report) !== undefined,
    get size() {
      return room.held.size
    },
  }
}
