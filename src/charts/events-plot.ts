import { scaleLinear } from 'd3-scale'
import { type Band, conflict, cooperation, isDark, type Trend, type TrendWeek } from '../domain/trend.ts'
import type { Words } from '../words/words.ts'
import { isOpen } from './events-words.ts'
import { widthOf } from './lines.ts'
import { STYLE } from './style.ts'
import { type Bar, drawBars, element, type Markup, round, textAt } from './svg.ts'
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

/** Below this a gap between bars is no gap any more but a grey haze. */
const GAPLESS = 2
const toHalf = (value: number): number => Math.round(value * 2) / 2

/** Where a week's bars stand: apart, or, in a picture of many years, side by side and edge on edge with the picture's own dots. */
function columnOf(index: number, { left, step }: Frame): Pick<Bar, 'x' | 'width'> {
  if (step < GAPLESS) return { x: toHalf(left + index * step), width: toHalf(left + (index + 1) * step) - toHalf(left + index * step) }
  const width = Math.min(step * BAR_ROOM, 26)
  return { x: left + index * step + (step - width) / 2, width }
}

/** A week's bars: deeds at the zero line, words beyond them. */
function barsOf(week: TrendWeek, index: number, frame: Frame): readonly Bar[] {
  const { x, width } = columnOf(index, frame)
  const bar = (from: number, to: number, fill: string): readonly Bar[] => {
    const [a, b] = [frame.y(from), frame.y(to)].toSorted((one, other) => one - other) as [number, number]
    return a === b ? [] : [{ x, y: a, width, height: b - a, fill }]
  }
  const [deeds, words] = [week.quads['material-cooperation'], cooperation(week)]
  const [strikes, all] = [week.quads['material-conflict'], conflict(week)]
  return [
    ...bar(0, deeds, STYLE.cooperation.deed),
    ...bar(deeds, words, STYLE.cooperation.word),
    ...bar(0, -strikes, STYLE.conflict.deed),
    ...bar(-strikes, -all, STYLE.conflict.word),
  ]
}

/** A bar of the week that has not ended: outlined. */
const openBar = ({ x, y, width, height, fill }: Bar): Markup =>
  element('rect', {
    x: round(x),
    y: round(y),
    width: round(width),
    height: round(height),
    fill,
    'fill-opacity': 0.45,
    stroke: fill,
    'stroke-width': 1,
  })

/** The bars with what stands behind them: dark weeks, the usual, lines to read counts by. */
export function drawPlot(trend: Trend, frame: Frame, words: Words): Markup {
  const { usual, weeks } = trend
  const bars = weeks.map((week, index) => barsOf(week, index, frame))
  const open = isOpen(trend) ? (bars.at(-1) ?? []) : []
  return [
    drawDark(trend, frame, words),
    usual === null ? '' : drawBand(usual.cooperation, 1, STYLE.cooperation.deed, bandWords(usual.cooperation, words), frame),
    usual === null ? '' : drawBand(usual.conflict, -1, STYLE.conflict.deed, bandWords(usual.conflict, words), frame),
    drawTicks(frame),
    drawBars((isOpen(trend) ? bars.slice(0, -1) : bars).flat()),
    ...open.map(openBar),
  ].join('')
}
