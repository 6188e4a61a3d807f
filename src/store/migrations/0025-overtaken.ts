import { sql } from 'kysely'
import type { Migration } from '../migrate.ts'

/** When a newer revision took the place of a brief: those that nothing needs any more can go by their age. */
export const migration0025: Migration = {
  number: 25,
  name: 'overtaken',
  async up(db) {
    await db.schema.alterTable('briefs').addColumn('overtaken_at', 'bigint').execute()
    await sql`update briefs set overtaken_at = (select updated_at from stories where stories.id = briefs.story_id)
      where revision < (select revision from stories where stories.id = briefs.story_id)`.execute(db)
    await db.schema.createIndex('briefs_overtaken').on('briefs').column('overtaken_at').where('overtaken_at', 'is not', null).execute()
  },
}
