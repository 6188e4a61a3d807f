import { type Kysely, sql } from 'kysely'
import { forgetActs } from './acts.ts'
import { forgetActors } from './companions.ts'
import type { Engine } from './engine.ts'
import { forgetItems } from './forgotten.ts'
import { forgetDealings } from './network.ts'
import { forgetJudged, forgetUntold } from './old-items.ts'
import type { Database } from './schema.ts'
import { forgetText } from './texts.ts'

type Tx = Kysely<Database>
type Batch = { readonly before: number; readonly limit: number; readonly now: number }

/** What is looked up by, and what was said and sent of a story. */
const OF_STORY = ['story_alignments', 'story_languages', 'story_categories', 'local_posts', 'deliveries', 'briefs', 'story_items'] as const

/**
 * Stories that nothing was told of since, whole, with those that turned out to be one of them; and reports that were kept but are in
 * no story. A story stays that a reader has judged, of which anything is still to be sent, or a report of which is judged anew.
 */
export async function forgetStories(tx: Tx, batch: Batch, engine: Engine): Promise<number> {
  const stories = await oldStories(tx, batch)
  for (const { id } of stories) await forgetStory(tx, engine, id, batch.now)
  const alone = await forgetUntold(tx, { ...batch, limit: batch.limit - stories.length })
  return stories.length + alone
}

const oldStories = (tx: Tx, { before, limit }: Batch) =>
  tx
    .selectFrom('stories')
    .select('stories.id')
    .where('stories.merged_into', 'is', null)
    .where('stories.updated_at', '<', before)
    .where(({ or, eb }) => or([eb('stories.recorded_at', 'is', null), eb('stories.recorded_at', '<', before)]))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('feedback').select('feedback.story_id').whereRef('feedback.story_id', '=', 'stories.id'))),
    )
    .where('stories.id', 'not in', toldBy(tx).where('deliveries.open', '=', 1))
    .where('stories.id', 'not in', toldBy(tx).where('deliveries.state', '=', sql.lit('gathered')))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('story_items')
            .innerJoin('items', 'items.id', 'story_items.item_id')
            .select('items.id')
            .whereRef('story_items.story_id', '=', 'stories.id')
            .where('items.assessed', '=', 0),
        ),
      ),
    )
    .orderBy('stories.updated_at')
    .limit(limit)
    .execute()

/** The stories that deliveries tell, by the ids that they have now. */
const toldBy = (tx: Tx) =>
  tx
    .selectFrom('deliveries')
    .innerJoin('stories as told', 'told.id', 'deliveries.story_id')
    .select(({ fn }) => fn.coalesce('told.merged_into', 'told.id').as('id'))

async function forgetStory(tx: Tx, engine: Engine, storyId: string, now: number): Promise<void> {
  const merged = await tx.selectFrom('stories').select('id').where('merged_into', '=', storyId).execute()
  const ids = [storyId, ...merged.map(({ id }) => id)]
  const items = await tx
    .selectFrom('story_items')
    .innerJoin('items', 'items.id', 'story_items.item_id')
    .select(['items.id', 'items.url', 'items.title', 'items.feed_id as feedId', 'items.published_at as publishedAt'])
    .where('story_items.story_id', 'in', ids)
    .execute()
  for (const id of ids) {
    await forgetText(tx, engine, id)
    await forgetActors(tx, id)
    await forgetActs(tx, id)
    await forgetDealings(tx, id)
  }
  for (const table of OF_STORY) await tx.deleteFrom(table).where('story_id', 'in', ids).execute()
  await tx.deleteFrom('stories').where('id', 'in', ids).execute()
  await forgetJudged(
    tx,
    items.map(({ id }) => id),
  )
  await forgetItems(tx, items, now)
}
