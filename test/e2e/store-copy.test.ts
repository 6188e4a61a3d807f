import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openStore } from '#src/store/store.ts'
import { makeFeedState, makeItem, makeOutcome } from '../fixtures/make.ts'
import { describePostgres, newDatabase, query } from '../stand-ins/postgres/database.ts'
import { PASSWORD } from '../stand-ins/postgres/server.ts'
import { run, start } from './run.ts'

const ITEMS = 6_000

describePostgres('store copy', () => {
  let folder: string
  let file: string
  let url: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'store-copy-'))
    file = join(folder, 'store.db')
    url = await newDatabase()
    const store = await openStore({ path: file })
    await store.stories.record(makeOutcome())
    const items = Array.from({ length: ITEMS }, (_, n) =>
      makeItem({ guid: `${n}`, title: `report ${n}`, url: `https://news.example/${n}` }),
    )
    await store.feeds.settle(makeFeedState(), items)
    await store.close()
  })
  beforeEach(async () => {
    await query(url, 'drop schema public cascade; create schema public')
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('from a file to the database of the environment and back; both are then stores as any', async () => {
    const there = await run(['store', 'copy', '--from', file, '--to', 'DATABASE_URL'], { env: { DATABASE_URL: url } })
    expect(there.code).toBe(0)
    expect(there.out).toMatch(
      /items: 6001\n[\s\S]*test_\d+ at 127\.0\.0\.1:\d+: \d+ rows in \d+ tables, each compared with the store they came from; [\d.]+ s\n$/,
    )
    const listed = await run(['deliveries', '--json'], { env: { DATABASE_URL: url } })
    expect(JSON.parse(listed.out).deliveries).toHaveLength(1)
    const back = join(folder, 'back.db')
    const again = await run(['store', 'copy', '--from', 'DATABASE_URL', '--to', back, '--json'], { env: { DATABASE_URL: url } })
    expect(JSON.parse(again.out)).toMatchObject({ to: back, tables: { items: ITEMS + 1, stories: 1 } })
    const checked = await run(['store', 'check'], { env: { STORE_PATH: back } })
    expect(checked).toMatchObject({ code: 0, out: expect.stringContaining('The store is sound') })
  })

  test('killed in the middle, it is refused as a store, and the same command ends it', async () => {
    const command = ['store', 'copy', '--from', file, '--to', 'DATABASE_URL'] as const
    const copying = start(command, { DATABASE_URL: url })
    const copied = () =>
      query(url, 'select count(*)::int as count from items').then(
        ([row]) => Number(row?.count),
        () => 0,
      )
    while ((await copied()) === 0) await sleep(5)
    copying.signal('SIGKILL')
    await copying.ended
    const started = await run(['start'], { env: { DATABASE_URL: url, WEB_PORT: '0' } })
    expect(started).toMatchObject({
      code: 1,
      err: expect.stringMatching(/is only half copied: let "store copy" end what it began, then start the program\n$/),
    })
    const ended = await run(command, { env: { DATABASE_URL: url } })
    expect(ended.code).toBe(0)
    expect(await copied()).toBe(ITEMS + 1)
  })

  test('stopped by the operator, it says how to go on', async () => {
    const stop = new AbortController()
    stop.abort()
    const { code, err } = await run(['store', 'copy', '--from', file, '--to', 'DATABASE_URL'], {
      env: { DATABASE_URL: url },
      signal: stop.signal,
    })
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/^Broken off\. test_\d+ at .* is no store yet: the same command goes on from here\.\n$/),
    })
  })

  test('wrong use is told with exit code 2, and no password ever', async () => {
    const wrong = async (from: string, to: string, env: Readonly<Record<string, string>> = {}) => {
      const { code, err, out } = await run(['store', 'copy', '--from', from, '--to', to], { env })
      expect(err + out).not.toContain(PASSWORD)
      return `${code} ${err}`
    }
    expect(await wrong(join(folder, 'none.db'), 'DATABASE_URL', { DATABASE_URL: url })).toMatch(/^2 there is no store at .*none\.db\n$/)
    expect(await wrong(file, 'DATABASE_URL')).toBe('2 DATABASE_URL is not set, nor is DATABASE_URL_FILE\n')
    expect(await wrong(file, 'DATABASE_URL', { DATABASE_URL: `postgres://me:${PASSWORD}@host:port/x` })).toMatch(
      /^2 environment DATABASE_URL: this is not the address of a Postgres database\. Write postgres:\/\/USER:PASSWORD@HOST:5432\/DATABASE/,
    )
    expect(await wrong(file, file)).toMatch(/^2 --from and --to name the same store\n$/)
    expect(await wrong(file, url)).toMatch(
      /^0 Note: others on this machine can read a command line, and the password in it: write DATABASE_URL/,
    )
  })
})
