import { type Kysely, sql } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { NewDelivery } from '../domain/delivery.ts'
import type { Item } from '../domain/item.ts'
import type { Outcome, Report, Story, Telling } from '../domain/story.ts'
import { putActs } from './acts.ts'
import { putBrief } from './briefs.ts'
import { putActors } from './companions.ts'
import { correctPosts, insertDeliveries, MERGED } from './deliveries.ts'
import { assessmentRow } from './dropped-reports.ts'
import type { Engine } from './engine.ts'
import { toItemRow } from './items.ts'
import { putMentions } from './mentions.ts'
import { LOOKUPS, mergeStory } from './merge.ts'
import { putDealings } from './network.ts'
import { insertReviews } from './reviews.ts'
import type { Database } from './schema.ts'
import { searchable } from './searchable.ts'
import { putSources } from './sources.ts'
import { storeError } from './store-error.ts'
import { forgetText, putText } from './texts.ts'

type Tx = Kysely<Database>

/**
 * Everything that follows from one item, inside the caller's transaction. What is recorded in this wording is left as it is: then it
 * answers false.
 */
export async function recordOutcome(tx: Tx, engine: Engine, outcome: Outcome, now: number): Promise<boolean> {
  const { report, story, moved = [], corrected = [] } = outcome
  await tx
    .insertInto('items')
    .values(toItemRow(report.item))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  if (!(await takeWording(tx, engine, report.item))) return false
  await putAssessment(tx, report)
  await putMentions(tx, report)
  await insertReviews(tx, report)
  const newsAt = report.item.backfilled ? null : now
  if (story !== null) await putStory(tx, engine, story.story, newsAt)
  await putMember(tx, report.item, story?.story.id ?? null)
  for (const { itemId, to } of moved)
    await tx.updateTable('story_items').set({ story_id: to, moved: 1 }).where('item_id', '=', itemId).execute()
  for (const telling of corrected) await putStory(tx, engine, telling.story, newsAt)
  for (const pointer of story?.merged ?? []) await mergeStory(tx, engine, pointer, story?.story.id ?? '', now)
  if (story !== null) await tell(tx, engine, story, now)
  for (const telling of corrected) await tell(tx, engine, { ...telling, deliveries: await stillWaiting(tx, telling) }, now)
  for (const pointer of story?.merged ?? []) await correctPosts(tx, pointer, now, MERGED)
  return true
}

/**
 * Marks the item as judged in this wording. False where it was already; refused where its publisher has changed it meanwhile, so that
 * the newer wording is judged and not this one.
 */
async function takeWording(tx: Tx, engine: Engine, item: Item): Promise<boolean> {
  const { id, title, text, revision = 0 } = item
  // A poll that brings a new wording at this moment waits, and has the item judged again.
  const row = await engine
    .kept(tx.selectFrom('items').select(['assessed', 'newest_revision']).where('id', '=', id))
    .executeTakeFirstOrThrow()
  if (row.assessed === 1) return false
  if (row.newest_revision !== revision) throw storeError('stale', `${engine.place} (item ${id})`)
  await tx.updateTable('items').set({ assessed: 1, revision, title, text }).where('id', '=', id).execute()
  return true
}

async function putAssessment(tx: Tx, report: Report): Promise<void> {
  const { item_id, ...judged } = assessmentRow(report)
  await tx
    .insertInto('assessments')
    .values({ item_id, ...judged })
    .onConflict((conflict) => conflict.column('item_id').doUpdateSet(judged))
    .execute()
}

/** The story that the item is in: none any more where a new wording has nothing to do with one. */
async function putMember(tx: Tx, item: Item, storyId: string | null): Promise<void> {
  if (storyId === null) await tx.deleteFrom('story_items').where('item_id', '=', item.id).execute()
  else
    await tx
      .insertInto('story_items')
      .values({ story_id: storyId, item_id: item.id, published_at: item.publishedAt })
      .onConflict((conflict) => conflict.column('item_id').doUpdateSet({ story_id: storyId }))
      .execute()
}

/** Of where a corrected story would go, where it was on its way: it is not news for a route that it was never meant for. */
async function stillWaiting(tx: Tx, { story, deliveries }: Telling): Promise<readonly NewDelivery[]> {
  const rows = await tx
    .selectFrom('deliveries')
    .select('route_id')
    .where('story_id', '=', story.id)
    .where('state', 'in', ['pending', 'gathered'])
    .execute()
  return deliveries.filter(({ routeId }) => rows.some((row) => row.route_id === routeId))
}

/** The story as it is told from now on. A correction reaches every reader of what it corrects, whether or not the route still takes it. */
async function tell(tx: Tx, engine: Engine, { story, brief, deliveries }: Telling, now: number): Promise<void> {
  await putBrief(tx, brief, now)
  await putLookups(tx, brief)
  await putActs(tx, brief)
  await putDealings(tx, brief)
  if (brief.withdrawn) await forgetText(tx, engine, story.id)
  else await putText(tx, engine, brief, await searchable(tx, brief))
  if (brief.kind === 'correction') await correctPosts(tx, brief, now)
  await insertDeliveries(tx, deliveries, now)
}

/**
 * A revision older than the stored one was made from an old state: refused, so that nothing newer is overwritten. `newsAt` is when it
 * became news, null where the item was only backfilled.
 */
async function putStory(tx: Tx, engine: Engine, story: Story, newsAt: number | null): Promise<void> {
  const row = { id: story.id, revision: story.revision, opened_at: story.openedAt, updated_at: story.updatedAt, merged_into: null }
  const first = sql<number>`coalesce(stories.first_recorded_at, ${newsAt})`
  const again = newsAt === null ? row : { ...row, recorded_at: newsAt, first_recorded_at: first }
  const { numInsertedOrUpdatedRows: put = 0n } = await tx
    .insertInto('stories')
    .values({ ...row, recorded_at: newsAt, first_recorded_at: newsAt })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(again).where('stories.revision', '<=', story.revision))
    .executeTakeFirst()
  if (put === 0n) throw storeError('stale', `${engine.place} (story ${story.id})`)
}

async function putLookups(tx: Tx, brief: Brief): Promise<void> {
  const story_id = brief.storyId
  const updated_at = brief.updatedAt
  for (const table of LOOKUPS) await tx.deleteFrom(table).where('story_id', '=', story_id).execute()
  const alignments = brief.alignments.map(({ id }) => ({ story_id, alignment: id, updated_at }))
  const categories = [...new Set(brief.acts.map((act) => act.category))].map((category) => ({ story_id, category }))
  if (alignments.length > 0) await tx.insertInto('story_alignments').values(alignments).execute()
  await putActors(tx, story_id, brief.actors, updated_at)
  if (categories.length > 0) await tx.insertInto('story_categories').values(categories).execute()
  await putSources(tx, brief)
}
