import type { Kysely } from 'kysely'
import type { Brief } from '../../domain/brief.ts'
import { happenedAt } from '../../domain/history.ts'
import type { Migration } from '../migrate.ts'
import type { Database } from '../schema.ts'
import { toBrief } from '../stories.ts'

/** Acts by state and time, for what happened between two and how often; and the times in which feeds were not read. */
export const migration0012: Migration = {
  number: 12,
  name: 'history',
  async up(db) {
    await actTables(db)
    await db.schema
      .createTable('feed_silences')
      .addColumn('feed_id', 'text', (column) => column.notNull())
      .addColumn('from_at', 'bigint', (column) => column.notNull())
      .addColumn('to_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('feed_silences_key', ['feed_id', 'from_at'])
      .execute()
    await db.schema.createIndex('feed_silences_ended').on('feed_silences').column('to_at').execute()
    await fillActs(db)
  },
}

async function actTables(db: Kysely<Database>): Promise<void> {
  await db.schema
    .createTable('story_acts')
    .addColumn('story_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('story_acts_key', ['story_id', 'number'])
    .addForeignKeyConstraint('act_of', ['story_id'], 'stories', ['id'])
    .execute()
  await db.schema.createIndex('story_acts_dated').on('story_acts').columns(['at', 'story_id', 'number', 'category']).execute()
  await db.schema
    .createTable('act_states')
    .addColumn('story_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('act_states_key', ['story_id', 'number', 'state'])
    .addForeignKeyConstraint('act_state_of', ['story_id'], 'stories', ['id'])
    .execute()
  await db.schema.createIndex('act_states_dated').on('act_states').columns(['state', 'at', 'story_id', 'number']).execute()
}

/** The rows as they were then: a later step makes them anew. */
async function putActs(db: Kysely<Database>, brief: Brief): Promise<void> {
  if (brief.withdrawn || brief.acts.length === 0) return
  const at = happenedAt(brief)
  const acts = brief.acts.map(({ category }, number) => ({ story_id: brief.storyId, number, category, at }))
  const states = brief.acts.flatMap((act, number) =>
    [...new Set([...act.actors, ...act.recipients])].map((state) => ({ story_id: brief.storyId, number, state, at })),
  )
  await db
    .insertInto('story_acts')
    .values(acts as never[])
    .execute()
  if (states.length > 0)
    await db
      .insertInto('act_states')
      .values(states as never[])
      .execute()
}

/** So many briefs are read at one time: a store may hold more than memory. */
const PAGE = 500

async function fillActs(db: Kysely<Database>): Promise<void> {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('stories')
      .innerJoin('briefs', (join) => join.onRef('briefs.story_id', '=', 'stories.id').onRef('briefs.revision', '=', 'stories.revision'))
      .select(['stories.id', 'briefs.body'])
      .where('stories.merged_into', 'is', null)
      .where('stories.id', '>', after)
      .orderBy('stories.id')
      .limit(PAGE)
      .execute()
    for (const row of rows) await putActs(db, toBrief(row.body))
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
