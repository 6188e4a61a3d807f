import { scaleLinear } from 'd3-scale'
import type { PictureTable } from '../domain/command.ts'
import { type Band, conflict, cooperation, isDark, type Trend, type TrendWeek } from '../domain/trend.ts'
import { formatDay, formatSpan } from './calendar.ts'
import { STYLE } from './style.ts'
import { element, type Markup, round, textAt, widthOf, wrap } from './svg.ts'
import { drawAxis, type WeekFrame } from './week-axis.ts'

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000

/** Told apart by place first, then by colours that no alignment has; deeds are dark, words light. Paul Tol's bright-safe pairs. */
const COLOURS = { cooperation: { deed: '#0f6f6c', word: '#7cc4bd' }, conflict: { deed: '#7a2a66', word: '#cf9cc4' } } as const

const counted = (count: number, noun: string): string => `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`

const isOpen = ({ weeks, until }: Trend): boolean => until < (weeks.at(-1)?.startAt ?? 0) + WEEK_MS

const eventsWords = (count: number): string => (count === 1 ? 'one event' : counted(count, 'event'))
const weeksWords = (count: number): string => (count === 1 ? 'one week' : `${count} weeks`)

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

const usualWords = ({ low, high }: Band): string => (low === high ? `usually ${low}` : `usually ${low} to ${high}`)

/** A count outside the usual, with the usual, in words; '' where it is within it. */
const beyond = (count: number, band: Band, noun: string): string =>
  count > band.high || count < band.low ? `${counted(count, noun)} (${usualWords(band)})` : ''

/**
 * What the picture says first: what the last whole week in which feeds were read has beyond the usual; else what there is in all.
 * Dark weeks are told of as such, never as calm.
 */
export function findingOf(trend: Trend): string {
  const whole = isOpen(trend) ? trend.weeks.slice(0, -1) : trend.weeks
  const last = whole.at(-1)
  const [together, against] = [sum(trend.weeks.map(cooperation)), sum(trend.weeks.map(conflict))]
  if (together + against === 0) return trend.weeks.some(isDark) ? 'no events known, and feeds were down' : 'no events'
  if (last !== undefined && isDark(last) && last.coverage !== null && last.coverage.feeds > 0)
    return `feeds were down last week; its ${eventsWords(cooperation(last) + conflict(last))} may not be all`
  if (last !== undefined && trend.usual !== null) {
    const parts = [
      beyond(cooperation(last), trend.usual.cooperation, 'cooperative event'),
      beyond(conflict(last), trend.usual.conflict, 'conflictual event'),
    ].filter((part) => part !== '')
    if (parts.length > 0) return `${parts.join(' and ')} in the week of ${formatDay(last.startAt)}`
  }
  const all = `${counted(together, 'cooperative event')}, ${counted(against, 'conflictual one')}`
  return trend.usual === null
    ? `${all} in ${weeksWords(trend.weeks.length)}`
    : `${all} in ${weeksWords(trend.weeks.length)}, the last week as usual`
}

type Frame = WeekFrame & {
  readonly top: number
  readonly height: number
  /** The highest counts that are shown. */
  readonly up: number
  readonly down: number
  readonly y: (count: number) => number
}

const TICKS_ROOM = 22
const BANDS_ROOM = 74
const PLOT = 230
const BAR_ROOM = 0.78

