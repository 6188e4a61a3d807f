import type { Migration } from '../migrate.ts'

/** What the language model answered, by the hash of the question, and what was spent on it a day. */
export const migration0006: Migration = {
  number: 6,
  name: 'model',
  async up(db) {
    await db.schema
      .createTable('model_answers')
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('model', 'text', (column) => column.notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('model_answers_at').on('model_answers').column('at').execute()
    await db.schema
      .createTable('model_days')
      .addColumn('day', 'text', (column) => column.primaryKey().notNull())
      .addColumn('calls', 'integer', (column) => column.notNull())
      .addColumn('tokens', 'integer', (column) => column.notNull())
      .execute()
  },
}
