import type { Migration } from '../migrate.ts'

/** How long a feed's last document asked to wait between polls. */
export const migration0018: Migration = {
  number: 18,
  name: 'ttl',
  async up(db) {
    await db.schema.alterTable('feeds').addColumn('ttl_ms', 'bigint').execute()
  },
}