function frameOf(trend: Trend, top: number): Frame {
  const left = STYLE.margin + TICKS_ROOM
  const width = STYLE.width - left - BANDS_ROOM - STYLE.margin / 2
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
function darkWords(weeks: readonly TrendWeek[], room: number): string {
  const [worst] = weeks.flatMap(({ coverage }) => coverage ?? []).toSorted((a, b) => b.down - a.down)
  const words =
    worst === undefined || worst.feeds === 0 ? ['not yet read'] : [`${worst.down} of ${worst.feeds} feeds down`, 'feeds down', 'down']
  return words.find((each) => widthOf(each, STYLE.text - 2) <= room) ?? ''
}

function drawDark({ weeks }: Trend, frame: Frame): Markup {
  const runs = darkRuns(weeks)
  return runs
    .map(([first, last]) => {
      const x = frame.left + first * frame.step
      const width = (last - first + 1) * frame.step
      const label = darkWords(weeks.slice(first, last + 1), width + (runs.length === 1 ? 120 : 60))
      const middle = Math.min(
        Math.max(x + width / 2, frame.left + widthOf(label, 13) / 2),
        frame.left + frame.width - widthOf(label, 13) / 2,
      )
      return [
        element('rect', { x: round(x), y: frame.top, width: round(width), height: frame.height, fill: 'url(#dark)' }),
        textAt(middle, frame.top - 6, label, { size: STYLE.text - 2, fill: STYLE.soft, anchor: 'middle' }),
      ].join('')
    })
    .join('')
}

/** Slanted lines on grey: told apart from a pale bar also without colour. */
const HATCH = element(
  'pattern',
  { id: 'dark', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
  element('rect', { width: 7, height: 7, fill: '#e6e9ed' }) +
    element('line', { x1: 0, y1: 0, x2: 0, y2: 7, stroke: '#c3cad2', 'stroke-width': 2 }),
)

function drawBand(band: Band, sign: 1 | -1, colour: string, frame: Frame): Markup {
  const [from, to] = [frame.y(sign * band.high), frame.y(sign * band.low)].toSorted((a, b) => a - b) as [number, number]
  const tall = Math.max(to - from, 2)
  const label = band.low === band.high ? `usual ${band.low}` : `usual ${band.low}–${band.high}`
  return [
    element('rect', { x: frame.left, y: from, width: frame.width, height: round(tall), fill: colour, 'fill-opacity': 0.16 }),
    textAt(frame.left + frame.width + 6, from + tall / 2 + 5, label, { size: STYLE.text - 1, fill: STYLE.soft }),
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
        textAt(frame.left - 6, y + 5, String(Math.abs(tick)), { size: STYLE.text - 1, fill: STYLE.soft, anchor: 'end' }),
      ].join('')
    })
    .join('')
}

/** A week: deeds at the zero line, words beyond them; the week that has not ended outlined. */
function drawWeek(week: TrendWeek, index: number, frame: Frame, open: boolean): Markup {
  const wide = Math.min(frame.step * BAR_ROOM, 30)
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
    piece(0, deeds, COLOURS.cooperation.deed),
    piece(deeds, words, COLOURS.cooperation.word),
    piece(0, -strikes, COLOURS.conflict.deed),
    piece(-strikes, -all, COLOURS.conflict.word),
  ].join('')
}

type Name = {
  readonly name: string
  readonly colours: { readonly deed: string; readonly word: string }
  readonly deeds: number
  readonly words: number
}

/** `Cooperative 34`, then its deeds and words, each beside its colour: in the place of a legend. */
function drawName({ name, colours, deeds, words }: Name, y: number): Markup {
  const total = `${name} ${deeds + words}`
  const swatch = (x: number, fill: string): Markup => element('rect', { x: round(x), y: y - 11, width: 12, height: 12, fill })
  const first = STYLE.margin + widthOf(total, STYLE.text, true) + 22
  const second = first + 18 + widthOf(`deeds ${deeds}`, STYLE.text) + 22
  return [
    textAt(STYLE.margin, y, total, { size: STYLE.text, fill: colours.deed, bold: true }),
    swatch(first, colours.deed),
    textAt(first + 18, y, `deeds ${deeds}`, { size: STYLE.text, fill: STYLE.soft }),
    swatch(second, colours.word),
    textAt(second + 18, y, `words ${words}`, { size: STYLE.text, fill: STYLE.soft }),
  ].join('')
}

/** The lines under the picture: span and source, then what a reader must know of the counting. */
function captionOf(trend: Trend): readonly string[] {
  const [first, last] = [trend.weeks.at(0), trend.weeks.at(-1)]
  if (first === undefined || last === undefined) return []
  const end = isOpen(trend) ? trend.until : last.startAt + WEEK_MS - DAY_MS
  const { usual } = trend
  const notes = [
    `Coded acts of kept stories, ${formatSpan(first.startAt, end)}, by week from Monday, UTC.`,
    usual === null
      ? 'No usual range: fewer than eight weeks to go by.'
      : `Usual: the middle 80 % of the ${usual.weeks} weeks ${usual.before ? 'before' : 'shown'}${trend.weeks.some(isDark) ? ' in which feeds were read' : ''}.`,
    ...(trend.weeks.some(isDark) ? ['Hatched: a tenth or more of the feeds were down for a day or longer.'] : []),
    ...(trend.weeks.every(({ coverage }) => coverage === null) ? ['Nothing is known of feeds being down.'] : []),
    ...(isOpen(trend) ? ['The last week has not ended.'] : []),
  ]
  return wrap(notes.join(' '), STYLE.width - 2 * STYLE.margin, STYLE.text, false, 5)
}

const quadSum = ({ weeks }: Trend, quad: keyof TrendWeek['quads']): number => sum(weeks.map(({ quads }) => quads[quad]))

