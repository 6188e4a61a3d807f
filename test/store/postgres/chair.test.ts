import { once } from 'node:events'
import { expect, test } from 'vitest'
import { type Chair, takeChair } from '#src/store/postgres/chair.ts'
import { describePostgres, newDatabase, query } from '../../stand-ins/postgres/database.ts'

const JUDGES = `select pid from pg_stat_activity where application_name like 'alignment-watch judge %' and datname = current_database()`

describePostgres('the chair of the one that judges', () => {
  const never = new AbortController().signal
  const taken = (chair: Chair | null): Chair => {
    if (chair === null) throw new Error('nobody wanted it')
    return chair
  }

  test('is one process’s at a time, and the next one’s when it is left', async () => {
    const options = { url: await newDatabase(), askMs: 20 }
    const first = taken(await takeChair(options, never))
    let second: Chair | null = null
    const waiting = takeChair(options, never).then((chair) => {
      second = chair
    })
    // Whoever waits has asked by then.
    while ((await query(options.url, JUDGES)).length < 2) await new Promise((resolve) => setTimeout(resolve, 10))
    expect(second).toBeNull()
    expect(first.lost.aborted).toBe(false)
    await first.leave()
    await waiting
    await taken(second).leave()
  })

  test('is lost with its connection, and whoever had it is told', async () => {
    const options = { url: await newDatabase(), askMs: 20 }
    const first = taken(await takeChair(options, never))
    const told = once(first.lost, 'abort')
    await query(options.url, `select pg_terminate_backend(pid) from (${JUDGES}) as judges`)
    await told
    const second = taken(await takeChair(options, never))
    await Promise.all([first.leave(), second.leave()])
  })

  test('is another’s soon when whoever has it stands still, though its connection is there', async () => {
    const options = { url: await newDatabase(), askMs: 20 }
    const silentMs = 300
    const still = taken(await takeChair({ ...options, silentMs, beatMs: 60_000 }, never))
    const second = taken(await takeChair({ ...options, silentMs, beatMs: 50 }, never))
    await new Promise((resolve) => setTimeout(resolve, 3 * silentMs))
    expect([still.lost.aborted, second.lost.aborted]).toEqual([true, false])
    await Promise.all([still.leave(), second.leave()])
  })

  test('is nobody’s who stops waiting', async () => {
    const options = { url: await newDatabase(), askMs: 20 }
    const first = taken(await takeChair(options, never))
    const stopping = new AbortController()
    const waiting = takeChair(options, stopping.signal)
    stopping.abort()
    expect(await waiting).toBeNull()
    await first.leave()
    while ((await query(options.url, JUDGES)).length > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  })
})
