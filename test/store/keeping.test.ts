import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { silentLog } from '#src/domain/log.ts'
import type { Keeping } from '#src/domain/upkeep.ts'
import { createKeeper } from '#src/jobs/keeping.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeDropped, makeFeedState, makeItem, makeOutcome } from '../fixtures/make.ts'

const DAY = 86_400_000
const folder = mkdtempSync(path.join(tmpdir(), 'alignment-watch-keeping-'))
afterAll(() => rmSync(folder, { recursive: true }))

const KEEPING: Keeping = {
  dropped: 10 * DAY,
  stories: 20 * DAY,
  receipts: 20 * DAY,
  wordings: 7 * DAY,
  revisions: 7 * DAY,
  digests: 7 * DAY,
  posts: 60 * DAY,
  silences: 30 * DAY,
  model: 7 * DAY,
  reviews: 7 * DAY,
  identities: 30 * DAY,
}
const TEXT = 'The two sides spoke of cooperation, of the days to come and of what had been agreed before. '.repeat(12)

/** One day of news: items of one feed that are dropped, and two stories that are posted. */
async function liveADay(store: Store, now: number, dropped: number): Promise<void> {
  const item = (n: number | string) =>
    makeItem({
      guid: `${now} ${n}`,
      title: `Report ${n} of ${new Date(now).toISOString()}`,
      text: TEXT,
      publishedAt: now,
      firstSeenAt: now,
    })
  const ours = [item('a'), item('b')]
  const others = Array.from({ length: dropped }, (_, n) => item(n))
  await store.feeds.settle(makeFeedState({ firstOkAt: CALL_AT }), [...ours, ...others])
  for (const each of others) await store.stories.record({ report: { item: each, assessment: makeDropped() }, story: null })
  for (const each of ours) {
    const story = { id: each.id.slice(0, 12), openedAt: now, updatedAt: now }
    await store.stories.record(makeOutcome({ item: each, story, brief: { summary: [TEXT], openedAt: now, updatedAt: now } }))
  }
  // One at a time a route.
  for (const _ of ours)
    for (const { id } of await store.outbox.claim(now, 10, 60_000))
      await store.outbox.settle({ id }, { kind: 'sent', receipt: { channel: 'c', messageId: `m${id}` } }, now, now)
}

