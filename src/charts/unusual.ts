import { scaleLinear } from 'd3-scale'
import type { Unusual } from '../domain/alert.ts'
import type { PictureTable } from '../domain/command.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatDay, formatSpan } from './calendar.ts'
import { widthOf } from './lines.ts'
import { type Drawing, drawSheet, HATCH } from './sheet.ts'
import { STYLE } from './style.ts'
import { element, type Markup, round, textAt } from './svg.ts'
import { drawAxis, type WeekFrame } from './week-axis.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const [PLOT, AXIS, OVER, BAND_ROOM] = [170, 28, 26, 74]
/** Less than this share of the feeds' time read is shown as such. */
const WELL_READ = 0.9

type Frame = WeekFrame & { readonly bottom: number; readonly y: (count: number) => number }

function frameOf({ windows, usual }: Unusual, top: number, { pictures }: Words): Frame {
  const room = Math.max(BAND_ROOM, widthOf(pictures.usual(usual.low, usual.high), STYLE.small) + 10)
  const width = STYLE.width - STYLE.margin - room - 4
  const most = Math.max(4, usual.high, ...windows.map(({ count }) => count))
  const y = scaleLinear([most, 0], [top + OVER, top + OVER + PLOT])
  const step = width / Math.max(1, windows.length)
  return { left: STYLE.margin, width, step, bottom: top + OVER + PLOT, y: (count) => round(y(count)) }
}

const poorlyRead = ({ share }: Unusual['windows'][number]): boolean => share < WELL_READ

/** What is usual, behind the bars, with its words at the right. */
function drawUsual({ usual: { low, high } }: Unusual, frame: Frame, { pictures }: Words): Markup {
  const [from, to] = [frame.y(high), frame.y(low)]
  const right = frame.left + frame.width
  const label = pictures.usual(low, high)
  return [
    element('rect', {
      x: frame.left,
      y: from,
      width: round(frame.width),
      height: round(Math.max(to - from, 2)),
      fill: STYLE.soft,
      'fill-opacity': 0.14,
    }),
    textAt(right + 6, Math.min((from + Math.max(to, from + 2)) / 2 + 5, frame.bottom), label, { size: STYLE.small, fill: STYLE.soft }),
  ].join('')
}

/** Seven days: grey, the last ones in the subject's colour with their number. */
function drawWindow(unusual: Unusual, index: number, frame: Frame): Markup {
  const { windows, subject } = unusual
  const one = windows[index]
  if (one === undefined) return ''
  const isLast = index === windows.length - 1
  const wide = Math.min(frame.step * 0.78, 26)
  const x = round(frame.left + index * frame.step + (frame.step - wide) / 2)
  const top = Math.min(frame.y(one.count), frame.bottom - (one.count > 0 ? 1.5 : 0))
  const column = { x: round(frame.left + index * frame.step), y: round(frame.bottom - PLOT), width: round(frame.step), height: PLOT }
  return [
    poorlyRead(one) ? element('rect', { ...column, fill: 'url(#dark)' }) : '',
    one.count === 0
      ? ''
      : element('rect', {
          x,
          y: top,
          width: round(wide),
          height: round(frame.bottom - top),
          fill: isLast ? (subject.colour ?? STYLE.ink) : STYLE.other,
        }),
    isLast ? textAt(x + wide / 2, top - 7, String(one.count), { size: STYLE.title, fill: STYLE.ink, bold: true, anchor: 'middle' }) : '',
  ].join('')
}

function drawAll(unusual: Unusual, top: number, words: Words): Markup {
  const frame = frameOf(unusual, top, words)
  const { windows } = unusual
  return [
    drawUsual(unusual, frame, words),
    ...windows.map((_, index) => drawWindow(unusual, index, frame)),
    element('line', { x1: frame.left, x2: round(frame.left + frame.width), y1: frame.bottom, y2: frame.bottom, stroke: STYLE.rule }),
    drawAxis(
      windows.map(({ startAt }) => startAt),
      frame.bottom,
      frame,
      words.locale,
    ),
  ].join('')
}

function captionOf({ windows, weeks, until }: Unusual, words: Words): string {
  const { unusual } = words.pictures
  const [first] = windows
  return [
    first === undefined ? '' : unusual.source(formatSpan(first.startAt, until, words)),
    unusual.usualOf(weeks),
    windows.some(poorlyRead) ? unusual.hatched : '',
  ]
    .filter((part) => part !== '')
    .join(words.writing.gap)
}

/** The picture of a week far above the usual, as SVG with its words. Pure. */
export function drawUnusual(unusual: Unusual, words: Words = wordsIn('en')): Drawing {
  const said = words.pictures.unusual
  const { count, usual, subject } = unusual
  const found = words.digests.unusualFinding(count, usual.low, usual.high)
  const finding = words.writing.labelled(subject.label, found.replace(/[.。]$/u, ''))
  const caption = captionOf(unusual, words)
  const before = unusual.windows.slice(0, -1).toSorted((a, b) => b.count - a.count)[0]
  const highest = before === undefined ? [] : [said.highest(before.count, formatDay(before.startAt + WEEK_MS - DAY_MS, words.locale))]
  return drawSheet({
    finding,
    lead: said.lead,
    height: OVER + PLOT + AXIS,
    draw: (top) => drawAll(unusual, top, words),
    caption,
    alt: [said.alt(finding), ...highest, caption].join(words.writing.gap),
    locale: words.locale,
    defs: HATCH,
  })
}

/** The picture's figures, newest seven days first. */
export const tableOf = ({ windows }: Unusual, { pictures: { unusual }, locale }: Words = wordsIn('en')): PictureTable => ({
  columns: [unusual.from, unusual.stories, unusual.read],
  rows: windows
    .toReversed()
    .map(({ startAt, count, share }) => [formatDay(startAt, locale), String(count), `${Math.round(100 * share)} %`]),
})
