import type { Kysely } from 'kysely'
import { keptFor } from '../domain/assessment.ts'
import type { Brief } from '../domain/brief.ts'
import type { Outcome, Report, Story } from '../domain/story.ts'
import { correctPosts, insertDeliveries } from './deliveries.ts'
import type { Engine } from './engine.ts'
import { toItemRow } from './items.ts'
import { mergeStory } from './merge.ts'
import { insertReviews } from './reviews.ts'
import type { Database } from './schema.ts'
import { storeError } from './store-error.ts'

type Tx = Kysely<Database>

/** Everything that follows from one item, inside the caller's transaction. An item that has its assessment is left as it is. */
export async function recordOutcome(tx: Tx, engine: Engine, { report, story }: Outcome, now: number): Promise<void> {
  await tx
    .insertInto('items')
    .values(toItemRow(report.item))
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  if (!(await insertAssessment(tx, report))) return
  await tx.updateTable('items').set({ assessed: 1 }).where('id', '=', report.item.id).execute()
  await insertMentions(tx, report)
  await insertReviews(tx, report)
  if (story === null) return
  await putStory(tx, engine, story.story, report)
  for (const pointer of story.merged ?? []) await mergeStory(tx, engine, pointer, story.story.id, now)
  await putBrief(tx, story.brief)
  await putLookups(tx, story.brief)
  await engine.textIndex.put(tx, story.story.id, await searchable(tx, story.brief))
  await insertDeliveries(tx, story.deliveries, now)
  for (const pointer of story.merged ?? []) await correctPosts(tx, pointer, now)
}

async function insertAssessment(tx: Tx, { item, assessment }: Report): Promise<boolean> {
  const { numInsertedOrUpdatedRows: added = 0n } = await tx
    .insertInto('assessments')
    .values({
      item_id: item.id,
      language: assessment.language,
      kept: keptFor(assessment).length > 0 ? 1 : 0,
      best_score: Math.max(0, ...Object.values(assessment.verdicts).map((verdict) => verdict.score)),
      published_at: item.publishedAt,
      body: JSON.stringify(assessment),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added > 0n
}

async function insertMentions(tx: Tx, { item, assessment }: Report): Promise<void> {
  const kept = keptFor(assessment)
  const countries = new Map(assessment.mentions.map((mention) => [mention.actorId, mention.country]))
  const rows = [...countries].flatMap(([actorId, country]) =>
    (kept.length === 0 ? [''] : kept).map((alignment) => ({
      item_id: item.id,
      actor_id: actorId,
      alignment,
      published_at: item.publishedAt,
      country,
    })),
  )
  if (rows.length > 0) await tx.insertInto('mentions').values(rows).execute()
}

/** A revision older than the stored one was made from an old state: refused, so that nothing newer is overwritten. */
async function putStory(tx: Tx, engine: Engine, story: Story, { item }: Report): Promise<void> {
  const row = { id: story.id, revision: story.revision, opened_at: story.openedAt, updated_at: story.updatedAt, merged_into: null }
  const { numInsertedOrUpdatedRows: put = 0n } = await tx
    .insertInto('stories')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row).where('stories.revision', '<=', story.revision))
    .executeTakeFirst()
  if (put === 0n) throw storeError('stale', `${engine.place} (story ${story.id})`)
  await tx.insertInto('story_items').values({ story_id: story.id, item_id: item.id, published_at: item.publishedAt }).execute()
}

async function putBrief(tx: Tx, brief: Brief): Promise<void> {
  const body = JSON.stringify(brief)
  await tx
    .insertInto('briefs')
    .values({ story_id: brief.storyId, revision: brief.revision, body })
    .onConflict((conflict) => conflict.columns(['story_id', 'revision']).doUpdateSet({ body }))
    .execute()
}

async function putLookups(tx: Tx, brief: Brief): Promise<void> {
  const story_id = brief.storyId
  const updated_at = brief.updatedAt
  await tx.deleteFrom('story_alignments').where('story_id', '=', story_id).execute()
  await tx.deleteFrom('story_actors').where('story_id', '=', story_id).execute()
  await tx.deleteFrom('story_categories').where('story_id', '=', story_id).execute()
  const alignments = brief.alignments.map(({ id }) => ({ story_id, alignment: id, updated_at }))
  const actors = [...new Set(brief.actors)].map((actor_id) => ({ story_id, actor_id, updated_at }))
  const categories = [...new Set(brief.acts.map((act) => act.category))].map((category) => ({ story_id, category }))
  if (alignments.length > 0) await tx.insertInto('story_alignments').values(alignments).execute()
  if (actors.length > 0) await tx.insertInto('story_actors').values(actors).execute()
  if (categories.length > 0) await tx.insertInto('story_categories').values(categories).execute()
}

/** All the words a story is found by: what the post says, and every report of it in its own language. */
async function searchable(tx: Tx, brief: Brief): Promise<string> {
  const reports = await tx
    .selectFrom('story_items')
    .innerJoin('items', 'items.id', 'story_items.item_id')
    .select(['items.title', 'items.text'])
    .where('story_items.story_id', '=', brief.storyId)
    .orderBy('story_items.seq')
    .execute()
  const said = [
    brief.headline,
    brief.original?.text,
    ...brief.summary,
    ...brief.acts.map((act) => act.text),
    brief.place,
    brief.standingText,
  ]
  const outlets = brief.sources.map((source) => source.outlet)
  return [...said, ...outlets, ...reports.flatMap((report) => [report.title, report.text])].filter(Boolean).join('\n')
}
