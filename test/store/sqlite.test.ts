import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#src/store/store.ts'
import { testStore } from '../contract/store.ts'

testStore('SQLite in memory', async ({ now }) => {
  const store = await openStore({ path: ':memory:', now })
  return { store, second: async () => null, close: () => store.close() }
})

testStore('SQLite in a file', async ({ now }) => {
  const folder = await mkdtemp(join(tmpdir(), 'alignment-watch-store-'))
  const path = join(folder, 'store.sqlite')
  const store = await openStore({ path, now })
  return {
    store,
    second: () => openStore({ path, now }),
    close: async () => {
      await store.close()
      await rm(folder, { recursive: true })
    },
  }
})
