import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { store as storeVerb } from '#src/cli/store.ts'
import type { Store } from '#src/store/store.ts'
import { CALL_AT, makeDropped, makeFeedState, makeItem, makeOutcome } from '../fixtures/make.ts'
import { type Desk, openDesk } from './stored.ts'

let desk: Desk
let folder: string
let database: string
beforeEach(async () => {
  desk = await openDesk()
  folder = desk.folder
  database = path.join(folder, 'data', 'alignment-watch.db')
})
afterEach(() => desk.close())

const item = (n: number) => makeItem({ guid: `item ${n}`, title: `Report number ${n}` })

async function fill(store: Store, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    await store.feeds.settle(makeFeedState({ firstOkAt: CALL_AT }), [item(n)])
    if (n % 5 === 0) await store.stories.record(makeOutcome({ item: item(n) }))
    else await store.stories.record({ report: { item: item(n), assessment: makeDropped() }, story: null })
  }
}

async function filled(count: number): Promise<void> {
  const store = await desk.store()
  await fill(store, 0, count)
  await store.close()
}

/** Does something to the file behind the program's back. */
function damage(sql: string): void {
  const file = new DatabaseSync(database)
  file.exec('pragma foreign_keys = off')
  file.exec(sql)
  file.close()
}

const run = (...words: string[]) => desk.run(storeVerb, ['store', ...words])

describe('store backup and restore', () => {
  test('a backup holds everything, and put back in an empty place it is the store again', async () => {
    await filled(20)
    const made = await run('backup', 'backup.db')
    expect(made.code).toBe(0)
    expect(made.out).toMatch(/backup\.db: \d+\.\d MB, 20 items, 4 stories, 4 posts waiting; sound; \d+\.\d s/)
    expect(readdirSync(folder)).not.toContain('backup.db.part')
    const before = await desk.store()
    await fill(before, 20, 30)
    await before.close()
    const restored = await run('restore', 'backup.db')
    expect(restored).toMatchObject({ code: 0 })
    expect(restored.out).toContain('20 items, 4 stories')
    const store = await desk.store()
    expect(await store.archive.counts()).toMatchObject({ items: 20, stories: 4 })
    expect(await store.upkeep.check()).toEqual([])
    expect((await store.outbox.list({ limit: 10 })).map(({ state }) => state)).toEqual(Array.from({ length: 4 }, () => 'unknown'))
    await store.close()
    expect(readdirSync(path.dirname(database)).filter((name) => /\.before-\d{8}T\d{6}$/.test(name))).toHaveLength(1)
  })

  test('a backup is made while the bot writes, and is of one moment', async () => {
    const store = await desk.store()
    await fill(store, 0, 50)
    const [made] = await Promise.all([run('backup', 'during.db'), fill(store, 50, 150)])
    expect(made).toMatchObject({ code: 0, err: '' })
    expect((await store.archive.counts()).items).toBe(150)
    await store.close()
    expect((await run('restore', 'during.db')).code).toBe(0)
    const again = await desk.store()
    expect(await again.upkeep.check()).toEqual([])
    await again.close()
  })

  test('names the file that cannot be written, not the store, and leaves nothing of it', async () => {
    await filled(1)
    const missing = path.join(folder, 'no-such-folder', 'backup.db')
    await expect(run('backup', missing)).rejects.toThrow(`${missing} cannot be written: see that its folder is there`)
    const text = path.join(folder, 'a-text')
    writeFileSync(text, 'a text')
    const below = path.join(text, 'backup.db')
    await expect(run('backup', below)).rejects.toThrow(`${below} cannot be written: see that its folder is there`)
    await run('backup', 'backup.db')
    const elsewhere = { STORE_PATH: path.join(folder, 'no-such-folder', 'store.db') }
    await expect(desk.run(storeVerb, ['store', 'restore', path.join(folder, 'backup.db')], elsewhere)).rejects.toThrow(
      `${elsewhere.STORE_PATH} cannot be written: see that its folder is there`,
    )
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([])
  })

  test('refuses to overwrite a file', async () => {
    await filled(1)
    writeFileSync(path.join(folder, 'there.db'), 'precious')
    await expect(run('backup', 'there.db')).rejects.toThrow('there.db is there already: name another file')
  })

  test('refuses to restore what is no backup, and leaves the store as it is', async () => {
    await filled(3)
    writeFileSync(path.join(folder, 'text.db'), 'this is a text, and longer than the header of a database file would be: one hundred bytes')
    await expect(run('restore', 'text.db')).rejects.toThrow('is not a SQLite database')
    const other = new DatabaseSync(path.join(folder, 'other.db'))
    other.exec('create table songs (title text)')
    other.close()
    await expect(run('restore', 'other.db')).rejects.toThrow('no store of Alignment Watch')
    expect(await run('restore', 'missing.db')).toMatchObject({ code: 2 })
    const newer = path.join(folder, 'newer.db')
    await run('backup', 'newer.db')
    const file = new DatabaseSync(newer)
    file.exec(`insert into migrations values (9999, 'from the future', 0)`)
    file.close()
    await expect(run('restore', 'newer.db')).rejects.toThrow('made by a newer version')
    const store = await desk.store()
    expect((await store.archive.counts()).items).toBe(3)
    await store.close()
  })

  test('refuses while the bot has the store open', async () => {
    const store = await desk.store()
    await fill(store, 0, 5)
    await run('backup', 'backup.db')
    await expect(run('restore', 'backup.db')).rejects.toThrow('stop the bot first')
    expect(existsSync(`${database}.part`)).toBe(false)
    await fill(store, 5, 6)
    expect((await store.archive.counts()).items).toBe(6)
    await store.close()
  }, 20_000)

  test('--quiet lets feeds count as never read', async () => {
    await filled(2)
    await run('backup', 'backup.db')
    expect((await run('restore', '--quiet', 'backup.db')).err).toBe('')
    const store = await desk.store()
    expect((await store.feeds.all()).map(({ firstOkAt }) => firstOkAt)).toEqual([null])
    await store.close()
  })

  test('says what to use in their place where the store is in Postgres', async () => {
    const told = await desk.run(storeVerb, ['store', 'backup', 'x.db'], { DATABASE_URL: 'postgres://watch:secret-word@127.0.0.1:1/watch' })
    expect(told).toMatchObject({ code: 2, out: '' })
    expect(told.err).toContain('pg_dump')
    expect(told.err).not.toContain('secret-word')
  })
})

