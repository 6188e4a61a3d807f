import type { Migration } from '../migrate.ts'

/** Changes of office that items tell of, for whoever keeps the table of actors; and which revision of a story a reader judged. */
export const migration0010: Migration = {
  number: 10,
  name: 'reviews',
  async up(db, engine) {
    await db.schema
      .createTable('reviews')
      .addColumn('id', 'integer', engine.autoIncrement)
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('item_id', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('published_at', 'bigint', (column) => column.notNull())
      .addColumn('done_at', 'bigint')
      .addUniqueConstraint('reviews_once', ['subject', 'item_id'])
      .addForeignKeyConstraint('review_of', ['item_id'], 'items', ['id'])
      .execute()
    await db.schema.createIndex('reviews_open').on('reviews').columns(['done_at', 'subject']).execute()
    await db.schema.alterTable('feedback').addColumn('revision', 'integer').execute()
  },
}
