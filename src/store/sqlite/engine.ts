import { existsSync, mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely, sql } from 'kysely'
import type { Engine, Phrase, TextIndex } from '../engine.ts'
import type { Database } from '../schema.ts'
import { explain, storeError } from '../store-error.ts'
import { SHORT_WAIT_MS, sqliteDialect } from './dialect.ts'
import { sqliteUpkeep } from './upkeep.ts'

export type SqliteOptions = {
  /** A file, or `:memory:`. Its folder is made where it is missing. */
  readonly path: string
  /** How long a writer waits for another process before it says that the store is locked. */
  readonly busyMs?: number
}

/** Opens a SQLite file. Throws a `StoreError` that says what to do. */
export function openSqlite({ path, busyMs = 5_000 }: SqliteOptions): Engine {
  const database = open(path, busyMs)
  const db = new Kysely<Database>({ dialect: sqliteDialect({ database, path, busyMs }) })
  return {
    db,
    place: path,
    textIndex: fts5,
    autoIncrement: (column) => column.primaryKey().autoIncrement(),
    longTexts: (index) => index,
    transaction: (work) => db.transaction().execute(work),
    beside: (work) => db.transaction().execute(work),
    durably: (work) =>
      db.connection().execute(async (connection) => {
        await sql`pragma synchronous = full`.execute(connection)
        try {
          return await connection.transaction().execute(work)
        } finally {
          await sql`pragma synchronous = normal`.execute(connection)
        }
      }),
    upkeep: sqliteUpkeep(db, database),
    // One transaction at a time, over all processes: nobody is beside us.
    alone: async () => {},
    kept: (query) => query,
    hold: async (_, deliveryIds) => new Set(deliveryIds),
    still: (read) => db.transaction().execute(read),
    // It counts on from any number that comes with a row. https://www.sqlite.org/autoinc.html
    countOn: async () => {},
    close: async () => {
      if (!database.isOpen) return
      // Kysely gives the connection to one after another: when it comes to us, all that was asked before is done.
      await db.connection().execute(async () => {})
      await db.destroy()
      // Kysely closes only what it used at least once.
      if (database.isOpen) database.close()
    },
  }
}

function open(path: string, busyMs: number): DatabaseSync {
  makeFolder(path)
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { timeout: busyMs, enableForeignKeyConstraints: true })
    // Takes effect on a new file only: what is removed later can be given back to the disk piece by piece.
    database.exec('pragma auto_vacuum = incremental')
    database.exec('pragma journal_mode = wal')
    database.exec('pragma synchronous = normal')
    database.exec('pragma temp_store = memory')
    database.exec('pragma cache_size = -16000')
    database.exec('begin immediate; rollback')
    database.exec(`pragma busy_timeout = ${SHORT_WAIT_MS}`)
    return database
  } catch (error) {
    database?.close()
    throw explain(error, path)
  }
}

function makeFolder(path: string): void {
  if (path === ':memory:') return
  try {
    makeAll(dirname(resolve(path)))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    throw storeError(code === 'EACCES' || code === 'EROFS' || code === 'EPERM' ? 'read-only' : 'unreachable', path, error)
  }
}

/** Folder by folder: Node's own recursive way never ends where the system says that a folder's parent, which is there, is not (/proc). */
function makeAll(folder: string): void {
  if (existsSync(folder)) return
  makeAll(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    // Another process that starts at the same time may have made it meanwhile.
    if (!existsSync(folder)) throw error
  }
}

/** FTS5 over our own tokens: `unicode61` has nothing left to do but part them at blanks. The texts themselves are not kept twice. */
const fts5: TextIndex = {
  async create(db) {
    await sql`drop table if exists story_words`.execute(db)
    await sql`create virtual table story_words using fts5(words, content='', contentless_delete=1,
      tokenize="unicode61 remove_diacritics 0")`.execute(db)
  },
  async put(db, doc, words) {
    await sql`delete from story_words where rowid = ${doc}`.execute(db)
    if (words !== '') await sql`insert into story_words (rowid, words) values (${doc}, ${words})`.execute(db)
  },
  async find(db, { all, none, any = [], from, below, limit }) {
    const one = any.length === 0 ? [] : [`(${any.map(matchOf).join(' OR ')})`]
    const wanted = [...all.map(matchOf), ...one].join(' AND ')
    const match = none.length === 0 ? wanted : `(${wanted}) NOT (${none.map(matchOf).join(' OR ')})`
    const found = await sql<{ rowid: number }>`select rowid from story_words where story_words match ${match}
      and rowid >= ${from} and rowid < ${below} order by rowid desc limit ${limit}`.execute(db)
    return found.rows.map((row) => row.rowid)
  },
}

/** Tokens hold letters and digits only, so that quotation marks are enough to make them harmless. */
const matchOf = (phrase: Phrase): string => `"${phrase.tokens.join(' ')}"${phrase.prefix ? ' *' : ''}`
