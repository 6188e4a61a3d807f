import { type Kysely, sql } from 'kysely'
import { keptFor } from '../domain/assessment.ts'
import type { Report } from '../domain/story.ts'
import type { Database, MentionRow } from './schema.ts'
import { startOf, weekOf } from './weeks.ts'

type Tx = Kysely<Database>

/** Whom an item names, once for every alignment that keeps it, or once for none: `alignment` is '' then. */
export function mentionRows({ item, assessment }: Report): readonly MentionRow[] {
  const kept = keptFor(assessment)
  const countries = new Map(assessment.mentions.map((mention) => [mention.actorId, mention.country]))
  return [...countries].flatMap(([actorId, country]) =>
    (kept.length === 0 ? [''] : kept).map((alignment) => ({
      item_id: item.id,
      actor_id: actorId,
      alignment,
      published_at: item.publishedAt,
      country,
    })),
  )
}

/** Puts whom an item names in the place of whom its wording before named, and counts them by week. */
export async function putMentions(tx: Tx, report: Report): Promise<void> {
  const before = await tx.deleteFrom('mentions').where('item_id', '=', report.item.id).returningAll().execute()
  const rows = mentionRows(report)
  if (rows.length > 0) await tx.insertInto('mentions').values(rows).execute()
  await count(tx, before, -1)
  await count(tx, rows, 1)
}

/** One row an actor, week and alignment: what pictures of many years are drawn from. */
async function count(tx: Tx, rows: readonly MentionRow[], by: 1 | -1): Promise<void> {
  if (rows.length === 0) return
  await tx
    .insertInto('mention_weeks')
    .values(rows.map(({ actor_id, alignment, published_at }) => ({ actor_id, week: weekOf(published_at), alignment, count: by })))
    .onConflict((conflict) =>
      conflict.columns(['actor_id', 'week', 'alignment']).doUpdateSet({ count: sql<number>`mention_weeks.count + excluded.count` }),
    )
    .execute()
}

/** Counts all that is there: for a store of before. */
export async function countMentions(tx: Tx): Promise<void> {
  const week = sql<number>`(published_at - ${sql.lit(startOf(0))}) / ${sql.lit(startOf(1) - startOf(0))}`
  const counted = tx
    .selectFrom('mentions')
    .select(({ fn }) => ['actor_id', week.as('week'), 'alignment', fn.countAll<number>().as('count')])
    .groupBy(['actor_id', week, 'alignment'])
  await tx.insertInto('mention_weeks').columns(['actor_id', 'week', 'alignment', 'count']).expression(counted).execute()
}
