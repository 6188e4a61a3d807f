import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { CopyError, type CopyStep, copyStore } from '#src/store/copy.ts'
import type { Engine } from '#src/store/engine.ts'
import { openEngine } from '#src/store/open.ts'
import { openStore, type Store } from '#src/store/store.ts'
import {
  CALL_AT,
  callInJapanese,
  callInKorean,
  makeBrief,
  makeDropped,
  makeFeed,
  makeFeedState,
  makeItem,
  makeOutcome,
  makeVisitBrief,
  VISIT_AT,
  visitInRussian,
} from '../fixtures/make.ts'
import { describePostgres } from '../stand-ins/postgres/database.ts'
import { bareDatabase } from './engines.ts'

const ROUTES = ['desk', 'seoul']

/** A store in which something stands in as many tables as may be, also what is odd: a zero byte, letters of many scripts. */
async function fill(store: Store): Promise<void> {
  await store.feeds.sync([makeFeed(), makeFeed({ id: 'nhk-ja' })], () => 5)
  await store.feeds.settle(makeFeedState({ lastOkAt: 1 }), [makeItem({ guid: 'first', title: 'waits to be judged' })])
  await store.feeds.settle(makeFeedState({ lastOkAt: 1 + 3 * 86_400_000 }), [
    makeItem({ guid: 'first', title: 'waits to be judged: \0 — 새 제목' }),
  ])
  await store.stories.record(makeOutcome({ item: callInJapanese(), routes: ROUTES }))
  await store.stories.record(makeOutcome({ item: callInKorean(), routes: ROUTES, story: { revision: 2 } }))
  await store.stories.record(
    makeOutcome({ item: visitInRussian(), story: { openedAt: VISIT_AT, updatedAt: VISIT_AT }, brief: makeVisitBrief(), routes: ROUTES }),
  )
  for (let n = 0; n < 30; n += 1)
    await store.stories.record(
      makeOutcome({ item: makeItem({ guid: `n${n}`, title: `report ${n}` }), story: { id: `story-${n}`, revision: 1 } }),
    )
  const dropped = makeItem({ guid: 'dropped', title: 'of something else' })
  await store.stories.record({ report: { item: dropped, assessment: makeDropped() }, story: null })
  const [claimed] = await store.outbox.claim(CALL_AT, 1, 60_000)
  if (claimed !== undefined)
    await store.outbox.settle(claimed, { kind: 'sent', receipt: { channel: 'c', messageId: 'm' } }, CALL_AT, CALL_AT)
  await store.stops.stop('route:seoul', 'no permission', CALL_AT, CALL_AT + 5)
  await store.notices.change('feed:a', 'gone', CALL_AT)
  await store.posts.put('local', makeBrief(), CALL_AT)
  await store.feedback.put({ storyId: makeBrief().storyId, platform: 'discord', userId: '7', verdict: 'relevant', at: CALL_AT })
  await store.model.keep({ key: 'k', model: 'm', purpose: 'opinion', body: '{}', at: CALL_AT })
  await store.model.spend('2025-07-12', { calls: 3, tokens: 900 })
  await store.digests.plan({ routeId: 'desk', schedule: 'daily', fromAt: 1, nextAt: 2 })
}

/** What a reader would notice if the copy were another store. */
async function asRead(store: Store): Promise<unknown> {
  return {
    feeds: await store.feeds.all(),
    unassessed: await store.stories.unassessed(9),
    latest: await store.archive.latest({ limit: 99 }),
    found: await store.archive.search('石破', 9),
    phrase: await store.archive.search('"report 7"', 9),
    dropped: await store.archive.dropped({ limit: 9 }),
    deliveries: await store.outbox.list({ limit: 99 }),
    stops: await store.stops.list(),
    posts: await store.posts.recent(9),
    voices: await store.feedback.list(),
    spent: await store.model.spent('2025-07-12'),
    run: await store.digests.run('desk'),
    weeks: await store.archive.mentionsByWeek('shigeru-ishiba', 0, CALL_AT + 1),
    silences: await store.archive.silences(0),
    faults: await store.upkeep.check(),
    page: await store.archive.find({ language: 'ko', without: [{ text: 'nothing', quoted: false }] }, { limit: 9 }),
    outlets: await store.archive.outlets(9),
    near: await store.archive.near(9),
    counterparts: await store.archive.counterparts('shigeru-ishiba', 0, 9),
    acts: await store.archive.acts({ since: 0, until: VISIT_AT * 2, limit: 9 }),
    weekly: await store.archive.actsByWeek({ since: VISIT_AT - 1, until: VISIT_AT + 1 }),
    pairs: await store.archive.pairs({ since: 0, until: VISIT_AT * 2 }),
    alerts: await store.alerts.since(0),
    changes: await store.changes.list({ limit: 9 }),
    feedFigures: (await store.figures.feeds()).toSorted((a, b) => (a.feedId < b.feedId ? -1 : 1)),
    toJudge: await store.figures.toJudge(),
    judged: await store.figures.judged(0, CALL_AT * 2, ['en', 'ko', 'ja', 'ru', 'zh']),
    told: await store.figures.reportTold('story-7', CALL_AT * 2),
    waiting: await store.outbox.waiting(),
    reviews: await store.reviews.open(),
  }
}

