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
  await removeAll(part, file)
  try {
    withFile(path, true, (database) => {
      // What fails from here on, fails where it is written.
      database.prepare('select count(*) from sqlite_master').get()
      into(file, () => database.prepare('vacuum into ?').run(part))
    })
    await writing(file, async () => {
      await sync(part)
      await rename(part, file)
    })
  } catch (error) {
    await removeAll(part, file)
    throw explain(error, path)
  }
}

async function removeAll(part: string, file: string): Promise<void> {
  await writing(file, async () => {
    for (const name of [part, `${part}-journal`, `${part}-wal`]) await rm(name, { force: true })
  })
}

/** SQLite's words for a file that cannot be written. https://www.sqlite.org/rescode.html */
const NOT_WRITTEN: Readonly<Record<number, string>> = {
  8: 'see that this user may write in its folder',
  10: 'see that its disk works',
  13: 'its disk is full: free some space there, or name a file on another disk',
  14: 'see that its folder is there and that this user may write in it',
}

function into(file: string, write: () => void): void {
  try {
    write()
  } catch (error) {
    const what = NOT_WRITTEN[error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0]
    throw what === undefined ? error : notWritten(file, what, error)
  }
}

const CODES: Readonly<Record<string, string | undefined>> = {
  ENOSPC: NOT_WRITTEN[13],
  EDQUOT: NOT_WRITTEN[13],
  ENOENT: NOT_WRITTEN[14],
  ENOTDIR: NOT_WRITTEN[14],
  EACCES: NOT_WRITTEN[8],
  EPERM: NOT_WRITTEN[8],
  EROFS: 'its disk is read-only: name a file on another one, or make that one writable',
  EIO: NOT_WRITTEN[10],
}

async function writing<T>(file: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    const what = CODES[error instanceof Error && 'code' in error ? String(error.code) : '']
    throw what === undefined ? error : notWritten(file, what, error)
  }
}

const notWritten = (file: string, what: string, cause: unknown): BackupError =>
  new BackupError(`${file} cannot be written: ${what}. Nothing else was changed.`, { cause })

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
  try {
    await writing(path, () => copyFile(backup, part))
    into(path, () => withFile(part, false, (database) => sinceThen(database, quiet)))
    await writing(path, () => sync(part))
    const before = existsSync(path)
    if (before) closeForGood(path)
    return await writing(path, async () => {
      if (before) await rename(path, aside)
      await rename(part, path)
      return before
    })
  } finally {
    await removeAll(part, path)
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
