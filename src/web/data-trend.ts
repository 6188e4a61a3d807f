import type { Actor } from '../domain/actor.ts'
import { isDark, type Trend, type TrendWeek } from '../domain/trend.ts'
import { readDays } from './data-actors.ts'
import type { TrendOf, WebNeeds } from './needs.ts'
import { actorMeant, isMistake, type Mistake } from './story-query.ts'

export type TrendAsked = { readonly of?: string; readonly with?: string; readonly days?: string }

/** Whose acts are meant: an alignment by its id, one actor, or two. */
function subjectOf(
  { of = '', with: other = '' }: TrendAsked,
  { context }: WebNeeds,
): TrendOf | { readonly error: string; readonly mistakes: readonly Mistake[] } {
  const alignment = other === '' ? context.alignments.find(({ id }) => id === of) : undefined
  if (alignment !== undefined) return { alignment, actors: [] }
  const named = Object.entries({ of, with: other }).filter(([, name]) => name !== '')
  const meant = named.map(([field, name]) => actorMeant(name, field, context))
  const mistakes = meant.filter(isMistake)
  if (mistakes.length > 0) return { error: mistakes.map(({ message }) => message).join(' '), mistakes }
  return { actors: meant.filter((each): each is Actor => !isMistake(each)) }
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