describePostgres('copying a store', () => {
  let folder: string
  let url: string
  let source: string
  const files = { count: 0 }
  const freshFile = (): string => {
    files.count += 1
    return join(folder, `copy-${files.count}.db`)
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'alignment-watch-copy-'))
    source = join(folder, 'source.db')
    const store = await openStore({ path: source, now: () => CALL_AT })
    await fill(store)
    await store.close()
  })
  beforeEach(async () => {
    url = await bareDatabase()
  })
  afterAll(() => rm(folder, { recursive: true }))

  const engines = async <T>(
    from: Parameters<typeof openEngine>[0],
    to: Parameters<typeof openEngine>[0],
    use: (from: Engine, to: Engine) => Promise<T>,
  ): Promise<T> => {
    const [source, target] = [await openEngine(from), await openEngine(to)]
    try {
      return await use(source, target)
    } finally {
      await Promise.all([source.close(), target.close()])
    }
  }
  const copy = (
    from: Parameters<typeof openEngine>[0],
    to: Parameters<typeof openEngine>[0],
    { signal = new AbortController().signal, onStep = () => {} }: { signal?: AbortSignal; onStep?: (step: CopyStep) => void } = {},
  ) => engines(from, to, (source, target) => copyStore({ from: source, to: target, now: () => CALL_AT, signal, onStep, batch: 7 }))
  const read = async (options: Parameters<typeof openEngine>[0]): Promise<unknown> => {
    const store = await openStore({ ...options, now: () => CALL_AT })
    return asRead(store).finally(() => store.close())
  }
  const withoutZero = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '\ufffd'))

  test('to Postgres and back makes the same store, in every table and to every reader', async () => {
    const steps: CopyStep[] = []
    const copied = await copy({ path: source }, { url }, { onStep: (step) => steps.push(step) })
    expect(steps.at(-1)).toMatchObject({ done: steps.at(-1)?.all })
    expect(copied?.filter(({ rows }) => rows > 0).length).toBeGreaterThan(25)
    expect(withoutZero(await read({ url }))).toEqual(withoutZero(await read({ path: source })))
    const back = freshFile()
    expect(await copy({ url }, { path: back })).toEqual(copied)
    expect(await read({ path: back })).toEqual(await read({ url }))
  })

  test('the copy goes on counting where the store was', async () => {
    await copy({ path: source }, { url })
    const store = await openStore({ url, now: () => CALL_AT })
    const before = Math.max(...(await store.outbox.list({ limit: 99 })).map(({ id }) => id))
    await store.stories.record(makeOutcome({ item: makeItem({ guid: 'later', title: 'later' }), story: { id: 'later', revision: 1 } }))
    expect((await store.outbox.list({ limit: 1 }))[0]?.id).toBe(before + 1)
    await store.close()
  })

  test('broken off anywhere, it is no store until it was ended, and ends with the same rows', async () => {
    const whole = await copy({ path: source }, { path: freshFile() })
    let tries = 0
    for (let copied: unknown = null; copied === null; tries += 1) {
      const breaking = new AbortController()
      let steps = 0
      copied = await copy(
        { path: source },
        { url },
        { signal: breaking.signal, onStep: () => void (++steps > 50 * (tries + 1) && breaking.abort()) },
      )
      if (copied === null) await expect(openStore({ url })).rejects.toMatchObject({ kind: 'half-copied' })
      else expect(copied).toEqual(whole)
    }
    expect(tries).toBeGreaterThan(2)
    expect(withoutZero(await read({ url }))).toEqual(withoutZero(await read({ path: source })))
  })

  test('a target with data of its own is left as it is', async () => {
    const store = await openStore({ url })
    await store.notices.change('feed:a', 'mine', 1)
    await store.close()
    await expect(copy({ path: source }, { url })).rejects.toThrow(/has data of its own \(notices\): name an empty database/)
    const after = await openStore({ url })
    expect(await after.archive.counts()).toEqual({ items: 0, kept: 0, stories: 0 })
    await after.close()
  })

  test('half a copy of another store is not gone on with', async () => {
    const breaking = new AbortController()
    await copy({ path: source }, { url }, { signal: breaking.signal, onStep: () => breaking.abort() })
    const other = freshFile()
    await (await openStore({ path: other, now: () => 77 })).close()
    await expect(copy({ path: other }, { url })).rejects.toThrow(/half a copy of another store/)
  })

  test('a store that was changed while its copy was broken off is told, and the copy never taken for whole', async () => {
    const changed = freshFile()
    await copy({ path: source }, { path: changed })
    const breaking = new AbortController()
    await copy({ path: changed }, { url }, { signal: breaking.signal, onStep: ({ part }) => void (part === 'stops' && breaking.abort()) })
    const store = await openStore({ path: changed })
    await store.feeds.settle(makeFeedState({ nextAt: 99 }), [])
    await store.close()
    await expect(copy({ path: changed }, { url })).rejects.toThrow(CopyError)
    await expect(copy({ path: changed }, { url })).rejects.toThrow(
      /is not like the store: feeds \(2 rows, 2 in the copy\)\. .* begin again, with the bot stopped/,
    )
    await expect(openStore({ url })).rejects.toMatchObject({ kind: 'half-copied' })
  })

  test('nobody writes to a store on Postgres while it is copied: what was to be written meanwhile is not in the copy, and comes after', async () => {
    await copy({ path: source }, { url })
    const other = await openStore({ url })
    await engines({ url }, { path: freshFile() }, async (from, to) => {
      const written: Promise<boolean>[] = []
      const write = (): void => {
        if (written.length === 0) written.push(other.notices.change('feed:z', 'gone', 1))
      }
      await copyStore({ from, to, now: () => CALL_AT, signal: new AbortController().signal, onStep: write })
      const subjects = await to.db.selectFrom('notices').select('subject').execute()
      expect(subjects).toEqual([{ subject: 'feed:a' }])
      expect(await Promise.all(written)).toEqual([true])
    })
    await other.close()
  })
})
