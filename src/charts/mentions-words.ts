import type { Actor } from '../domain/actor.ts'
import type { Alignment } from '../domain/alignment.ts'
import type { WeekCount } from '../domain/archive.ts'
import type { PictureTable } from '../domain/command.ts'
import { formatDay, formatSpan } from './calendar.ts'
import { STYLE } from './style.ts'

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000

/** One row of the picture: the reports on one alignment, or on none. */
export type Series = { readonly label: string; readonly colour: string; readonly counts: readonly number[]; readonly total: number }

export type MentionsInput = {
  readonly actor: Pick<Actor, 'name'>
  readonly weeks: readonly WeekCount[]
  readonly alignments: readonly Pick<Alignment, 'id' | 'label' | 'colour'>[]
  /** When counting stopped, where the last week had not ended by then. */
  readonly until?: number
  /** What happened in that time, to be marked: newest first. */
  readonly events?: readonly MarkedEvent[]
}

/** What is marked in a picture: an act in words of ours, with its day. */
export type MarkedEvent = { readonly at: number; readonly text: string }

export const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

export const NEITHER = 'Other subjects'

/** The rows that have anything to show, alignments in their own order, what is about none last. */
export function seriesOf({ weeks, alignments }: MentionsInput): readonly Series[] {
  const row = (label: string, colour: string, counts: readonly number[]): Series => ({ label, colour, counts, total: sum(counts) })
  const rows = alignments.map((alignment) =>
    row(
      alignment.label,
      alignment.colour,
      weeks.map((week) => week.byAlignment[alignment.id] ?? 0),
    ),
  )
  const others = row(
    NEITHER,
    STYLE.other,
    weeks.map((week) => week.other),
  )
  return [...rows, others].filter((series) => series.total > 0)
}

/** Whether the last week was still running when counting stopped. */
export const isOpen = ({ weeks, until }: MentionsInput): boolean => {
  const last = weeks.at(-1)
  return last !== undefined && until !== undefined && until < last.startAt + WEEK_MS
}

/** A week's count that stands out: at least three reports, and twice the next. */
const PEAK = 3
/** A change of four weeks against the four before that is worth a title: by half, and by four reports. */
const CHANGE = 4

/**
 * What the picture shows most of all: a peak; a rise or fall over four full weeks; or how many. Numbers are of the largest
 * row alone, since rows overlap: a report on two alignments is in both.
 */
export function findingOf(input: MentionsInput): string {
  const [first] = seriesOf(input).toSorted((a, b) => b.total - a.total)
  if (first === undefined) return `no reports in ${input.weeks.length} weeks`
  const peak = peakOf(input)
  if (peak !== null) return `most reports in the week of ${formatDay(peak)}`
  const full = isOpen(input) ? first.counts.slice(0, -1) : first.counts
  const late = sum(full.slice(-4))
  const before = sum(full.slice(-8, -4))
  const about = first.label === NEITHER ? '' : ` on ${first.label}`
  if (full.length >= 8 && Math.abs(late - before) >= CHANGE && Math.max(late, before) >= 1.5 * Math.min(late, before))
    return `${late > before ? 'up' : 'down'} to ${reports(late)}${about} in four weeks, from ${before} in the four before`
  return `${reports(first.total)}${about} in ${input.weeks.length} weeks`
}

/** The beginning of the week that stands out, where one does. */
function peakOf({ weeks }: MentionsInput): number | null {
  const totals = weeks.map((week) => ({ count: week.other + sum(Object.values(week.byAlignment)), at: week.startAt }))
  const [peak, next] = totals.toSorted((a, b) => b.count - a.count)
  return peak !== undefined && peak.count >= PEAK && peak.count >= 2 * (next?.count ?? 0) ? peak.at : null
}

export const reports = (count: number): string => (count === 1 ? 'one report' : `${count} reports`)

/** The lines under the picture: the span, then what a reader must know of the counting. */
export function captionOf(input: MentionsInput): string {
  const [first, last] = [input.weeks.at(0), input.weeks.at(-1)]
  if (first === undefined || last === undefined) return ''
  const end = isOpen(input) ? (input.until ?? 0) : last.startAt + WEEK_MS - DAY_MS
  const notes = [
    ...(isOpen(input) ? ['The last week has not ended.'] : []),
    ...(seriesOf(input).filter((series) => series.label !== NEITHER).length > 1 ? ['A report on both is counted in each.'] : []),
  ]
  return [`Reports read, ${formatSpan(first.startAt, end)}, by week from Monday, UTC.`, ...notes].join(' ')
}

/** The finding, then every row's total and highest week: what a reader who cannot see the picture needs of it. */
export function altOf(input: MentionsInput, finding: string): string {
  const rows = seriesOf(input).map((series) => {
    const peak = Math.max(...series.counts)
    const at = input.weeks[series.counts.lastIndexOf(peak)]?.startAt ?? 0
    return `${series.label}: ${series.total}, at most ${peak} (week of ${formatDay(at)})`
  })
  return [`Bar chart of reports a week. ${finding}.`, ...rows.map((row) => `${row}.`), ...eventWords(input), captionOf(input)].join(' ')
}

const eventWords = ({ events = [] }: MentionsInput): readonly string[] =>
  events.length === 0 ? [] : [`Marked: ${events.map(({ at, text }) => `${formatDay(at)}, ${text}`).join('; ')}.`]

/** The picture's figures, newest week first. */
export function tableOf(input: MentionsInput): PictureTable {
  const series = seriesOf(input)
  const rows = input.weeks.map(({ startAt }, index) => [formatDay(startAt), ...series.map(({ counts }) => String(counts[index] ?? 0))])
  return { columns: ['Week of', ...series.map(({ label }) => label)], rows: rows.toReversed() }
}
