import type { PictureTable } from '../domain/command.ts'
import type { Quad } from '../domain/event.ts'
import { type Band, conflict, cooperation, isDark, type Trend, type TrendWeek, type Usual } from '../domain/trend.ts'
import { formatDay, formatSpan } from './calendar.ts'

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000

const counted = (count: number, noun: string): string => `${count === 0 ? 'no' : count} ${noun}${count === 1 ? '' : 's'}`

/** Whether the last week was still running when counting stopped. */
export const isOpen = ({ weeks, until }: Trend): boolean => until < (weeks.at(-1)?.startAt ?? 0) + WEEK_MS

const eventsWords = (count: number): string => (count === 1 ? 'one event' : counted(count, 'event'))
const weeksWords = (count: number): string => (count === 1 ? 'one week' : `${count} weeks`)

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

const usualWords = ({ low, high }: Band): string => (low === high ? `usually ${low}` : `usually ${low} to ${high}`)

/** One event where there are usually none is no news, nor one fewer than usual. */
const [LEAST_MORE, LEAST_FEWER] = [3, 2]

/** A week's counts outside the usual, with the usual, in words. Of a dark week only what is more: what is less may not have been read. */
function beyondUsual(week: TrendWeek, usual: Usual): readonly string[] {
  const outside = (count: number, { low, high }: Band): boolean =>
    (count > high && count >= LEAST_MORE) || (low - count >= LEAST_FEWER && !isDark(week))
  const sides = [
    [cooperation(week), usual.cooperation, 'cooperative event'],
    [conflict(week), usual.conflict, 'conflictual event'],
  ] as const
  return sides.filter(([count, band]) => outside(count, band)).map(([count, band, noun]) => `${counted(count, noun)} (${usualWords(band)})`)
}

/**
 * What the picture says first: what the last whole week in which feeds were read has beyond the usual; else what there is in all.
 * Dark weeks are told of as such, never as calm.
 */
export function findingOf(trend: Trend): string {
  const whole = isOpen(trend) ? trend.weeks.slice(0, -1) : trend.weeks
  const last = whole.at(-1)
  const [together, against] = [sum(trend.weeks.map(cooperation)), sum(trend.weeks.map(conflict))]
  if (together + against === 0) return trend.weeks.some(isDark) ? 'no events known, and feeds were down' : 'no events'
  const parts = last === undefined || trend.usual === null ? [] : beyondUsual(last, trend.usual)
  if (last !== undefined && parts.length > 0) return `${parts.join(' and ')} in the week of ${formatDay(last.startAt)}`
  if (last !== undefined && isDark(last) && (last.coverage?.feeds ?? 0) > 0)
    return `feeds were down last week; its ${eventsWords(cooperation(last) + conflict(last))} may not be all`
  const all = `${counted(together, 'cooperative event')}, ${counted(against, 'conflictual one')}`
  return trend.usual === null
    ? `${all} in ${weeksWords(trend.weeks.length)}`
    : `${all} in ${weeksWords(trend.weeks.length)}, the last week as usual`
}

/** One side of the picture with its totals. */
export type Side = { readonly name: string; readonly deeds: number; readonly words: number }

/** Cooperation and conflict with their totals. */
export function sidesOf({ weeks }: Trend): readonly [Side, Side] {
  const total = (quad: Quad): number => sum(weeks.map(({ quads }) => quads[quad]))
  return [
    { name: 'Cooperative', deeds: total('material-cooperation'), words: total('verbal-cooperation') },
    { name: 'Conflictual', deeds: total('material-conflict'), words: total('verbal-conflict') },
  ]
}

/** The lines under the picture: span and source, then what a reader must know of the counting. */
export function captionOf(trend: Trend): string {
  const [first, last] = [trend.weeks.at(0), trend.weeks.at(-1)]
  if (first === undefined || last === undefined) return ''
  const end = isOpen(trend) ? trend.until : last.startAt + WEEK_MS - DAY_MS
  const { usual } = trend
  const unread = trend.weeks.some(({ coverage }) => coverage?.feeds === 0)
  const notes = [
    `Coded acts of kept stories, ${formatSpan(first.startAt, end)}, by week from Monday, UTC.`,
    usual === null
      ? 'No usual range: fewer than eight weeks to go by.'
      : `Usual: the middle 80 % of the ${usual.weeks} weeks ${usual.before ? 'before' : 'shown'}${trend.weeks.some(isDark) ? ' in which feeds were read' : ''}.`,
    ...(trend.weeks.some(isDark)
      ? [`Hatched: a tenth or more of the feeds were down for a day or longer${unread ? ', or none read yet' : ''}.`]
      : []),
    ...(trend.weeks.every(({ coverage }) => coverage === null) ? ['Nothing is known of feeds being down.'] : []),
    ...(isOpen(trend) ? ['The last week has not ended.'] : []),
  ]
  return notes.join(' ')
}

/** The finding, the totals and what is usual: what a reader who cannot see the picture needs of it. */
export function altOf(trend: Trend, finding: string): string {
  const totals = sidesOf(trend).map(({ name, deeds, words }) => `${name}: ${deeds} in deed, ${words} in word.`)
  const darkWeeks = trend.weeks.filter(isDark).length
  const read = darkWeeks === 0 ? [] : [`In ${darkWeeks} of ${trend.weeks.length} weeks feeds were down or not yet read.`]
  return [`Bar chart of events a week. ${finding}.`, ...totals, ...read, captionOf(trend)].join(' ')
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
