import { existsSync } from 'node:fs'
import { copyFile, open, rename, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { NEWEST_MIGRATION } from './migrate.ts'
import { explain, isBusy, storeError } from './store-error.ts'

/** What stands in a file that may be a backup. */
export type BackupFacts = { readonly items: number; readonly stories: number; readonly waiting: number; readonly migration: number }

/** A backup cannot be made or put back. The message says why, and what to do. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/**
 * Writes the embedded store at `path`, as it is at one moment, into a new file. The store may be in use: what is written meanwhile waits
 * for nobody and is not in the copy (https://www.sqlite.org/lang_vacuum.html). The file has its name only when it is whole and on the
 * disk. Throws a `BackupError`, or a `StoreError` where the store cannot be read.
 */
export async function backUp(path: string, file: string): Promise<void> {
  if (existsSync(file)) throw new BackupError(`${file} is there already: name another file, so that no backup is lost`)
  const part = `${file}.part`
  await rm(part, { force: true })
  try {
    withFile(path, true, (database) => database.prepare('vacuum into ?').run(part))
    await sync(part)
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw explain(error, path)
  }
}

/** Looks at a backup and says what it holds. Throws where it is damaged, is none of ours, or of a newer version. */
export function lookAt(file: string): BackupFacts {
  try {
    return withFile(file, true, (database) => {
      const fault = database.prepare('pragma integrity_check(1)').get()?.integrity_check
      if (fault !== 'ok') throw new BackupError(`${file} is damaged: ${String(fault)}. Take an older backup.`)
      if (database.prepare(`select 1 from sqlite_master where name = 'migrations'`).get() === undefined)
        throw new BackupError(`${file} is a database, and no store of Alignment Watch: name a file that "store backup" made.`)
      const count = (from: string): number => Number(database.prepare(`select count(*) as n from ${from}`).get()?.n)
      const migration = Number(database.prepare('select max(number) as n from migrations').get()?.n)
      if (migration > NEWEST_MIGRATION) throw storeError('newer', file)
      return { items: count('items'), stories: count('stories'), waiting: count('deliveries where open = 1'), migration }
    })
  } catch (error) {
    throw explain(error, file)
  }
}

export type Restoring = {
  /** Where the store is to be. */
  readonly path: string
  readonly backup: string
  /** The name that the store of now gets, where there is one. */
  readonly aside: string
  /** Whether feeds are to count as never read: what is older than `poll.backfill` at their next poll is recorded and not posted. */
  readonly quiet: boolean
}

/**
 * Puts a backup in the store's place; the store of now stays under another name. Answers whether there was one. Rejects, and changes
 * nothing, where another program has the store open.
 */
export async function restore({ path, backup, aside, quiet }: Restoring): Promise<boolean> {
  const part = `${path}.part`
  await copyFile(backup, part)
  try {
    withFile(part, false, (database) => sinceThen(database, quiet))
    await sync(part)
    const before = existsSync(path)
    if (before) {
      closeForGood(path)
      await rename(path, aside)
    }
    await rename(part, path)
    return before
  } finally {
    await rm(part, { force: true })
  }
}

/** What waited when the backup was made may have been posted since: it is looked for on its platform before it is sent. */
function sinceThen(database: DatabaseSync, quiet: boolean): void {
  database.exec(`update deliveries set state = 'unknown', looks = 0 where state = 'pending'`)
  if (quiet) database.exec('update feeds set first_ok_at = null, etag = null, last_modified = null, body_hash = null')
}

/** Writes what stands beside the file into it. Only who is alone with it can. */
function closeForGood(path: string): void {
  try {
    withFile(path, false, (database) => {
      database.exec('pragma locking_mode = exclusive')
      database.exec('begin exclusive; commit')
      database.exec('pragma journal_mode = delete')
    })
  } catch (error) {
    if (isBusy(error))
      throw new BackupError(`another program has the store ${path} open: stop the bot first, since it would go on with the old one`)
    throw explain(error, path)
  }
}

function withFile<T>(path: string, readOnly: boolean, use: (database: DatabaseSync) => T): T {
  const database = new DatabaseSync(path, { readOnly, timeout: 2_000 })
  try {
    return use(database)
  } finally {
    database.close()
  }
}

async function sync(file: string): Promise<void> {
  const written = await open(file, 'r+')
  await written.sync().finally(() => written.close())
}
