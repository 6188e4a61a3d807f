import type { Kysely } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { Database } from './schema.ts'
import { toBrief } from './stories.ts'

/** Newest briefs in the order of the ids. */
export async function briefsOf(db: Kysely<Database>, storyIds: readonly string[]): Promise<readonly Brief[]> {
  if (storyIds.length === 0) return []
  const rows = await db
    .selectFrom('stories')
    .innerJoin('briefs', (join) => join.onRef('briefs.story_id', '=', 'stories.id').onRef('briefs.revision', '=', 'stories.revision'))
    .select(['stories.id', 'briefs.body'])
    .where('stories.id', 'in', storyIds)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row.body]))
  return storyIds.flatMap((id) => {
    const body = byId.get(id)
    return body === undefined ? [] : [toBrief(body)]
  })
}
