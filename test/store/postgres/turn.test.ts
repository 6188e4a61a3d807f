import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Share, Taken, Turn, Waits } from '#src/domain/turn.ts'
import { openPostgresTurn } from '#src/store/postgres/turn.ts'
import { openTurn } from '#src/store/turn.ts'
import { describePostgres } from '../../stand-ins/postgres/database.ts'
import { type PostgresServer, startPostgres } from '../../stand-ins/postgres/server.ts'
import { startGate } from '../gate.ts'

type Trial = {
  readonly turn: Promise<Taken | null>
  readonly waits: Waits[]
  readonly isTaken: () => boolean
  readonly stop: AbortController
}

let trials: Trial[] = []
const trial = (turn: Turn): Trial => {
  const stop = new AbortController()
  const waits: Waits[] = []
  let taken = false
  const taking = turn.take(stop.signal, (why) => waits.push(why))
  void taking.then((got) => {
    taken = got !== null
  })
  const made = { turn: taking, waits, isTaken: () => taken, stop }
  trials.push(made)
  return made
}
afterEach(async () => {
  for (const { stop } of trials) stop.abort()
  await Promise.all(trials.map(async ({ turn }) => (await turn)?.giveBack()))
  trials = []
})

test('on a store in a file it is always the one process’s turn', async () => {
  expect(await trial(await openTurn({ path: ':memory:' }, 'whole')).turn).not.toBeNull()
})

describePostgres('the turn of one process of several', () => {
  let server: PostgresServer
  let url: string
  beforeAll(async () => {
    server = await startPostgres()
    await server.query('create database desk')
    url = server.address('desk')
  })
  afterAll(() => server.close())

  const take = (share: Share, at = url): Trial => trial(openPostgresTurn({ url: at, beatMs: 100, askMs: 50 }, share))
  const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isSo())) await sleep(20)
  }
  const of = (count: number, ...ids: number[]): Share => ({ ids, count })

  test('is the first one’s; the second stands by, is told so once, and takes over when it is given back', async () => {
    const first = take('whole')
    const taken = await first.turn
    const second = take('whole')
    await until(() => second.waits.length > 0)
    await sleep(300)
    expect([second.isTaken(), second.waits]).toEqual([false, [{ kind: 'taken' }]])
    await taken?.giveBack()
    expect(await second.turn).not.toBeNull()
  })

  test('is had part by part: each by one, all of its own or none', async () => {
    await take(of(4, 0, 1)).turn
    await take(of(4, 2)).turn
    const both = take(of(4, 2, 3))
    await until(() => both.waits.length > 0)
    // What it could not have whole it left to others.
    expect(await take(of(4, 3)).turn).not.toBeNull()
    expect(both.isTaken()).toBe(false)
  })

  test('is nobody’s who divides otherwise than those who have it, until they are gone', async () => {
    const old = await take(of(2, 0)).turn
    const [next, whole] = [take(of(4, 1)), take('whole')]
    await until(() => next.waits.length > 0 && whole.waits.length > 0)
    expect([next.waits[0], whole.waits[0]]).toEqual([
      { kind: 'divided', into: 2 },
      { kind: 'divided', into: 2 },
    ])
    whole.stop.abort()
    expect(await whole.turn).toBeNull()
    await old?.giveBack()
    expect(await next.turn).not.toBeNull()
    const late = take('whole')
    await until(() => late.waits.length > 0)
    expect(late.waits[0]).toEqual({ kind: 'divided', into: 4 })
  })

  test('is kept over a restart of the server where nobody else wants it', async () => {
    const first = await take('whole').turn
    await server.stop('crash')
    await server.start()
    const held = `select 1 from pg_locks where locktype = 'advisory' and objid = 1000000 and granted`
    await until(async () => (await server.query(held)).length === 1)
    expect(first?.lost.aborted).toBe(false)
  })

  test('is lost to the one who took it while the connection was gone', async () => {
    const gate = await startGate(server.port)
    const first = await take('whole', Object.assign(new URL(url), { port: String(gate.port) }).href).turn
    const second = take('whole')
    gate.now('cut')
    expect(await second.turn).not.toBeNull()
    gate.now('open')
    await until(() => first?.lost.aborted === true)
    expect((await second.turn)?.lost.aborted).toBe(false)
    await gate.close()
  })

  test('that is waited for is given up when nobody wants it any more, also while the server is away', async () => {
    const away = take('whole', Object.assign(new URL(url), { port: '1' }).href)
    await sleep(100)
    away.stop.abort()
    expect(await away.turn).toBeNull()
  })
})