describe('a store under the retention policy', () => {
  test('stays as large after five months as it was after the months that the policy keeps', async () => {
    const file = path.join(folder, 'months.db')
    let clock = CALL_AT
    const store = await openStore({ path: file, now: () => clock })
    const keeper = createKeeper({
      upkeep: store.upkeep,
      keeping: () => KEEPING,
      clock: () => clock,
      log: silentLog,
      settings: { restTimes: 0 },
    })
    const sizes: number[] = []
    for (let day = 1; day <= 150; day += 1) {
      clock = CALL_AT + day * DAY
      await liveADay(store, clock, 10)
      if (day % 3 === 0) await keeper.run(AbortSignal.timeout(60_000))
      if (day % 15 === 0) sizes.push(await store.figures.size())
    }
    // All that is kept is there after 60 days: identities, of items that went after 10 or 20, go when their feed has published for 30 more.
    const [after60 = 0, ...later] = sizes.slice(3)
    expect(Math.max(...later), sizes.join(' ')).toBeLessThan(after60 * 1.05)
    expect(Math.min(...later), sizes.join(' ')).toBeGreaterThan(after60 * 0.95)
    expect(await store.archive.counts()).toMatchObject({ stories: 42, items: 11 * 10 + 42 })
    expect(await store.upkeep.check()).toEqual([])
    await store.close()
    expect(statSync(file).size).toBeLessThan(after60 * 1.1)
  }, 180_000)

  test('gives what it let go back to the disk', async () => {
    const file = path.join(folder, 'shrinks.db')
    const store = await openStore({ path: file, now: () => CALL_AT })
    await liveADay(store, CALL_AT, 400)
    const full = await store.figures.size()
    const settings = { restTimes: 0 }
    const clock = () => CALL_AT + 100 * DAY
    await createKeeper({ upkeep: store.upkeep, keeping: () => KEEPING, clock, log: silentLog, settings }).run(AbortSignal.timeout(60_000))
    expect(await store.figures.size()).toBeLessThan(full / 2)
    await store.close()
  })

  test('leaves nothing of what it let go in any table that names an item or a story', async () => {
    const file = path.join(folder, 'tables.db')
    const store = await openStore({ path: file, now: () => CALL_AT })
    await liveADay(store, CALL_AT, 20)
    const named = (): Readonly<Record<string, number>> => {
      const database = new DatabaseSync(file)
      const rows = database
        .prepare(
          `select m.name as name from sqlite_master as m, pragma_table_info(m.name) as c where m.type = 'table' and c.name in ('story_id', 'item_id') group by m.name`,
        )
        .all()
      const counts = rows.map(({ name }) => [String(name), Number(database.prepare(`select count(*) as n from ${String(name)}`).get()?.n)])
      database.close()
      return Object.fromEntries(counts)
    }
    const before = named()
    expect(Object.keys(before).length).toBeGreaterThan(10)
    const used = Object.entries(before).flatMap(([name, count]) => (count > 0 ? [name] : []))
    expect(used).toEqual(
      expect.arrayContaining(['assessments', 'mentions', 'story_items', 'briefs', 'deliveries', 'story_acts', 'story_docs', 'dealings']),
    )
    const settings = { restTimes: 0 }
    const clock = () => CALL_AT + 100 * DAY
    await createKeeper({ upkeep: store.upkeep, keeping: () => KEEPING, clock, log: silentLog, settings }).run(AbortSignal.timeout(60_000))
    expect(Object.fromEntries(Object.entries(named()).filter(([, count]) => count > 0))).toEqual({})
    await store.close()
  })

  test('asks again only after an hour, and goes on where it was stopped', async () => {
    const store = await openStore({ path: ':memory:', now: () => CALL_AT })
    await liveADay(store, CALL_AT, 50)
    let clock = CALL_AT + 100 * DAY
    const stopping = new AbortController()
    let batches = 0
    const upkeep = {
      ...store.upkeep,
      forget: async (...asked: Parameters<typeof store.upkeep.forget>) => {
        batches += 1
        if (batches === 2) stopping.abort()
        return store.upkeep.forget(...asked)
      },
    }
    const keeper = createKeeper({
      upkeep,
      keeping: () => KEEPING,
      clock: () => clock,
      log: silentLog,
      settings: { batch: 10, restTimes: 0 },
    })
    expect(await keeper.run(stopping.signal)).toEqual({ dropped: 20 })
    const on = new AbortController().signal
    expect(await keeper.run(on)).toMatchObject({ dropped: 30, stories: 2 })
    batches = 0
    expect(await keeper.run(on)).toEqual({})
    expect(batches).toBe(0)
    clock += 3_600_000
    await keeper.run(on)
    expect(batches).toBeGreaterThan(0)
    await store.close()
  })

  test('null keeps a kind for ever', async () => {
    const store = await openStore({ path: ':memory:', now: () => CALL_AT })
    await liveADay(store, CALL_AT, 5)
    const keeping = { ...KEEPING, dropped: null, stories: null, receipts: null }
    const clock = () => CALL_AT + 9_999 * DAY
    const keeper = createKeeper({ upkeep: store.upkeep, keeping: () => keeping, clock, log: silentLog })
    expect(await keeper.run(new AbortController().signal)).toEqual({})
    expect(await store.archive.counts()).toMatchObject({ items: 7, stories: 2 })
    await store.close()
  })

  test('killed in the middle, again and again, loses nothing and knows every item either as a row or as an identity', async () => {
    const file = path.join(folder, 'killed.db')
    const made = await openStore({ path: file, now: () => CALL_AT })
    await liveADay(made, CALL_AT, 500)
    await made.close()
    const look = (): { items: number; known: number } => {
      const database = new DatabaseSync(file)
      const count = (table: string): number => Number(database.prepare(`select count(*) as n from ${table}`).get()?.n)
      const items = count('items')
      const known = items + count('forgotten_items')
      database.close()
      return { items, known }
    }
    expect(look()).toEqual({ items: 502, known: 502 })
    let kills = 0
    while (look().items > 2) {
      const child = spawn(process.execPath, [path.join(import.meta.dirname, 'keeping-child.ts'), file, String(CALL_AT + DAY)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const ended = once(child, 'exit')
      await Promise.race([once(child.stdout, 'data'), ended])
      await Promise.race([sleep(40 + kills * 25), ended])
      if (child.exitCode === null) kills += 1
      child.kill('SIGKILL')
      await ended
      expect(look().known).toBe(502)
      const store = await openStore({ path: file, now: () => CALL_AT })
      expect(await store.upkeep.check()).toEqual([])
      await store.close()
    }
    expect(kills).toBeGreaterThan(0)
  }, 120_000)
})
