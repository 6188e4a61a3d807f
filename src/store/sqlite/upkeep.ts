import type { DatabaseSync } from 'node:sqlite'
import { type Kysely, sql } from 'kysely'
import type { StoreFault } from '../../domain/upkeep.ts'
import { brokenIndex } from '../broken-index.ts'
import type { EngineUpkeep } from '../engine.ts'
import type { Database } from '../schema.ts'
import { isBusy } from '../store-error.ts'

type Db = Kysely<Database>

/** Faults of one kind that are told one by one. */
const TOLD = 20

/** What SQLite does for its own file. */
export const sqliteUpkeep = (db: Db, database: DatabaseSync): EngineUpkeep => ({
  size: () => pages(db).then(({ count, bytes }) => count * bytes),

  /** https://www.sqlite.org/pragma.html#pragma_incremental_vacuum: nothing happens where the file was made without it. */
  async reclaim(bytes) {
    const page = await pages(db)
    const count = Math.min(page.free, Math.floor(bytes / page.bytes))
    if (count > 0) await db.connection().execute(async () => reclaimPages(database, count))
  },

  damage: async () => [
    ...(await brokenFile(db)),
    ...(await brokenReferences(db)),
    ...(await brokenIndex(db, sql`select id from story_words_docsize`)),
  ],
})

/** A prepared statement would take one page alone: only `exec` goes on to the end. Another process that writes comes first. */
function reclaimPages(database: DatabaseSync, count: number): void {
  try {
    database.exec(`pragma incremental_vacuum(${count})`)
  } catch (error) {
    if (!isBusy(error)) throw error
  }
}

async function pages(db: Db): Promise<{ readonly count: number; readonly free: number; readonly bytes: number }> {
  const { rows } = await sql<{ count: number; free: number; bytes: number }>`select page_count as count, freelist_count as free,
    page_size as bytes from pragma_page_count, pragma_freelist_count, pragma_page_size`.execute(db)
  return rows[0] ?? { count: 0, free: 0, bytes: 0 }
}

/** https://www.sqlite.org/pragma.html#pragma_integrity_check: one row `ok`, or one a fault. */
async function brokenFile(db: Db): Promise<readonly StoreFault[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(${sql.lit(TOLD)})`.execute(db)
  return rows.filter((row) => row.integrity_check !== 'ok').map((row) => ({ part: 'the file', text: row.integrity_check }))
}

async function brokenReferences(db: Db): Promise<readonly StoreFault[]> {
  const { rows } = await sql<{ table: string; parent: string; count: number }>`select "table", parent, count(*) as count
    from pragma_foreign_key_check group by "table", parent`.execute(db)
  return rows.map((row) => ({
    part: 'references',
    text: `${row.count} rows of ${row.table} refer to rows of ${row.parent} that are not there`,
  }))
}
