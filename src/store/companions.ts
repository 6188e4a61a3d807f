import { type Kysely, sql } from 'kysely'
import type { ActorWeekRow, Database, StoryActorRow } from './schema.ts'
import { startOf, weekOf } from './weeks.ts'

type Tx = Kysely<Database>

/** Puts whom a story names now in the place of whom it named before, and counts by week who is named with whom. */
export async function putActors(tx: Tx, storyId: string, actorIds: readonly string[], updatedAt: number): Promise<void> {
  const before = await tx.deleteFrom('story_actors').where('story_id', '=', storyId).returningAll().execute()
  const rows = [...new Set(actorIds)].map((actor_id) => ({ story_id: storyId, actor_id, updated_at: updatedAt }))
  if (rows.length > 0) await tx.insertInto('story_actors').values(rows).execute()
  await count(tx, changes(pairsOf(before), pairsOf(rows)))
}

/** Takes out whom a story names, where it is told no more. */
export const forgetActors = (tx: Tx, storyId: string): Promise<void> => putActors(tx, storyId, [], 0)

/** Each two of a story, both ways round. */
const pairsOf = (rows: readonly StoryActorRow[]): readonly ActorWeekRow[] =>
  rows.flatMap(({ actor_id, updated_at }) =>
    rows
      .filter((other) => other.actor_id !== actor_id)
      .map((other) => ({ actor_id, week: weekOf(updated_at), other_id: other.actor_id, count: 1 })),
  )

const keyOf = ({ actor_id, week, other_id }: ActorWeekRow): string => `${actor_id} ${week} ${other_id}`

/** What is counted less and what more. Most new revisions name the same in the same week: then it is nothing. */
function changes(before: readonly ActorWeekRow[], now: readonly ActorWeekRow[]): readonly ActorWeekRow[] {
  const [gone, come] = [new Set(before.map(keyOf)), new Set(now.map(keyOf))]
  const all = [
    ...before.filter((row) => !come.has(keyOf(row))).map((row) => ({ ...row, count: -1 })),
    ...now.filter((row) => !gone.has(keyOf(row))),
  ]
  // In one order, so that two that count at a time wait for each other in turn.
  return all.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** Rows of one statement: well under SQLite's limit of 32,766 values. */
const CHUNK = 1_000

async function count(tx: Tx, rows: readonly ActorWeekRow[]): Promise<void> {
  for (let from = 0; from < rows.length; from += CHUNK)
    await tx
      .insertInto('actor_weeks')
      .values(rows.slice(from, from + CHUNK))
      .onConflict((conflict) =>
        conflict.columns(['actor_id', 'week', 'other_id']).doUpdateSet({ count: sql<number>`actor_weeks.count + excluded.count` }),
      )
      .execute()
  const less = rows.filter((row) => row.count < 0)
  if (less.length === 0) return
  await tx
    .deleteFrom('actor_weeks')
    .where('count', '=', 0)
    .where('actor_id', 'in', [...new Set(less.map((row) => row.actor_id))])
    .where('week', 'in', [...new Set(less.map(({ week }) => week))])
    .execute()
}

/** Counts all that is there: for a store of before. */
export async function countCompanions(tx: Tx): Promise<void> {
  const week = sql<number>`(mine.updated_at - ${sql.lit(startOf(0))}) / ${sql.lit(startOf(1) - startOf(0))}`
  const counted = tx
    .selectFrom('story_actors as mine')
    .innerJoin('story_actors as other', 'other.story_id', 'mine.story_id')
    .select(({ fn }) => ['mine.actor_id', week.as('week'), 'other.actor_id as other_id', fn.countAll<number>().as('count')])
    .whereRef('other.actor_id', '!=', 'mine.actor_id')
    .groupBy(['mine.actor_id', week, 'other.actor_id'])
  await tx.insertInto('actor_weeks').columns(['actor_id', 'week', 'other_id', 'count']).expression(counted).execute()
}
