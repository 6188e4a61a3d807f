import type { Kysely, Selectable } from 'kysely'
import type { LocalPost, LocalPosts } from '../domain/local-post.ts'
import type { Database, LocalPostRow } from './schema.ts'
import { toBrief } from './stories.ts'

export const createLocalPosts = (db: Kysely<Database>): LocalPosts => {
  const row = (tx: Kysely<Database>, routeId: string, storyId: string) =>
    tx.selectFrom('local_posts').selectAll().where('route_id', '=', routeId).where('story_id', '=', storyId)
  return {
    put: (routeId, brief, now) =>
      db.transaction().execute(async (tx) => {
        const { revision, storyId } = brief
        const body = JSON.stringify(brief)
        await tx
          .insertInto('local_posts')
          .values({ route_id: routeId, story_id: storyId, revision, body, posted_at: now, edited_at: null })
          .onConflict((conflict) =>
            conflict
              .columns(['route_id', 'story_id'])
              .doUpdateSet({ revision, body, edited_at: now })
              .where('local_posts.revision', '<', revision),
          )
          .execute()
        return toPost(await row(tx, routeId, storyId).executeTakeFirstOrThrow())
      }),

    async find(routeId, storyId) {
      const found = await row(db, routeId, storyId).executeTakeFirst()
      return found === undefined ? null : toPost(found)
    },

    async recent(limit) {
      const rows = await db
        .selectFrom('local_posts')
        .selectAll()
        .orderBy('posted_at', 'desc')
        .orderBy('story_id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(toPost)
    },

    async changedSince(at) {
      const rows = await db
        .selectFrom('local_posts')
        .selectAll()
        .where((where) => where.or([where('posted_at', '>=', at), where('edited_at', '>=', at)]))
        .execute()
      return rows.map(toPost).toSorted((a, b) => (a.editedAt ?? a.postedAt) - (b.editedAt ?? b.postedAt))
    },
  }
}

const toPost = (row: Selectable<LocalPostRow>): LocalPost => ({
  routeId: row.route_id,
  brief: toBrief(row.body),
  postedAt: row.posted_at,
  editedAt: row.edited_at,
})
