import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, sql } from 'kysely'
import pg from 'pg'
import { ADDRESS_SHAPE, databasePlace, queryTrouble } from '../../domain/database-address.ts'
import { lockKeys, OURS } from '../advisory.ts'
import type { Engine } from '../engine.ts'
import { createInHand } from '../in-hand.ts'
import type { Database } from '../schema.ts'
import { createSlots } from '../slots.ts'
import { StoreError } from '../store-error.ts'
import { postgresDialect } from './dialect.ts'
import { explainPostgres, hasNoRoomYet, isBrokenOff, refuseOld } from './error.ts'
import { vectors } from './text.ts'
import { postgresUpkeep } from './upkeep.ts'

export type PostgresOptions = {
  /** `postgres://USER:PASSWORD@HOST:5432/DATABASE`: a secret. */
  readonly url: string
  /** Connections that this process may hold at the same time. */
  readonly connections?: number
  /** How long a statement may take before the server stops it; 0 for any time. */
  readonly statementMs?: number
  /** How long a query waits for a server that is away before it fails. */
  readonly patienceMs?: number
  /** How long a server may take to answer a new connection. */
  readonly connectMs?: number
  /** The oldest major version that is taken. */
  readonly oldest?: number
}

const CONNECT_MS = 10_000
/** The server stops a statement itself; only where nothing is heard from it any more, it is given up from here, this much later. */
const SILENCE_MS = 5_000
const BROKEN_OFF_TRIES = 8
/** How long whoever wants the store to stand still waits for those who write. */
const STILL_MS = 5_000

/** Opens a Postgres database, and asks it who it is. Throws a `StoreError` that says what to do, never with the address. */
export async function openPostgres(options: PostgresOptions): Promise<Engine> {
  const { url, connections = 10, statementMs = 30_000, patienceMs = 10_000, connectMs = CONNECT_MS, oldest } = options
  const place = placeOf(url)
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    application_name: 'alignment-watch',
    types: { getTypeParser },
    onConnect: (client) => prepare(client, statementMs),
  })
  // A connection may break while nobody uses it: the pool makes another when it is needed.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  try {
    refuseOld(await versionOf(pool, place, patienceMs), place, oldest)
  } catch (error) {
    await pool.end()
    throw error
  }
  return engineOver(pool, place, { connections, statementMs, patienceMs })
}

/** A database as messages name it. Throws where the address is none. */
export function placeOf(url: string): string {
  const place = databasePlace(url)
  if (place === null) throw new StoreError('unreachable', `the address of the store is no Postgres address: write ${ADDRESS_SHAPE}`)
  const trouble = queryTrouble(url)
  if (trouble !== null) throw new StoreError('unreachable', `the address of the store is wrong: ${trouble.message}. ${trouble.fix}`)
  return `${place.database} at ${place.host}:${place.port}`
}

/** Whole numbers as JavaScript has them: times and counts stay far below 2^53. */
const getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC ? Number : pg.types.getTypeParser(oid, format)

/**
 * A commit is on the disk when it answers, whatever the server's own setting: this program lives on where the server crashes, and knows
 * more than the store where it was told too early. Short queries gain nothing from a compiler.
 */
async function prepare(client: pg.ClientBase, statementMs: number): Promise<void> {
  await client.query(
    `set statement_timeout = ${Math.round(statementMs)}; set idle_in_transaction_session_timeout = ${Math.round(2 * statementMs)};
     set jit = off; set default_transaction_isolation = 'read committed';
     select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'`,
  )
}

/** A server that is just starting, or full of others, is waited for; one that does not answer at all is told at once. */
async function versionOf(pool: pg.Pool, place: string, patienceMs: number): Promise<number> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      const { rows } = await pool.query<{ version: string }>(`select current_setting('server_version_num') as version`)
      return Number(rows[0]?.version)
    } catch (error) {
      const told = explainPostgres(error, place)
      if (!hasNoRoomYet(told) || performance.now() >= deadline) throw told
    }
    await sleep(50)
  }
}

type Limits = { readonly connections: number; readonly statementMs: number; readonly patienceMs: number }

function engineOver(pool: pg.Pool, place: string, { connections, statementMs, patienceMs }: Limits): Engine {
  const answerMs = statementMs === 0 ? 0 : statementMs + SILENCE_MS
  const inHand = createInHand()
  const db = new Kysely<Database>({
    dialect: postgresDialect({ pool, place, answerMs, patienceMs, inHand, slots: createSlots(connections) }),
  })
  const beside: Engine['beside'] = (work) => again(() => db.transaction().setIsolationLevel('read committed').execute(work))
  let closing: Promise<void> | undefined
  return {
    db,
    place,
    textIndex: vectors,
    upkeep: postgresUpkeep(db),
    autoIncrement: (column) => column.primaryKey().generatedByDefaultAsIdentity(),
    longTexts: (index) => index.using('hash'),
    transaction: (work) => again(() => db.transaction().execute(work)),
    beside,
    durably: beside,
    async alone(tx, names) {
      const keys = `{${lockKeys(names).join(',')}}`
      await sql`select pg_advisory_xact_lock(${sql.lit(OURS)}, key) from unnest(${keys}::int[]) as key`.execute(tx)
    },
    kept: (query) => query.forUpdate(),
    async hold(tx, deliveryIds) {
      const rows = await tx.selectFrom('deliveries').select('id').where('id', 'in', deliveryIds).forUpdate().skipLocked().execute()
      return new Set(rows.map(({ id }) => id))
    },
    still: (read) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((tx) => stopped(tx).then(() => read(tx))),
    countOn,
    close: () => {
      closing ??= inHand.allDone().then(() => pool.end())
      return closing
    },
  }
}

/** Nobody writes to a table that is locked so; who does at this moment is waited for, not long. */
async function stopped(tx: Kysely<Database>): Promise<void> {
  await sql`set local lock_timeout = ${sql.lit(STILL_MS)}`.execute(tx)
  const tables = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = current_schema()`.execute(tx)
  await sql`lock table ${sql.join(tables.rows.map(({ name }) => sql.table(name)))} in share mode`.execute(tx)
}

async function countOn(db: Kysely<Database>): Promise<void> {
  const counted = await sql<{ table: string; column: string }>`select table_name as table, column_name as column
    from information_schema.columns where table_schema = current_schema() and is_identity = 'YES'`.execute(db)
  for (const { table, column } of counted.rows)
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}), greatest(max(${sql.ref(column)}), 1), max(${sql.ref(column)}) is not null)
      from ${sql.table(table)}`.execute(db)
}

/** Does again what Postgres broke off for another's sake. */
async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isBrokenOff(error) || tries >= BROKEN_OFF_TRIES) throw error
    }
    await sleep(tries * 20 * Math.random())
  }
}
