import type { CommandContext, Picture } from '../domain/command.ts'
import type { ActFilter } from '../domain/history.ts'
import { coverageOf, type Trend, type TrendWeek, trendWeek, usualOf } from '../domain/trend.ts'

const DAY_MS = 86_400_000
const WEEK_MS = 604_800_000
/** A Monday, 00:00 UTC. */
const MONDAY_AT = Date.UTC(1970, 0, 5)
/** How many weeks before those shown say what is usual. */
const USUAL_WEEKS = 26

const weekStart = (at: number): number => MONDAY_AT + Math.floor((at - MONDAY_AT) / WEEK_MS) * WEEK_MS

/** Events by week over so many days up to now, in whole weeks, with what is usual and the feeds that were down. */
export async function trendOf(
  subject: string,
  filter: Pick<ActFilter, 'alignment' | 'parties'>,
  days: number,
  { archive, now, categories = [] }: CommandContext,
): Promise<Trend> {
  const until = now()
  const shownFrom = weekStart(until - days * DAY_MS)
  const since = shownFrom - USUAL_WEEKS * WEEK_MS
  const [weeks, states, silences] = await Promise.all([
    archive.actsByWeek({ ...filter, since, until }),
    archive.feeds(),
    archive.silences(since),
  ])
  const coverage = coverageOf(
    weeks.map(({ startAt }) => startAt),
    { states, silences, now: until },
  )
  const all: readonly TrendWeek[] = weeks.map((week, index) => trendWeek(week, categories, coverage[index] ?? null))
  const shown = all.filter(({ startAt }) => startAt >= shownFrom)
  const before = all.filter(({ startAt }) => startAt < shownFrom)
  return { subject, weeks: shown, usual: usualOf(before, shown), until }
}

/** The picture of a trend; null where there is nothing to be seen: no events, and every feed read. */
export const pictureOf = (trend: Trend, { charts, locale }: CommandContext): Picture | null =>
  trend.weeks.some(({ score, coverage }) => score !== null || (coverage !== null && coverage.down > 0))
    ? charts.eventsByWeek(trend, locale)
    : null
