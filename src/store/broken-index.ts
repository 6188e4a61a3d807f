import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { StoreFault } from '../domain/upkeep.ts'
import type { Database } from './schema.ts'
import { isTold } from './texts.ts'

/**
 * What is wrong with the search index: every story that is told stands in it, once, and nothing else does. `worded` selects the numbers
 * of the texts whose words the engine has.
 */
export async function brokenIndex(db: Kysely<Database>, worded: RawBuilder<unknown>): Promise<readonly StoreFault[]> {
  const { rows } = await sql<{ unfound: number; strange: number; wordless: number }>`select
    (select count(*) from stories where merged_into is null and id not in (select story_id from story_docs)
      and ${isTold}) as unfound,
    (select count(*) from story_docs where story_id not in (select id from stories)) as strange,
    (select count(*) from story_docs where doc not in (${worded})) as wordless`.execute(db)
  const { unfound = 0, strange = 0, wordless = 0 } = rows[0] ?? {}
  const faults = [
    [unfound, 'stories are not in the search index'],
    [strange, 'entries of the search index are of stories that are not there'],
    [wordless, 'entries of the search index have lost their words'],
  ] as const
  return faults.filter(([count]) => count > 0).map(([count, text]) => ({ part: 'search', text: `${count} ${text}` }))
}
