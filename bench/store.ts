// The store under load: what a poll, a judged item, a delivery and a look-up cost in a file with many items.
// Run: node bench/store.ts [ITEMS]
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Item } from '#src/domain/item.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { CALL_AT, makeAssessment, makeDropped, makeFeedState, makeItem, makeMention, makeOutcome } from '../test/fixtures/make.ts'

export type Measure = {
  readonly what: string
  readonly count: number
  readonly perSecond: number
  readonly medianMs: number
  readonly p95Ms: number
}

const ITEMS_A_POLL = 20
const MINUTE_MS = 60_000
/** One item in three is kept, two to a story. */
const KEPT_EVERY = 3
const REPORTS_A_STORY = 2
const ROUTES = ['desk', 'seoul', 'tokyo', 'moscow']

const PLACES = ['Seoul', 'Tokyo', 'Wonsan', 'Pyongyang', 'Vladivostok', 'Camp David', 'Busan', 'Kursk', 'New York', 'Jeju']
const WORDS = [
  'ministers talks drill treaty missile sanctions exercise visit summit statement'.split(' '),
  '장관 회담 훈련 조약 미사일 제재 통화 방문 정상 성명'.split(' '),
  '外相 会談 訓練 条約 ミサイル 制裁 電話 訪問 首脳 声明'.split(' '),
  'министр переговоры учения договор ракета санкции разговор визит саммит заявление'.split(' '),
  '外长 会谈 演习 条约 导弹 制裁 通话 访问 峰会 声明'.split(' '),
]

/** Item number n: about 300 characters in one of five languages, other words in each. */
function itemAt(n: number): Item {
  const words = WORDS[n % WORDS.length] ?? []
  const pick = (step: number): string => words[Math.floor(n / step) % words.length] ?? ''
  const title = `Han Duck-soo ${pick(1)} ${PLACES[n % PLACES.length]} ${pick(7)} ${n}`
  const text = Array.from({ length: 30 }, (_, index) => `${pick(index + 1)} ${PLACES[(n * index) % PLACES.length]}`).join(' ')
  return makeItem({ guid: String(n), title, text, publishedAt: CALL_AT + n * MINUTE_MS, feedId: `feed-${n % 100}` })
}

async function recordAt(store: Store, n: number): Promise<void> {
  const item = itemAt(n)
  const mentions = [makeMention(item, 'han-duck-soo', 'Han Duck-soo', 'KOR')]
  if (n % KEPT_EVERY !== 0)
    return store.stories.record({ report: { item, assessment: { ...makeDropped((n % 50) / 100), mentions } }, story: null })
  const story = Math.floor(n / KEPT_EVERY / REPORTS_A_STORY)
  const revision = ((n / KEPT_EVERY) % REPORTS_A_STORY) + 1
  const at = { id: `story-${String(story).padStart(7, '0')}`, revision, openedAt: item.publishedAt, updatedAt: item.publishedAt }
  const outcome = makeOutcome({
    item,
    assessment: makeAssessment({ mentions }),
    story: at,
    brief: { headline: item.title },
    routes: ROUTES,
  })
  return store.stories.record(outcome)
}

/** Runs `work` for each of `count` turns and sums up; `unit` is how many things one turn does. */
async function measure(what: string, count: number, work: (turn: number) => Promise<unknown>, unit = 1): Promise<Measure> {
  const times: number[] = []
  const startedAt = performance.now()
  for (let turn = 0; turn < count; turn += 1) {
    const before = performance.now()
    await work(turn)
    times.push(performance.now() - before)
  }
  const seconds = (performance.now() - startedAt) / 1_000
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3))
  return { what, count: count * unit, perSecond: Math.round((count * unit) / seconds), medianMs: at(0.5), p95Ms: at(0.95) }
}

