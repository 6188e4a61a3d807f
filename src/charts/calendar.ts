import { utcFormat } from 'd3-time-format'

const day = utcFormat('%-d\u00a0%B\u00a0%Y')
const dayOfYear = utcFormat('%-d\u00a0%B')
const month = utcFormat('%b')
const year = utcFormat('%Y')

/** `7 July 2025` in UTC, with spaces at which no line breaks. */
export const formatDay = (at: number): string => day(new Date(at))

/** `7 July`, where the year is told elsewhere. */
export const formatShortDay = (at: number): string => dayOfYear(new Date(at))

/** `28 April – 20 July 2025`, with both years where they differ. */
export const formatSpan = (from: number, to: number): string =>
  `${year(new Date(from)) === year(new Date(to)) ? formatShortDay(from) : formatDay(from)} – ${formatDay(to)}`

export type MonthMark = { readonly index: number; readonly label: string }

/**
 * Where months begin in a row of weeks: the first week that starts in each. Marks nearer than `gap` weeks to the next are left
 * out at the row's beginning; January and the first mark carry the year. Of many months only those are marked that begin a span of
 * `every`, counted from January.
 */
export function monthMarks(starts: readonly number[], gap: number, every = 1): readonly MonthMark[] {
  const firsts = starts.flatMap((at, index) => {
    const before = starts[index - 1]
    const of = new Date(at).getUTCMonth()
    return of % every !== 0 || (before !== undefined && new Date(before).getUTCMonth() === of) ? [] : [{ index, at }]
  })
  const [first, second] = firsts
  const shown = first !== undefined && second !== undefined && second.index - first.index < gap ? firsts.slice(1) : firsts
  return shown.map(({ index, at }, place) => {
    const date = new Date(at)
    const withYear = place === 0 || date.getUTCMonth() === 0
    return { index, label: withYear ? `${month(date)} ${year(date)}` : month(date) }
  })
}
