import type { Kysely, Selectable } from 'kysely'
import type { Feedback, FeedbackStore, FeedbackVerdict, JudgedStory } from '../domain/feedback.ts'
import { survivorOf } from './merge.ts'
import type { Database, FeedbackRow } from './schema.ts'
import { briefOf, reportsOf } from './stories.ts'

export const createFeedbackStore = (db: Kysely<Database>): FeedbackStore => ({
  async put({ storyId, platform, userId, verdict, at }) {
    const told = await survivorOf(db, storyId)
    const story = await db.selectFrom('stories').select('revision').where('id', '=', told).executeTakeFirst()
    const revision = story?.revision ?? null
    await db
      .insertInto('feedback')
      .values({ story_id: told, platform, user_id: userId, verdict, at, revision })
      .onConflict((conflict) => conflict.columns(['story_id', 'platform', 'user_id']).doUpdateSet({ verdict, at, revision }))
      .execute()
  },

  async list() {
    const rows = await db.selectFrom('feedback').selectAll().orderBy('at').orderBy('platform').orderBy('user_id').execute()
    const judged: JudgedStory[] = []
    for (const [storyId, voices] of Map.groupBy(rows, (row) => row.story_id)) {
      const brief = await briefOf(db, storyId)
      if (brief !== null) judged.push({ brief, reports: await reportsOf(db, storyId), voices: voices.map(toFeedback) })
    }
    return judged
  },
})

const toFeedback = (row: Selectable<FeedbackRow>): Feedback => ({
  platform: row.platform,
  storyId: row.story_id,
  userId: row.user_id,
  verdict: row.verdict as FeedbackVerdict,
  at: row.at,
  ...(row.revision === null ? {} : { revision: row.revision }),
})
