import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '#src/domain/log.ts'
import { holdStore } from '#src/store/hold.ts'
import { migrate, missingSteps } from '#src/store/migrate.ts'
import { bringUpToDate } from '#src/store/newer-shape.ts'
import { type EngineOptions, openEngine } from '#src/store/open.ts'
import { openOwnStore, openStore } from '#src/store/store.ts'
import { canRunPostgres } from '../stand-ins/postgres/database.ts'
import { bareDatabase } from './engines.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-shape-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let made = 0
const KINDS: readonly { readonly name: string; readonly empty: () => Promise<EngineOptions> }[] = [
  {
    name: 'SQLite',
    empty: async () => {
      made += 1
      return { path: join(folder, `${made}.db`) }
    },
  },
  ...(canRunPostgres ? [{ name: 'Postgres', empty: async () => ({ url: await bareDatabase() }) }] : []),
]

/** A store that lacks this version's newest step, and how many steps it lacks, counted without changing it. */
async function olderStore(options: EngineOptions): Promise<() => Promise<number>> {
  const engine = await openEngine(options)
  const { missing } = await missingSteps(engine)
  await migrate(engine, () => 0, missing.slice(0, -1))
  await engine.close()
  return async () => {
    const looking = await openEngine(options)
    const lacking = await missingSteps(looking)
    await looking.close()
    return lacking.missing.length
  }
}

describe.each(KINDS)('a store of an older version, on $name', ({ empty }) => {
  test('is left as it is while its bot works on it, and who would change it is told what to do', async () => {
    const options = await empty()
    const lacking = await olderStore(options)
    const bot = await holdStore(options, silentLog)
    const engine = await openEngine(options)
    await expect(bringUpToDate(engine, options, () => 0, 0)).rejects.toMatchObject({
      kind: 'taken',
      message: expect.stringMatching(
        /is of an older version .* a bot works on it: stop every process of that version, then start this one/,
      ),
    })
    expect(await lacking()).toBe(1)
    await bot.release()
    await bringUpToDate(engine, options, () => 0, 0)
    expect(await lacking()).toBe(0)
    await engine.close()
  })

  test('is brought up to date by a look as soon as nobody works on it', async () => {
    const options = await empty()
    const lacking = await olderStore(options)
    const bot = await holdStore(options, silentLog)
    const opening = openStore(options)
    await bot.release()
    await (await opening).close()
    expect(await lacking()).toBe(0)
  })

  test('is looked into beside a bot of this version', async () => {
    const options = await empty()
    const bot = await openOwnStore({ ...options, log: silentLog })
    await (await openStore(options)).close()
    await bot.close()
  })
})

describe.runIf(canRunPostgres)('processes that share a store', () => {
  test('bring it up to date once, whichever comes first, and all go on', async () => {
    const options = { url: await bareDatabase() }
    const lacking = await olderStore(options)
    const stores = await Promise.all([1, 2, 3].map(() => openOwnStore({ ...options, log: silentLog, holding: 'shared' })))
    expect(await lacking()).toBe(0)
    await Promise.all(stores.map((store) => store.close()))
  })
})
