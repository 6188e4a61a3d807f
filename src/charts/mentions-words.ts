import type { Actor } from '../domain/actor.ts'
import { type Alignment, labelIn } from '../domain/alignment.ts'
import type { WeekCount } from '../domain/archive.ts'
import type { PictureTable } from '../domain/command.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatDay, formatSpan } from './calendar.ts'
import { STYLE } from './style.ts'

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000

/** One row of the picture: the reports on one alignment, or on none. */
export type Series = {
  /** Of an alignment; null for none. */
  readonly alignment: string | null
  readonly label: string
  readonly colour: string
  readonly counts: readonly number[]
  readonly total: number
}

export type MentionsInput = {
  readonly actor: Pick<Actor, 'name'>
  readonly weeks: readonly WeekCount[]
  readonly alignments: readonly Pick<Alignment, 'id' | 'label' | 'labels' | 'colour'>[]
  /** When counting stopped, where the last week had not ended by then. */
  readonly until?: number
  /** What happened in that time, to be marked: newest first. */
  readonly events?: readonly MarkedEvent[]
}

/** What is marked in a picture: an act in words of ours, with its day. */
export type MarkedEvent = { readonly at: number; readonly text: string }

export const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

/** The rows that have anything to show, alignments in their own order, what is about none last. */
export function seriesOf({ weeks, alignments }: MentionsInput, { pictures, locale }: Words): readonly Series[] {
  const row = (look: Pick<Series, 'alignment' | 'label' | 'colour'>, counts: readonly number[]): Series => ({
    ...look,
    counts,
    total: sum(counts),
  })
  const rows = alignments.map((alignment) =>
    row(
      { alignment: alignment.id, label: labelIn(alignment, locale), colour: alignment.colour },
      weeks.map((week) => week.byAlignment[alignment.id] ?? 0),
    ),
  )
  const others = row(
    { alignment: null, label: pictures.mentions.other, colour: STYLE.other },
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
export function findingOf(input: MentionsInput, words: Words = wordsIn('en')): string {
  const { mentions } = words.pictures
  const [first] = seriesOf(input, words).toSorted((a, b) => b.total - a.total)
  if (first === undefined) return mentions.none(input.weeks.length)
  const peak = peakOf(input)
  if (peak !== null) return mentions.peak(formatDay(peak, words.locale))
  const full = isOpen(input) ? first.counts.slice(0, -1) : first.counts
  const late = sum(full.slice(-4))
  const before = sum(full.slice(-8, -4))
  const about = first.alignment === null ? '' : first.label
  if (full.length >= 8 && Math.abs(late - before) >= CHANGE && Math.max(late, before) >= 1.5 * Math.min(late, before))
    return mentions.change(late > before, late, before, about)
  return mentions.total(first.total, input.weeks.length, about)
}

/** The beginning of the week that stands out, where one does. */
function peakOf({ weeks }: MentionsInput): number | null {
  const totals = weeks.map((week) => ({ count: week.other + sum(Object.values(week.byAlignment)), at: week.startAt }))
  const [peak, next] = totals.toSorted((a, b) => b.count - a.count)
  return peak !== undefined && peak.count >= PEAK && peak.count >= 2 * (next?.count ?? 0) ? peak.at : null
}

/** The lines under the picture: the span, then what a reader must know of the counting. */
export function captionOf(input: MentionsInput, words: Words): string {
  const { mentions, open } = words.pictures
  const [first, last] = [input.weeks.at(0), input.weeks.at(-1)]
  if (first === undefined || last === undefined) return ''
  const end = isOpen(input) ? (input.until ?? 0) : last.startAt + WEEK_MS - DAY_MS
  const both = seriesOf(input, words).filter(({ alignment }) => alignment !== null).length > 1
  return [mentions.source(formatSpan(first.startAt, end, words)), ...(isOpen(input) ? [open] : []), ...(both ? [mentions.both] : [])].join(
    words.writing.gap,
  )
}

/** The finding, then every row's total and highest week: what a reader who cannot see the picture needs of it. */
export function altOf(input: MentionsInput, finding: string, words: Words): string {
  const { mentions } = words.pictures
  const rows = seriesOf(input, words).map((series) => {
    const peak = Math.max(...series.counts)
    const at = input.weeks[series.counts.lastIndexOf(peak)]?.startAt ?? 0
    return mentions.row(series.label, series.total, peak, formatDay(at, words.locale))
  })
  return [mentions.alt(finding), ...rows, ...eventWords(input, words), captionOf(input, words)].join(words.writing.gap)
}

function eventWords({ events = [] }: MentionsInput, { pictures: { mentions }, posts, writing, locale }: Words): readonly string[] {
  const told = events.map(({ at, text }) => `${formatDay(at, locale)}${writing.comma}${text}`)
  return told.length === 0 ? [] : [mentions.marked(told.join(posts.semicolon))]
}

/** The picture's figures, newest week first. */
export function tableOf(input: MentionsInput, words: Words = wordsIn('en')): PictureTable {
  const series = seriesOf(input, words)
  const rows = input.weeks.map(({ startAt }, index) => [
    formatDay(startAt, words.locale),
    ...series.map(({ counts }) => String(counts[index] ?? 0)),
  ])
  return { columns: [words.pictures.weekOf, ...series.map(({ label }) => label)], rows: rows.toReversed() }
}
