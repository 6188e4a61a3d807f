import pg from 'pg'
import { describe, inject } from 'vitest'
import { whyNoPostgres } from './server.ts'

const why = whyNoPostgres()
if (why !== null) console.warn(`Tests on Postgres are skipped: ${why}`)

/** Tests that need a real Postgres; where none can run, they are skipped, and it is said why. */
export const describePostgres: typeof describe.skip = describe.skipIf(why !== null)

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

/** Takes all rows out of a store, and begins to count anew: quicker than to make another. */
export async function empty(address: string): Promise<void> {
  const tables = await query(
    address,
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migrations'`,
  )
  if (tables.length > 0) await query(address, `truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`)
}
