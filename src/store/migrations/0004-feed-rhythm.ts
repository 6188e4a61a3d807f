import type { Migration } from '../migrate.ts'

/** Where a feed that moved for good is polled, and how often it publishes. */
export const migration0004: Migration = {
  number: 4,
  name: 'feed-rhythm',
  async up(db) {
    // One column a statement: SQLite's ALTER TABLE adds one. https://www.sqlite.org/lang_altertable.html
    await db.schema.alterTable('feeds').addColumn('poll_url', 'text').execute()
    await db.schema.alterTable('feeds').addColumn('poll_url_of', 'text').execute()
    await db.schema.alterTable('feeds').addColumn('rhythm_ms', 'bigint').execute()
    await db.schema.alterTable('feeds').addColumn('longest_gap_ms', 'bigint').execute()
  },
}
