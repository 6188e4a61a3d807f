// The whole way of an item, from the store to the outbox, beside the script that a user would write in an evening.
// Run: npm run bench -- pipeline [--items 6000]
//   Ours: store in a file, judged, placed among stories, told as a brief, routed, each item in a transaction of its own.
//   The script: a Map of links it has seen, `includes` over two short lists of words, a line appended to a file for every match.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openJudgement } from '#src/app/judgement.ts'
import { loadConfig } from '#src/config.ts'
import type { Item } from '#src/domain/item.ts'
import { silentLog } from '#src/domain/log.ts'
import { createPipeline } from '#src/pipeline.ts'
import { openStore } from '#src/store/store.ts'
import { makeFeedState, makeItem } from '../test/fixtures/make.ts'

const ROOT = join(import.meta.dirname, '..')
const REAL = join(ROOT, '../shared/data/background.jsonl')
const START = Date.UTC(2026, 10, 1)
const MINUTE_MS = 60_000
const ITEMS_A_POLL = 20

type Text = { readonly title: string; readonly description?: string; readonly lang?: string }

const MADE: readonly Text[] = [
  { title: 'South Korea, US and Japan hold drill', lang: 'en' },
  { title: 'Rain over Busan', lang: 'en' },
  { title: '북러 정상회담 개최', lang: 'ko' },
  { title: '株価が上昇', lang: 'ja' },
  { title: 'Путин прибыл в Пхеньян', lang: 'ru' },
  { title: '美日韩联合军演', lang: 'zh' },
]

const realTexts = (): readonly Text[] =>
  readFileSync(REAL, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Text)

function itemsOf(texts: readonly Text[], count: number): readonly Item[] {
  return Array.from({ length: count }, (_, n) => {
    const { title, description = '', lang = 'en' } = texts[n % texts.length] ?? { title: '' }
    const at = START + n * MINUTE_MS
    const url = `https://outlet-${n % 40}.example/${n}`
    return makeItem({
      id: `item-${n}`,
      feedId: `feed-${n % 40}`,
      guid: url,
      url,
      title,
      text: description,
      language: lang,
      publishedAt: at,
    })
  })
}

/** Seconds of the wall and of this process. */
async function timed(work: () => unknown): Promise<{ readonly seconds: number; readonly cpuSeconds: number }> {
  const [wall, cpu] = [performance.now(), process.cpuUsage()]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { seconds: (performance.now() - wall) / 1_000, cpuSeconds: (user + system) / 1e6 }
}

const WORDS = [
  [
    ['north korea', 'pyongyang', '북한', '북러', '북·러', '北朝鮮', 'кндр', 'северн', '朝鲜'],
    ['russia', 'moscow', 'putin', '러시아', '북러', 'ロシア', 'росси', 'путин', '俄'],
  ],
  [
    ['south korea', 'seoul', '한국', '한미일', '韓国', 'южн', '韩'],
    ['japan', 'tokyo', '일본', '한미일', '日本', '日米韓', 'япон', '日'],
    ['u.s.', ' us ', 'united states', 'washington', '미국', '한미일', '米国', '日米韓', 'сша', '美'],
  ],
]

function script(items: readonly Item[], file: string): number {
  const seen = new Map<string, true>()
  let posted = 0
  for (const { url, title, text } of items) {
    if (seen.has(url)) continue
    seen.set(url, true)
    const all = ` ${title} ${text} `.toLowerCase()
    if (!WORDS.some((group) => group.every((names) => names.some((name) => all.includes(name))))) continue
    appendFileSync(file, `${JSON.stringify({ title, url })}\n`)
    posted += 1
  }
  return posted
}

const { values } = parseArgs({ options: { items: { type: 'string' } } })
const count = Number(values.items ?? 6_000)
const real = existsSync(REAL)
const items = itemsOf(real ? realTexts() : MADE, count)
const folder = await mkdtemp(join(tmpdir(), 'alignment-watch-pipeline-'))
const store = await openStore({ path: join(folder, 'store.sqlite') })
const config = await loadConfig({ dir: join(ROOT, 'config'), env: {} })
const now = START + count * MINUTE_MS
const routes = config.routes.filter(({ platform }) => platform === 'local')
const pipeline = createPipeline({
  ...openJudgement(
    () => config,
    store,
    () => now,
  ),
  stories: store.stories,
  routes: () => routes,
  clock: () => now,
  log: silentLog,
})

const stored = await timed(async () => {
  for (let at = 0; at < items.length; at += ITEMS_A_POLL) {
    const polled = items.slice(at, at + ITEMS_A_POLL)
    await store.feeds.settle(makeFeedState({ feedId: polled[0]?.feedId ?? '' }), polled)
  }
})
let kept = 0
const taken = await timed(async () => {
  kept = (await pipeline.run(new AbortController().signal)).kept
})
const scripted = await timed(() => script(items, join(folder, 'posts.jsonl')))
const posts = script(items, join(folder, 'again.jsonl'))
await store.close()
await rm(folder, { recursive: true })

const per = (seconds: number): number => Math.round(count / seconds)
process.stdout.write(
  `${count} ${real ? 'real' : 'made'} items\n` +
    `stored                        ${per(stored.seconds).toLocaleString('en').padStart(10)} items/s\n` +
    `judged, placed, told, routed  ${per(taken.seconds).toLocaleString('en').padStart(10)} items/s, ${per(taken.cpuSeconds).toLocaleString('en')} a second of processor; ${kept} kept\n` +
    `Map and includes              ${per(scripted.seconds).toLocaleString('en').padStart(10)} items/s; ${posts} posts, each report its own\n`,
)
process.stdout.write(
  `${JSON.stringify({ bench: 'pipeline', items: count, real, kept, storedPerSecond: per(stored.seconds), perSecond: per(taken.seconds), perCpuSecond: per(taken.cpuSeconds), scriptPerSecond: per(scripted.seconds), scriptPosts: posts })}\n`,
)
