import type { Kysely } from 'kysely'
import type { StoryText } from '../domain/archive.ts'
import type { Brief } from '../domain/brief.ts'
import type { Database } from './schema.ts'

type Db = Kysely<Database>

/** Languages and outlets of a story's reports, for narrowing by them. Rows of its brief before are gone already. */
export async function putSources(db: Db, { storyId, updatedAt, sources }: Pick<Brief, 'storyId' | 'updatedAt' | 'sources'>): Promise<void> {
  const languages = [...new Set(sources.map(({ language }) => language))]
  const outlets = [...new Set(sources.map(({ outlet }) => outlet))].filter((name) => name !== '')
  if (languages.length > 0)
    await db
      .insertInto('story_languages')
      .values(languages.map((language) => ({ story_id: storyId, language, updated_at: updatedAt })))
      .execute()
  if (outlets.length > 0)
    await db
      .insertInto('outlets')
      .values(outlets.map((name) => ({ name, told_at: updatedAt })))
      .onConflict((conflict) => conflict.column('name').doUpdateSet(({ ref }) => ({ told_at: ref('excluded.told_at') })))
      .execute()
}

/** Names of outlets, those heard of last first. */
export const outlets = async (db: Db, limit: number): Promise<readonly string[]> =>
  (await db.selectFrom('outlets').select('name').orderBy('told_at', 'desc').orderBy('name').limit(limit).execute()).map(({ name }) => name)

/** What the reports of stories say, each story's in the order in which they joined it. */
export async function textsOf(db: Db, storyIds: readonly string[]): Promise<readonly StoryText[]> {
  if (storyIds.length === 0) return []
  return db
    .selectFrom('story_items')
    .innerJoin('items', 'items.id', 'story_items.item_id')
    .select(['story_items.story_id as storyId', 'items.outlet', 'items.title', 'items.text'])
    .where('story_items.story_id', 'in', storyIds)
    .orderBy('story_items.story_id')
    .orderBy('story_items.seq')
    .execute()
}
