import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { silentLog } from '#src/domain/log.ts'
import type { Hold } from '#src/store/hold.ts'
import { holdPostgres } from '#src/store/postgres/hold.ts'
import type { StoreError } from '#src/store/store-error.ts'
import { describePostgres } from '../../stand-ins/postgres/database.ts'
import { PASSWORD, type PostgresServer, startPostgres } from '../../stand-ins/postgres/server.ts'
import { startGate } from '../gate.ts'

/** Which connections have the lock of a bot, as the server sees it. */
const HOLDERS = `select pid from pg_locks join pg_database on pg_database.oid = database
  where locktype = 'advisory' and datname = 'desk' and objid = ${2 ** 32 - 2} and granted`

describePostgres('the hold of a bot on a Postgres store', () => {
  let server: PostgresServer
  let url: string
  let holds: Hold[] = []
  beforeAll(async () => {
    server = await startPostgres()
    await server.query('create database desk')
    url = server.address('desk')
  })
  afterAll(() => server.close())
  afterEach(async () => {
    await Promise.all(holds.map((hold) => hold.release()))
    holds = []
  })

  const hold = async (at = url): Promise<Hold & { readonly said: readonly string[] }> => {
    const said: string[] = []
    const say = (fields: object, message: string): void => void said.push(`${message} ${JSON.stringify(fields)}`)
    const taken = await holdPostgres({ url: at, beatMs: 100 }, { ...silentLog, info: say, warn: say })
    holds.push(taken)
    return { ...taken, said }
  }
  const holders = async (): Promise<readonly unknown[]> => (await server.query(HOLDERS)).map(({ pid }) => pid)
  const until = async (isSo: () => Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await sleep(20)
  }
  const isTaken = (error: unknown): string => (error as StoreError).kind

  test.each(['in order', 'crash'] as const)('is taken again when the server was stopped (%s) and is back', async (how) => {
    const first = await hold()
    await server.stop(how)
    await server.start()
    await until(async () => (await holders()).length === 1)
    expect(await hold().catch(isTaken)).toBe('taken')
    await until(async () => first.said.length === 2)
    expect(first.said[0]).toMatch(/^The connection that keeps other bots from the store is lost\. .*"desk at 127\.0\.0\.1:\d+"/)
    expect(first.said[1]).toMatch(/^The store is kept from other bots again\./)
    expect(first.said.join()).not.toContain(PASSWORD)
    expect(await Promise.race([first.lost, 'still its own'])).toBe('still its own')
  })

  test('is lost to the bot that took the store while the connection was gone, and that is told', async () => {
    const gate = await startGate(server.port)
    const first = await hold(Object.assign(new URL(url), { port: String(gate.port) }).href)
    gate.now('cut')
    await until(async () => (await holders()).length === 0)
    const second = await hold()
    gate.now('open')
    expect(await first.lost).toMatchObject({
      name: 'StoreError',
      kind: 'taken',
      message: expect.stringMatching(
        /^another bot has taken the store desk at 127\.0\.0\.1:\d+ while the connection to it was lost, so this one/,
      ),
    })
    expect(await Promise.race([second.lost, 'still its own'])).toBe('still its own')
    await first.release()
    expect(await holders()).toHaveLength(1)
    await gate.close()
  })

  test('is not lost to a connection of its own that the server takes to be alive', async () => {
    const gate = await startGate(server.port)
    const first = await hold(Object.assign(new URL(url), { port: String(gate.port) }).href)
    const [before] = await holders()
    gate.now('forget')
    await until(async () => first.said.length === 2)
    const after = await holders()
    expect(after).toHaveLength(1)
    expect(after).not.toEqual([before])
    expect(await Promise.race([first.lost, 'still its own'])).toBe('still its own')
    await first.release()
    await gate.close()
  })

  test('is given back at once, whether the server is there or not', async () => {
    const first = await hold()
    await first.release()
    await first.release()
    expect(await holders()).toEqual([])
    const second = await hold()
    await server.stop('crash')
    await second.release()
    await server.start()
    await expect(hold()).resolves.toBeDefined()
  })

  test('cannot be had of a server that is away, and that is told as with the store itself', async () => {
    await expect(hold(Object.assign(new URL(url), { port: '1' }).href)).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('check that the Postgres server runs'),
    })
    await expect(hold('postgres://nobody')).rejects.toMatchObject({ message: expect.stringContaining('is no Postgres address') })
  })
})
