import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openStore } from '#src/store/store.ts'
import { testStore } from '../contract/store.ts'

testStore('SQLite in memory', async ({ now }) => {
  const store = await openStore({ path: ':memory:', now })
  return { store, second: async () => null, close: () => store.close() }
})

/** A disk that is memory, where there is one: what is asked of the store here outlives no power cut. */
const ROOM = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

let made: Promise<{ readonly folder: string; readonly empty: string }> | undefined
let count = 0

/** Making a store step by step takes longer than most of what is tried here: it is made once, and copied. */
async function makeEmpty() {
  const folder = await mkdtemp(join(ROOM, 'alignment-watch-store-'))
  const empty = join(folder, 'empty.sqlite')
  await (await openStore({ path: empty })).close()
  return { folder, empty }
}

testStore('SQLite in a file', async ({ now }) => {
  made ??= makeEmpty()
  const { folder, empty } = await made
  count += 1
  const path = join(folder, `${count}.sqlite`)
  await copyFile(empty, path)
  const store = await openStore({ path, now })
  return {
    store,
    second: () => openStore({ path, now }),
    close: async () => {
      await store.close()
      await rm(path)
    },
  }
})

afterAll(async () => {
  if (made !== undefined) await rm((await made).folder, { recursive: true })
})
