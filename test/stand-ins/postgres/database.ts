import pg from 'pg'
import { describe, inject } from 'vitest'
import { whyNoPostgres } from './server.ts'

const why = whyNoPostgres()
if (why !== null) process.stderr.write(`Tests on Postgres are skipped: ${why}\n`)

/** Another process answers, on a machine that may be busy with all the other tests. */
export const PATIENCE_MS = 120_000

/** Tests that need a real Postgres; where none can run, they are skipped, and it is said why. */
export const describePostgres = (name: string, tests: () => void): void =>
  void describe.skipIf(why !== null)(name, { timeout: PATIENCE_MS }, tests)

export const canRunPostgres = why === null

/** The address of an empty database for this test file. */
export async function newDatabase(): Promise<string> {
  const response = await fetch(inject('postgres'))
  const answer = await response.text()
  if (!response.ok) throw new Error(answer)
  return answer
}

/** One statement, or many, at an address. */
export async function query(address: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: address })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}

const EMPTYING = `set session_replication_role = replica; do $$ declare name text; begin
  for name in select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename <> 'migrations' loop
    execute 'delete from ' || name;
  end loop;
  for name in select quote_ident(sequencename) from pg_sequences where schemaname = 'public' and last_value is not null loop
    execute 'alter sequence ' || name || ' restart';
  end loop;
end $$`

/** Takes all rows out of a store, and begins to count anew: quicker than to make another, or to truncate its many small tables. */
export const empty = async (address: string): Promise<void> => void (await query(address, EMPTYING))