/** The two sides of the picture with their totals. */
const namesOf = (trend: Trend): readonly [Name, Name] => [
  {
    name: 'Cooperative',
    colours: COLOURS.cooperation,
    deeds: quadSum(trend, 'material-cooperation'),
    words: quadSum(trend, 'verbal-cooperation'),
  },
  { name: 'Conflictual', colours: COLOURS.conflict, deeds: quadSum(trend, 'material-conflict'), words: quadSum(trend, 'verbal-conflict') },
]

/** The bars with what stands behind them: dark weeks, the usual, lines to read counts by. */
function drawPlot(trend: Trend, frame: Frame): Markup {
  const open = isOpen(trend)
  const { usual, weeks } = trend
  return [
    drawDark(trend, frame),
    usual === null ? '' : drawBand(usual.cooperation, 1, COLOURS.cooperation.deed, frame),
    usual === null ? '' : drawBand(usual.conflict, -1, COLOURS.conflict.deed, frame),
    drawTicks(frame),
    ...weeks.map((week, index) => drawWeek(week, index, frame, open && index === weeks.length - 1)),
  ].join('')
}

/** The picture of events by week, cooperation upwards, conflict downwards, as SVG with its words. Pure. */
export function drawEvents(trend: Trend): { readonly svg: string; readonly alt: string } {
  const finding = `${trend.subject}: ${findingOf(trend)}`
  const title = wrap(finding, STYLE.width - 2 * STYLE.margin, STYLE.title, true, 3)
  const titleEnd = 22 + title.length * 30
  const frame = frameOf(trend, titleEnd + (trend.weeks.some(isDark) ? 64 : 44))
  const bottom = frame.top + frame.height
  const caption = captionOf(trend)
  const axis = bottom + 42
  const total = axis + 46 + caption.length * 21
  const [together, against] = namesOf(trend)
  const starts = trend.weeks.map(({ startAt }) => startAt)
  const parts = [
    element('defs', {}, HATCH),
    element('rect', { width: STYLE.width, height: total, fill: STYLE.paper }),
    ...title.map((line, index) => textAt(STYLE.margin, 40 + index * 30, line, { size: STYLE.title, fill: STYLE.ink, bold: true })),
    drawName(together, titleEnd + 22),
    drawPlot(trend, frame),
    drawName(against, bottom + 28),
    drawAxis(starts, axis, frame),
    ...caption.map((line, index) => textAt(STYLE.margin, axis + 50 + index * 21, line, { size: STYLE.text, fill: STYLE.soft })),
  ]
  const alt = altOf(trend, finding)
  const size = { viewBox: `0 0 ${STYLE.width} ${total}`, width: STYLE.width, height: total }
  const look = { xmlns: 'http://www.w3.org/2000/svg', ...size, 'font-family': STYLE.font, role: 'img', 'aria-label': alt }
  return { svg: element('svg', look, parts.join('')), alt }
}

/** The finding, the totals and what is usual: what a reader who cannot see the picture needs of it. */
function altOf(trend: Trend, finding: string): string {
  const totals = namesOf(trend).map(({ name, deeds, words }) => `${name}: ${deeds} in deed, ${words} in word.`)
  const darkWeeks = trend.weeks.filter(isDark).length
  const read = darkWeeks === 0 ? [] : [`In ${darkWeeks} of ${trend.weeks.length} weeks feeds were down or not yet read.`]
  return [`Bar chart of events a week. ${finding}.`, ...totals, ...read, ...captionOf(trend)].join(' ')
}

/** The picture's figures, newest week first. */
export function tableOf(trend: Trend): PictureTable {
  const known = trend.weeks.some(({ coverage }) => coverage !== null)
  const row = (week: TrendWeek): readonly string[] => [
    formatDay(week.startAt),
    String(week.quads['material-cooperation']),
    String(week.quads['verbal-cooperation']),
    String(week.quads['verbal-conflict']),
    String(week.quads['material-conflict']),
    week.score === null ? '–' : `${week.score > 0 ? '+' : ''}${week.score.toFixed(1)}`.replace('-', '−'),
    ...(known
      ? [week.coverage === null || week.coverage.feeds === 0 ? 'not yet read' : `${week.coverage.down} of ${week.coverage.feeds}`]
      : []),
  ]
  return {
    columns: [
      'Week of',
      'Cooperative deeds',
      'Cooperative words',
      'Conflictual words',
      'Conflictual deeds',
      'Mean PLOVER score',
      ...(known ? ['Feeds down'] : []),
    ],
    rows: trend.weeks.toReversed().map(row),
  }
}
