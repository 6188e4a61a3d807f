import { type Kysely, sql } from 'kysely'
import type { Counterpart, WeekCount } from '../domain/archive.ts'
import type { Category } from '../domain/event.ts'
import type { Database } from './schema.ts'
import { startOf, weekOf, weeksIn } from './weeks.ts'

type Db = Kysely<Database>

type Counted = { readonly week: number; readonly alignment: string; readonly count: number }

/**
 * Items that name the actor, by week: each counts once for every alignment that keeps it, or once as `other`. Whole weeks are counted
 * already; of those that the span cuts, the items themselves are.
 */
export async function mentionsByWeek(db: Db, actorId: string, since: number, until: number): Promise<readonly WeekCount[]> {
  const weeks = weeksIn(since, until)
  const isWhole = (week: number): boolean => startOf(week) >= since && startOf(week + 1) <= until
  const counts = await Promise.all([
    wholeWeeks(db, actorId, weeks.filter(isWhole)),
    ...weeks.filter((week) => !isWhole(week)).map((week) => cutWeek(db, actorId, week, since, until)),
  ])
  const byWeek = Map.groupBy(counts.flat(), ({ week }) => week)
  return weeks.map((week) => {
    const mine = byWeek.get(week) ?? []
    return {
      startAt: startOf(week),
      byAlignment: Object.fromEntries(mine.filter(({ alignment }) => alignment !== '').map(({ alignment, count }) => [alignment, count])),
      other: mine.find(({ alignment }) => alignment === '')?.count ?? 0,
    }
  })
}

async function wholeWeeks(db: Db, actorId: string, weeks: readonly number[]): Promise<readonly Counted[]> {
  const [first, last] = [weeks.at(0), weeks.at(-1)]
  if (first === undefined || last === undefined) return []
  return db
    .selectFrom('mention_weeks')
    .select(['week', 'alignment', 'count'])
    .where('actor_id', '=', actorId)
    .where('week', '>=', first)
    .where('week', '<=', last)
    .where('count', '>', 0)
    .execute()
}

async function cutWeek(db: Db, actorId: string, week: number, since: number, until: number): Promise<readonly Counted[]> {
  const rows = await db
    .selectFrom('mentions')
    .select(({ fn }) => ['alignment', fn.countAll<number>().as('count')])
    .where('actor_id', '=', actorId)
    .where('published_at', '>=', Math.max(since, startOf(week)))
    .where('published_at', '<', Math.min(until, startOf(week + 1)))
    .groupBy('alignment')
    .execute()
  return rows.map(({ alignment, count }) => ({ week, alignment, count: Number(count) }))
}

/** Actors named in the same stories updated since, with the categories of those stories' acts. */
export async function counterparts(db: Db, actorId: string, since: number, limit: number): Promise<readonly Counterpart[]> {
  const shared = await companions(db, actorId, since, limit)
  const categories = await sharedCategories(
    db,
    actorId,
    shared.map((other) => other.actorId),
    since,
  )
  return shared.map((other) => ({ ...other, categories: categories.get(other.actorId) ?? [] }))
}

type Companion = Pick<Counterpart, 'actorId' | 'count'>

/** Who is named with the actor most often. Whole weeks are counted already; of the one that `since` cuts, the stories themselves are. */
async function companions(db: Db, actorId: string, since: number, limit: number): Promise<readonly Companion[]> {
  const first = weekOf(since) + (startOf(weekOf(since)) < since ? 1 : 0)
  const rows = [
    ...(startOf(first) > since ? await inCutWeek(db, actorId, since, startOf(first)) : []),
    ...(await sinceWeek(db, actorId, first)),
  ]
  const counts = new Map<string, number>()
  for (const { other_id, count } of rows) counts.set(other_id, (counts.get(other_id) ?? 0) + Number(count))
  return [...counts]
    .map(([id, count]) => ({ actorId: id, count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count || (a.actorId < b.actorId ? -1 : 1))
    .slice(0, limit)
}

const sinceWeek = (db: Db, actorId: string, week: number) =>
  db
    .selectFrom('actor_weeks')
    .select(({ fn }) => ['other_id', fn.sum<number>('count').as('count')])
    .where('actor_id', '=', actorId)
    .where('week', '>=', week)
    .groupBy('other_id')
    .execute()

const inCutWeek = (db: Db, actorId: string, since: number, until: number) =>
  db
    .selectFrom('story_actors as mine')
    .innerJoin('story_actors as other', 'other.story_id', 'mine.story_id')
    .select(({ fn }) => ['other.actor_id as other_id', fn.countAll<number>().as('count')])
    .where('mine.actor_id', '=', actorId)
    .where('mine.updated_at', '>=', since)
    .where('mine.updated_at', '<', until)
    .where('other.actor_id', '!=', actorId)
    .groupBy('other.actor_id')
    .execute()

/** By so many stories, which acts come most often is told as well as by all of them. */
const ENOUGH = 500

/** By this no index is looked up: it would be once for each of the others in each story, where a story names fewer than there are others. */
const asText = sql<string>`other.actor_id || ''`

/** For each of the others: the categories of the acts in the newest stories that name both, most frequent first. */
async function sharedCategories(
  db: Db,
  actorId: string,
  otherIds: readonly string[],
  since: number,
): Promise<ReadonlyMap<string, readonly Category[]>> {
  if (otherIds.length === 0) return new Map()
  const newest = db
    .selectFrom('story_actors')
    .select('story_id')
    .where('actor_id', '=', actorId)
    .where('updated_at', '>=', since)
    .orderBy('updated_at', 'desc')
    .orderBy('story_id', 'desc')
    .limit(ENOUGH)
  const rows = await db
    .selectFrom(newest.as('mine'))
    .innerJoin('story_actors as other', 'other.story_id', 'mine.story_id')
    .innerJoin('story_categories', 'story_categories.story_id', 'mine.story_id')
    .select(['other.actor_id', 'story_categories.category'])
    .where(asText, 'in', otherIds)
    .groupBy(['other.actor_id', 'story_categories.category'])
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('story_categories.category')
    .execute()
  const byActor = Map.groupBy(rows, (row) => row.actor_id)
  return new Map([...byActor].map(([id, mine]) => [id, mine.map((row) => row.category as Category)]))
}
