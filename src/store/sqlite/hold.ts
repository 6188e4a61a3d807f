import { realpathSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Hold } from '../hold.ts'
import { explain, isBusy, StoreError } from '../store-error.ts'

const FREE: Hold = { lost: new Promise(() => {}), release: async () => {} }

/**
 * The store is left to those who look things up, so what is locked is an empty file beside it. The system takes the lock from a process
 * that ends, however it ends; the file stays, since who removes it might remove what another has just locked.
 */
export function holdSqlite(path: string): Hold {
  if (path === ':memory:') return FREE
  let beside: DatabaseSync | undefined
  try {
    beside = new DatabaseSync(`${realpathSync(path)}.held`, { timeout: 0 })
    // Nothing is ever written to it: no journal need be made.
    beside.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    beside?.close()
    throw isBusy(error) ? taken(path) : explain(error, path)
  }
  const held = beside
  return {
    ...FREE,
    async release() {
      if (held.isOpen) held.close()
    },
  }
}

const taken = (path: string): StoreError =>
  new StoreError('taken', `another bot works on the store ${path}: stop that one, or give this one a file of its own (STORE_PATH)`)
