import { isDark, type Trend, type TrendWeek } from '../domain/trend.ts'
import { readDays } from './data-actors.ts'
import type { TrendOf, WebNeeds } from './needs.ts'
import { actorMeant } from './story-query.ts'

export type TrendAsked = { readonly of?: string; readonly with?: string; readonly days?: string }

/** Whose acts are meant: an alignment by its id, one actor, or two. */
function subjectOf({ of = '', with: other = '' }: TrendAsked, { context }: WebNeeds): TrendOf | { readonly error: string } {
  const alignment = other === '' ? context.alignments.find(({ id }) => id === of) : undefined
  if (alignment !== undefined) return { alignment, actors: [] }
  const meant = [of, other].filter((name) => name !== '').map((name) => actorMeant(name, context))
  const wrong = meant.filter((each) => typeof each === 'string')
  if (wrong.length > 0) return { error: wrong.join(' ') }
  return { actors: meant.filter((each) => typeof each !== 'string') }
}

const weekData = (week: TrendWeek): object => ({
  from: new Date(week.startAt).toISOString().slice(0, 10),
  acts: week.quads,
  score: week.score,
  feeds: week.coverage,
  dark: isDark(week),
})

const trendOf = ({ subject, weeks, usual, until }: Trend): object => ({
  subject,
  until: new Date(until).toISOString(),
  usual,
  weeks: weeks.map(weekData),
})

/** Acts by week, with what is usual and the weeks that say little because feeds were down. */
export async function trendData(asked: TrendAsked, needs: WebNeeds): Promise<object | { readonly error: string }> {
  const days = readDays(asked.days, 14)
  if (typeof days === 'string') return { error: days }
  const subject = subjectOf(asked, needs)
  return 'error' in subject ? subject : trendOf(await needs.trend(subject, days))
}
