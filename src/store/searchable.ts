import type { Kysely } from 'kysely'
import type { Brief } from '../domain/brief.ts'
import type { Database } from './schema.ts'

/** All the words a story is found by: what the post says, and every report of it in its own language. */
export async function searchable(db: Kysely<Database>, brief: Brief): Promise<string> {
  const reports = await db
    .selectFrom('story_items')
    .innerJoin('items', 'items.id', 'story_items.item_id')
    .select(['items.title', 'items.text'])
    .where('story_items.story_id', '=', brief.storyId)
    .orderBy('story_items.seq')
    .execute()
  const said = [
    brief.headline,
    brief.original?.text,
    ...brief.summary,
    ...brief.acts.map((act) => act.text),
    brief.place,
    brief.standingText,
  ]
  const outlets = brief.sources.map((source) => source.outlet)
  return [...said, ...outlets, ...reports.flatMap((report) => [report.title, report.text])].filter(Boolean).join('\n')
}
