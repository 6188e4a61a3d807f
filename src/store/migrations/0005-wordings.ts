import type { Migration } from '../migrate.ts'

/** What publishers change in items afterwards, and which reports were moved: each only once. */
export const migration0005: Migration = {
  number: 5,
  name: 'wordings',
  async up(db) {
    await db.schema
      .createTable('item_wordings')
      .addColumn('item_id', 'text', (column) => column.notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('title', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('seen_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('item_wordings_key', ['item_id', 'number'])
      .addForeignKeyConstraint('wording_of', ['item_id'], 'items', ['id'])
      .execute()
    // One column a statement: SQLite's ALTER TABLE adds one. https://www.sqlite.org/lang_altertable.html
    for (const name of ['revision', 'newest_revision'])
      await db.schema
        .alterTable('items')
        .addColumn(name, 'integer', (column) => column.notNull().defaultTo(0))
        .execute()
    await db.schema
      .alterTable('story_items')
      .addColumn('moved', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.createIndex('items_dated').on('items').columns(['feed_id', 'published_at']).execute()
  },
}
