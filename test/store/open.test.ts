import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Kysely } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '#src/store/migrate.ts'
import { sqliteDialect } from '#src/store/sqlite/dialect.ts'
import { openSqlite } from '#src/store/sqlite/engine.ts'
import { openStore } from '#src/store/store.ts'
import { makeFeed, makeFeedState, makeItem, makeOutcome } from '../fixtures/make.ts'

const run = promisify(execFile)
const opener = fileURLToPath(new URL('open-child.ts', import.meta.url))

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'alignment-watch-open-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))
const path = () => join(folder, 'store.sqlite')

async function makeStore(): Promise<void> {
  const store = await openStore({ path: path() })
  await store.stories.record(makeOutcome())
  await store.close()
}

describe('opening a store', () => {
  test('a missing folder is made', async () => {
    const deep = join(folder, 'a', 'b', 'store.sqlite')
    const store = await openStore({ path: deep })
    await store.close()
    expect((await readFile(deep)).subarray(0, 15).toString()).toBe('SQLite format 3')
  })

  test('what was stored is there at the next opening', async () => {
    await makeStore()
    const store = await openStore({ path: path() })
    expect(await store.archive.counts()).toEqual({ items: 1, kept: 1, stories: 1 })
    expect(await store.archive.search('Ishiba', 1)).toHaveLength(1)
    expect(await store.outbox.waiting()).toHaveLength(1)
    await store.close()
  })

  test('closing waits for what was asked before', async () => {
    const store = await openStore({ path: path() })
    const work = Array.from({ length: 20 }, (_, n) =>
      store.stories.record(makeOutcome({ item: makeItem({ guid: String(n), title: `${n}` }) })),
    )
    await store.close()
    await Promise.all(work)
    const again = await openStore({ path: path() })
    expect((await again.archive.counts()).items).toBe(20)
    await again.close()
  })

  test('closing twice does no harm', async () => {
    const store = await openStore({ path: ':memory:' })
    await store.close()
    await expect(store.close()).resolves.toBeUndefined()
  })

  test('a file that is something else is named and left as it is', async () => {
    await writeFile(path(), 'notes about the trilateral, not a database at all\n'.repeat(100))
    await expect(openStore({ path: path() })).rejects.toMatchObject({
      kind: 'not-a-database',
      message: expect.stringMatching(/store\.sqlite is not a SQLite database: name another path/),
    })
    expect(await readFile(path(), 'utf8')).toMatch(/^notes about/)
  })

  test('a folder in the place of the file is named', async () => {
    await mkdir(path())
    await expect(openStore({ path: path() })).rejects.toMatchObject({ kind: 'unreachable', message: expect.stringContaining('is a file') })
  })

  test('a file in the place of the folder is named', async () => {
    await writeFile(join(folder, 'data'), '')
    await expect(openStore({ path: join(folder, 'data', 'store.sqlite') })).rejects.toMatchObject({ kind: 'unreachable' })
  })

  test('a store of a newer version is refused, and says what to do', async () => {
    await makeStore()
    const database = new DatabaseSync(path())
    database.exec(`insert into migrations (number, name, applied_at) values (99, 'later', 0)`)
    database.close()
    await expect(openStore({ path: path() })).rejects.toMatchObject({
      kind: 'newer',
      message: expect.stringMatching(/made by a newer version of this program: use that version, or another store/),
    })
  })

  test('a store that another process keeps locked is refused when the wait is over', async () => {
    await makeStore()
    const other = new DatabaseSync(path())
    other.exec('begin immediate')
    await expect(openStore({ path: path(), busyMs: 50 })).rejects.toMatchObject({
      kind: 'locked',
      message: expect.stringContaining('end the other program'),
    })
    other.exec('rollback')
    const store = await openStore({ path: path(), busyMs: 50 })
    await store.close()
    other.close()
  })

  test('while another process writes, a writer waits its turn without holding up the program', async () => {
    await makeStore()
    const store = await openStore({ path: path() })
    const other = new DatabaseSync(path())
    other.exec('begin immediate')
    let ticks = 0
    // Held up, the program would never get as far as the commit.
    const timer = setInterval(() => {
      ticks += 1
      if (ticks === 5) other.exec('commit')
    }, 5)
    expect(await store.notices.change('feed:a', 'gone', 1)).toBe(true)
    clearInterval(timer)
    expect(ticks).toBeGreaterThanOrEqual(5)
    await store.close()
    other.close()
  })

  test('a damaged file is told as such', async () => {
    await makeStore()
    const bytes = await readFile(path())
    await writeFile(path(), bytes.fill(0x5a, 100, 40_000))
    const reading = async (): Promise<unknown> => {
      const store = await openStore({ path: path() })
      return store.archive.counts().finally(() => store.close())
    }
    await expect(reading()).rejects.toMatchObject({ kind: 'damaged', message: expect.stringContaining('restore a backup') })
  })

  test.runIf(process.platform !== 'win32')('a store that may not be written is refused, and says what to do', async () => {
    await makeStore()
    await chmod(path(), 0o444)
    await chmod(folder, 0o555)
    const { stdout } = await run(process.execPath, [opener, path(), 'unprivileged'])
    await chmod(folder, 0o755)
    expect(stdout).toMatch(
      /^StoreError read-only the store .*store\.sqlite cannot be written: give the user that runs this program the right/,
    )
  })

  test.runIf(process.platform !== 'win32')('a folder that may not be written is refused, and says what to do', async () => {
    await chmod(folder, 0o555)
    const { stdout } = await run(process.execPath, [opener, join(folder, 'data', 'store.sqlite'), 'unprivileged'])
    await chmod(folder, 0o755)
    expect(stdout).toMatch(/^StoreError read-only/)
  })
})

