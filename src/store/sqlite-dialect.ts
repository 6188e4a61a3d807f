import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite'
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
import { explain } from './store-error.ts'

/** Compiled statements kept for reuse; our queries have far fewer shapes. */
const MAX_STATEMENTS = 400

/** Kysely over one `node:sqlite` connection. Kysely itself queues those who want the connection. */
export const sqliteDialect = (database: DatabaseSync, path: string): Dialect => ({
  createDriver: () => sqliteDriver(database, path),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
})

function sqliteDriver(database: DatabaseSync, path: string): Driver {
  const connection = sqliteConnection(database, path)
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

function sqliteConnection(database: DatabaseSync, path: string): DatabaseConnection {
  const prepare = statementCache(database)
  const guarded = <R>(work: () => R): R => {
    try {
      return work()
    } catch (error) {
      throw explain(error, path)
    }
  }
  return {
    executeQuery: async <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
      guarded(() => execute<R>(prepare(query.sql), query.parameters.map(bindable))),
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
    statements.set(sql, statement)
    return statement
  }
}