async function deliverAll(store: Store): Promise<Measure> {
  let done = 0
  const startedAt = performance.now()
  const times: number[] = []
  for (;;) {
    const before = performance.now()
    const claimed = await store.outbox.claim(Date.now() + 1_000, ROUTES.length, MINUTE_MS)
    if (claimed.length === 0 || done >= 20_000) break
    for (const row of claimed) {
      await store.outbox.settle(row, { kind: 'sent', receipt: { channel: row.routeId, messageId: `m${row.id}` } }, Date.now(), 0)
    }
    times.push((performance.now() - before) / claimed.length)
    done += claimed.length
  }
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): number => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3))
  const perSecond = Math.round(done / ((performance.now() - startedAt) / 1_000))
  return { what: 'deliveries claimed and settled', count: done, perSecond, medianMs: at(0.5), p95Ms: at(0.95) }
}

/** Fills a fresh file with `items` items and measures; about 20 s for 100,000. */
export async function benchStore(items = 100_000): Promise<readonly Measure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'alignment-watch-bench-'))
  const store = await openStore({ path: join(folder, 'store.sqlite') })
  try {
    const polls = Math.ceil(items / ITEMS_A_POLL)
    const itemsOf = (poll: number) => Array.from({ length: ITEMS_A_POLL }, (_, index) => itemAt(poll * ITEMS_A_POLL + index))
    const state = (poll: number) => makeFeedState({ feedId: `feed-${poll % 100}`, nextAt: poll })
    const end = CALL_AT + items * MINUTE_MS
    const { archive } = store
    return [
      await measure('new items stored, 20 a poll', polls, (poll) => store.feeds.settle(state(poll), itemsOf(poll)), ITEMS_A_POLL),
      await measure('polls with nothing new', 500, (poll) => store.feeds.settle(state(poll), itemsOf(poll))),
      await measure('items recorded, one in three kept', items, (n) => recordAt(store, n)),
      await deliverAll(store),
      await measure('search: two English words, common', 200, () => archive.search('summit Wonsan', 10)),
      await measure('search: one Korean word of two syllables', 200, () => archive.search('통화', 10)),
      await measure('search: a phrase', 200, () => archive.search('"Camp David"', 10)),
      await measure('search: one story among all', 200, (turn) => archive.search(String(turn * KEPT_EVERY), 10)),
      await measure('search: nothing', 200, () => archive.search('Reykjavik', 10)),
      await measure('latest ten', 200, () => archive.latest({ limit: 10 })),
      await measure('latest ten of an actor and an alignment', 200, () =>
        archive.latest({ limit: 10, actorId: 'han-duck-soo', alignment: 'us-jp-kr' }),
      ),
      await measure('mentions by week, half a year', 50, () =>
        archive.mentionsByWeek('han-duck-soo', end - 183 * 24 * 60 * MINUTE_MS, end),
      ),
      await measure('counterparts, half a year', 20, () => archive.counterparts('han-duck-soo', end - 183 * 24 * 60 * MINUTE_MS, 5)),
      await measure('an item by its address', 200, (turn) => archive.item(itemAt(turn * 7).url)),
      await measure('near misses', 50, () => archive.near(10)),
      await measure('counts', 20, () => archive.counts()),
      await measure('restore of two days', 5, () => store.stories.placedSince(end - 2 * 24 * 60 * MINUTE_MS)),
      { what: 'file, MB', count: Math.round((await stat(join(folder, 'store.sqlite'))).size / 1e6), perSecond: 0, medianMs: 0, p95Ms: 0 },
    ]
  } finally {
    await store.close()
    await rm(folder, { recursive: true })
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const rows = await benchStore(Number(process.argv[2] ?? 100_000))
  for (const row of rows) {
    const columns = [
      row.what.padEnd(45),
      String(row.count).padStart(9),
      String(row.perSecond).padStart(9),
      String(row.medianMs).padStart(9),
    ]
    process.stderr.write(`${columns.join(' ')} ${String(row.p95Ms).padStart(9)}\n`)
  }
  process.stdout.write(`${JSON.stringify({ bench: 'store', rows })}\n`)
}
