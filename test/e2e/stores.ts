import { canRunPostgres, empty, newDatabase } from '../stand-ins/postgres/database.ts'

/** A store that the program can stand on: what names it in the environment, empty each time it is asked for. */
export type TestStore = { readonly name: string; readonly env: () => Promise<Readonly<Record<string, string>>> }

let address: Promise<string> | undefined

async function onPostgres(): Promise<Readonly<Record<string, string>>> {
  address ??= newDatabase()
  await empty(await address)
  return { DATABASE_URL: await address }
}

export const STORES: readonly TestStore[] = [
  { name: 'SQLite', env: async () => ({}) },
  ...(canRunPostgres ? [{ name: 'Postgres', env: onPostgres }] : []),
]
