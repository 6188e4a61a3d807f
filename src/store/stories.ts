import type { Kysely } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { Clock } from '../domain/clock.ts'
import type { Report, Story, StoryStore } from '../domain/story.ts'
import type { Engine } from './engine.ts'
import { ITEM_COLUMNS, toAssessment, toItem } from './items.ts'
import { recordOutcome } from './record.ts'
import type { Database } from './schema.ts'
import { inNewestWording } from './wordings.ts'

export const createStoryStore = (engine: Engine, now: Clock): StoryStore => {
  const { db } = engine
  return {
    async unassessed(limit) {
      const rows = await db
        .selectFrom('items')
        .selectAll()
        // A literal, so that the index of what is still to do serves.
        .where(({ eb, lit }) => eb('assessed', '=', lit(0)))
        .orderBy('published_at')
        .orderBy('id')
        .limit(limit)
        .execute()
      return inNewestWording(
        db,
        rows.map((row) => ({ item: toItem(row), newest: row.newest_revision })),
      )
    },

    // A story is made of what was looked up before, and what is to be sent is numbered in turn: of two that record at the same time, one
    // comes after the other.
    record: (outcome) =>
      engine.beside(async (tx) => {
        await engine.alone(tx, ['stories'])
        await recordOutcome(tx, engine, outcome, now())
      }),

    async placedSince(at) {
      const rows = await reportRows(db)
        .select(['story_items.story_id', 'story_items.moved'])
        .where('story_items.published_at', '>=', at)
        .execute()
      return rows.map((row) => ({
        storyId: row.story_id,
        report: { item: toItem(row), assessment: toAssessment(row.body) },
        ...(row.moved === 1 ? { moved: true } : {}),
      }))
    },

    story: (id) => storyById(db, id),
    reports: (storyId) => reportsOf(db, storyId),
    brief: (storyId) => briefOf(db, storyId),
  }
}

async function storyById(db: Kysely<Database>, id: string): Promise<Story | null> {
  const row = await db.selectFrom('stories').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return null
  const members = await db.selectFrom('story_items').select('item_id').where('story_id', '=', id).orderBy('seq').execute()
  return {
    id,
    revision: row.revision,
    openedAt: row.opened_at,
    updatedAt: row.updated_at,
    itemIds: members.map((member) => member.item_id),
  }
}

/** A story's items with their assessments, in the order they joined. */
export async function reportsOf(db: Kysely<Database>, storyId: string): Promise<readonly Report[]> {
  const rows = await reportRows(db).where('story_items.story_id', '=', storyId).execute()
  return rows.map((row) => ({ item: toItem(row), assessment: toAssessment(row.body) }))
}

/** The brief of a story's newest revision. */
export async function briefOf(db: Kysely<Database>, storyId: string): Promise<Brief | null> {
  const row = await db
    .selectFrom('briefs')
    .select('body')
    .where('story_id', '=', storyId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row === undefined ? null : toBrief(row.body)
}

export const toBrief = (body: string): Brief => JSON.parse(body) as Brief

const reportRows = (db: Kysely<Database>) =>
  db
    .selectFrom('story_items')
    .innerJoin('items', 'items.id', 'story_items.item_id')
    .innerJoin('assessments', 'assessments.item_id', 'story_items.item_id')
    .select(ITEM_COLUMNS)
    .select('assessments.body')
    .orderBy('story_items.seq')
