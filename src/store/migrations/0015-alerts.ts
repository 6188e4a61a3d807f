import type { Kysely } from 'kysely'
import type { Migration } from '../migrate.ts'
import { putDealings } from '../network.ts'
import type { Database } from '../schema.ts'
import { toBrief } from '../stories.ts'

/** Which states act with which, for pictures of it; and what was told of unusual activity, so that nothing is told twice. */
export const migration0015: Migration = {
  number: 15,
  name: 'alerts',
  async up(db) {
    await db.schema
      .createTable('alerts')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('day', 'text', (column) => column.notNull())
      .addColumn('told_at', 'bigint', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('story_ids', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('alerts_key', ['subject', 'day'])
      .execute()
    await db.schema.createIndex('alerts_told').on('alerts').column('told_at').execute()
    await db.schema
      .createTable('dealings')
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('a', 'text', (column) => column.notNull())
      .addColumn('b', 'text', (column) => column.notNull())
      .addColumn('joint', 'integer', (column) => column.notNull())
      .addColumn('category', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('dealings_key', ['story_id', 'number', 'a', 'b'])
      .addForeignKeyConstraint('dealing_of', ['story_id'], 'stories', ['id'])
      .execute()
    await db.schema.createIndex('dealings_of').on('dealings').columns(['a', 'b', 'at', 'story_id']).execute()
    await db.schema.createIndex('dealings_dated').on('dealings').columns(['at', 'a', 'b', 'joint', 'category', 'story_id']).execute()
    await db.schema
      .createTable('dealing_weeks')
      .addColumn('week', 'integer', (column) => column.notNull())
      .addColumn('a', 'text', (column) => column.notNull())
      .addColumn('b', 'text', (column) => column.notNull())
      .addColumn('joint', 'integer', (column) => column.notNull())
      .addColumn('category', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('dealing_weeks_key', ['week', 'a', 'b', 'joint', 'category'])
      .execute()
    await fillDealings(db)
  },
}

/** So many briefs are read at one time: a store may hold more than memory. */
const PAGE = 500

async function fillDealings(db: Kysely<Database>): Promise<void> {
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
    for (const { body } of rows) await putDealings(db, toBrief(body))
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
