import type { Kysely } from 'kysely'
import type { Review, Reviews } from '../domain/review.ts'
import type { Report } from '../domain/story.ts'
import { ITEM_COLUMNS, toItem } from './items.ts'
import type { Database } from './schema.ts'

type Db = Kysely<Database>

/** What an item's assessment tells of changes of office; what was ticked off after the item was published stays so. */
export async function insertReviews(tx: Db, { item, assessment }: Report): Promise<void> {
  for (const { subject, words } of assessment.changes ?? []) {
    const done = await tx
      .selectFrom('reviews')
      .select('id')
      .where('subject', '=', subject)
      .where('done_at', '>=', item.publishedAt)
      .limit(1)
      .executeTakeFirst()
    if (done !== undefined) continue
    await tx
      .insertInto('reviews')
      .values({ subject, item_id: item.id, words, published_at: item.publishedAt, done_at: null })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

export const createReviews = (db: Db): Reviews => ({
  async open() {
    const rows = await db
      .selectFrom('reviews')
      .innerJoin('items', 'items.id', 'reviews.item_id')
      .select(ITEM_COLUMNS)
      .select(['reviews.id as review_id', 'reviews.subject', 'reviews.words'])
      .where('reviews.done_at', 'is', null)
      .orderBy('reviews.published_at', 'desc')
      .orderBy('reviews.id', 'desc')
      .execute()
    return [...Map.groupBy(rows, (row) => row.subject)].map(
      ([subject, mine]): Review => ({
        id: Math.min(...mine.map((row) => row.review_id)),
        subject,
        reports: mine.map((row) => ({ item: toItem(row), words: row.words })),
      }),
    )
  },

  async done(id, now) {
    const row = await db.selectFrom('reviews').select('subject').where('id', '=', id).where('done_at', 'is', null).executeTakeFirst()
    if (row === undefined) return false
    await db.updateTable('reviews').set({ done_at: now }).where('subject', '=', row.subject).where('done_at', 'is', null).execute()
    return true
  },
})
