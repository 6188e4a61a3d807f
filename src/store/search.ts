import type { Kysely } from 'kysely'
import { type FoundStories, MOST_COUNTED, type StorySearch } from '../domain/search.ts'
import { briefsOf } from './briefs.ts'
import type { Engine, Phrase } from './engine.ts'
import type { Database } from './schema.ts'
import { docAt } from './texts.ts'
import { mark, phrases } from './tokens.ts'

type Db = Kysely<Database>

const marked = (token: string): Phrase => ({ tokens: [token], prefix: false })

/** What is asked for, as phrases of the index; null where it is nothing that a text could hold. */
function asked({ words = [], without = [], alignment, actorIds = [], outlets, language }: StorySearch) {
  const marks = [
    ...(alignment === undefined ? [] : [mark('alignment', alignment)]),
    ...actorIds.map((id) => mark('actor', id)),
    ...(language === undefined ? [] : [mark('language', language)]),
  ]
  const sought = phrases(words)
  // Words that are all signs find nothing, rather than everything.
  if (words.length > 0 && sought.length === 0) return null
  const all = [...sought, ...marks.map(marked)]
  const every = all.length === 0 ? [marked(mark('all'))] : all
  return { all: every, none: phrases(without), any: outlets?.map((name) => marked(mark('outlet', name))) }
}

/** Stories by words and by what they are about, first told last coming first. */
export async function find(
  { db, textIndex }: Engine,
  search: StorySearch,
  { limit, offset = 0 }: { readonly limit: number; readonly offset?: number },
): Promise<FoundStories> {
  const query = asked(search)
  if (query === null) return { briefs: [], total: 0, more: false }
  const most = Math.max(MOST_COUNTED, offset + limit) + 1
  const span = { from: docAt(search.since ?? 0), below: search.until === undefined ? Number.MAX_SAFE_INTEGER : docAt(search.until) }
  const found = await textIndex.find(db, { ...query, ...span, limit: most })
  const docs = found.slice(offset, offset + limit)
  const briefs = await briefsOf(db, await storiesOf(db, docs))
  return { briefs, total: Math.min(found.length, most - 1), more: found.length === most }
}

/** The stories of texts, in their order. */
async function storiesOf(db: Db, docs: readonly number[]): Promise<readonly string[]> {
  if (docs.length === 0) return []
  const rows = await db.selectFrom('story_docs').select('story_id').where('doc', 'in', docs).orderBy('doc', 'desc').execute()
  return rows.map((row) => row.story_id)
}
