import type { PictureTable } from '../domain/command.ts'
import type { Quad } from '../domain/event.ts'
import { type Band, conflict, cooperation, isDark, type Trend, type TrendWeek, type Usual } from '../domain/trend.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatDay, formatSpan } from './calendar.ts'

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000

/** Whether the last week was still running when counting stopped. */
export const isOpen = ({ weeks, until }: Trend): boolean => until < (weeks.at(-1)?.startAt ?? 0) + WEEK_MS

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)

/** One event where there are usually none is no news, nor one fewer than usual. */
const [LEAST_MORE, LEAST_FEWER] = [3, 2]

/** A week's counts outside the usual, with the usual, in words. Of a dark week only what is more: what is less may not have been read. */
function beyondUsual(week: TrendWeek, usual: Usual, { pictures: { trend } }: Words): readonly string[] {
  const outside = (count: number, { low, high }: Band): boolean =>
    (count > high && count >= LEAST_MORE) || (low - count >= LEAST_FEWER && !isDark(week))
  const sides = [
    [cooperation(week), usual.cooperation, trend.cooperativeBeyond],
    [conflict(week), usual.conflict, trend.conflictualBeyond],
  ] as const
  return sides.filter(([count, band]) => outside(count, band)).map(([count, { low, high }, said]) => said(count, low, high))
}

/**
 * What the picture says first: what the last whole week in which feeds were read has beyond the usual; else what there is in all.
 * Dark weeks are told of as such, never as calm.
 */
export function findingOf(trend: Trend, words: Words = wordsIn('en')): string {
  const said = words.pictures.trend
  const whole = isOpen(trend) ? trend.weeks.slice(0, -1) : trend.weeks
  const last = whole.at(-1)
  const [together, against] = [sum(trend.weeks.map(cooperation)), sum(trend.weeks.map(conflict))]
  if (together + against === 0) return trend.weeks.some(isDark) ? said.noneRead : said.none
  const parts = last === undefined || trend.usual === null ? [] : beyondUsual(last, trend.usual, words)
  if (last !== undefined && parts.length > 0) return said.inWeek(parts, formatDay(last.startAt, words.locale))
  if (last !== undefined && isDark(last) && (last.coverage?.feeds ?? 0) > 0) return said.lastDown(cooperation(last) + conflict(last))
  const all = said.all(together, against, trend.weeks.length)
  return trend.usual === null ? all : said.asUsual(all)
}

/** One side of the picture with its totals. */
export type Side = { readonly name: string; readonly deeds: number; readonly words: number }

/** Cooperation and conflict with their totals. */
export function sidesOf({ weeks }: Trend, { pictures: { trend } }: Words): readonly [Side, Side] {
  const total = (quad: Quad): number => sum(weeks.map(({ quads }) => quads[quad]))
  return [
    { name: trend.cooperative, deeds: total('material-cooperation'), words: total('verbal-cooperation') },
    { name: trend.conflictual, deeds: total('material-conflict'), words: total('verbal-conflict') },
  ]
}

/** The lines under the picture: span and source, then what a reader must know of the counting. */
export function captionOf(trend: Trend, words: Words): string {
  const { pictures } = words
  const said = pictures.trend
  const [first, last] = [trend.weeks.at(0), trend.weeks.at(-1)]
  if (first === undefined || last === undefined) return ''
  const end = isOpen(trend) ? trend.until : last.startAt + WEEK_MS - DAY_MS
  const { usual } = trend
  const someDark = trend.weeks.some(isDark)
  const notes = [
    said.source(formatSpan(first.startAt, end, words)),
    usual === null ? said.noUsual : said.usualOf(usual.weeks, usual.before, someDark),
    ...(someDark ? [said.hatched(trend.weeks.some(({ coverage }) => coverage?.feeds === 0))] : []),
    ...(trend.weeks.every(({ coverage }) => coverage === null) ? [said.nothingKnown] : []),
    ...(isOpen(trend) ? [pictures.open] : []),
  ]
  return notes.join(words.writing.gap)
}

/** The finding, the totals and what is usual: what a reader who cannot see the picture needs of it. */
export function altOf(trend: Trend, finding: string, words: Words): string {
  const said = words.pictures.trend
  const totals = sidesOf(trend, words).map((side) => said.side(side.name, side.deeds, side.words))
  const dark = trend.weeks.filter(isDark).length
  const read = dark === 0 ? [] : [said.darkWeeks(dark, trend.weeks.length)]
  return [said.alt(finding), ...totals, ...read, captionOf(trend, words)].join(words.writing.gap)
}

/** The picture's figures, newest week first. */
export function tableOf(trend: Trend, { pictures, locale }: Words = wordsIn('en')): PictureTable {
  const said = pictures.trend
  const known = trend.weeks.some(({ coverage }) => coverage !== null)
  const row = (week: TrendWeek): readonly string[] => [
    formatDay(week.startAt, locale),
    String(week.quads['material-cooperation']),
    String(week.quads['verbal-cooperation']),
    String(week.quads['verbal-conflict']),
    String(week.quads['material-conflict']),
    week.score === null ? '–' : `${week.score > 0 ? '+' : ''}${week.score.toFixed(1)}`.replace('-', '−'),
    ...(known
      ? [week.coverage === null || week.coverage.feeds === 0 ? said.notRead : said.downOf(week.coverage.down, week.coverage.feeds)]
      : []),
  ]
  return {
    columns: [
      pictures.weekOf,
      said.cooperativeDeeds,
      said.cooperativeWords,
      said.conflictualWords,
      said.conflictualDeeds,
      said.score,
      ...(known ? [said.downColumn] : []),
    ],
    rows: trend.weeks.toReversed().map(row),
  }
}
