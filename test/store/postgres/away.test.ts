import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openPostgres } from '#src/store/postgres/engine.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeFeedState, makeItem, makeOutcome } from '../../fixtures/make.ts'
import { describePostgres, empty } from '../../stand-ins/postgres/database.ts'
import { type PostgresServer, startPostgres } from '../../stand-ins/postgres/server.ts'

const STORIES = 40
const ROUTES = ['desk', 'seoul', 'tokyo']
const LEASE_MS = 60_000

describePostgres('a Postgres server that goes away while the store is in use', () => {
  let server: PostgresServer
  let url: string
  beforeAll(async () => {
    server = await startPostgres()
    await server.query('create database desk')
    url = server.address('desk')
  })
  afterAll(() => server.close())

  /** What a job does where the store fails: it is told, and begins anew at the next tick. Answers how often it failed. */
  async function untilDone(work: () => Promise<unknown>, failures: unknown[]): Promise<void> {
    for (;;) {
      try {
        await work()
        return
      } catch (error) {
        failures.push(error)
        await sleep(20)
      }
    }
  }

  const outcomes = Array.from({ length: STORIES }, (_, n) =>
    makeOutcome({
      item: makeItem({ guid: `${n}`, title: `report ${n}` }),
      story: { id: `story-${String(n).padStart(2, '0')}`, revision: 1 },
      routes: ROUTES,
    }),
  )

  /** Sends as a deliverer does: what was claimed and could not be settled is looked for when its lease is over. */
  async function deliverAll(store: Store, posted: Map<string, number>, failures: unknown[]): Promise<void> {
    let now = CALL_AT
    for (let waiting = 1; waiting > 0; now += LEASE_MS) {
      await untilDone(async () => {
        for (const row of await store.outbox.claim(now, 5, LEASE_MS)) {
          const key = `${row.routeId} ${row.storyId}`
          // The platform knows what stands there: what may have been sent is looked for before it is sent again.
          if (!(row.wasUnknown && posted.has(key))) posted.set(key, (posted.get(key) ?? 0) + 1)
          await store.outbox.settle(row, { kind: 'sent', receipt: { channel: row.routeId, messageId: key } }, now, now)
        }
        waiting = (await store.outbox.waiting()).length
      }, failures)
    }
  }

  test.each(['in order', 'crash'] as const)(
    'stopped (%s) and started again: work fails or waits, goes on, and nothing is lost or doubled',
    async (how) => {
      await (await openStore({ url })).close()
      await empty(url)
      const store = await openStore({ url, now: () => CALL_AT, patienceMs: 50 })
      const posted = new Map<string, number>()
      const failures: unknown[] = []
      const recording = (async () => {
        for (const outcome of outcomes) await untilDone(() => store.stories.record(outcome), failures)
      })()
      const polling = untilDone(() => store.feeds.settle(makeFeedState(), [makeItem({ guid: 'polled', title: 'polled' })]), failures)
      await sleep(30)
      const restarting = (async () => {
        await server.stop(how)
        await sleep(200)
        await server.start()
      })()
      await Promise.all([recording, polling, restarting])
      const again = (async () => {
        await sleep(30)
        await server.stop(how)
        await server.start()
      })()
      await Promise.all([deliverAll(store, posted, failures), again])
      expect(failures.length).toBeGreaterThan(0)
      expect(new Set(failures.map((error) => (error as { kind?: string }).kind))).toEqual(new Set(['unreachable']))
      expect(posted.size).toBe(STORIES * ROUTES.length)
      expect([...posted.values()].every((times) => times === 1)).toBe(true)
      expect(await store.archive.counts()).toMatchObject({ items: STORIES + 1, stories: STORIES })
      const states = (await store.outbox.list({ limit: 1_000 })).map(({ state }) => state)
      expect(states).toEqual(Array.from({ length: STORIES * ROUTES.length }, () => 'sent'))
      await store.close()
    },
  )

  test('away for a short time, a query waits for it instead of failing', async () => {
    const engine = await openPostgres({ url, patienceMs: 20_000 })
    await server.stop()
    const asked = engine.db.selectFrom('migrations').select('number').execute()
    await sleep(300)
    await server.start()
    expect((await asked).length).toBeGreaterThan(10)
    await engine.close()
  })

  test('away for longer, it is told what to look at, without the password', async () => {
    const store = await openStore({ url, patienceMs: 200 })
    await server.stop()
    await expect(store.feeds.all()).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringMatching(/^the store desk at 127\.0\.0\.1:\d+ cannot be reached: .*what waits goes on when it is back$/),
    })
    await server.start()
    expect(await store.feeds.all()).toHaveLength(1)
    await store.close()
  })
})
