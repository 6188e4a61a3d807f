import { sql } from 'kysely'
import type { Migration } from '../migrate.ts'

/** What lets old rows go without being taken for new when they come again, and the indexes by which they are found. */
export const migration0017: Migration = {
  number: 17,
  name: 'keeping',
  async up(db) {
    await db.schema
      .createTable('forgotten_items')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('sameness', 'text', (column) => column.notNull())
      .addColumn('feed_id', 'text', (column) => column.notNull())
      .addColumn('listed_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('forgotten_same').on('forgotten_items').column('sameness').execute()
    await db.schema.createIndex('forgotten_listed').on('forgotten_items').columns(['listed_at', 'feed_id']).execute()
    await db.schema.createIndex('items_seen').on('items').columns(['feed_id', 'first_seen_at']).execute()
    // What was judged of one week is counted from this alone.
    await db.schema.createIndex('assessments_dated').on('assessments').columns(['published_at', 'kept', 'language']).execute()
    await db.schema.createIndex('deliveries_done').on('deliveries').column('settled_at').execute()
    await db.schema
      .createIndex('item_wordings_seen')
      .on('item_wordings')
      .column('seen_at')
      .where(sql.ref('title'), '!=', sql.lit(''))
      .execute()
  },
}
