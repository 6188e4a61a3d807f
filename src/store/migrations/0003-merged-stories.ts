import type { Migration } from '../migrate.ts'

/** Stories that turned out to be another one: their ids go on leading to it. */
export const migration0003: Migration = {
  number: 3,
  name: 'merged-stories',
  async up(db) {
    await db.schema.alterTable('stories').addColumn('merged_into', 'text').execute()
    await db.schema.createIndex('stories_merged').on('stories').column('merged_into').execute()
  },
}
