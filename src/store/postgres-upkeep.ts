import { type Kysely, sql } from 'kysely'
import type { EngineUpkeep } from './engine.ts'
import type { Database } from './schema.ts'
import { isTold } from './texts.ts'

type Db = Kysely<Database>

/** What is left to do for a database that a server cares for. */
export const postgresUpkeep = (db: Db): EngineUpkeep => ({
  async size() {
    const { rows } = await sql<{ bytes: number }>`select pg_database_size(current_database()) as bytes`.execute(db)
    return rows[0]?.bytes ?? 0
  },

  // Its own autovacuum keeps what is free for later rows: https://www.postgresql.org/docs/current/routine-vacuuming.html
  reclaim: async () => {},

  /** References cannot be broken here; pages are the server's to check. */
  async damage() {
    const { rows } = await sql<{ unfound: number; strange: number; wordless: number }>`select
      (select count(*) from stories where merged_into is null and id not in (select story_id from story_docs)
        and ${isTold}) as unfound,
      (select count(*) from story_docs where story_id not in (select id from stories)) as strange,
      (select count(*) from story_docs where doc not in (select doc from story_words)) as wordless`.execute(db)
    const { unfound = 0, strange = 0, wordless = 0 } = rows[0] ?? {}
    const faults = [
      [unfound, 'stories are not in the search index'],
      [strange, 'entries of the search index are of stories that are not there'],
      [wordless, 'entries of the search index have lost their words'],
    ] as const
    return faults.filter(([count]) => count > 0).map(([count, text]) => ({ part: 'search', text: `${count} ${text}` }))
  },
})
