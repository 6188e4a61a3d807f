import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ClaimedDelivery } from '#src/domain/delivery.ts'
import { openPostgres } from '#src/store/postgres/engine.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeFeedState, makeItem, makeOutcome } from '../../fixtures/make.ts'
import { describePostgres, empty } from '../../stand-ins/postgres/database.ts'
import { storeAddress } from '../engines.ts'

const PROCESSES = 4
const LEASE_MS = 60_000
const SENT = { kind: 'sent', receipt: { channel: 'c', messageId: 'm' } } as const
const WAITS = { kind: 'retry', reason: 'busy' } as const

/** Each opening has connections of its own: to the server it is another process. */
describePostgres('several processes on one Postgres store', () => {
  let url: string
  let stores: readonly Store[]
  beforeEach(async () => {
    url = await storeAddress()
    await empty(url)
    stores = await Promise.all(Array.from({ length: PROCESSES }, () => openStore({ url, now: () => CALL_AT, connections: 3 })))
  })
  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()))
  })
  const one = (): Store => {
    const [first] = stores
    if (first === undefined) throw new Error('no store is open')
    return first
  }
  const storyId = (n: number): string => `story-${String(n).padStart(3, '0')}`
  const record = (store: Store, n: number, revision: number, routes: readonly string[]): Promise<void> =>
    store.stories.record(
      makeOutcome({ item: makeItem({ guid: `${n} ${revision}`, title: `${n} ${revision}` }), story: { id: storyId(n), revision }, routes }),
    )

  test('never hold the same delivery, and send each once, in the order of its route, while new ones come in', async () => {
    const routes = ['desk', 'seoul', 'tokyo', 'busan', 'osaka']
    const held = new Set<number>()
    const sent = new Map<string, string[]>()
    let recorded = false
    const recording = (async () => {
      for (let n = 0; n < 15; n += 1) await record(one(), n, 1, routes)
      recorded = true
    })()
    const settle = async (store: Store, row: ClaimedDelivery, round: number): Promise<void> => {
      if (held.has(row.id)) throw new Error(`delivery ${row.id} is held by two`)
      held.add(row.id)
      await sleep(Math.random() * 4)
      held.delete(row.id)
      const result = round % 3 === 0 && row.attempts < 2 ? WAITS : SENT
      if (result.kind === 'sent') sent.set(row.routeId, [...(sent.get(row.routeId) ?? []), row.storyId])
      await store.outbox.settle(row, result, CALL_AT, CALL_AT)
    }
    const sending = stores.map(async (store) => {
      for (let round = 0; ; round += 1) {
        const isLast = recorded
        const rows = await store.outbox.claim(CALL_AT, 3, LEASE_MS)
        await Promise.all(rows.map((row) => settle(store, row, round)))
        if (isLast && rows.length === 0 && (await store.outbox.waiting()).length === 0) return
        if (rows.length === 0) await sleep(5)
      }
    })
    await Promise.all([recording, ...sending])
    const expected = Array.from({ length: 15 }, (_, n) => storyId(n))
    expect(Object.fromEntries(sent)).toEqual(Object.fromEntries(routes.map((route) => [route, expected])))
  })

  test('judge the same reports and record each once', async () => {
    const routes = ['desk', 'seoul']
    const outcomes = Array.from({ length: 15 }, (_, n) =>
      makeOutcome({ item: makeItem({ guid: `${n}`, title: `${n}` }), story: { id: storyId(n), revision: 1 }, routes }),
    )
    await Promise.all(stores.flatMap((store) => outcomes.map((outcome) => store.stories.record(outcome))))
    expect(await one().archive.counts()).toEqual({ items: 15, kept: 15, stories: 15 })
    expect(await one().outbox.list({ limit: 99 })).toHaveLength(30)
    expect((await one().archive.search('Ishiba', 99)).length).toBe(15)
    expect(await one().upkeep.check()).toEqual([])
  })

  test('poll feeds of one publisher that list the same entries: each is stored once', async () => {
    const items = Array.from({ length: 40 }, (_, n) => makeItem({ guid: `g${n}`, title: `report ${n}`, url: `https://news.example/${n}` }))
    const fresh = await Promise.all(
      stores.map((store, feed) =>
        store.feeds.settle(
          makeFeedState({ feedId: `feed-${feed}` }),
          items.map((item) => ({ ...item, id: `${feed} ${item.id}`, feedId: `feed-${feed}` })),
        ),
      ),
    )
    expect(fresh.flat()).toHaveLength(40)
    expect((await one().archive.counts()).items).toBe(40)
  })

  test('a new wording that comes while the old one is recorded is judged in its turn', async () => {
    for (let round = 0; round < 10; round += 1) {
      const item = makeItem({ guid: `w${round}`, title: `before ${round}`, url: `https://news.example/w${round}` })
      await one().feeds.settle(makeFeedState(), [item])
      const outcome = makeOutcome({ item, story: { id: storyId(round), revision: 1 } })
      const changed = { ...item, title: `after ${round}`, firstSeenAt: item.firstSeenAt + 1 }
      const [, second] = stores
      await Promise.allSettled([one().stories.record(outcome), second?.feeds.settle(makeFeedState(), [changed])])
      expect((await one().stories.unassessed(9)).map(({ title }) => title)).toEqual([`after ${round}`])
      await one().stories.record(makeOutcome({ item: { ...changed, revision: 1 }, story: { id: storyId(round), revision: 2 } }))
    }
  })

  test('of those that stop a route at the same moment, one is the first to tell of it', async () => {
    const first = await Promise.all(stores.map((store) => store.stops.stop('route:desk', 'no permission', CALL_AT, CALL_AT + 1)))
    expect(first.filter(Boolean)).toHaveLength(1)
    expect(await one().stops.find('route:desk')).toMatchObject({ tries: PROCESSES })
  })

  test('a transaction that Postgres breaks off for another’s sake is done again', async () => {
    const [a, b] = await Promise.all([openPostgres({ url, connections: 2 }), openPostgres({ url, connections: 2 })])
    for (const subject of ['x', 'y']) await one().notices.change(subject, '0', 0)
    const both = Promise.withResolvers<void>()
    let arrived = 0
    let tries = 0
    const cross = (engine: typeof a, first: string, second: string) =>
      engine.beside(async (tx) => {
        tries += 1
        const touch = (subject: string) => tx.updateTable('notices').set({ told_at: 1 }).where('subject', '=', subject).execute()
        await touch(first)
        arrived += 1
        if (arrived === 2) both.resolve()
        await both.promise
        await touch(second)
      })
    await Promise.all([cross(a, 'x', 'y'), cross(b, 'y', 'x')])
    expect(tries, 'at least one of them was broken off').toBeGreaterThan(2)
    await Promise.all([a.close(), b.close()])
  })
})
