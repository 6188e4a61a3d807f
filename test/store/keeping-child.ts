// Lets dropped items go until none is left or it is killed: a program of its own, so that it can be.
import { openStore } from '#src/store/store.ts'

const [path = '', before = '0'] = process.argv.slice(2)
const store = await openStore({ path })
process.stdout.write('begun\n')
while ((await store.upkeep.forget('dropped', Number(before), 20)) > 0) await store.upkeep.reclaim(1_000_000)
await store.close()
