import type { Kysely } from 'kysely'
import { forgetItems } from './forgotten.ts'
import type { Database } from './schema.ts'

type Tx = Kysely<Database>
type Batch = { readonly before: number; readonly limit: number; readonly now: number }

/** Items older than `before` that were kept, or not, and that no story has, oldest first. */
const storyless = (tx: Tx, { before, limit }: Batch, kept: 0 | 1) =>
  tx
    .selectFrom('assessments')
    .innerJoin('items', 'items.id', 'assessments.item_id')
    .select(['items.id', 'items.url', 'items.title', 'items.feed_id as feedId', 'items.published_at as publishedAt'])
    .where('assessments.kept', '=', kept)
    .where('assessments.published_at', '<', before)
    .where('items.assessed', '=', 1)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('story_items').select('story_items.item_id').whereRef('story_items.item_id', '=', 'items.id'))),
    )
    .orderBy('assessments.published_at')
    .limit(limit)

type Going = Awaited<ReturnType<ReturnType<typeof storyless>['execute']>>

async function forget(tx: Tx, going: Going, now: number): Promise<number> {
  await forgetJudged(
    tx,
    going.map(({ id }) => id),
  )
  await forgetItems(tx, going, now)
  return going.length
}

/** Items kept for nothing, with what was judged of them. One that a story has all the same (an outlet's correction), or that waits for a person, stays. */
export async function forgetDropped(tx: Tx, batch: Batch): Promise<number> {
  const going = await storyless(tx, batch, 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('reviews').select('reviews.id').whereRef('reviews.item_id', '=', 'items.id').where('reviews.done_at', 'is', null),
        ),
      ),
    )
    .execute()
  return forget(tx, going, batch.now)
}

/** Reports that were kept, and of which no story could be made. */
export const forgetUntold = async (tx: Tx, batch: Batch): Promise<number> =>
  batch.limit <= 0 ? 0 : forget(tx, await storyless(tx, batch, 1).execute(), batch.now)

/** All that was made of items that go. */
export async function forgetJudged(tx: Tx, itemIds: readonly string[]): Promise<void> {
  if (itemIds.length === 0) return
  for (const table of ['mentions', 'assessments', 'item_wordings', 'reviews'] as const)
    await tx.deleteFrom(table).where('item_id', 'in', itemIds).execute()
}
