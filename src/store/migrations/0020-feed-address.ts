import type { Migration } from '../migrate.ts'

/** The address that was configured at a feed's last good poll. */
export const migration0020: Migration = {
  number: 20,
  name: 'feed address',
  async up(db) {
    await db.schema.alterTable('feeds').addColumn('url', 'text').execute()
  },
}
