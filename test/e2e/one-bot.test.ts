import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describePostgres } from '../stand-ins/postgres/database.ts'
import { PASSWORD, type PostgresServer, startPostgres } from '../stand-ins/postgres/server.ts'
import { startGate } from '../store/gate.ts'
import { ownBots } from './own-bots.ts'
import { NOT_FOR_PEOPLE, type Running, run } from './run.ts'

const bots = ownBots('one-bot')

type Env = Readonly<Record<string, string>>
const bot = (store: Env): Running => bots.start([], store)
const RUNS = 'Alignment Watch follows one feed'

async function isRefused(store: Env): Promise<string> {
  const second = bot(store)
  expect(await second.ended).toBe(1)
  expect(second.said()).toMatch(/^another bot works on the store .*: stop that one, or give this one .*\n$/)
  expect(second.said()).not.toMatch(NOT_FOR_PEOPLE)
  return second.said()
}

describe('a store in a file', () => {
  test('has one bot, until that is stopped; look-ups, checks and backups go on beside it', async () => {
    const store = { STORE_PATH: path.join(bots.folder(), 'one.db') }
    const first = bot(store)
    await first.until(RUNS)
    expect(await isRefused(store)).toContain('a file of its own (STORE_PATH)')
    for (const args of [['deliveries'], ['store', 'check'], ['store', 'backup', path.join(bots.folder(), 'backup.db')]])
      expect(await run(args, { env: store })).toMatchObject({ code: 0 })
    first.signal('SIGTERM')
    expect(await first.ended).toBe(0)
    await bot(store).until(RUNS)
  }, 60_000)
})

describePostgres('a store on Postgres', () => {
  let server: PostgresServer
  let url: string
  beforeAll(async () => {
    server = await startPostgres()
    await server.query('create database desk')
    url = server.address('desk')
  })
  afterAll(() => server.close())

  test('has one bot, through a restart of the server and until that bot is killed; look-ups go on beside it', async () => {
    const store = { DATABASE_URL: url }
    const first = bot(store)
    await first.until(RUNS)
    expect(await isRefused(store)).toContain('a database of its own (DATABASE_URL)')
    expect(await run(['deliveries'], { env: store })).toMatchObject({ code: 0 })
    await server.stop('crash')
    await first.until('keeps other bots from the store is lost')
    await server.start()
    while ((await server.query(`select 1 from pg_locks where objid = ${2 ** 32 - 2}`)).length === 0) await sleep(20)
    await isRefused(store)
    first.signal('SIGKILL')
    await first.ended
    await bot(store).until(RUNS)
  })

  test('that another bot took while the connection was lost is left to it: the first says so, and ends by itself', async () => {
    const gate = await startGate(server.port)
    const first = bot({ DATABASE_URL: Object.assign(new URL(url), { port: String(gate.port) }).href })
    await first.until(RUNS)
    gate.now('cut')
    const second = bot({ DATABASE_URL: url })
    await second.until(RUNS)
    gate.now('open')
    expect(await first.ended).toBe(1)
    expect(first.said()).toMatch(
      /another bot has taken the store desk at 127\.0\.0\.1:\d+ while .*, so this one stops: leave one .*running\n$/,
    )
    expect(first.said()).not.toContain(PASSWORD)
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
    await gate.close()
  })
})
