import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { openPostgres } from '#src/store/postgres/engine.ts'
import { openStore } from '#src/store/store.ts'
import { describePostgres, newDatabase, query } from '../../stand-ins/postgres/database.ts'
import { PASSWORD } from '../../stand-ins/postgres/server.ts'

const run = promisify(execFile)
const opener = fileURLToPath(new URL('../open-child.ts', import.meta.url))

const opening = (url: string): Promise<{ readonly kind?: string; readonly message: string; readonly all: string }> =>
  openPostgres({ url, patienceMs: 0 }).then(
    async (engine) => {
      await engine.close()
      return { message: 'opened', all: '' }
    },
    (error: Error & { kind?: string }) => ({
      ...(error.kind === undefined ? {} : { kind: error.kind }),
      message: error.message,
      all: everything(error),
    }),
  )

/** All that a log could print of an error, with what caused it. */
const everything = (error: unknown): string =>
  error instanceof Error ? `${error.stack} ${JSON.stringify(error, Object.getOwnPropertyNames(error))} ${everything(error.cause)}` : ''

describePostgres('a Postgres store that cannot be opened', () => {
  let url: string
  beforeAll(async () => {
    url = await newDatabase()
  })
  const changed = (parts: Partial<URL>): string => Object.assign(new URL(url), parts).href

  test.each([
    ['a wrong password', { password: 'wrong-word' }, 'refused', /refused the user or its password: check both in DATABASE_URL/],
    ['a user that there is not', { username: 'nobody' }, 'refused', /refused the user or its password/],
    [
      'a database that there is not',
      { pathname: '/elsewhere' },
      'missing',
      /elsewhere at 127\.0\.0\.1:\d+ is not there: create the database/,
    ],
    ['a port where nobody listens', { port: '1' }, 'unreachable', /127\.0\.0\.1:1 cannot be reached: check that the Postgres server runs/],
    ['a host that there is not', { hostname: 'nowhere.invalid' }, 'unreachable', /nowhere\.invalid:\d+ cannot be reached/],
  ])('%s is told, and never the password', async (_, parts, kind, message) => {
    const told = await opening(changed(parts))
    expect(told).toMatchObject({ kind, message: expect.stringMatching(message) })
    expect(told.all).not.toContain(PASSWORD)
    expect(told.all).not.toContain('wrong-word')
  })

  test.each([
    'postgres://',
    'postgres://u:pw-that-is-never-told@h:port/d',
    'mysql://u:pw-that-is-never-told@h/d',
    'postgres://u:pw-that-is-never-told@h',
    `postgres://u:p#w@h/d`,
  ])('what is no address is not repeated: %s', async (address) => {
    const told = await opening(address)
    expect(told.message).toBe('the address of the store is no Postgres address: write postgres://USER:PASSWORD@HOST:5432/DATABASE')
    expect(told.all).not.toContain(PASSWORD)
  })

  test.each([
    ['sslmode=require', /offers no encryption, which sslmode in DATABASE_URL asks for: switch it on/],
    ['sslmode=verify-full&sslrootcert=/nowhere/ca.pem', /a file of certificates cannot be read: check sslrootcert/],
    ['sslmod=require', /behind its "\?" stands sslmod, which means nothing\. Write one of: sslmode/],
    ['sslmode=yes', /its sslmode is none\. Write one of: disable, /],
    ['port=abc', /the port behind its "\?" is none/],
    ['statement_timeout=abc', /statement_timeout stands behind its "\?"\. Take it out/],
    ['host=/nowhere', /test_\d+ at \/nowhere:\d+ cannot be reached/],
  ])('an address that ends in ?%s is told as such', async (query, message) => {
    const told = await opening(`${url}?${query}`)
    expect(told.message).toMatch(message)
    expect(told.all).not.toContain(PASSWORD)
  })

  test('a search path that leads nowhere is told before anything is made', async () => {
    await expect(openStore({ url: `${url}?options=-c%20search_path%3Dnowhere` })).rejects.toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('take search_path out of DATABASE_URL'),
    })
  })

  test('a server of an older major version is refused by its number', async () => {
    await expect(openPostgres({ url, oldest: 99 })).rejects.toMatchObject({
      kind: 'too-old',
      message: expect.stringMatching(/is on Postgres \d\d: this program needs Postgres 99 or later; upgrade it$/),
    })
  })

  test('a database that may only be read is refused', async () => {
    const name = new URL(url).pathname.slice(1)
    await query(url, `alter database ${name} set default_transaction_read_only = on`)
    await expect(openStore({ url })).rejects.toMatchObject({ kind: 'read-only', message: expect.stringContaining('name the primary') })
    await query(url, `set transaction read write; alter database ${name} reset default_transaction_read_only`)
  })

  test('a user that may create no table is told what right is missing; one connection too many is told as such', async () => {
    await query(url, `create role reader login password '${PASSWORD}' connection limit 1`)
    const asReader = changed({ username: 'reader' })
    await expect(openStore({ url: asReader })).rejects.toMatchObject({
      kind: 'read-only',
      message: expect.stringContaining('may create and change tables'),
    })
    const engine = await openPostgres({ url: asReader, connections: 1 })
    expect(await opening(asReader)).toMatchObject({ kind: 'crowded', message: expect.stringContaining('max_connections') })
    await engine.close()
  })

  test('a store of a newer version is refused', async () => {
    await (await openStore({ url })).close()
    await query(url, `insert into migrations (number, name, applied_at) values (999, 'later', 0)`)
    await expect(openStore({ url })).rejects.toMatchObject({ kind: 'newer' })
    await query(url, 'delete from migrations where number = 999')
  })

  test('four processes that open an empty database at once make it once', async () => {
    await query(url, 'drop schema public cascade; create schema public')
    const opened = await Promise.all([1, 2, 3, 4].map(() => run(process.execPath, [opener, url])))
    expect(opened.map(({ stdout }) => stdout.trim())).toEqual(['opened', 'opened', 'opened', 'opened'])
  })
})

