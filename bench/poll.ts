// Polling 10,000 loopback feeds, each every five minutes: processor time, memory, lateness.
// Run: npm run bench -- poll [--feeds 10000] [--seconds 60] [--full]
//   Nothing is scaled: feeds, interval, deadlines and back-off are real, the store is a SQLite file, ticks come from the real ticker.
//   Short is only the time watched. The store begins as after a round of good polls, so that every poll watched is one of a running
//   bot; dead feeds begin without back-off, which is harder than they would be. --full watches two whole intervals.
import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Agent, request } from 'undici'
import type { FeedStore } from '#src/domain/feed.ts'
import { silentLog } from '#src/domain/log.ts'
import { createFetcher } from '#src/feeds/fetch.ts'
import { createParsePool } from '#src/feeds/parse-pool.ts'
import { createPoller } from '#src/feeds/poll.ts'
import { startTicker } from '#src/jobs/ticker.ts'
import { createWorker } from '#src/jobs/worker.ts'
import { openStore } from '#src/store/store.ts'
import { feedAt, INTERVAL_MS, indexOf, polledState } from './feeds/poll-feeds.ts'
import { behaviourOf, HOSTS, type PollBehaviour } from './feeds/poll-plan.ts'

const SETTINGS = {
  userAgent: 'alignment-watch-bench',
  connectTimeoutMs: 10_000,
  totalTimeoutMs: 30_000,
  maxBytes: 10_000_000,
  allowAddresses: ['127.0.0.0/8'],
}

const BARE_REQUESTS = 2_000

const { values } = parseArgs({
  options: { feeds: { type: 'string' }, seconds: { type: 'string' }, full: { type: 'boolean' }, concurrency: { type: 'string' } },
})
const count = Number(values.feeds ?? 10_000)
const seconds = Number(values.seconds ?? (values.full === true ? (2 * INTERVAL_MS) / 1_000 : 60))
const concurrency = Number(values.concurrency ?? 8)

/** The store as it is, noting when each feed was due. */
const noting = (store: FeedStore, dueAt: Map<string, number>): FeedStore => ({
  ...store,
  due: async (now, limit) => {
    const states = await store.due(now, limit)
    for (const { feedId, nextAt } of states) dueAt.set(feedId, nextAt)
    return states
  },
})

function spread(values: readonly number[]) {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (part: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0)
  return { polls: sorted.length, medianMs: at(0.5), p99Ms: at(0.99), maxMs: at(1) }
}

/** Processor time of one conditional request that is answered 304, by the HTTP client alone, eight at once; ms. */
async function bareRequestMs(): Promise<number> {
  const agent = new Agent({ connections: concurrency })
  const ask = async (n: number): Promise<void> => {
    const headers = { 'if-none-match': '"v1750000000000"' }
    const { body } = await request(`http://127.0.0.1:${port}/feed/${n}`, { dispatcher: agent, headers })
    await body.dump()
  }
  const unchanged = Array.from({ length: BARE_REQUESTS }, (_, n) => n).filter((n) => behaviourOf(n) === 'unchanged')
  const before = process.cpuUsage()
  await Promise.all(
    Array.from({ length: concurrency }, async (_, lane) => {
      for (let at = lane; at < unchanged.length; at += concurrency) await ask(unchanged[at] ?? 0)
    }),
  )
  const { user, system } = process.cpuUsage(before)
  await agent.close()
  return (user + system) / 1_000 / unchanged.length
}

