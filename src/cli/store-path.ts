import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { loadConfig } from '../config.ts'
import type { Io } from './verb.ts'

const POSTGRES = `DATABASE_URL names a Postgres database: it has tools of its own, which work while the bot runs.
  pg_dump --format=custom --file=FILE "$DATABASE_URL"          makes a backup
  pg_restore --clean --if-exists --dbname="$DATABASE_URL" FILE puts it back
`

/** Where the embedded store is to be; null, with what to do instead on standard error, where the store is a Postgres database. */
export async function embeddedPath(io: Io, folder: string): Promise<string | null> {
  const { settings, secrets } = await loadConfig({ dir: resolve(io.cwd, folder), env: io.env })
  if (secrets.databaseUrl === null) return resolve(io.cwd, settings.store.path)
  io.stderr.write(POSTGRES)
  io.exit(2)
  return null
}

/** Whether there is a file; what to do where there is not is told. */
export function isThere(io: Io, path: string, what: string): boolean {
  if (existsSync(path)) return true
  io.stderr.write(`there is no ${what}\n`)
  io.exit(2)
  return false
}