describe('store check', () => {
  test('finds nothing wrong with a sound store, in words and as JSON', async () => {
    await filled(10)
    expect(await run('check')).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^The store is sound: 10 items, 2 stories, \d+\.\d MB\.\n$/),
    })
    expect(JSON.parse((await run('check', '--json')).out)).toMatchObject({ ok: true, items: 10, stories: 2, faults: [] })
  })

  test.each([
    ['a settled row that is marked as open', `update deliveries set open = 0`, 'marked as open and are settled'],
    ['a state that there is not', `update deliveries set state = 'lost'`, 'in a state that there is not'],
    ['a post without a receipt', `update deliveries set state = 'sent', open = 0, settled_at = 1`, 'are sent and have no receipt'],
    ['a brief that is gone', `delete from briefs`, 'neither a brief nor a digest'],
    ['two claims on one route', `update deliveries set state = 'claimed', lease_until = 1`, 'more than one delivery claimed'],
    ['an assessment that is gone', `delete from assessments`, 'count as judged and have no assessment'],
    ['a row whose parent is gone', `delete from stories`, 'refer to rows of stories that are not there'],
    ['a story that is not in the search index', `delete from story_docs`, 'stories are not in the search index'],
    ['words that are gone', `delete from story_words`, 'not found by their own headlines'],
    ['a story merged into nothing', `update stories set merged_into = 'nobody'`, 'turned out to be one that is not there'],
  ])('finds %s', async (_, sql, words) => {
    await filled(10)
    damage(sql)
    const found = await run('check')
    expect(found.code).toBe(1)
    expect(found.out).toContain('The store is not sound')
    expect(found.out).toContain(words)
  })

  test('makes no store where there is none', async () => {
    expect(await run('check')).toMatchObject({ code: 2, err: expect.stringContaining('there is no store') })
    expect(existsSync(database)).toBe(false)
  })
})
