import { type Kysely, sql } from 'kysely'
import { brokenIndex } from '../broken-index.ts'
import type { EngineUpkeep } from '../engine.ts'
import type { Database } from '../schema.ts'

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
  damage: () => brokenIndex(db, sql`select doc from story_words`),
})
