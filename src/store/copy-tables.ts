import { createHash } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'

type Db = Kysely<Database>
/** All that is copied; which steps a store has had is its own, and what those who share its work hand to each other is made anew. */
export type Table = Exclude<keyof Database, 'migrations' | 'staged' | 'terms'>
export type Row = Readonly<Record<string, string | number | null>>

/** By what rows are told apart, in an order in which no row comes before one that it refers to. A table that is added must be named. */
export const TABLE_KEYS: { readonly [T in Table]: readonly (keyof Database[T] & string)[] } = {
  feeds: ['feed_id'],
  feed_silences: ['feed_id', 'from_at'],
  items: ['id'],
  item_wordings: ['item_id', 'number'],
  forgotten_items: ['id'],
  assessments: ['item_id'],
  mentions: ['item_id', 'actor_id', 'alignment'],
  mention_weeks: ['actor_id', 'week', 'alignment'],
  stories: ['id'],
  story_items: ['seq'],
  briefs: ['story_id', 'revision'],
  story_alignments: ['story_id', 'alignment'],
  story_actors: ['story_id', 'actor_id'],
  actor_weeks: ['actor_id', 'week', 'other_id'],
  story_categories: ['story_id', 'category'],
  story_languages: ['story_id', 'language'],
  story_docs: ['doc'],
  outlets: ['name'],
  story_acts: ['story_id', 'number'],
  act_states: ['story_id', 'number', 'state'],
  act_pairs: ['story_id', 'number', 'first', 'second'],
  act_alignments: ['story_id', 'number', 'alignment'],
  dealings: ['story_id', 'number', 'a', 'b'],
  dealing_weeks: ['week', 'a', 'b', 'joint', 'category'],
  deliveries: ['id'],
  digests: ['id'],
  digest_runs: ['route_id'],
  local_posts: ['route_id', 'story_id'],
  stops: ['subject'],
  notices: ['subject'],
  alerts: ['subject', 'day'],
  feedback: ['story_id', 'platform', 'user_id'],
  reviews: ['id'],
  model_answers: ['key'],
  model_days: ['day'],
  changes: ['id'],
  settings: ['kind', 'subject'],
}

export const TABLES = Object.keys(TABLE_KEYS) as readonly Table[]

const keyList = (table: Table) => sql.join(TABLE_KEYS[table].map((key) => sql.ref(key)))

/** Up to `limit` rows in the order of their keys, those after `last`. */
export async function rowsAfter(db: Db, table: Table, last: Row | undefined, limit: number): Promise<readonly Row[]> {
  const after = last === undefined ? sql`` : sql`where (${keyList(table)}) > (${sql.join(TABLE_KEYS[table].map((key) => last[key]))})`
  const found = await sql<Row>`select * from ${sql.table(table)} ${after} order by ${keyList(table)} limit ${limit}`.execute(db)
  return found.rows
}

/** The row with the greatest key. */
export async function lastRow(db: Db, table: Table): Promise<Row | undefined> {
  const backwards = sql.join(TABLE_KEYS[table].map((key) => sql`${sql.ref(key)} desc`))
  return (await sql<Row>`select * from ${sql.table(table)} order by ${backwards} limit 1`.execute(db)).rows[0]
}

export async function countOf(db: Db, table: Table): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
  return Number(rows[0]?.count)
}

export async function insertRows(db: Db, table: Table, rows: readonly Row[]): Promise<void> {
  await db
    .insertInto(table)
    .values(rows.map((row) => ({ ...row })) as never[])
    .execute()
}

/** What a table holds, as a number of rows and a sum over all of them that is the same in every engine. */
export type Sum = { readonly rows: number; readonly sum: string }

export async function sumOf(db: Db, table: Table, batch: number, onRows: (count: number) => void): Promise<Sum> {
  const hash = createHash('sha256')
  let count = 0
  let last: Row | undefined
  for (;;) {
    const rows = await rowsAfter(db, table, last, batch)
    for (const row of rows) hash.update(written(row))
    count += rows.length
    last = rows.at(-1)
    onRows(rows.length)
    if (rows.length < batch) return { rows: count, sum: hash.digest('hex') }
  }
}

/** A row in one form, whatever the order of its columns. A zero byte, which Postgres keeps in no text, counts as what stands for it there. */
const written = (row: Row): string => {
  const cells = Object.keys(row)
    .toSorted()
    .map((column) => [column, row[column]])
  return `${JSON.stringify(cells).replaceAll('\\u0000', '\ufffd')}\n`
}
