import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, expect, test } from 'vitest'
import { type Log, silentLog } from '#src/domain/log.ts'
import { type Boss, openBoss, type Queue } from '#src/jobs/boss.ts'
import { createInHand } from '#src/jobs/in-hand.ts'
import { describePostgres, newDatabase, PATIENCE_MS, query } from '../stand-ins/postgres/database.ts'
import { PASSWORD, startPostgres } from '../stand-ins/postgres/server.ts'
import { startGate } from '../store/gate.ts'

type Errand = { readonly what: string }

const keepingErrors = (): Log & { readonly errors: string[] } => {
  const errors: string[] = []
  return { ...silentLog, errors, error: (_, message) => void errors.push(message) }
}

describePostgres('work that waits on Postgres', () => {
  let url: string
  let bosses: Boss[] = []
  beforeAll(async () => {
    url = await newDatabase()
  })
  afterEach(async () => {
    await Promise.all(bosses.map((boss) => boss.stop()))
    bosses = []
    await query(url, 'drop schema if exists pgboss cascade')
  })
  const open = async (log: Log = silentLog): Promise<Boss> => {
    const boss = await openBoss({ url, log, explain: (error) => error, pace: { leaseS: 10, watchS: 1, cronS: 1 } })
    bosses.push(boss)
    return boss
  }
  const errand = (key: string): { readonly key: string; readonly data: Errand } => ({ key, data: { what: key } })
  const whats = (jobs: readonly { readonly data: Errand }[]): readonly string[] => jobs.map(({ data }) => data.what)
  const queues = async (count: number): Promise<readonly Queue<Errand>[]> =>
    Promise.all(Array.from({ length: count }, async () => (await open()).queue<Errand>('errands')))

  test('of one key one job waits or is under way at a time, and it is said which were taken', async () => {
    const [mine, yours] = (await queues(2)) as [Queue<Errand>, Queue<Errand>]
    expect(await mine.put([errand('a'), errand('b')])).toEqual([true, true])
    expect(await yours.put([errand('b'), errand('c')])).toEqual([false, true])
    const taken = await yours.take(2)
    expect(whats(taken).toSorted()).toEqual(['a', 'b'])
    expect(await mine.put([errand('a'), errand('c')])).toEqual([false, false])
    await yours.done(taken)
    expect(await mine.put([errand('a'), errand('b')])).toEqual([true, true])
  })

  test('no job is handed to two, however many ask at once', async () => {
    const all = await queues(3)
    await all[0]?.put(Array.from({ length: 200 }, (_, n) => errand(`e${n}`)))
    const taken: string[] = []
    await Promise.all(
      all.map(async (queue) => {
        for (let jobs = await queue.take(7); jobs.length > 0; jobs = await queue.take(7)) {
          taken.push(...whats(jobs))
          await queue.done(jobs)
        }
      }),
    )
    expect(taken.length).toBe(200)
    expect(new Set(taken).size).toBe(200)
  })

  test('what is given back is another’s at once; what the first then says of it counts for nothing', async () => {
    const [mine, yours] = (await queues(2)) as [Queue<Errand>, Queue<Errand>]
    await mine.put([errand('a')])
    const first = await mine.take(5)
    await mine.giveBack(first)
    const second = await yours.take(5)
    expect(whats(second)).toEqual(['a'])
    await mine.done(first)
    expect(await mine.put([errand('a')])).toEqual([false])
    await yours.done(second)
    expect(await mine.put([errand('a')])).toEqual([true])
  })

  test('whoever is heard of no more loses its jobs; whoever says that it is at work keeps them', async () => {
    const [silent, busy, next] = (await queues(3)) as [Queue<Errand>, Queue<Errand>, Queue<Errand>]
    const hand = createInHand(busy, (error) => {
      throw error
    })
    await silent.put([errand('lost')])
    await silent.take(1)
    await silent.put([errand('kept')])
    expect(whats(await hand.take(1))).toEqual(['kept'])
    let found: readonly string[] = []
    while (found.length === 0) {
      await sleep(100)
      found = whats(await next.take(5))
    }
    expect(found).toEqual(['lost'])
    await hand.stop()
    expect(whats(await next.take(5))).toEqual(['kept'])
  })

  test('what the clock asks for is done once, however many processes hear it', async () => {
    const done: number[] = []
    const minuteOf = (at: number): number => Math.floor(at / 60_000)
    const begun = minuteOf(Date.now())
    const all = await Promise.all([open(), open(), open()])
    for (const boss of all) await boss.every('bell', '* * * * *', async () => void done.push(Date.now()))
    while (done.length === 0) await sleep(100)
    // Time for the two others to do it as well, if they would.
    await sleep(3_000)
    // The minute that ran at the start, and each that has begun since.
    expect(done.length).toBeLessThanOrEqual(minuteOf(Date.now()) - begun + 1)
  })

  test('a clock of the server that was put back keeps nothing waiting: no job, no death, and no bell', async () => {
    const [silent, next] = (await queues(2)) as [Queue<Errand>, Queue<Errand>]
    await silent.put([errand('lost'), errand('waits')])
    expect(whats(await silent.take(1))).toEqual(['lost'])
    // As it is noted by a clock that then is put back by a day.
    const ahead = `now() + interval '1 day'`
    await query(
      url,
      `update pgboss.job set start_after = ${ahead}, heartbeat_on = ${ahead}, started_on = case when state = 'active' then ${ahead} end;
       update pgboss.queue set monitor_claim_on = ${ahead}, monitor_on = ${ahead}; update pgboss.version set cron_on = ${ahead}`,
    )
    const found: string[] = []
    while (found.length < 2) {
      await sleep(100)
      const jobs = await next.take(5)
      found.push(...whats(jobs))
      await next.done(jobs)
    }
    expect(found.toSorted()).toEqual(['lost', 'waits'])
    const rung = Promise.withResolvers<void>()
    await bosses[0]?.every('bell', '* * * * *', async () => rung.resolve())
    await rung.promise
  })

  test('how much waits, how much is under way, and since when is known', async () => {
    const [queue] = (await queues(1)) as [Queue<Errand>]
    await queue.put([errand('a'), errand('b'), errand('c')])
    await queue.take(1)
    await sleep(20)
    const [figures] = (await bosses[0]?.figures()) ?? []
    expect(figures).toMatchObject({ name: 'errands', waiting: 2, active: 1 })
    expect(figures?.oldestAgeMs).toBeGreaterThanOrEqual(20)
  })
})

