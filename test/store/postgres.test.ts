import { vi } from 'vitest'
import { openStore } from '#src/store/store.ts'
import { testStore } from '../contract/store.ts'
import { canRunPostgres, empty, newDatabase, PATIENCE_MS } from '../stand-ins/postgres/database.ts'

vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS })

let address: Promise<string> | undefined

if (canRunPostgres)
  testStore('Postgres', async ({ now }) => {
    address ??= newDatabase()
    const url = await address
    await empty(url)
    const store = await openStore({ url, now, connections: 4 })
    return { store, second: () => openStore({ url, now, connections: 2 }), close: () => store.close() }
  })
