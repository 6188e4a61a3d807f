import type { Alignment } from '../domain/alignment.ts'
import type { Brief } from '../domain/brief.ts'
import type { Facts } from '../domain/knowledge.ts'
import type { Change } from '../domain/said.ts'
import type { Report, Story } from '../domain/story.ts'
import { actsOf } from './acts.ts'
import { byTime, composeBrief } from './compose.ts'
import { asCorrection, isOtherSense, withdrawnBrief } from './corrected.ts'
import { timeOf } from './features.ts'
import { mergeChanges } from './merged.ts'
import { noticeOf, standingReports } from './notices.ts'
import { isWorthRevision, withChanges } from './revision.ts'
import { type ThreadKey, threadFor, threadKey } from './thread.ts'

/** A story as the newsroom holds it: its reports in the order they came, and the brief that readers saw last. */
export type Held = { story: Story; reports: Report[]; brief: Brief | null; thread: ThreadKey | null }
export type Stories = Map<string, Held>
/** When each report came, as a count: a story's reports stand in that order, also after a merge or a restart. */
export type Arrivals = Map<string, number>
export type Needs = { readonly facts: Facts; readonly alignments: readonly Alignment[] }

/** The story of that id, opened with the report where there is none yet. */
export function holdFor(held: Stories, storyId: string, report: Report): Held {
  const at = timeOf(report)
  const story: Story = { id: storyId, revision: 0, openedAt: at, updatedAt: at, itemIds: [] }
  const entry = held.get(storyId) ?? { story, reports: [], brief: null, thread: null }
  held.set(storyId, entry)
  return entry
}

function sortByArrival(reports: Report[], arrivals: Arrivals): void {
  const place = ({ item }: Report): number => arrivals.get(item.id) ?? 0
  reports.sort((a, b) => place(a) - place(b))
}

/** Takes over the reports of stories that turned out to be this one. Answers what readers last saw of them. */
export function absorb(held: Stories, into: Held, storyIds: readonly string[], arrivals: Arrivals): readonly Brief[] {
  const seen: Brief[] = []
  for (const storyId of storyIds) {
    const from = held.get(storyId)
    if (from === undefined || from === into) continue
    into.reports.push(...from.reports)
    held.delete(storyId)
    if (from.brief !== null) seen.push(from.brief)
  }
  if (seen.length > 0) sortByArrival(into.reports, arrivals)
  return seen
}

/** Puts a report where it belongs in the order of arrival, in place of the wording that was there. */
export function putReport(entry: Held, report: Report, arrivals: Arrivals): void {
  entry.reports = [...entry.reports.filter(({ item }) => item.id !== report.item.id), report]
  sortByArrival(entry.reports, arrivals)
}

function storyFrom(id: string, revision: number, reports: readonly Report[]): Story {
  const times = reports.map(timeOf)
  return { id, revision, openedAt: Math.min(...times), updatedAt: Math.max(...times), itemIds: reports.map(({ item }) => item.id) }
}

export function threadOf(held: Held, { facts }: Pick<Needs, 'facts'>): ThreadKey | null {
  const reports = held.reports.toSorted(byTime)
  return threadKey(reports, actsOf(reports, facts)[0], facts)
}

/** Takes a report and the brief that readers last saw as they are: nothing is written anew. */
export function recall(entry: Held, report: Report, brief: Brief): void {
  entry.reports.push(report)
  entry.brief = brief
  entry.story = storyFrom(brief.storyId, brief.revision, entry.reports)
}

/** The brief of the reports that stand, as the story's next revision; null where none does. */
function draft(held: Stories, entry: Held, { facts, alignments }: Needs): Brief | null {
  const story = storyFrom(entry.story.id, entry.story.revision + 1, entry.reports)
  const reports = standingReports(entry.reports, facts.affairs)
  entry.thread = threadOf(entry, { facts })
  if (reports.length === 0) return null
  const others = [...held.values()].flatMap(({ thread: key, brief }) =>
    brief === null || brief.withdrawn || brief.storyId === story.id ? [] : [{ key, brief }],
  )
  const thread = threadFor(entry.thread, story.openedAt, others)
  return composeBrief({ story, reports, previous: entry.brief, facts, alignments, thread })
}

export type Written = { readonly brief: Brief; readonly worthPosting: boolean }

/** What was seen last stays, and only the list of sources is brought up to date. */
const unchanged = (last: Brief, next: Brief): Written => ({
  brief: {
    ...next,
    revision: last.revision,
    kind: last.kind,
    change: last.change,
    ...(next.said === undefined ? {} : { said: { ...next.said, changes: last.said?.changes ?? [] } }),
  },
  worthPosting: false,
})

function settle(entry: Held, written: Written): Written {
  entry.story = storyFrom(entry.story.id, written.brief.revision, entry.reports)
  entry.brief = written.brief
  return written
}

/** What the publisher's own words make of the story: a correction, a retraction, or nothing out of the ordinary. */
const NOTED = { correction: 'corrects', retraction: 'withdraws' } as const

/** Writes the brief anew for a report that has joined. What readers need not see leaves revision and change as they were. */
export function write(held: Stories, entry: Held, report: Report, needs: Needs, absorbed: readonly Brief[] = []): Written {
  const last = entry.brief
  const next = draft(held, entry, needs)
  const notice = noticeOf(report, needs.facts.affairs)
  const because: Change | null = notice === null ? null : { kind: NOTED[notice], outlet: report.item.source.outlet }
  if (next === null) {
    const shown =
      last ?? composeBrief({ story: storyFrom(entry.story.id, 0, entry.reports), reports: entry.reports, previous: null, ...needs })
    return settle(entry, { brief: withdrawnBrief(shown, because), worthPosting: last !== null })
  }
  if (last === null) return settle(entry, { brief: next, worthPosting: true })
  if (because !== null) return settle(entry, { brief: asCorrection(next, last, because), worthPosting: true })
  const changed = withChanges(next, [...mergeChanges(absorbed), ...(next.said?.changes ?? [])])
  if (absorbed.length > 0 || last.withdrawn || isWorthRevision(last, next)) return settle(entry, { brief: changed, worthPosting: true })
  return settle(entry, unchanged(last, next))
}

/** Writes the brief anew for a report whose publisher has changed it: a correction where the sense is another. */
export function rewrite(held: Stories, entry: Held, before: Report, after: Report, needs: Needs): Written {
  const last = entry.brief
  if (last === null || noticeOf(after, needs.facts.affairs) !== null) return write(held, entry, after, needs)
  const next = draft(held, entry, needs)
  if (next === null) return settle(entry, { brief: last, worthPosting: false })
  if (last.withdrawn || isOtherSense(last, next, before, after))
    return settle(entry, { brief: asCorrection(next, last, { kind: 'changes', outlet: after.item.source.outlet }), worthPosting: true })
  // What readers saw stays as it is, so that many small changes are measured against it and not against one another.
  return settle(entry, { brief: { ...last, sources: next.sources, updatedAt: next.updatedAt }, worthPosting: false })
}

/** Writes the brief of a story that a report has left: without it, or withdrawn where it was the last. */
export function writeWithout(held: Stories, entry: Held, because: Change, needs: Needs): Written | null {
  const last = entry.brief
  if (last === null) return null
  const next = entry.reports.length === 0 ? null : draft(held, entry, needs)
  const brief = next === null ? withdrawnBrief(last, because) : asCorrection(next, last, because)
  if (entry.reports.length > 0) return settle(entry, { brief, worthPosting: true })
  held.delete(entry.story.id)
  entry.story = { ...entry.story, revision: brief.revision, itemIds: [] }
  return { brief, worthPosting: true }
}
