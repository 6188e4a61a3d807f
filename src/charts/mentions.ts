import { type Words, wordsIn } from '../words/words.ts'
import { formatShortDay } from './calendar.ts'
import { fittedTo, widthOf } from './lines.ts'
import { altOf, captionOf, findingOf, isOpen, type MarkedEvent, type MentionsInput, type Series, seriesOf, sum } from './mentions-words.ts'
import { type Drawing, drawSheet } from './sheet.ts'
import { STYLE } from './style.ts'
import { element, escapeXml, type Markup, round, textAt } from './svg.ts'
import { drawAxis } from './week-axis.ts'

const WEEK_MS = 604_800_000
const ROW_HEAD = 24
const ROW_GAP = 12
const AXIS = 28
/** Room over the highest bar for its number. */
const OVER = 18
/** What all rows' highest bars share, so that one report is as tall in every row. */
const BARS = 110
const LOWEST_ROW = 10
const [FLAG, EVENT_LINE] = [20, 20]

type Frame = {
  readonly left: number
  readonly width: number
  /** The width of a week. */
  readonly step: number
  /** The height of one report. */
  readonly unit: number
}

const heightOf = ({ counts }: Series, { unit }: Pick<Frame, 'unit'>): number =>
  round(ROW_HEAD + OVER + Math.max(LOWEST_ROW, Math.max(...counts) * unit))

/** One row: its name and total, its bars on a base line, its highest bar's number. */
function drawRow(series: Series, top: number, frame: Frame, openWeek: boolean, { counts }: Words): Markup {
  const base = top + heightOf(series, frame)
  const bar = Math.min(frame.step * 0.8, 28)
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
  const total = element('tspan', { dx: 10, fill: STYLE.soft }, escapeXml(counts.reports(series.total)))
  return [
    element('rect', { x: frame.left, y: top + 3, width: 13, height: 13, fill: series.colour }),
    element(
      'text',
      { x: frame.left + 20, y: top + 15, 'font-size': STYLE.label, fill: STYLE.ink },
      element('tspan', { 'font-weight': 700 }, escapeXml(series.label)) + total,
    ),
    ...bars,
    element('line', { x1: frame.left, x2: frame.left + frame.width, y1: base, y2: base, stroke: STYLE.rule, 'stroke-width': 1.5 }),
    textAt(frame.left + (peakAt + 0.5) * frame.step, base - Math.max(peak * frame.unit, 1.5) - 5, String(peak), {
      size: STYLE.text,
      fill: STYLE.ink,
      bold: true,
      anchor: 'middle',
    }),
  ].join('')
}

type Numbered = MarkedEvent & { readonly x: number }

/** Between the middles of two numbers. */
const APART = 18

/** Where events stand, oldest first, moved apart where their numbers would touch. */
function placed(input: MentionsInput, frame: Frame): readonly Numbered[] {
  const from = input.weeks[0]?.startAt ?? 0
  const events = (input.events ?? []).toSorted((a, b) => a.at - b.at)
  const xs = events.map(({ at }) => frame.left + ((at - from) / WEEK_MS) * frame.step)
  for (let index = 0; index < xs.length; index += 1)
    xs[index] = Math.max(xs[index] ?? 0, index === 0 ? frame.left + 8 : (xs[index - 1] ?? 0) + APART)
  for (let index = xs.length - 1; index >= 0; index -= 1)
    xs[index] = Math.min(xs[index] ?? 0, index === xs.length - 1 ? frame.left + frame.width - 8 : (xs[index + 1] ?? 0) - APART)
  return events.map((event, index) => ({ ...event, x: xs[index] ?? 0 }))
}

/** Arrows as letters that fonts have. */
const lettered = (text: string): string => text.replaceAll('→', '›').replaceAll(' ↔ ', ' – ')

/** A number in a ring over the weeks, with a hair line down through them. */
const drawFlag = ({ x }: Numbered, index: number, top: number, bottom: number): Markup =>
  [
    element('line', {
      x1: round(x),
      x2: round(x),
      y1: top + 16,
      y2: bottom,
      stroke: STYLE.rule,
      'stroke-width': 1,
      'stroke-dasharray': '2 3',
    }),
    element('circle', { cx: round(x), cy: top + 8, r: 8, fill: STYLE.soft }),
    textAt(x, top + 12.5, String(index + 1), { size: 12, fill: STYLE.paper, bold: true, anchor: 'middle' }),
  ].join('')

/** `1  12 July  Russia → North Korea: CONSULT (visit)`, under the weeks. */
function drawEvent({ at, text }: Numbered, index: number, y: number, { locale }: Words): Markup {
  const left = STYLE.margin
  const day = formatShortDay(at, locale)
  const room = STYLE.width - 2 * left - 32 - widthOf(day, STYLE.small)
  return [
    element('circle', { cx: left + 8, cy: y - 4.5, r: 8, fill: STYLE.soft }),
    textAt(left + 8, y, String(index + 1), { size: 12, fill: STYLE.paper, bold: true, anchor: 'middle' }),
    element(
      'text',
      { x: left + 24, y, 'font-size': STYLE.small, fill: STYLE.ink },
      element('tspan', { fill: STYLE.soft }, escapeXml(day)) +
        element('tspan', { dx: 8 }, escapeXml(fittedTo(lettered(text), room, { size: STYLE.small, locale }))),
    ),
  ].join('')
}

/** The picture of one actor's weeks, as SVG with its words. Pure. */
export function drawMentions(input: MentionsInput, words: Words = wordsIn('en')): Drawing {
  const series = seriesOf(input, words)
  const width = STYLE.width - 2 * STYLE.margin
  const highest = sum(series.map((one) => Math.max(...one.counts)))
  const frame = {
    left: STYLE.margin,
    width,
    step: width / Math.max(1, input.weeks.length),
    unit: Math.min(34, BARS / Math.max(1, highest)),
  }
  const events = placed(input, frame)
  const flags = events.length === 0 ? 0 : FLAG
  const rows = series.length === 0 ? 20 : sum(series.map((one) => heightOf(one, frame) + ROW_GAP)) - ROW_GAP
  const finding = words.writing.labelled(input.actor.name, findingOf(input, words))
  return drawSheet({
    finding,
    lead: words.pictures.mentions.lead,
    height: flags + rows + AXIS + (events.length === 0 ? 0 : 10 + events.length * EVENT_LINE),
    draw: (top) => drawAll(input, { series, frame, events, top: top + flags, bottom: top + flags + rows }, words),
    caption: captionOf(input, words),
    alt: altOf(input, finding, words),
    locale: words.locale,
  })
}

type Laid = {
  readonly series: readonly Series[]
  readonly frame: Frame
  readonly events: readonly Numbered[]
  readonly top: number
  readonly bottom: number
}

function drawAll(input: MentionsInput, { series, frame, events, top, bottom }: Laid, words: Words): Markup {
  const starts = input.weeks.map((week) => week.startAt)
  const tops = series.map((_, index) => top + sum(series.slice(0, index).map((one) => heightOf(one, frame) + ROW_GAP)))
  const line = { x1: frame.left, x2: frame.left + frame.width, y1: bottom, y2: bottom, stroke: STYLE.rule }
  return [
    ...events.map((event, index) => drawFlag(event, index, top - FLAG - 2, bottom)),
    ...series.map((one, index) => drawRow(one, tops[index] ?? 0, frame, isOpen(input), words)),
    series.length === 0 ? element('line', line) : '',
    drawAxis(starts, bottom, frame, words.locale),
    ...events.map((event, index) => drawEvent(event, index, bottom + AXIS + 18 + index * EVENT_LINE, words)),
  ].join('')
}