const server = fork(join(import.meta.dirname, 'feeds/poll-server.ts'), { stdio: 'inherit' })
const port = await new Promise<number>((listening) => server.once('message', (told) => listening(Number(told))))
const folder = await mkdtemp(join(tmpdir(), 'alignment-watch-poll-'))
const store = await openStore({ path: join(folder, 'store.sqlite') })
const feeds = Array.from({ length: count }, (_, n) => feedAt(n, port))
const fetcher = createFetcher({
  ...SETTINGS,
  lookup: (_, options, callback) =>
    options.all === true ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
})
const pool = createParsePool()
const dueAt = new Map<string, number>()
const lateness = new Map<PollBehaviour, number[]>()
const delays: number[] = []
const startAt = Date.now() + 3_000
for (const [n, feed] of feeds.entries()) await store.feeds.settle(polledState(feed, n, startAt), [])
const poller = createPoller({
  feeds: () => feeds,
  store: noting(store.feeds, dueAt),
  fetch: (request, signal) => {
    const n = Number(new URL(request.url).pathname.slice('/feed/'.length))
    const late = lateness.get(behaviourOf(n)) ?? []
    lateness.set(behaviourOf(n), late)
    late.push(Date.now() - (dueAt.get(`feed-${n}`) ?? Number.NaN))
    return fetcher.fetch(request, signal)
  },
  parse: pool.parse,
  clock: Date.now,
  log: silentLog,
  concurrency,
  backfillMs: 24 * 3_600_000,
  spreadMs: INTERVAL_MS,
  timeZone: 'UTC',
  onNotice: () => {},
  onPolled: (feed, _, newItems) => {
    if (behaviourOf(indexOf(feed.id)) !== 'lively') return
    const before = (dueAt.get(feed.id) ?? 0) - INTERVAL_MS
    for (const { publishedAt } of newItems) if (publishedAt > before) delays.push(Date.now() - publishedAt)
  },
})
await poller.prepare()
const worker = createWorker('polling', (signal) => poller.pollDue(signal), silentLog)
await sleep(Math.max(0, startAt - Date.now()))
const cpuBefore = process.cpuUsage()
const watchedFrom = performance.now()
let peak = 0
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 250)
const ticker = startTicker('*/5 * * * * *', [worker])
await sleep(seconds * 1_000)
const { user, system } = process.cpuUsage(cpuBefore)
const watchedMs = performance.now() - watchedFrom
const overdue = (await store.feeds.due(Date.now() - 10_000, count)).filter(
  ({ feedId }) => behaviourOf(indexOf(feedId)) === 'unchanged',
).length
clearInterval(sampler)
await ticker.stop()
await worker.stop()
await Promise.all([fetcher.close(), pool.close(), store.close()])
const bareMs = await bareRequestMs()
await rm(folder, { recursive: true })
server.disconnect()

const cpuShare = Math.round(((user + system) / 1_000 / watchedMs) * 1_000) / 10
const rows = [...lateness].map(([behaviour, late]) => ({ behaviour, ...spread(late) }))
const polls = rows.reduce((sum, row) => sum + row.polls, 0)
/** What the same polls would take of a core, were each nothing but a request and its 304. */
const bareShare = Math.round((polls / watchedMs) * bareMs * 1_000) / 10
process.stdout.write(
  `${count} feeds on ${Math.min(count, HOSTS)} hosts, every ${INTERVAL_MS / 1_000} s, watched for ${Math.round(watchedMs / 1_000)} s; ${concurrency} at once\n` +
    `${polls} polls (${Math.round((polls / watchedMs) * 10_000) / 10} a second), ${cpuShare} % of one core, ${Math.round(peak / 1e6)} MB, ${overdue} healthy feeds more than 10 s overdue at the end\n` +
    `the requests alone, by the HTTP client alone: ${bareShare} % of one core\n`,
)
process.stdout.write(
  `lateness of the poll, ms\n${'feeds'.padEnd(12)}${'polls'.padStart(8)}${'median'.padStart(10)}${'p99'.padStart(10)}${'max'.padStart(10)}\n`,
)
for (const { behaviour, polls, medianMs, p99Ms, maxMs } of rows)
  process.stdout.write(
    `${behaviour.padEnd(12)}${String(polls).padStart(8)}${String(medianMs).padStart(10)}${String(p99Ms).padStart(10)}${String(maxMs).padStart(10)}\n`,
  )
const seen = spread(delays)
process.stdout.write(
  `from publication to the store: ${seen.polls} items, median ${seen.medianMs} ms, p99 ${seen.p99Ms}, longest ${seen.maxMs}\n`,
)
process.stdout.write(
  `${JSON.stringify({ bench: 'poll', feeds: count, seconds, concurrency, polls, cpuShare, bareShare, peakMb: Math.round(peak / 1e6), overdue, lateness: rows, publication: seen })}\n`,
)
