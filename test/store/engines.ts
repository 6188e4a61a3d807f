import type { Engine } from '#src/store/engine.ts'
import { openPostgres } from '#src/store/postgres/engine.ts'
import { openSqlite } from '#src/store/sqlite/engine.ts'
import { canRunPostgres, newDatabase, query } from '../stand-ins/postgres/database.ts'

let address: Promise<string> | undefined

/** The address of this file's database, with nothing in it. */
export async function bareDatabase(): Promise<string> {
  address ??= newDatabase()
  await query(await address, 'drop schema public cascade; create schema public')
  return address
}

/** Every engine, each time over an empty store. */
export const ENGINES: readonly { readonly name: string; readonly open: () => Promise<Engine> }[] = [
  { name: 'SQLite', open: async () => openSqlite({ path: ':memory:' }) },
  ...(canRunPostgres ? [{ name: 'Postgres', open: async () => openPostgres({ url: await bareDatabase(), connections: 2 }) }] : []),
]

/** The address of this file's database, with whatever is in it. */
export function storeAddress(): Promise<string> {
  address ??= newDatabase()
  return address
}
