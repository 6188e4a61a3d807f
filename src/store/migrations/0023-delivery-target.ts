import type { Migration } from '../migrate.ts'

/** Where a delivery was last sent to: a route may be led elsewhere before the answer is known. */
export const migration0023: Migration = {
  number: 23,
  name: 'delivery target',
  async up(db) {
    await db.schema.alterTable('deliveries').addColumn('target', 'text').execute()
  },
}
