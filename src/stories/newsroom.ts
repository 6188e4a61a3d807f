import type { Alignment } from '../domain/alignment.ts'
import type { Brief } from '../domain/brief.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Report, Story } from '../domain/story.ts'
import { actsOf } from './acts.ts'
import { type ClusterOptions, createClusterer } from './cluster.ts'
import { byTime, composeBrief } from './compose.ts'
import { timeOf } from './features.ts'
import { mergeChange, pointerTo } from './merged.ts'
import { isWorthRevision } from './revision.ts'
import { type ThreadKey, threadFor, threadKey } from './thread.ts'
import { DATED_WINDOW_MS } from './window.ts'

/** What one kept report did: the story it is in, its brief, and whether readers should see a new revision. */
export type Told = {
  readonly story: Story
  readonly brief: Brief
  /** False for what adds nothing a reader would want to be shown: the story's revision stays. */
  readonly worthPosting: boolean
  /** Stories that turned out to be this one, each as the pointer that takes the place of its posts. */
  readonly merged: readonly Brief[]
  /** True where nothing in it is news: every report is older than the backfill window, or this one is and changes nothing else. */
  readonly backfilled: boolean
}

export type Newsroom = {
  /**
   * Takes back what was placed before, oldest first. Briefs given are taken as the last revision readers saw; for stories without
   * one it is made anew, report by report, so that revisions count as they did.
   */
  restore(placed: readonly { readonly storyId: string; readonly report: Report }[], briefs?: readonly Brief[]): void
  /** Places a report that was kept for an alignment and tells its story. A report told before gives the same story again. */
  tell(report: Report, now: number): Told
  readonly size: number
}

type Held = { story: Story; reports: Report[]; brief: Brief | null; thread: ThreadKey | null }
/** When each report came, as a count: a story's reports stand in that order, also after a merge or a restart. */
type Arrivals = Map<string, number>
type Needs = { readonly facts: Facts; readonly alignments: readonly Alignment[] }

/** How long a story is remembered after its last report: twice the longest window, so that threads reach back. */
const KEEP_MS = 2 * DATED_WINDOW_MS

function holdFor(held: Map<string, Held>, storyId: string, report: Report): Held {
  const at = timeOf(report)
  const story: Story = { id: storyId, revision: 0, openedAt: at, updatedAt: at, itemIds: [] }
  const entry = held.get(storyId) ?? { story, reports: [], brief: null, thread: null }
  held.set(storyId, entry)
  return entry
}

/** Takes over the reports of stories that turned out to be this one. Answers what readers last saw of them. */
function absorb(held: Map<string, Held>, into: Held, storyIds: readonly string[], arrivals: Arrivals): readonly Brief[] {
  const seen: Brief[] = []
  for (const storyId of storyIds) {
    const from = held.get(storyId)
    if (from === undefined || from === into) continue
    into.reports.push(...from.reports)
    held.delete(storyId)
    if (from.brief !== null) seen.push(from.brief)
  }
  const place = ({ item }: Report): number => arrivals.get(item.id) ?? 0
  if (seen.length > 0) into.reports.sort((a, b) => place(a) - place(b))
  return seen
}

function storyFrom(id: string, revision: number, reports: readonly Report[]): Story {
  const times = reports.map(timeOf)
  return { id, revision, openedAt: Math.min(...times), updatedAt: Math.max(...times), itemIds: reports.map(({ item }) => item.id) }
}

function threadOf(held: Held, { facts }: Pick<Needs, 'facts'>): ThreadKey | null {
  const reports = held.reports.toSorted(byTime)
  return threadKey(reports, actsOf(reports, facts)[0], facts)
}

/** Takes a report and the brief that readers last saw as they are: nothing is written anew. */
function recall(entry: Held, report: Report, brief: Brief): void {
  entry.reports.push(report)
  entry.brief = brief
  entry.story = storyFrom(brief.storyId, brief.revision, entry.reports)
}

/** Adds the report and writes the brief anew. What readers need not see leaves revision and change as they were. */
function write(
  held: Map<string, Held>,
  entry: Held,
  report: Report,
  { facts, alignments }: Needs,
  absorbed: readonly Brief[] = [],
): { brief: Brief; worthPosting: boolean } {
  if (!entry.reports.some(({ item }) => item.id === report.item.id)) entry.reports.push(report)
  const last = entry.brief
  const story = storyFrom(entry.story.id, entry.story.revision + 1, entry.reports)
  entry.thread = threadOf(entry, { facts })
  const others = [...held.values()].flatMap(({ thread: key, brief }) =>
    brief === null || brief.storyId === story.id ? [] : [{ key, brief }],
  )
  const thread = threadFor(entry.thread, story.openedAt, others)
  const written = composeBrief({ story, reports: entry.reports, previous: last, facts, alignments, thread })
  const next = last === null ? written : { ...written, change: [mergeChange(absorbed), written.change].filter(Boolean).join('; ') }
  const worthPosting = absorbed.length > 0 || isWorthRevision(last, next)
  const brief = worthPosting || last === null ? next : { ...next, revision: last.revision, kind: last.kind, change: last.change }
  entry.story = { ...story, revision: brief.revision }
  entry.brief = brief
  return { brief, worthPosting }
}

/** Keeps the stories of the last weeks and turns each kept report into its story's brief. Pure: the clock is handed in and only forgets. */
export function createNewsroom(needs: Needs & { readonly options?: Partial<ClusterOptions> }): Newsroom {
  const clusterer = createClusterer({ facts: needs.facts, ...(needs.options === undefined ? {} : { options: needs.options }) })
  const held = new Map<string, Held>()
  const arrivals: Arrivals = new Map()
  let newest = 0
  let came = 0
  const arrive = ({ item }: Report): void => {
    came += 1
    if (!arrivals.has(item.id)) arrivals.set(item.id, came)
  }
  const forget = (): void => {
    for (const [id, entry] of held) {
      if (entry.story.updatedAt >= newest - KEEP_MS) continue
      held.delete(id)
      for (const { item } of entry.reports) arrivals.delete(item.id)
    }
  }

  return {
    restore: (placed, briefs = []) => {
      clusterer.restore(placed)
      const known = new Map(briefs.map((brief) => [brief.storyId, brief]))
      for (const { storyId, report } of placed) {
        newest = Math.max(newest, timeOf(report))
        arrive(report)
        const entry = holdFor(held, storyId, report)
        const brief = known.get(storyId)
        if (brief === undefined) write(held, entry, report, needs)
        else recall(entry, report, brief)
      }
      for (const entry of held.values()) entry.thread = threadOf(entry, needs)
      forget()
    },
    tell: (report, now) => {
      const { storyId, merged } = clusterer.place(report)
      newest = Math.max(newest, Math.min(timeOf(report), now))
      arrive(report)
      const entry = holdFor(held, storyId, report)
      const absorbed = absorb(held, entry, merged, arrivals)
      const { brief, worthPosting } = write(held, entry, report, needs, absorbed)
      forget()
      const backfilled = absorbed.length === 0 ? report.item.backfilled : entry.reports.every(({ item }) => item.backfilled)
      return { story: entry.story, brief, worthPosting, merged: absorbed.map((before) => pointerTo(brief, before)), backfilled }
    },
    get size() {
      return held.size
    },
  }
}
