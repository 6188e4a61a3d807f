import { type Kysely, sql } from 'kysely'
import type { Counterpart, WeekCount } from '../domain/archive.ts'
import type { Category } from '../domain/event.ts'
import type { Database } from './schema.ts'

type Db = Kysely<Database>

const WEEK_MS = 604_800_000
/** The first Monday of the epoch: 5 January 1970, 00:00 UTC. */
const FIRST_MONDAY = 345_600_000

const weekOf = (at: number): number => Math.floor((at - FIRST_MONDAY) / WEEK_MS)
const startOf = (week: number): number => FIRST_MONDAY + week * WEEK_MS

/** Items that name the actor, by week: each counts once for every alignment that keeps it, or once as `other`. */
export async function mentionsByWeek(db: Db, actorId: string, since: number, until: number): Promise<readonly WeekCount[]> {
  const week = sql<number>`(published_at - ${sql.lit(FIRST_MONDAY)}) / ${sql.lit(WEEK_MS)}`
  const rows = await db
    .selectFrom('mentions')
    .select(['alignment', week.as('week')])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('actor_id', '=', actorId)
    .where('published_at', '>=', since)
    .where('published_at', '<', until)
    .groupBy(['alignment', 'week'])
    .execute()
  const first = weekOf(since)
  const length = until <= since ? 0 : weekOf(until - 1) - first + 1
  return Array.from({ length }, (_, index) => {
    const mine = rows.filter((row) => row.week === first + index)
    const kept = mine.filter((row) => row.alignment !== '').map((row) => [row.alignment, Number(row.count)])
    return {
      startAt: startOf(first + index),
      byAlignment: Object.fromEntries(kept),
      other: Number(mine.find((row) => row.alignment === '')?.count ?? 0),
    }
  })
}

/** Actors named in the same stories updated since, with the categories of those stories' acts. */
export async function counterparts(db: Db, actorId: string, since: number, limit: number): Promise<readonly Counterpart[]> {
  const shared = await db
    .selectFrom('story_actors as mine')
    .innerJoin('story_actors as other', 'other.story_id', 'mine.story_id')
    .select('other.actor_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('mine.actor_id', '=', actorId)
    .where('mine.updated_at', '>=', since)
    .where('other.actor_id', '!=', actorId)
    .groupBy('other.actor_id')
    .orderBy('count', 'desc')
    .orderBy('other.actor_id')
    .limit(limit)
    .execute()
  const categories = await sharedCategories(
    db,
    actorId,
    shared.map((row) => row.actor_id),
    since,
  )
  return shared.map((row) => ({ actorId: row.actor_id, count: Number(row.count), categories: categories.get(row.actor_id) ?? [] }))
}

/** For each of the others: the categories of the acts in the stories that name both, most frequent first. */
async function sharedCategories(
  db: Db,
  actorId: string,
  otherIds: readonly string[],
  since: number,
): Promise<ReadonlyMap<string, readonly Category[]>> {
  if (otherIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('story_actors as mine')
    .innerJoin('story_actors as other', 'other.story_id', 'mine.story_id')
    .innerJoin('story_categories', 'story_categories.story_id', 'mine.story_id')
    .select(['other.actor_id', 'story_categories.category'])
    .where('mine.actor_id', '=', actorId)
    .where('mine.updated_at', '>=', since)
    .where('other.actor_id', 'in', otherIds)
    .groupBy(['other.actor_id', 'story_categories.category'])
    .orderBy(({ fn }) => fn.countAll(), 'desc')
    .orderBy('story_categories.category')
    .execute()
  const byActor = Map.groupBy(rows, (row) => row.actor_id)
  return new Map([...byActor].map(([id, mine]) => [id, mine.map((row) => row.category as Category)]))
}
