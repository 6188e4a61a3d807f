import { createHash } from 'node:crypto'
import type { Kysely } from 'kysely'
import { countOf, insertRows, lastRow, type Row, rowsAfter, sumOf, TABLES, type Table } from './copy-tables.ts'
import type { Engine } from './engine.ts'
import { HALF_COPIED, migrate } from './migrate.ts'
import type { Database } from './schema.ts'
import { searchable } from './searchable.ts'
import { briefOf } from './stories.ts'
import { lastText, putText } from './texts.ts'

type Db = Kysely<Database>

/** A store cannot be copied. The message says why, and what to do. */
export class CopyError extends Error {
  override readonly name = 'CopyError'
}

export type CopyStep = { readonly part: string; readonly done: number; readonly all: number }
export type Copied = { readonly table: Table; readonly rows: number }

export type Copying = {
  readonly from: Engine
  readonly to: Engine
  readonly now: () => number
  /** Aborted, the copy ends after the batch in hand; the same call goes on from there. */
  readonly signal: AbortSignal
  readonly onStep?: (step: CopyStep) => void
  /** Rows in one transaction. */
  readonly batch?: number
}

/**
 * Copies a whole store into an empty one, of either engine, and compares every row of the two. Nobody writes to the source meanwhile. A
 * copy that was broken off goes on where it was; until it is whole, no program takes the target for a store. Answers what was copied,
 * null where it was broken off. Throws a `CopyError`, or a `StoreError` where one of the two fails.
 */
export async function copyStore(copying: Copying): Promise<readonly Copied[] | null> {
  const { from, to, now } = copying
  await migrate(from, now)
  return from.still(async (source) => {
    const mark = await markOf(source)
    await claimTarget(to, mark, now)
    const total = await totalOf(source)
    const progress = counting(copying.onStep, total)
    for (const table of TABLES) if (!(await copyTable(copying, source, table, progress))) return null
    if (!(await copyTexts(copying, progress))) return null
    const copied = await compare(copying, source, progress)
    if (copied === null) return null
    await to.countOn(to.db)
    await to.durably((tx) => tx.deleteFrom('migrations').where('number', '=', HALF_COPIED).execute())
    return copied
  })
}

const BATCH = 500

/** What tells one store from another: when each of its steps was done. */
async function markOf(source: Db): Promise<string> {
  const rows = await source.selectFrom('migrations').select(['number', 'applied_at']).orderBy('number').execute()
  return `copy of ${createHash('sha256').update(JSON.stringify(rows)).digest('hex').slice(0, 32)}`
}

/** Marks an empty store as the copy of this one; a store that is marked so already is gone on with; any other is left as it is. */
async function claimTarget(to: Engine, mark: string, now: () => number): Promise<void> {
  const begun = await to.db
    .selectFrom('migrations')
    .select('name')
    .where('number', '=', HALF_COPIED)
    .executeTakeFirst()
    // Nothing was ever made there.
    .catch(() => undefined)
  if (begun !== undefined) {
    if (begun.name === mark) return
    throw new CopyError(`${to.place} holds half a copy of another store, or one that another version began: empty it and begin again`)
  }
  await migrate(to, now)
  for (const table of TABLES)
    if ((await countOf(to.db, table)) > 0)
      throw new CopyError(`${to.place} has data of its own (${table}): name an empty database or a new file; nothing was changed there`)
  await to.durably((tx) => tx.insertInto('migrations').values({ number: HALF_COPIED, name: mark, applied_at: now() }).execute())
}

type Progress = (part: string, rows: number) => void

/** Every row is written once and looked at twice. */
function counting(onStep: Copying['onStep'], total: number): Progress {
  let done = 0
  return (part, rows) => {
    done += rows
    onStep?.({ part, done, all: total })
  }
}

async function totalOf(source: Db): Promise<number> {
  let rows = 0
  for (const table of TABLES) rows += (await countOf(source, table)) * 3
  return rows + (await countOf(source, 'story_docs'))
}

/** False where it was broken off. */
async function copyTable({ to, signal, batch = BATCH }: Copying, source: Db, table: Table, progress: Progress): Promise<boolean> {
  let last: Row | undefined = await lastRow(to.db, table)
  if (last !== undefined) progress(table, await countOf(to.db, table))
  for (;;) {
    if (signal.aborted) return false
    const rows = await rowsAfter(source, table, last, batch)
    if (rows.length > 0) await to.beside((tx) => insertRows(tx, table, rows))
    progress(table, rows.length)
    if (rows.length < batch) return true
    last = rows.at(-1)
  }
}

/** What stories are searched by is made anew: each engine keeps it in a form of its own. */
async function copyTexts({ to, signal, batch = BATCH }: Copying, progress: Progress): Promise<boolean> {
  let last = await lastText(to)
  for (;;) {
    if (signal.aborted) return false
    const docs = await to.db.selectFrom('story_docs').selectAll().where('doc', '>', last).orderBy('doc').limit(batch).execute()
    await to.beside(async (tx) => {
      for (const { story_id } of docs) {
        const brief = await briefOf(tx, story_id)
        if (brief !== null) await putText(tx, to, brief, await searchable(tx, brief))
      }
    })
    progress('search', docs.length)
    if (docs.length < batch) return true
    last = docs.at(-1)?.doc ?? last
  }
}

/** Compares all rows of both. What differs was changed in the source while the copy was broken off. */
async function compare({ to, signal, batch = BATCH }: Copying, source: Db, progress: Progress): Promise<readonly Copied[] | null> {
  const copied: Copied[] = []
  const differing: string[] = []
  for (const table of TABLES) {
    if (signal.aborted) return null
    const seen = (rows: number): void => progress(`comparing ${table}`, rows)
    const [here, there] = [await sumOf(source, table, batch, seen), await sumOf(to.db, table, batch, seen)]
    copied.push({ table, rows: there.rows })
    if (here.sum !== there.sum) differing.push(`${table} (${here.rows} rows, ${there.rows} in the copy)`)
  }
  const faults = await to.upkeep.damage()
  if (differing.length === 0 && faults.length === 0) return copied
  const what = [...differing, ...faults.map(({ text }) => text)].join(', ')
  throw new CopyError(
    `the copy in ${to.place} is not like the store: ${what}. The store was changed while the copy was broken off: empty ${to.place} and begin again, with the bot stopped`,
  )
}
