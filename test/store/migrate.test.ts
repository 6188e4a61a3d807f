import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Engine } from '#src/store/engine.ts'
import { HALF_COPIED, MIGRATIONS, migrate } from '#src/store/migrate.ts'
import { openPostgres } from '#src/store/postgres/engine.ts'
import type { Database } from '#src/store/schema.ts'
import { openSqlite } from '#src/store/sqlite/engine.ts'
import { describePostgres } from '../stand-ins/postgres/database.ts'
import { bareDatabase, ENGINES } from './engines.ts'

const step = (number: number) => ({
  number,
  name: `step ${number}`,
  up: async (db: Kysely<Database>) => {
    await db.schema.createTable(`step_${number}`).addColumn('a', 'text').execute()
  },
})

describe.each(ENGINES)('steps of the store’s shape on $name', ({ open }) => {
  let engine: Engine
  beforeEach(async () => {
    engine = await open()
  })
  afterEach(() => engine.close())
  const done = async () => (await engine.db.selectFrom('migrations').selectAll().orderBy('applied_at').execute()).map((row) => row.number)
  let time = 0
  const now = () => {
    time += 1
    return time
  }

  test('every step that was not done yet is done, in order, also one with a lower number than others that were', async () => {
    await migrate(engine, now, [step(1), step(4)])
    await migrate(engine, now, [step(1), step(3), step(2), step(4), step(5)])
    expect(await done()).toEqual([1, 4, 2, 3, 5])
  })

  test('a store that had a step which this program does not know is of a newer version, whatever its number', async () => {
    await migrate(engine, now, [step(1), step(2), step(3)])
    await expect(migrate(engine, now, [step(1), step(3)])).rejects.toMatchObject({ kind: 'newer' })
    await migrate(engine, now, [step(1), step(2), step(3)])
  })

  test('a store that is half copied is refused, and it is said what to do', async () => {
    await migrate(engine, now, [step(1)])
    await engine.db.insertInto('migrations').values({ number: HALF_COPIED, name: 'copying', applied_at: 0 }).execute()
    await expect(migrate(engine, now, [step(1)])).rejects.toMatchObject({
      kind: 'half-copied',
      message: expect.stringContaining('store copy'),
    })
  })

  test('how stories were told before counts as overtaken since they were last told, when a store of an older version is brought up', async () => {
    await migrate(
      engine,
      now,
      MIGRATIONS.filter(({ number }) => number < 25),
    )
    await sql`insert into stories (id, revision, opened_at, updated_at) values ('grown', 3, 100, 900), ('new', 1, 100, 500)`.execute(
      engine.db,
    )
    await sql`insert into briefs (story_id, revision, body) values ('grown', 1, ''), ('grown', 2, ''), ('grown', 3, ''), ('new', 1, '')`.execute(
      engine.db,
    )
    await migrate(engine, now)
    const rows = await engine.db.selectFrom('briefs').selectAll().orderBy('story_id').orderBy('revision').execute()
    expect(rows.map((row) => [row.story_id, row.revision, row.overtaken_at])).toEqual([
      ['grown', 1, 900],
      ['grown', 2, 900],
      ['grown', 3, null],
      ['new', 1, null],
    ])
  })

  test('a step that fails leaves the store as it was', async () => {
    const broken = {
      ...step(2),
      up: (db: Kysely<Database>) =>
        step(2)
          .up(db)
          .then(() => Promise.reject(new Error('the power went'))),
    }
    await expect(migrate(engine, now, [step(1), broken])).rejects.toThrow('the power went')
    const tables = (await engine.db.introspection.getTables()).map(({ name }) => name)
    expect([tables.includes('step_1'), tables.includes('step_2')]).toEqual([true, false])
  })
})

/** Integer keys: SQLite lists them as if they could be empty, which they cannot. https://www.sqlite.org/rowidtable.html */
const KEYS = ['deliveries.id', 'reviews.id', 'changes.id', 'story_items.seq', 'migrations.number']

/** What both engines must have in common: tables with their columns, and which of those must be filled. */
async function shape({ db }: Engine): Promise<readonly string[]> {
  const tables = await db.introspection.getTables()
  return tables
    .filter(({ name }) => !name.startsWith('story_words') && name !== 'sqlite_sequence')
    .flatMap(({ name, columns }) => columns.map((column) => ({ ...column, name: `${name}.${column.name}` })))
    .map((column) => `${column.name}${column.isNullable || KEYS.includes(column.name) ? '' : ' not null'}`)
    .toSorted()
}

async function indexNames({ db }: Engine, of: 'sqlite' | 'postgres'): Promise<readonly string[]> {
  const names =
    of === 'sqlite'
      ? sql<{ name: string }>`select name from sqlite_schema where type = 'index' and name not like 'sqlite_autoindex%'`
      : sql<{
          name: string
        }>`select indexname as name from pg_indexes where schemaname = 'public' and tablename <> 'story_words' and not exists
          (select 1 from pg_constraint where conname = indexname)`
  return (await names.execute(db)).rows.map(({ name }) => name).toSorted()
}

describePostgres('a store on Postgres', () => {
  test('has the tables, columns and indexes of one on SQLite, and compares every text byte by byte', async () => {
    const sqlite = openSqlite({ path: ':memory:' })
    const postgres = await openPostgres({ url: await bareDatabase(), connections: 2 })
    await migrate(sqlite, () => 0)
    await migrate(postgres, () => 0)
    expect(await shape(postgres)).toEqual(await shape(sqlite))
    expect(await indexNames(postgres, 'postgres')).toEqual(await indexNames(sqlite, 'sqlite'))
    const { rows } = await sql<{ name: string }>`select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and collation_name is distinct from 'C'`.execute(postgres.db)
    expect(rows.map(({ name }) => name)).toEqual([])
    await Promise.all([sqlite.close(), postgres.close()])
  })
})