describe('a store in trouble while it runs', () => {
  test('a full disk is told; what was stored before stays, and writing goes on when there is room', async () => {
    const engine = openSqlite({ path: path() })
    await migrate(engine, () => 0)
    await engine.close()
    const database = new DatabaseSync(path())
    const pages = Number(database.prepare('pragma page_count').get()?.page_count)
    database.exec(`pragma max_page_count = ${pages + 3}`)
    const db = new Kysely<{ notices: { subject: string; text: string; told_at: number } }>({
      dialect: sqliteDialect({ database, path: path(), busyMs: 0 }),
    })
    const put = (subject: string, length: number) =>
      db
        .insertInto('notices')
        .values({ subject, text: 'x'.repeat(length), told_at: 0 })
        .execute()
    await put('feed:a', 10)
    await expect(put('feed:b', 1_000_000)).rejects.toMatchObject({ kind: 'full', message: expect.stringContaining('the disk is full') })
    database.exec('pragma max_page_count = 1000000')
    await put('feed:b', 1_000_000)
    expect(await db.selectFrom('notices').select('subject').execute()).toHaveLength(2)
    await db.destroy()
  })

  test('a transaction that fails half-way leaves nothing, and the next one works', async () => {
    const store = await openStore({ path: path() })
    const bad = { ...makeItem({ guid: 'bad' }), title: undefined as unknown as string, url: '' }
    await expect(store.feeds.settle(makeFeedState({ nextAt: 5 }), [makeItem(), bad])).rejects.toThrow()
    expect(await store.feeds.find('yonhap-en')).toBeNull()
    expect(await store.feeds.settle(makeFeedState({ nextAt: 6 }), [makeItem()])).toHaveLength(1)
    await store.close()
  })
})

describe('migrations', () => {
  test('two processes that open an empty store at once make it once', async () => {
    const opened = await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, [opener, path()])))
    expect(opened.map(({ stdout }) => stdout.trim())).toEqual(['opened', 'opened', 'opened', 'opened'])
  })

  test('a step that fails leaves the store as it was, and is done at the next start', async () => {
    const engine = openSqlite({ path: path() })
    let isBroken = true
    const step = (number: number) => ({
      number,
      name: `step ${number}`,
      up: async (db: typeof engine.db) => {
        await db.schema.createTable(`step_${number}`).addColumn('a', 'integer').execute()
        if (number === 2 && isBroken) throw new Error('the power went')
      },
    })
    await expect(migrate(engine, () => 0, [step(1), step(2)])).rejects.toThrow('the power went')
    const tables = async () => (await engine.db.introspection.getTables()).map((table) => table.name)
    expect(await tables()).toEqual(['migrations', 'step_1'])
    isBroken = false
    await migrate(engine, () => 0, [step(1), step(2)])
    expect(await tables()).toEqual(['migrations', 'step_1', 'step_2'])
    await engine.close()
  })

  test('opening again does nothing to what is there', async () => {
    await makeStore()
    const store = await openStore({ path: path() })
    await store.feeds.sync([makeFeed()], () => 0)
    await store.close()
    const again = await openStore({ path: path() })
    expect(await again.feeds.all()).toHaveLength(1)
    await again.close()
  })
})