describePostgres('a Postgres that goes away', () => {
  test('is told once and ends no process; what was in hand is settled when it is back', { timeout: PATIENCE_MS }, async () => {
    const server = await startPostgres()
    await using stack = new AsyncDisposableStack()
    stack.defer(() => server.close())
    const log = keepingErrors()
    const boss = stack.adopt(
      await openBoss({ url: server.address('postgres'), log, explain: (error) => error, pace: { watchS: 1, cronS: 1 } }),
      (part) => part.stop(),
    )
    const queue = await boss.queue<Errand>('errands')
    const hand = stack.adopt(createInHand(queue, boss.note), (part) => part.stop())
    await queue.put([{ key: 'a', data: { what: 'a' } }])
    const [job] = await hand.take(1)
    if (job === undefined) throw new Error('nothing was handed out')
    await server.stop('crash')
    hand.done(job)
    expect(await hand.take(1)).toEqual([])
    expect(boss.trouble()).toMatch(/^Sharing work with other processes is hindered: /)
    await sleep(2_500)
    await server.start()
    // Only when it is done the key is free.
    while (!(await queue.put([{ key: 'a', data: { what: 'b' } }]).catch(() => [false]))[0]) await sleep(100)
    expect((await hand.take(1)).map(({ data }) => data.what)).toEqual(['b'])
    expect(log.errors).toHaveLength(1)
    expect(log.errors.join()).not.toContain(PASSWORD)
  })
})

describePostgres('a Postgres that goes away when a process has done its work', () => {
  test('is told of it when it is back, though nothing else is done meanwhile; who has stopped asks no more', {
    timeout: PATIENCE_MS,
  }, async () => {
    const server = await startPostgres()
    await using stack = new AsyncDisposableStack()
    stack.defer(() => server.close())
    const boss = stack.adopt(
      await openBoss({
        url: server.address('postgres'),
        log: silentLog,
        explain: (error) => error,
        pace: { leaseS: 10, watchS: 1, cronS: 1 },
      }),
      (part) => part.stop(),
    )
    const queue = await boss.queue<Errand>('errands')
    const troubles: unknown[] = []
    const hand = createInHand(queue, (error) => void troubles.push(error))
    await queue.put([{ key: 'a', data: { what: 'a' } }])
    const [job] = await hand.take(1)
    if (job === undefined) throw new Error('nothing was handed out')
    await server.stop('crash')
    hand.done(job)
    await hand.release()
    await server.start()
    while (!(await queue.put([{ key: 'a', data: { what: 'b' } }]).catch(() => [false]))[0]) await sleep(100)
    const [next] = await hand.take(1)
    if (next === undefined) throw new Error('nothing was handed out')
    await server.stop('crash')
    hand.done(next)
    await sleep(200)
    await hand.stop()
    const told = troubles.length
    await sleep(1_500)
    expect(troubles.length).toBe(told)
    await server.start()
  })

  test('is given up by a question to which it says nothing, and asked anew', { timeout: PATIENCE_MS }, async () => {
    const url = new URL(await newDatabase())
    await using stack = new AsyncDisposableStack()
    const gate = stack.adopt(await startGate(Number(url.port)), (part) => part.close())
    url.port = String(gate.port)
    const boss = stack.adopt(await openBoss({ url: url.href, log: silentLog, explain: (error) => error, statementMs: 1_000 }), (part) =>
      part.stop(),
    )
    const queue = await boss.queue<Errand>('errands')
    await queue.put([{ key: 'a', data: { what: 'a' } }])
    gate.now('silent')
    await expect(queue.take(1)).rejects.toThrow('timeout')
    gate.now('open')
    while ((await queue.take(1).catch(() => [])).length === 0) await sleep(100)
  })
})
