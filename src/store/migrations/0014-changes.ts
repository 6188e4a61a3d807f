import type { Migration } from '../migrate.ts'

/** What admins change by command: the log of it, and what holds now in place of the files. */
export const migration0014: Migration = {
  number: 14,
  name: 'changes',
  async up(db, engine) {
    await db.schema
      .createTable('changes')
      .addColumn('id', 'integer', engine.autoIncrement)
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('platform', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('asked_in', 'text')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('place', 'text')
      .addColumn('before', 'text')
      .addColumn('after', 'text')
      .addColumn('set_before', 'text')
      .addColumn('undoes', 'integer')
      .execute()
    await db.schema.createIndex('changes_undone').on('changes').column('undoes').execute()
    await db.schema
      .createTable('settings')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('entry', 'text')
      .addColumn('change_id', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('settings_key', ['kind', 'subject'])
      .execute()
  },
}
