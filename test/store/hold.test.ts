import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '#src/domain/log.ts'
import { type OwnStore, openOwnStore, openStore } from '#src/store/store.ts'
import { makeOutcome } from '../fixtures/make.ts'
import { canRunPostgres, newDatabase, PATIENCE_MS } from '../stand-ins/postgres/database.ts'
import { PASSWORD } from '../stand-ins/postgres/server.ts'

const holder = fileURLToPath(new URL('hold-child.ts', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-hold-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const onFile = async (name: string) => ({ path: join(folder, name) })
const ENGINES = [
  { engine: 'SQLite', place: onFile, wanted: /^another bot works on the store .*: stop that one, or give this one a file of its own \(/ },
  ...(canRunPostgres
    ? [
        {
          engine: 'Postgres',
          place: async () => ({ url: await newDatabase() }),
          wanted: /^another bot works on the store test_\d+ at 127\.0\.0\.1:\d+: stop that one, or give this one a database of its own \(/,
        },
      ]
    : []),
]

describe.each(ENGINES)('a store on $engine that a bot works on', { timeout: PATIENCE_MS }, ({ place, wanted }) => {
  let children: ChildProcess[] = []
  let stores: OwnStore[] = []
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL')
    await Promise.all(stores.map((store) => store.close()))
    children = []
    stores = []
  })
  type Place = Awaited<ReturnType<typeof place>>
  const own = async (options: Place): Promise<OwnStore> => {
    const store = await openOwnStore({ ...options, log: silentLog })
    stores.push(store)
    return store
  }
  /** Another process that works on it, and the first it says. */
  const another = async (options: Place): Promise<{ readonly child: ChildProcess; readonly said: string }> => {
    const child = spawn(process.execPath, [holder, 'url' in options ? options.url : options.path], { stdio: ['ignore', 'pipe', 'inherit'] })
    children.push(child)
    const [said] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer]
    return { child, said: said.toString() }
  }

  test('is refused to a second bot, here and in another process, with what to do, and stays with the first', async () => {
    const options = await place('refused.db')
    const first = await own(options)
    const refused = await own(options).catch((error: unknown) => error)
    expect(refused).toMatchObject({ name: 'StoreError', kind: 'taken', message: expect.stringMatching(wanted) })
    expect(String(refused)).not.toContain(PASSWORD)
    expect((await another(options)).said).toMatch(/^StoreError taken another bot works on the store/)
    await first.stories.record(makeOutcome())
    expect((await first.archive.counts()).items).toBe(1)
    expect(await Promise.race([first.lost, 'still its own'])).toBe('still its own')
  })

  test('is open to all who only look things up', async () => {
    const options = await place('looked-up.db')
    await (await own(options)).stories.record(makeOutcome())
    const looking = await openStore(options)
    expect((await looking.archive.counts()).items).toBe(1)
    await looking.close()
  })

  test('is the next one’s as soon as it is closed', async () => {
    const options = await place('closed.db')
    const first = await own(options)
    await first.close()
    await first.close()
    await expect(own(options)).resolves.toBeDefined()
  })

  test('is the next one’s when its bot is killed', async () => {
    const options = await place('killed.db')
    const { child, said } = await another(options)
    expect(said).toBe('held\n')
    await expect(own(options)).rejects.toMatchObject({ kind: 'taken' })
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
    await expect(own(options)).resolves.toBeDefined()
  })
})

test('a file is one store by whatever name it is opened', async () => {
  const file = join(folder, 'named.db')
  const link = join(folder, 'link.db')
  await symlink(file, link)
  const first = await openOwnStore({ path: file, log: silentLog })
  await expect(openOwnStore({ path: link, log: silentLog })).rejects.toMatchObject({ kind: 'taken' })
  await first.close()
})

test('stores in memory are each a bot’s own', async () => {
  const [one, two] = await Promise.all([1, 2].map(() => openOwnStore({ path: ':memory:', log: silentLog })))
  await Promise.all([one?.close(), two?.close()])
})
