// From publication to post: the whole bot over 10,000 loopback feeds, each every five minutes, posting to the local channel.
// Run: npm run bench -- posted [--feeds 10000] [--seconds 360]
//   Nothing is scaled: poller, store in a file, judging, stories, outbox and deliverer are those of `start`, driven by its ticks. 2 % of the
//   feeds publish an item every 150 s, each of some hundred events, so that each becomes a post or is added to one; 95 % answer 304, the rest is slow,
//   silent, refuses or answers 429. An item counts from the moment it is published to the moment the channel has its post.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startApp } from '#src/app.ts'
import { loadConfig } from '#src/config.ts'
import { silentLog } from '#src/domain/log.ts'
import { openStore } from '#src/store/store.ts'
import { feedAt, INTERVAL_MS, indexOf, polledState } from './feeds/poll-feeds.ts'
import { behaviourOf } from './feeds/poll-plan.ts'

const LATE_AFTER_MS = INTERVAL_MS + 5_000

const { values } = parseArgs({ options: { feeds: { type: 'string' }, seconds: { type: 'string' } } })
const count = Number(values.feeds ?? 10_000)
const seconds = Number(values.seconds ?? 360)

const server = fork(join(import.meta.dirname, 'feeds/poll-server.ts'), ['news'], { stdio: 'inherit' })
const port = await new Promise<number>((listening) => server.once('message', (told) => listening(Number(told))))
const folder = await mkdtemp(join(tmpdir(), 'alignment-watch-posted-'))
const path = join(folder, 'store.sqlite')
const feeds = Array.from({ length: count }, (_, n) => feedAt(n, port))
const startAt = Date.now() + 8_000
const before = await openStore({ path })
for (const [n, feed] of feeds.entries()) await before.feeds.settle(polledState(feed, n, startAt), [])
await before.close()

const config = await loadConfig({ dir: join(import.meta.dirname, '../config'), env: {} })
const { settings } = config
const app = await startApp({
  config: {
    ...config,
    feeds,
    routes: config.routes.filter(({ platform }) => platform === 'local'),
    settings: {
      ...settings,
      store: { ...settings.store, path },
      web: { ...settings.web, port: 0 },
      poll: {
        ...settings.poll,
        allowAddresses: ['127.0.0.0/8'],
        lookup: (_host: string, options: { all?: boolean }, callback: (...found: readonly unknown[]) => void) =>
          options.all === true ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
      },
    } as typeof settings,
  },
  log: silentLog,
  terminal: new PassThrough(),
  interactive: false,
  onPolled: (feed, _, items) => {
    if (behaviourOf(indexOf(feed.id)) !== 'lively') return
    for (const { url, publishedAt } of items) if (publishedAt > startAt) stored.set(url, { publishedAt, storedAt: Date.now() })
  },
})
const stored = new Map<string, { readonly publishedAt: number; readonly storedAt: number }>()
const posted = new Map<string, number>()

/** Notes the posts that came since the last look: each tells itself when it was posted. */
async function look(): Promise<void> {
  for (const { brief, postedAt, editedAt } of await app.store.posts.recent(300))
    for (const { url } of brief.sources) if (!posted.has(url)) posted.set(url, editedAt ?? postedAt)
}

await sleep(Math.max(0, startAt - Date.now()))
const cpuBefore = process.cpuUsage()
const from = performance.now()
let peak = 0
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 250)
app.startTicking()
while (performance.now() - from < seconds * 1_000) {
  await sleep(1_000)
  await look()
}
const { user, system } = process.cpuUsage(cpuBefore)
const watchedMs = performance.now() - from
clearInterval(sampler)
const endAt = Date.now()
await app[Symbol.asyncDispose]()
server.disconnect()
await rm(folder, { recursive: true })

const spread = (list: readonly number[]) => {
  const sorted = list.toSorted((a, b) => a - b)
  const at = (part: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
  return { items: sorted.length, medianMs: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
}
const told = [...stored].flatMap(([url, { publishedAt, storedAt }]) => {
  const at = posted.get(url)
  return at === undefined ? [] : [{ all: at - publishedAt, inside: at - storedAt }]
})
const unposted = [...stored].filter(([url, { storedAt }]) => !posted.has(url) && storedAt < endAt - 20_000).length
const all = spread(told.map((one) => one.all))
const inside = spread(told.map((one) => one.inside))
const late = told.filter((one) => one.all > LATE_AFTER_MS).length
const cpuShare = Math.round(((user + system) / 1_000 / watchedMs) * 1_000) / 10
process.stdout.write(
  `${count} feeds every ${INTERVAL_MS / 1_000} s, the whole bot, watched for ${Math.round(watchedMs / 1_000)} s: ${cpuShare} % of one core, ${Math.round(peak / 1e6)} MB\n` +
    `from publication to post: ${all.items} items, median ${all.medianMs} ms, p99 ${all.p99Ms}, longest ${all.maxMs}; ${late} later than ${LATE_AFTER_MS} ms\n` +
    `from the store to the post: median ${inside.medianMs} ms, p99 ${inside.p99Ms}, longest ${inside.maxMs}; ${unposted} stored and not posted\n`,
)
process.stdout.write(
  `${JSON.stringify({ bench: 'posted', feeds: count, seconds, cpuShare, peakMb: Math.round(peak / 1e6), all, inside, late, unposted })}\n`,
)
