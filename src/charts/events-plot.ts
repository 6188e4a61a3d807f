import { scaleLinear } from 'd3-scale'
import { type Band, conflict, cooperation, isDark, type Trend, type TrendWeek } from '../domain/trend.ts'
import type { Words } from '../words/words.ts'
import { isOpen } from './events-words.ts'
import { widthOf } from './lines.ts'
import { STYLE } from './style.ts'
import { element, type Markup, round, textAt } from './svg.ts'
import type { WeekFrame } from './week-axis.ts'

export type Frame = WeekFrame & {
  readonly top: number
  readonly height: number
  /** The highest counts that are shown. */
  readonly up: number
  readonly down: number
  readonly y: (count: number) => number
}

const TICKS_ROOM = 22
/** The least that words beside a band have. */
const BANDS_ROOM = 76
const PLOT = 180
const BAR_ROOM = 0.78

/** Beside a band, what is usual. */
const bandWords = ({ low, high }: Band, { pictures }: Words): string => pictures.usual(low, high)

/** Where the plot stands, from `top` on: both sides on one scale. */
export function frameOf(trend: Trend, top: number, words: Words): Frame {
  const left = STYLE.margin + TICKS_ROOM
  const bands = trend.usual === null ? [] : [trend.usual.cooperation, trend.usual.conflict]
  const room = Math.max(BANDS_ROOM, ...bands.map((band) => widthOf(bandWords(band, words), STYLE.small) + 10))
  const width = STYLE.width - left - room - 4
  const up = Math.max(2, ...trend.weeks.map(cooperation), trend.usual?.cooperation.high ?? 0)
  const down = Math.max(2, ...trend.weeks.map(conflict), trend.usual?.conflict.high ?? 0)
  const y = scaleLinear([up, -down], [top, top + PLOT])
  return { left, width, step: width / Math.max(1, trend.weeks.length), top, height: PLOT, up, down, y: (count) => round(y(count)) }
}

/** Runs of dark weeks: `[first, last]` by index. */
function darkRuns(weeks: readonly TrendWeek[]): readonly (readonly [number, number])[] {
  const runs: [number, number][] = []
  for (const [index, week] of weeks.entries()) {
    const run = runs.at(-1)
    if (!isDark(week)) continue
    if (run !== undefined && run[1] === index - 1) run[1] = index
    else runs.push([index, index])
  }
  return runs
}

/** What stands over a run, the longest words that fit: `31 of 79 feeds down`, `feeds down`. */
function darkWords(weeks: readonly TrendWeek[], room: number, { pictures: { trend } }: Words): string {
  const [worst] = weeks.flatMap(({ coverage }) => coverage ?? []).toSorted((a, b) => b.down - a.down)
  const words =
    worst === undefined || worst.feeds === 0 ? [trend.notRead] : [trend.feedsDown(worst.down, worst.feeds), trend.someDown, trend.down]
  return words.find((each) => widthOf(each, STYLE.small) <= room) ?? ''
}

/** Hatched columns behind the bars, each run with its words where they touch no others. */
function drawDark({ weeks }: Trend, frame: Frame, words: Words): Markup {
  const runs = darkRuns(weeks)
  let free = Number.NEGATIVE_INFINITY
  return runs
    .map(([first, last]) => {
      const x = frame.left + first * frame.step
      const width = (last - first + 1) * frame.step
      const label = darkWords(weeks.slice(first, last + 1), width + (runs.length === 1 ? 120 : 60), words)
      const half = widthOf(label, STYLE.small) / 2
      const middle = Math.min(Math.max(x + width / 2, frame.left + half), frame.left + frame.width - half)
      const fits = middle - half > free
      if (fits) free = middle + half + 10
      return [
        element('rect', { x: round(x), y: frame.top, width: round(width), height: frame.height, fill: 'url(#dark)' }),
        fits ? textAt(middle, frame.top - 6, label, { size: STYLE.small, fill: STYLE.soft, anchor: 'middle' }) : '',
      ].join('')
    })
    .join('')
}

function drawBand(band: Band, sign: 1 | -1, colour: string, label: string, frame: Frame): Markup {
  const [from, to] = [frame.y(sign * band.high), frame.y(sign * band.low)].toSorted((a, b) => a - b) as [number, number]
  const tall = Math.max(to - from, 2)
  return [
    element('rect', { x: frame.left, y: from, width: frame.width, height: round(tall), fill: colour, 'fill-opacity': 0.16 }),
    textAt(frame.left + frame.width + 6, from + tall / 2 + 5, label, { size: STYLE.small, fill: STYLE.soft }),
  ].join('')
}

function drawTicks(frame: Frame): Markup {
  const ticks = scaleLinear([-frame.down, frame.up], [0, 1])
    .ticks(5)
    .filter((tick) => Number.isInteger(tick))
  return ticks
    .map((tick) => {
      const y = frame.y(tick)
      const zero = tick === 0
      return [
        element('line', {
          x1: frame.left,
          x2: frame.left + frame.width,
          y1: y,
          y2: y,
          stroke: zero ? STYLE.soft : STYLE.rule,
          'stroke-width': zero ? 1.5 : 0.75,
        }),
        textAt(frame.left - 6, y + 5, String(Math.abs(tick)), { size: STYLE.small, fill: STYLE.soft, anchor: 'end' }),
      ].join('')
    })
    .join('')
}

/** A week: deeds at the zero line, words beyond them; the week that has not ended outlined. */
function drawWeek(week: TrendWeek, index: number, frame: Frame, open: boolean): Markup {
  const wide = Math.min(frame.step * BAR_ROOM, 26)
  const x = round(frame.left + index * frame.step + (frame.step - wide) / 2)
  const piece = (from: number, to: number, fill: string): Markup => {
    const [a, b] = [frame.y(from), frame.y(to)].toSorted((one, other) => one - other) as [number, number]
    const look = open ? { 'fill-opacity': 0.45, stroke: fill, 'stroke-width': 1 } : {}
    return a === b ? '' : element('rect', { x, y: a, width: round(wide), height: round(b - a), fill, ...look })
  }
  const { quads } = week
  const [deeds, words] = [quads['material-cooperation'], cooperation(week)]
  const [strikes, all] = [quads['material-conflict'], conflict(week)]
  return [
    piece(0, deeds, STYLE.cooperation.deed),
    piece(deeds, words, STYLE.cooperation.word),
    piece(0, -strikes, STYLE.conflict.deed),
    piece(-strikes, -all, STYLE.conflict.word),
  ].join('')
}

/** The bars with what stands behind them: dark weeks, the usual, lines to read counts by. */
export function drawPlot(trend: Trend, frame: Frame, words: Words): Markup {
  const open = isOpen(trend)
  const { usual, weeks } = trend
  return [
    drawDark(trend, frame, words),
    usual === null ? '' : drawBand(usual.cooperation, 1, STYLE.cooperation.deed, bandWords(usual.cooperation, words), frame),
    usual === null ? '' : drawBand(usual.conflict, -1, STYLE.conflict.deed, bandWords(usual.conflict, words), frame),
    drawTicks(frame),
    ...weeks.map((week, index) => drawWeek(week, index, frame, open && index === weeks.length - 1)),
  ].join('')
}
