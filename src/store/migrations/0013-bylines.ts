import type { Migration } from '../migrate.ts'

/** Who wrote an item and what its publisher filed it under: lists in JSON, only ever read whole. */
export const migration0013: Migration = {
  number: 13,
  name: 'bylines',
  async up(db) {
    for (const name of ['authors', 'categories'])
      await db.schema
        .alterTable('items')
        .addColumn(name, 'text', (column) => column.notNull().defaultTo('[]'))
        .execute()
  },
}
