import { setTimeout as sleep } from 'node:timers/promises'
import {
  type ColumnDefinitionNode,
  CompiledQuery,
  type DatabaseConnection,
  type DataTypeNode,
  type Dialect,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { OURS, WHOLE } from '../advisory.ts'
import type { InHand } from '../in-hand.ts'
import type { Slots } from '../slots.ts'
import { explainPostgres, isLost, mayPass } from './error.ts'

export type PostgresDialectOptions = {
  readonly pool: Pool
  /** For messages. */
  readonly place: string
  /** How long a statement may take, as we wait for it; 0 for any time. */
  readonly answerMs: number
  /** How long to wait for a server that is not there before it is told. */
  readonly patienceMs: number
  readonly inHand: InHand
  /** As many as the pool has connections: it would keep nobody waiting for long, and say that the server is away. */
  readonly slots: Slots
}

const LONGEST_SLEEP_MS = 500

type Connection = DatabaseConnection & { readonly run: (sql: string) => Promise<QueryResult<unknown>>; release(): void }

/** Kysely over a pool of `pg`. What differs from Kysely's own: patience, our errors, and only what SQLite would take as well. */
export const postgresDialect = (options: PostgresDialectOptions): Dialect => ({
  createDriver: () => postgresDriver(options),
  createQueryCompiler: () => new Compiler(),
  createAdapter: () => new PostgresAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new PostgresIntrospector(db),
})

/**
 * Columns as SQLite has them: text is compared byte by byte, whatever the locale of the database, and `real` is a double. Both engines
 * then give the same order and the same numbers.
 */
class Compiler extends PostgresQueryCompiler {
  protected override visitDataType(node: DataTypeNode): void {
    const isColumn = (this.parentNode as ColumnDefinitionNode | undefined)?.kind === 'ColumnDefinitionNode'
    if (isColumn && node.dataType === 'text') this.append('text collate "C"')
    else if (isColumn && node.dataType === 'real') this.append('double precision')
    else super.visitDataType(node)
  }
}

function postgresDriver(options: PostgresDialectOptions): Driver {
  const connections = new WeakMap<DatabaseConnection, Connection>()
  const of = (connection: DatabaseConnection): Connection => {
    const known = connections.get(connection)
    if (known === undefined) throw new Error('this connection is none of ours')
    return known
  }
  return {
    init: async () => {},
    async acquireConnection() {
      const connection = connectionOver(await acquire(options), options)
      connections.set(connection, connection)
      return connection
    },
    releaseConnection: async (connection) => of(connection).release(),
    beginTransaction: async (connection, settings) => void (await of(connection).run(beginning(settings))),
    async commitTransaction(connection) {
      const { rows } = await of(connection).run('commit')
      // Postgres answers a commit with this where a statement had failed before and somebody caught the error.
      if (rows[0] === 'ROLLBACK') throw new Error('a transaction in which a statement had failed was not committed')
    },
    // Where even this fails, the connection is lost and with it the transaction.
    rollbackTransaction: async (connection) =>
      void (await of(connection)
        .run('rollback')
        .catch(() => {})),
    destroy: async () => {},
  }
}

/**
 * Who does not say how far apart transactions are to be kept gets what SQLite gives: nobody else is beside it. Who says so shares the
 * store with others who did.
 */
function beginning({ isolationLevel, accessMode }: TransactionSettings): string {
  const mode = accessMode === undefined ? '' : ` ${accessMode}`
  return isolationLevel === undefined
    ? `begin${mode}; select pg_advisory_xact_lock(${OURS}, ${WHOLE})`
    : `begin isolation level ${isolationLevel}${mode}; select pg_advisory_xact_lock_shared(${OURS}, ${WHOLE})`
}

/** A connection of the pool, waited for while the server is away. */
async function acquire(options: PostgresDialectOptions): Promise<PoolClient> {
  options.inHand.begin()
  try {
    return await connected(options)
  } catch (error) {
    options.inHand.end()
    throw error
  }
}

async function connected({ pool, place, patienceMs, slots }: PostgresDialectOptions): Promise<PoolClient> {
  const deadline = performance.now() + patienceMs
  for (let tries = 1; ; tries += 1) {
    await slots.take()
    try {
      return await pool.connect()
    } catch (error) {
      slots.give()
      const told = explainPostgres(error, place)
      if (!mayPass(told) || performance.now() >= deadline) throw told
    }
    await sleep(Math.min(tries * 20, LONGEST_SLEEP_MS))
  }
}

function connectionOver(client: PoolClient, { place, answerMs, inHand, slots }: PostgresDialectOptions): Connection {
  let lost: Error | undefined
  const query = async <R>({ sql, parameters }: Pick<CompiledQuery, 'sql' | 'parameters'>): Promise<QueryResult<R>> => {
    try {
      const asked = { text: sql, values: parameters.map(bindable), ...(answerMs === 0 ? {} : { query_timeout: answerMs }) }
      const { command, rowCount, rows } = await client.query(asked)
      if (command === 'COMMIT' || command === 'ROLLBACK') return { rows: [command as R] }
      const numAffectedRows = WRITES.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}
      return { ...numAffectedRows, rows }
    } catch (error) {
      const told = explainPostgres(error, place)
      if (isLost(told) && told instanceof Error) lost = told
      throw told
    }
  }
  return {
    executeQuery: query,
    run: (sql) => query(CompiledQuery.raw(sql)),
    streamQuery: () => {
      throw new Error('rows are read page by page, not streamed')
    },
    release: () => {
      client.release(lost)
      slots.give()
      inHand.end()
    },
  }
}

const WRITES: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

/** Postgres keeps no zero byte in a text. https://www.postgresql.org/docs/current/datatype-character.html */
const ZERO = '\0'

function bindable(value: unknown): unknown {
  if (typeof value === 'string') return value.includes(ZERO) ? value.replaceAll(ZERO, '\ufffd') : value
  if (value === null || typeof value === 'number' || typeof value === 'bigint' || value instanceof Uint8Array) return value
  // Kysely asks so for the tables that there are; no column of ours takes one.
  if (typeof value === 'boolean') return value
  throw new TypeError(`a ${typeof value} cannot be stored: rows hold numbers, strings, bytes and null`)
}
