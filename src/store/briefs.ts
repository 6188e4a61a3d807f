import type { Kysely } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { Database } from './schema.ts'
import { toBrief } from './stories.ts'

type Tx = Kysely<Database>

/** A story's newest brief, inside the caller's transaction: it takes the place of those of older revisions. */
export async function putBrief(tx: Tx, brief: Brief, now: number): Promise<void> {
  const { storyId, revision } = brief
  const body = JSON.stringify(brief)
  await tx
    .insertInto('briefs')
    .values({ story_id: storyId, revision, body })
    .onConflict((conflict) => conflict.columns(['story_id', 'revision']).doUpdateSet({ body }))
    .execute()
  if (revision === 1) return
  await tx
    .updateTable('briefs')
    .set({ overtaken_at: now })
    .where('story_id', '=', storyId)
    .where('revision', '<', revision)
    .where('overtaken_at', 'is', null)
    .execute()
}

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
