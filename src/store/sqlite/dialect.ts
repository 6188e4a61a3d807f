import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { explain, isBusy } from '../store-error.ts'

/** Compiled statements kept for reuse; our queries have far fewer shapes. */
const MAX_STATEMENTS = 400

/** How long SQLite itself may wait for a lock: meanwhile the whole program stands still, so the rest is waited here. */
export const SHORT_WAIT_MS = 20
const LONGEST_SLEEP_MS = 50

export type DialectOptions = {
  readonly database: DatabaseSync
  /** For messages. */
  readonly path: string
  /** How long to wait for another process's transaction. */
  readonly busyMs: number
}

/** Kysely over one `node:sqlite` connection. Kysely itself queues those who want the connection. */
export const sqliteDialect = (options: DialectOptions): Dialect => ({
  createDriver: () => sqliteDriver(options),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
})

function sqliteDriver(options: DialectOptions): Driver {
  const { database } = options
  const connection = sqliteConnection(options)
  const run = async (sql: string): Promise<void> => {
    await connection.executeQuery(CompiledQuery.raw(sql))
  }
  return {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    // A deferred transaction that turns into a writer half-way fails with "database is locked" however long it may wait.
    beginTransaction: () => run('begin immediate'),
    commitTransaction: () => run('commit'),
    rollbackTransaction: () => (database.isTransaction ? run('rollback') : Promise.resolve()),
    destroy: async () => database.close(),
  }
}

function sqliteConnection({ database, path, busyMs }: DialectOptions): DatabaseConnection {
  const prepare = statementCache(database)
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const deadline = performance.now() + busyMs
      for (let tries = 1; ; tries += 1) {
        try {
          return execute<R>(prepare(query.sql), query.parameters.map(bindable))
        } catch (error) {
          // Inside a transaction the lock is ours already: waiting would not help.
          if (!isBusy(error) || database.isTransaction || performance.now() >= deadline) throw explain(error, path)
        }
        await sleep(Math.min(tries * 2, LONGEST_SLEEP_MS) * Math.random())
      }
    },
    async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
      for (const row of prepare(query.sql).iterate(...query.parameters.map(bindable))) yield { rows: [row as R] }
    },
  }
}

function execute<R>(statement: StatementSync, parameters: readonly SQLInputValue[]): QueryResult<R> {
  if (statement.columns().length > 0) return { rows: statement.all(...parameters) as Record<string, SQLOutputValue>[] as R[] }
  const { changes, lastInsertRowid } = statement.run(...parameters)
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
}

/** Whole numbers are bound as integers: `node:sqlite` binds every number as a float, and `5 / 2.0` is not `5 / 2`. */
function bindable(value: unknown): SQLInputValue {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? BigInt(value) : value
  if (value === null || typeof value === 'string' || typeof value === 'bigint' || value instanceof Uint8Array) return value
  throw new TypeError(`a ${typeof value} cannot be stored: rows hold numbers, strings, bytes and null`)
}

function statementCache(database: DatabaseSync): (sql: string) => StatementSync {
  const statements = new Map<string, StatementSync>()
  return (sql) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    if (statements.size >= MAX_STATEMENTS) statements.delete(statements.keys().next().value ?? '')
    const statement = database.prepare(sql)
    // FTS5 leaves row ids of its own beyond 2^53 behind: read as numbers they would make any later write throw.
    if (statement.columns().length === 0) statement.setReadBigInts(true)
    statements.set(sql, statement)
    return statement
  }
}
