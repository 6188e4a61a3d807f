import type { Migration } from '../migrate.ts'

/** Posts of the local page that were edited lately: a page in another process than the one that posts looks for them every second. */
export const migration0024: Migration = {
  number: 24,
  name: 'edited-posts',
  async up(db) {
    await db.schema.createIndex('local_posts_edited').on('local_posts').column('edited_at').execute()
  },
}
