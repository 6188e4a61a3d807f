// Every hostile feed and server we know, each polled beside ten good feeds: outcome, time, memory, and what the others waited.
// Run: npm run bench -- hostile
//   Fetcher, guard, parse worker and poller are the real ones with the real limits (10 MB a body, 5 s a document); only the deadline for
//   a whole answer is 4 s and not 30, since a server that drips or says nothing is left at the deadline and at no other time.
import { fork } from 'node:child_process'
import type { LookupFunction } from 'node:net'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { silentLog } from '#src/domain/log.ts'
import { createFetcher } from '#src/feeds/fetch.ts'
import { createParsePool } from '#src/feeds/parse-pool.ts'
import { createPoller } from '#src/feeds/poll.ts'
import { createMemoryFeedStore } from '../test/feeds/memory-feed-store.ts'
import { sampleFeed } from '../test/feeds/samples.ts'
import { REBINDING_HOST, SERVER_ADDRESS } from './feeds/hostile-cases.ts'

const GOOD_FEEDS = 10
const MAX_MS = 5_000
const MAX_MB = 512

type Told = { readonly port: number; readonly cases: readonly { readonly name: string; readonly path: string; readonly host: string }[] }

const trouble = { crashes: 0, unhandled: 0 }
process.on('uncaughtException', () => {
  trouble.crashes += 1
})
process.on('unhandledRejection', () => {
  trouble.unhandled += 1
})

/** Every name is the hostile server, but the rebinding one only the first time: then it is a private address. */
function lookupFor(): LookupFunction {
  let asked = 0
  return (hostname, options, callback) => {
    asked += hostname === REBINDING_HOST ? 1 : 0
    const address = hostname === REBINDING_HOST && asked > 1 ? '10.0.0.1' : SERVER_ADDRESS
    if (options.all === true) callback(null, [{ address, family: 4 }])
    else callback(null, address, 4)
  }
}

const server = fork(join(import.meta.dirname, 'feeds/hostile-server.ts'), { stdio: 'inherit' })
const { port, cases } = await new Promise<Told>((told) => server.once('message', (message) => told(message as Told)))
const fetcher = createFetcher({
  userAgent: 'alignment-watch-bench',
  connectTimeoutMs: 3_000,
  totalTimeoutMs: 4_000,
  maxBytes: 10_000_000,
  allowAddresses: [`${SERVER_ADDRESS}/32`],
  lookup: lookupFor(),
})
const pool = createParsePool()
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
let peak = 0
const sampler = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss())
}, 20)

type Row = {
  readonly name: string
  readonly outcome: string
  readonly ms: number
  readonly othersMs: number
  readonly blockedMs: number
  readonly mb: number
}
const rows: Row[] = []
let open = 0
for (const { name, path, host } of cases) {
  const bad = sampleFeed({ id: 'bad', url: `http://${host}:${port}${path}` })
  const good = Array.from({ length: GOOD_FEEDS }, (_, n) => sampleFeed({ id: `good-${n}`, url: `http://good-${n}.test:${port}/good` }))
  const took = new Map<string, number>()
  let outcome = 'none'
  let served = 0
  const startedAt = performance.now()
  const store = createMemoryFeedStore()
  const feeds = [bad, ...good]
  const poller = createPoller({
    feeds: () => feeds,
    store,
    fetch: fetcher.fetch,
    parse: pool.parse,
    clock: Date.now,
    log: silentLog,
    concurrency: 8,
    backfillMs: 0,
    spreadMs: 0,
    timeZone: 'UTC',
    onNotice: () => {},
    onPolled: (feed, polled, items) => {
      took.set(feed.id, performance.now() - startedAt)
      if (feed.id === 'bad') outcome = polled.outcome.kind
      else served += items.length
    },
  })
  peak = 0
  delay.reset()
  open += 1
  await poller.prepare()
  await poller.pollDue(new AbortController().signal)
  open -= 1
  const { bad: ms = Number.NaN, ...others } = Object.fromEntries(took)
  const othersMs = Math.max(...Object.values(others))
  if (served !== GOOD_FEEDS) outcome += `, only ${served} good feeds served`
  rows.push({
    name,
    outcome,
    ms: Math.round(ms),
    othersMs: Math.round(othersMs),
    blockedMs: Math.round(delay.max / 1e6),
    mb: Math.round(peak / 1e6),
  })
}
clearInterval(sampler)
delay.disable()
await Promise.all([fetcher.close(), pool.close()])
server.disconnect()

const columns = ({ name, outcome, ms, othersMs, blockedMs, mb }: Record<keyof Row, string | number>): string =>
  `${String(name).padEnd(32)}${String(outcome).padEnd(18)}${[ms, othersMs, blockedMs, mb].map((cell) => String(cell).padStart(12)).join('')}\n`
process.stdout.write(
  columns({ name: 'what comes', outcome: 'outcome', ms: 'ms', othersMs: 'others, ms', blockedMs: 'blocked, ms', mb: 'peak MB' }),
)
for (const row of rows) process.stdout.write(columns(row))
const longest = Math.max(...rows.map(({ ms }) => ms))
const largest = Math.max(...rows.map(({ mb }) => mb))
process.stdout.write(
  `${trouble.crashes + trouble.unhandled} crashes, ${open} promises left open, the longest ${longest} ms, the most ${largest} MB; ${GOOD_FEEDS} good feeds were served beside each\n`,
)
process.stdout.write(`${JSON.stringify({ bench: 'hostile', ...trouble, open, longestMs: longest, peakMb: largest, rows })}\n`)
const held =
  trouble.crashes + trouble.unhandled + open === 0 &&
  longest <= MAX_MS &&
  largest <= MAX_MB &&
  !rows.some(({ outcome }) => /none|only/.test(outcome))
process.exitCode = held ? 0 : 1
