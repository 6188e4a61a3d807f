import { afterEach, beforeEach, expect, test } from 'vitest'
import { createJudge, type Judge } from '#src/app/shared/judging.ts'
import { stampOf } from '#src/app/shared/stamp.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { createNewsroom } from '#src/stories/newsroom.ts'
import { CALL_AT, callInJapanese, callInKorean, makeFeedState, makeItem, makeRoute } from '../fixtures/make.ts'
import { facts, knowledge, reportOf } from '../stories/told.ts'

const signal = new AbortController().signal
const FAR = Number.POSITIVE_INFINITY

let store: Store
let now: number
/** How often a newsroom was opened. */
let opened: number
beforeEach(async () => {
  now = CALL_AT + 3_600_000
  opened = 0
  store = await openStore({ path: ':memory:', now: () => now })
})
afterEach(() => store.close())

const judgeIn = (term: number): Judge =>
  createJudge({
    sharing: store.sharing,
    stamp: () => 's',
    term,
    routes: () => [makeRoute()],
    clock: () => now,
    log: silentLog,
    async openNewsroom() {
      opened += 1
      const newsroom = createNewsroom({ facts, alignments: facts.alignments, options: { merge: true } })
      newsroom.restore(await store.stories.placedSince(0))
      return newsroom
    },
  })

/** Three reports of one call, laid down for the judge. */
const reports = [makeItem({ publishedAt: CALL_AT }), callInKorean(), callInJapanese()].map((item, n) => {
  const { id, title, text: content, language: lang } = item
  const { assessment } = reportOf({
    id,
    title,
    content,
    lang,
    published: new Date(CALL_AT + n * 60_000).toISOString(),
    country: 'KOR',
    bloc: 'us-jp-kr',
  })
  return { item: { ...item, publishedAt: CALL_AT + n * 60_000 }, assessment }
})
async function layDown(): Promise<void> {
  await store.feeds.settle(
    makeFeedState(),
    reports.map(({ item }) => item),
  )
  await store.sharing.stage(reports, 's')
}
const recorded = async (): Promise<number> => 3 - (await store.stories.unassessed(9)).length

test('tells what was laid down, and is asked for nothing twice', async () => {
  await layDown()
  const judge = judgeIn(await store.sharing.beginTerm())
  expect(await judge.run(FAR, signal)).toMatchObject({ judged: 3, over: false })
  expect(new Set((await store.stories.placedSince(0)).map(({ storyId }) => storyId)).size).toBe(1)
  expect(await judge.run(FAR, signal)).toMatchObject({ judged: 0, posted: 0 })
  expect(opened).toBe(1)
})

test('a judge whose term is over, and does not know, records nothing and is told so', async () => {
  await layDown()
  const late = judgeIn(await store.sharing.beginTerm())
  const next = judgeIn(await store.sharing.beginTerm())
  expect(await late.run(FAR, signal)).toEqual({ judged: 0, posted: 0, over: true })
  expect([await recorded(), (await store.outbox.list({ limit: 9 })).length]).toEqual([0, 0])
  expect(await next.run(FAR, signal)).toMatchObject({ judged: 3, over: false })
})

test('what was published after a report that is not assessed yet waits for it, though not for long', async () => {
  await layDown()
  const judge = judgeIn(await store.sharing.beginTerm())
  expect(await judge.run(CALL_AT, signal)).toMatchObject({ judged: 1 })
  expect(await judge.run(CALL_AT, signal)).toMatchObject({ judged: 0 })
  now += 5_000
  expect(await judge.run(CALL_AT, signal)).toMatchObject({ judged: 2 })
})

test('a report that its publisher changes meanwhile is left for later, and what the newsroom made of it forgotten', async () => {
  await layDown()
  const [first] = reports
  if (first === undefined) throw new Error('there are no reports')
  const { sharing } = store
  const changing = {
    ...sharing,
    // It comes in between being told and being recorded.
    async recordAs(term: number, outcome: Parameters<typeof sharing.recordAs>[1]) {
      if (outcome.report.item.id === first.item.id)
        await store.feeds.settle(makeFeedState(), [{ ...first.item, title: `${first.item.title}, corrected`, firstSeenAt: now }])
      await sharing.recordAs(term, outcome)
    },
  }
  store = { ...store, sharing: changing }
  const judge = judgeIn(await store.sharing.beginTerm())
  expect(await judge.run(FAR, signal)).toMatchObject({ judged: 2, over: false })
  expect(opened).toBe(2)
  expect((await store.sharing.unstaged('s', 9)).map(({ itemId }) => itemId)).toEqual([first.item.id])
})

test('a stamp is the same for the same knowledge and another for any other', () => {
  const stamp = stampOf(knowledge)
  expect(stampOf(structuredClone(knowledge))).toBe(stamp)
  expect(stampOf({ ...knowledge, scoring: { ...knowledge.scoring, more: 1 } as typeof knowledge.scoring })).not.toBe(stamp)
  expect(stampOf(knowledge, '0.0.0')).not.toBe(stamp)
})
