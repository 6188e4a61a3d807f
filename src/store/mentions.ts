import { type Kysely, sql } from 'kysely'
import { keptFor } from '../domain/assessment.ts'
import type { Report } from '../domain/story.ts'
import type { Database, MentionRow } from './schema.ts'
import { startOf, weekOf } from './weeks.ts'

type Tx = Kysely<Database>

/** Rows in one statement. */
const CHUNK = 500

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

/** Puts whom items name that had no wording before, and counts them by week. */
export async function putMentionRows(tx: Tx, rows: readonly MentionRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK)
    await tx
      .insertInto('mentions')
      .values(rows.slice(at, at + CHUNK))
      .execute()
  await count(tx, rows, 1)
}

/**
 * One row an actor, week and alignment: what pictures of many years are drawn from. In one order, so that of two who count the same
 * actors one waits for the other, and not each for each.
 */
async function count(tx: Tx, rows: readonly MentionRow[], by: 1 | -1): Promise<void> {
  const counts = Map.groupBy(rows, ({ actor_id, alignment, published_at }) => `${actor_id} ${alignment} ${weekOf(published_at)}`)
  const counted = [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [row, ...same]]) =>
      row === undefined
        ? []
        : [{ actor_id: row.actor_id, week: weekOf(row.published_at), alignment: row.alignment, count: by * (same.length + 1) }],
    )
  for (let at = 0; at < counted.length; at += CHUNK)
    await tx
      .insertInto('mention_weeks')
      .values(counted.slice(at, at + CHUNK))
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
