import { countCompanions } from '../companions.ts'
import type { Migration } from '../migrate.ts'

/** Who is named with whom, counted by week; and dealings by week out of their index alone. */
export const migration0019: Migration = {
  number: 19,
  name: 'companions',
  async up(db) {
    await db.schema
      .createTable('actor_weeks')
      .addColumn('actor_id', 'text', (column) => column.notNull())
      .addColumn('week', 'integer', (column) => column.notNull())
      .addColumn('other_id', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('actor_weeks_key', ['actor_id', 'week', 'other_id'])
      .execute()
    await db.schema
      .createIndex('dealing_weeks_counted')
      .on('dealing_weeks')
      .columns(['week', 'a', 'b', 'joint', 'category', 'count'])
      .execute()
    await countCompanions(db)
  },
}
