import type { Kysely } from 'kysely'
import type { Archive } from '../domain/archive.ts'
import { ITEM_COLUMNS, toAssessment, toItem } from './items.ts'
import type { Database } from './schema.ts'

type Db = Kysely<Database>

/** Among how many of the newest dropped items the nearest misses are looked for: an old near miss is nobody's question. */
const NEAR_WINDOW = 1_000

/** The dropped items with the best scores, newest first. */
export async function near(db: Db, limit: number): ReturnType<Archive['near']> {
  const rows = await db
    .with('recent', (cte) =>
      cte
        .selectFrom('assessments')
        .select(['item_id', 'best_score'])
        .where('kept', '=', 0)
        .orderBy('published_at', 'desc')
        .limit(NEAR_WINDOW),
    )
    .with('nearest', (cte) => cte.selectFrom('recent').select('item_id').orderBy('best_score', 'desc').orderBy('item_id').limit(limit))
    .selectFrom('nearest')
    .innerJoin('items', 'items.id', 'nearest.item_id')
    .innerJoin('assessments', 'assessments.item_id', 'nearest.item_id')
    .select(ITEM_COLUMNS)
    .select('assessments.body')
    .orderBy('items.published_at', 'desc')
    .orderBy('items.id')
    .execute()
  return rows.map((row) => ({ item: toItem(row), assessment: toAssessment(row.body) }))
}

/** The page is cut from the index alone; only its own items are read. */
export async function dropped(db: Db, { limit, before }: Parameters<Archive['dropped']>[0]): ReturnType<Archive['dropped']> {
  const rows = await db
    .with('page', (cte) => {
      const all = cte.selectFrom('assessments').select(['item_id', 'published_at']).where('kept', '=', 0)
      const rest =
        before === undefined
          ? all
          : all
              .where('published_at', '<=', before.publishedAt)
              .where(({ eb, or }) => or([eb('published_at', '<', before.publishedAt), eb('item_id', '<', before.id)]))
      return rest.orderBy('published_at', 'desc').orderBy('item_id', 'desc').limit(limit)
    })
    .selectFrom('page')
    .innerJoin('items', 'items.id', 'page.item_id')
    .innerJoin('assessments', 'assessments.item_id', 'page.item_id')
    .select(ITEM_COLUMNS)
    .select('assessments.body')
    .orderBy('page.published_at', 'desc')
    .orderBy('page.item_id', 'desc')
    .execute()
  return rows.map((row) => ({ item: toItem(row), assessment: toAssessment(row.body) }))
}