describePostgres('a Postgres store in trouble while it runs', () => {
  let url: string
  beforeAll(async () => {
    url = await newDatabase()
  })

  test('a statement that takes too long is stopped, and the connection serves on', async () => {
    const engine = await openPostgres({ url, statementMs: 100, connections: 1 })
    await expect(sql`select pg_sleep(5)`.execute(engine.db)).rejects.toMatchObject({
      kind: 'slow',
      message: expect.stringContaining('store.statementTimeout'),
    })
    expect((await sql`select 1 as one`.execute(engine.db)).rows).toEqual([{ one: 1 }])
    await engine.close()
  })

  test('who waits for a connection that others hold waits as long as it takes', async () => {
    const engine = await openPostgres({ url, connections: 2, connectMs: 1_000 })
    const held = Array.from({ length: 6 }, () => sql`select pg_sleep(0.7)`.execute(engine.db))
    expect((await Promise.allSettled(held)).map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 'fulfilled'))
    await engine.close()
  })

  test.each([
    ['53100', 'full', /the disk of the Postgres server is full: free some space there; nothing that was stored is lost/],
    ['25006', 'read-only', /cannot be written/],
    ['XX001', 'damaged', /is damaged/],
    ['53300', 'crowded', /no room for one more connection/],
  ])('what Postgres calls %s is told as %s, in words', async (state, kind, message) => {
    const engine = await openPostgres({ url, connections: 1 })
    const raising = sql`do ${sql.lit(`begin raise exception 'of itself' using errcode = '${state}'; end`)}`
    await expect(raising.execute(engine.db)).rejects.toMatchObject({ kind, message: expect.stringMatching(message) })
    await engine.close()
  })

  test('a transaction that fails half-way leaves nothing, and its error is handed on', async () => {
    const store = await openStore({ url })
    const engine = await openPostgres({ url, connections: 1 })
    const put = engine.transaction(async (tx) => {
      await tx.insertInto('notices').values({ subject: 'a', text: 'b', told_at: 0 }).execute()
      throw new Error('the power went')
    })
    await expect(put).rejects.toThrow('the power went')
    expect(await store.notices.list()).toEqual([])
    await Promise.all([engine.close(), store.close()])
  })

  test('closing waits for what was asked before', async () => {
    const store = await openStore({ url, connections: 2 })
    const work = Array.from({ length: 20 }, (_, n) => store.notices.change(`feed:${n}`, 'gone', n))
    await store.close()
    expect(await Promise.all(work)).toEqual(Array.from({ length: 20 }, () => true))
    await expect(store.close()).resolves.toBeUndefined()
    const again = await openStore({ url })
    expect(await again.notices.list()).toHaveLength(20)
    await again.close()
  })
})
