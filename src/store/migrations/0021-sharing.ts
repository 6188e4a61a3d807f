import type { Migration } from '../migrate.ts'

/** What processes that share the work lay down for the one that judges, and the number of its term. */
export const migration0021: Migration = {
  number: 21,
  name: 'sharing',
  async up(db) {
    await db.schema
      .createTable('staged')
      .addColumn('item_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('stamp', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('staged_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('terms')
      .addColumn('office', 'text', (column) => column.primaryKey().notNull())
      .addColumn('number', 'integer', (column) => column.notNull())
      .execute()
  },
}
