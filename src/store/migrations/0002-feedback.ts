import type { Migration } from '../migrate.ts'

/** What readers said by the buttons of posts. The story need not be known: a voice about one that was put away is kept. */
export const migration0002: Migration = {
  number: 2,
  name: 'feedback',
  async up(db) {
    await db.schema
      .createTable('feedback')
      .addColumn('story_id', 'text', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('verdict', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('feedback_key', ['story_id', 'platform', 'user_id'])
      .execute()
  },
}
