import { openStore } from '#src/store/store.ts'
import { testStore } from '../contract/store.ts'
import { canRunPostgres, empty, newDatabase } from '../stand-ins/postgres/database.ts'

let address: Promise<string> | undefined

if (canRunPostgres)
  testStore('Postgres', async ({ now }) => {
    address ??= newDatabase()
    const url = await address
    await empty(url)
    const store = await openStore({ url, now, connections: 4 })
    return { store, second: () => openStore({ url, now, connections: 2 }), close: () => store.close() }
  })
