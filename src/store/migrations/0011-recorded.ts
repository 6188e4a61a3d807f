import { sql } from 'kysely'
import type { Migration } from '../migrate.ts'

/**
 * When a story first was news to us, and when it last was: publishers' times lie before both, by as long as a feed takes to be read.
 * And an index of what the caps of routes keep back, which is asked for at every tick.
 */
export const migration0011: Migration = {
  number: 11,
  name: 'recorded',
  async up(db) {
    // One column a statement: SQLite's ALTER TABLE adds one. https://www.sqlite.org/lang_altertable.html
    for (const name of ['first_recorded_at', 'recorded_at']) await db.schema.alterTable('stories').addColumn(name, 'bigint').execute()
    await db
      .updateTable('stories')
      .set(({ ref }) => ({ first_recorded_at: ref('opened_at'), recorded_at: ref('updated_at') }))
      .execute()
    await db.schema.createIndex('stories_recorded').on('stories').column('recorded_at').execute()
    await db.schema
      .createIndex('deliveries_gathered')
      .on('deliveries')
      .columns(['route_id', 'id'])
      .where(sql.ref('state'), '=', sql.lit('gathered'))
      .execute()
  },
}
