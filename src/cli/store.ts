import { addStoreBackup } from './store-backup.ts'
import { addStoreCheck } from './store-check.ts'
import { addStoreCopy } from './store-copy.ts'
import { addStoreRestore } from './store-restore.ts'
import type { Verb } from './verb.ts'

/** `store`: what is done with the store as a whole, each by a word of its own. */
export const store: Verb = (program, io) => {
  const parent = program
    .command('store')
    .description('back the store up, put a backup back, look whether it is sound, copy it to Postgres and back')
  for (const add of [addStoreBackup, addStoreRestore, addStoreCheck, addStoreCopy]) add(parent, io)
}
