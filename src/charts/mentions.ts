import type { Actor } from '../domain/actor.ts'
import type { Alignment } from '../domain/alignment.ts'
import type { WeekCount } from '../domain/archive.ts'
import { formatDay, formatSpan } from './calendar.ts'
import { STYLE } from './style.ts'
import { element, escapeXml, type Markup, round, textAt, wrap } from './svg.ts'
import { drawAxis } from './week-axis.ts'

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
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

const NEITHER = 'Other subjects'

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
const isOpen = ({ weeks, until }: MentionsInput): boolean => {
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

const reports = (count: number): string => (count === 1 ? 'one report' : `${count} reports`)

const ROW_HEAD = 30
const ROW_GAP = 14
const AXIS = 30
/** Room over the highest bar for its number. */
const OVER = 22
/** What all rows' highest bars share, so that one report is as tall in every row. */
const BARS = 160
const LOWEST_ROW = 12

type Frame = {
  readonly left: number
  readonly width: number
  /** The width of a week. */
  readonly step: number
  /** The height of one report. */
  readonly unit: number
}

/** One row: its name and total, its bars on a base line, its highest bar's number. */
function drawRow(series: Series, top: number, frame: Frame, openWeek: boolean): Markup {
  const base = top + heightOf(series, frame)
  const bar = Math.min(frame.step * 0.8, 34)
  const peak = Math.max(...series.counts)
  const peakAt = series.counts.lastIndexOf(peak)
  const bars = series.counts.map((count, index) => {
    if (count === 0) return ''
    const tall = Math.max(count * frame.unit, 1.5)
    const x = frame.left + index * frame.step + (frame.step - bar) / 2
    const open = openWeek && index === series.counts.length - 1
    const look = open ? { 'fill-opacity': 0.35, stroke: series.colour, 'stroke-width': 1.5 } : {}
    return element('rect', { x: round(x), y: round(base - tall), width: round(bar), height: round(tall), fill: series.colour, ...look })
  })
  return [
    element('rect', { x: frame.left, y: top + 4, width: 14, height: 14, fill: series.colour }),
    element(
      'text',
      { x: frame.left + 22, y: top + 17, 'font-size': STYLE.label, fill: STYLE.ink },
      [
        element('tspan', { 'font-weight': 700 }, escapeXml(series.label)),
        element('tspan', { dx: 12, fill: STYLE.soft }, escapeXml(reports(series.total))),
      ].join(''),
    ),
    ...bars,
    element('line', { x1: frame.left, x2: frame.left + frame.width, y1: base, y2: base, stroke: STYLE.rule, 'stroke-width': 1.5 }),
    textAt(frame.left + (peakAt + 0.5) * frame.step, base - Math.max(peak * frame.unit, 1.5) - 6, String(peak), {
      size: STYLE.text,
      fill: STYLE.ink,
      bold: true,
      anchor: 'middle',
    }),
  ].join('')
}

const heightOf = (series: Series, frame: Pick<Frame, 'unit'>): number =>
  round(ROW_HEAD + OVER + Math.max(LOWEST_ROW, Math.max(...series.counts) * frame.unit))

/** The lines under the picture: the span, then what a reader must know of the counting. */
function captionOf(input: MentionsInput): readonly string[] {
  const [first, last] = [input.weeks.at(0), input.weeks.at(-1)]
  if (first === undefined || last === undefined) return []
  const end = isOpen(input) ? (input.until ?? 0) : last.startAt + WEEK_MS - DAY_MS
  const notes = [
    ...(isOpen(input) ? ['The last week has not ended.'] : []),
    ...(seriesOf(input).filter((series) => series.label !== NEITHER).length > 1 ? ['A report on both is counted in each.'] : []),
  ]
  return [`${formatSpan(first.startAt, end)}, by week from Monday, UTC.`, ...(notes.length === 0 ? [] : [notes.join(' ')])]
}

/** The picture of one actor's weeks, as SVG with its words. Pure. */
export function drawMentions(input: MentionsInput): { readonly svg: string; readonly alt: string } {
  const series = seriesOf(input)
  const frame: Frame = {
    left: STYLE.margin,
    width: STYLE.width - 2 * STYLE.margin,
    step: (STYLE.width - 2 * STYLE.margin) / Math.max(1, input.weeks.length),
    unit: Math.min(40, BARS / Math.max(1, sum(series.map((one) => Math.max(...one.counts))))),
  }
  const finding = `${input.actor.name}: ${findingOf(input)}`
  const title = wrap(finding, frame.width, STYLE.title, true, 3)
  const titleEnd = 22 + title.length * 30
  const firstRow = titleEnd + 36
  const tops = [firstRow]
  for (const one of series) tops.push((tops.at(-1) ?? 0) + heightOf(one, frame) + ROW_GAP)
  const rowsEnd = series.length === 0 ? firstRow + 20 : (tops.at(-1) ?? 0) - ROW_GAP
  const caption = captionOf(input)
  const total = rowsEnd + AXIS + 10 + caption.length * 21 + 12
  const parts = [
    element('rect', { width: STYLE.width, height: total, fill: STYLE.paper }),
    ...title.map((line, index) => textAt(frame.left, 44 + index * 30 - 4, line, { size: STYLE.title, fill: STYLE.ink, bold: true })),
    textAt(frame.left, titleEnd + 16, 'Reports a week that name the actor, by alignment', { size: STYLE.text, fill: STYLE.soft }),
    ...series.map((one, index) => drawRow(one, tops[index] ?? 0, frame, isOpen(input))),
    ...(series.length === 0
      ? [element('line', { x1: frame.left, x2: frame.left + frame.width, y1: rowsEnd, y2: rowsEnd, stroke: STYLE.rule })]
      : []),
    drawAxis(
      input.weeks.map((week) => week.startAt),
      rowsEnd,
      frame,
    ),
    ...caption.map((line, index) => textAt(frame.left, rowsEnd + AXIS + 26 + index * 21, line, { size: STYLE.text, fill: STYLE.soft })),
  ]
  const alt = altOf(input, finding)
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${STYLE.width} ${total}`,
      width: STYLE.width,
      height: total,
      'font-family': STYLE.font,
      role: 'img',
      'aria-label': alt,
    },
    parts.join(''),
  )
  return { svg, alt }
}

/** The finding, then every row's total and highest week: what a reader who cannot see the picture needs of it. */
function altOf(input: MentionsInput, finding: string): string {
  const rows = seriesOf(input).map((series) => {
    const peak = Math.max(...series.counts)
    const at = input.weeks[series.counts.lastIndexOf(peak)]?.startAt ?? 0
    return `${series.label}: ${series.total}, at most ${peak} (week of ${formatDay(at)})`
  })
  return [`Bar chart of reports a week. ${finding}.`, ...rows.map((row) => `${row}.`), ...captionOf(input)].join(' ')
}
