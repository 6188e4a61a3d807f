import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Feed } from '#src/domain/feed.ts'
import { silentLog } from '#src/domain/log.ts'
import { createFetcher, type Fetcher } from '#src/feeds/fetch.ts'
import type { FeedNotice } from '#src/feeds/health.ts'
import { createLastBad } from '#src/feeds/last-bad.ts'
import { createParsePool, type ParsePool } from '#src/feeds/parse-pool.ts'
import { createPoller, type Poller, type PollerDeps } from '#src/feeds/poll.ts'
import { NEVER_AT } from '#src/feeds/schedule.ts'
import { type FeedServer, startFeedServer, unusedPort } from '../stand-ins/feed-server.ts'
import { createMemoryFeedStore, type MemoryFeedStore } from './memory-feed-store.ts'
import { numbered, rss, sampleFeed } from './samples.ts'

const START = Date.UTC(2025, 6, 12, 1)
const MINUTE = 60_000
const FETCH = {
  userAgent: 'test/1',
  connectTimeoutMs: 1_500,
  totalTimeoutMs: 1_500,
  maxBytes: 1_000_000,
  allowAddresses: ['127.0.0.0/8'],
}

let server: FeedServer
let fetcher: Fetcher
let pool: ParsePool
let store: MemoryFeedStore
let notices: FeedNotice[]
let now = START

beforeAll(() => {
  pool = createParsePool()
})

afterAll(() => pool.close())

beforeEach(async () => {
  server = await startFeedServer()
  fetcher = createFetcher(FETCH)
  store = createMemoryFeedStore()
  notices = []
  now = START
})

afterEach(async () => {
  await fetcher.close()
  await server.close()
})

async function pollerFor(feeds: readonly Feed[], deps: Partial<PollerDeps> = {}): Promise<Poller> {
  const poller = createPoller({
    feeds: () => feeds,
    store,
    fetch: fetcher.fetch,
    parse: pool.parse,
    clock: () => now,
    log: silentLog,
    concurrency: 8,
    backfillMs: 24 * 60 * MINUTE,
    spreadMs: 0,
    timeZone: 'UTC',
    onNotice: (notice) => notices.push(notice),
    random: () => 1,
    ...deps,
  })
  await poller.prepare()
  return poller
}

const never = new AbortController().signal
const state = (id = 'sample') => {
  const found = store.states.get(id)
  if (found === undefined) throw new Error(`no state of ${id}`)
  return found
}

test('a feed is polled when it is due, its items are stored once, and it is asked again only after its interval', async () => {
  const url = server.set('/a', { kind: 'feed', body: rss([numbered(1), numbered(2)]) })
  const poller = await pollerFor([sampleFeed({ url })])
  expect(await poller.pollDue(never)).toEqual({ polled: 1, failed: 0, newItems: 2 })
  expect(await poller.pollDue(never)).toEqual({ polled: 0, failed: 0, newItems: 0 })
  now += 15 * MINUTE
  expect(await poller.pollDue(never)).toEqual({ polled: 1, failed: 0, newItems: 0 })
  expect(server.requests).toHaveLength(2)
  expect([...store.items.values()].map((item) => item.title)).toEqual(['Report 1', 'Report 2'])
})

test('first polls are spread, and the first of them is due at once', async () => {
  const url = server.set('/a', { kind: 'feed', body: rss([numbered(1)]) })
  const feeds = ['one', 'two', 'three', 'four'].map((id) => sampleFeed({ id, url }))
  const poller = await pollerFor(feeds, { spreadMs: MINUTE })
  const due = feeds.map(({ id }) => state(id).nextAt - now)
  expect(Math.min(...due)).toBe(0)
  expect(new Set(due).size).toBe(4)
  expect(Math.max(...due)).toBeLessThan(MINUTE)
  expect((await poller.pollDue(never)).polled).toBe(1)
})

test('the second request echoes the validators, and a 304 counts as good', async () => {
  const url = server.set('/a', { kind: 'feed', body: rss([numbered(1)]), headers: { 'last-modified': 'Sat, 12 Jul 2025 00:00:00 GMT' } })
  const poller = await pollerFor([sampleFeed({ url })])
  await poller.pollDue(never)
  now += 15 * MINUTE
  await poller.pollDue(never)
  const [first, second] = server.requests
  expect(first?.headers['if-none-match']).toBeUndefined()
  expect(second?.headers['if-none-match']).toBe(state().etag)
  expect(second?.headers['if-modified-since']).toBe('Sat, 12 Jul 2025 00:00:00 GMT')
  expect(state().lastKind).toBe('not-modified')
  expect(notices).toEqual([])
})

test('a ttl is kept to also while the document stays the same, and after a restart', async () => {
  const body = rss([numbered(1)]).replace('<channel>', '<channel><ttl>45</ttl>')
  const feeds = [sampleFeed({ url: server.set('/a', { kind: 'feed', body }) })]
  for (let polls = 1; polls <= 3; polls += 1) {
    const poller = await pollerFor(feeds)
    expect((await poller.pollDue(never)).polled).toBe(1)
    expect(state().nextAt - now).toBeGreaterThanOrEqual(45 * MINUTE)
    now = state().nextAt
  }
  expect(state().lastKind).toBe('not-modified')
})

test('another address under the same id is polled as a new feed: no validators of the other server, and old entries are no news', async () => {
  const old = { title: 'Long ago', link: 'https://news.example/old', date: 'Tue, 01 Jul 2025 00:00:00 GMT' }
  const first = await pollerFor([sampleFeed({ url: server.set('/a', { kind: 'feed', body: rss([numbered(1)]) }) })])
  await first.pollDue(never)
  const second = await pollerFor([sampleFeed({ url: server.set('/b', { kind: 'feed', body: rss([old, numbered(2)]) }) })])
  now += 15 * MINUTE
  await second.pollDue(never)
  expect(server.requests[1]?.headers['if-none-match']).toBeUndefined()
  expect([...store.items.values()].map(({ title, backfilled }) => [title, backfilled])).toEqual([
    ['Report 1', false],
    ['Long ago', true],
    ['Report 2', false],
  ])
})

test('validators are dropped after a week, since some servers answer 304 for ever', async () => {
  const url = server.set('/a', { kind: 'feed', body: rss([numbered(1)]) })
  const poller = await pollerFor([sampleFeed({ url })])
  await poller.pollDue(never)
  now += 8 * 24 * 60 * MINUTE
  await poller.pollDue(never)
  expect(server.requests[1]?.headers['if-none-match']).toBeUndefined()
})

test('the first poll marks what is older than the backfill window, a later poll marks nothing', async () => {
  const old = { title: 'Long ago', link: 'https://news.example/old', date: 'Tue, 01 Jul 2025 00:00:00 GMT' }
  const undated = { title: 'Some day', link: 'https://news.example/undated' }
  const late = { title: 'Came late', link: 'https://news.example/late', date: 'Wed, 02 Jul 2025 00:00:00 GMT' }
  const url = server.set(
    '/a',
    { kind: 'feed', body: rss([numbered(1), old, undated]) },
    { kind: 'feed', body: rss([numbered(1), old, undated, late]) },
  )
  const poller = await pollerFor([sampleFeed({ url })])
  await poller.pollDue(never)
  now += 15 * MINUTE
  await poller.pollDue(never)
  const backfilled = Object.fromEntries([...store.items.values()].map((item) => [item.title, item.backfilled]))
  expect(backfilled).toEqual({ 'Report 1': false, 'Long ago': true, 'Some day': true, 'Came late': false })
})

test('a failure is told once, and once more when the feed is back', async () => {
  const url = server.set('/a', { kind: 'status', status: 500 }, { kind: 'status', status: 500 }, { kind: 'feed', body: rss([numbered(1)]) })
  const poller = await pollerFor([sampleFeed({ url, title: 'Yonhap (Korean, latest)' })])
  for (let polls = 0; polls < 4; polls += 1) {
    await poller.pollDue(never)
    now = state().nextAt
  }
  expect(notices.map((notice) => notice.message)).toEqual([
    'Yonhap (Korean, latest) cannot be read: the server answered 500 Internal Server Error. The next try is at 01:30 UTC.',
    'Yonhap (Korean, latest) is back after 2 failed polls.',
  ])
})

test('failures double the pause up to six hours, and success resets it', async () => {
  const url = server.set('/a', { kind: 'status', status: 500 })
  const poller = await pollerFor([sampleFeed({ url })])
  const pauses: number[] = []
  for (let polls = 0; polls < 7; polls += 1) {
    await poller.pollDue(never)
    pauses.push((state().nextAt - now) / MINUTE)
    now = state().nextAt
  }
  expect(pauses).toEqual([30, 60, 120, 240, 360, 360, 360])
  server.set('/a', { kind: 'feed', body: rss([numbered(1)]) })
  await poller.pollDue(never)
  expect(state().nextAt - now).toBe(15 * MINUTE)
})

test('410 stops a feed until the next start', async () => {
  const url = server.set('/a', { kind: 'status', status: 410 })
  const poller = await pollerFor([sampleFeed({ url })])
  await poller.pollDue(never)
  expect(state().nextAt).toBe(NEVER_AT)
  expect(notices.map(({ kind, message }) => [kind, message])).toEqual([
    [
      'stopped',
      'Sample Wire cannot be read: the server says it is gone for good (HTTP 410). It is polled no more: give its new address in config/feeds.yaml, or disable it there.',
    ],
  ])
  now += 30 * 24 * 60 * MINUTE
  await poller.pollDue(never)
  expect(server.requests).toHaveLength(1)
  await (await pollerFor([sampleFeed({ url })])).pollDue(never)
  expect(server.requests).toHaveLength(2)
})

test('429 pauses the whole host for as long as the server asks', async () => {
  const limited = server.set('/limited', { kind: 'status', status: 429, headers: { 'retry-after': '1800' } })
  const other = server.set('/other', { kind: 'feed', body: rss([numbered(1)]) })
  const poller = await pollerFor([sampleFeed({ id: 'a', url: limited }), sampleFeed({ id: 'b', url: other })])
  await poller.pollDue(never)
  expect(server.requests.map(({ path }) => path)).toEqual(['/limited'])
  expect(state('b').nextAt).toBe(START + 30 * MINUTE)
  expect(state('b').failures).toBe(0)
  now = START + 30 * MINUTE
  await poller.pollDue(never)
  expect(store.items.size).toBe(1)
})

test('feeds of one host are never asked at the same time', async () => {
  const feeds = Array.from({ length: 6 }, (_, n) =>
    sampleFeed({ id: `f${n}`, url: server.set(`/${n}`, { kind: 'drip', body: 'x', everyMs: 20 }) }),
  )
  const poller = await pollerFor(feeds)
  await poller.pollDue(never)
  expect(server.requests).toHaveLength(6)
  expect(server.peak()).toBe(1)
})

test('one bad feed of each sort delays and spoils no other', async () => {
  const bad: readonly (readonly [string, string])[] = [
    ['html', server.set('/html', { kind: 'feed', body: '<!doctype html><html><head><title>News</title></head><body></body></html>' })],
    ['empty', server.set('/empty', { kind: 'feed', body: '' })],
    ['huge', server.set('/huge', { kind: 'feed', body: rss([{ title: 'x'.repeat(2_000_000) }]) })],
    ['endless', server.set('/endless', { kind: 'endless' })],
    ['slow', server.set('/slow', { kind: 'drip', body: rss([numbered(1)]), everyMs: 50 })],
    ['silent', server.set('/silent', { kind: 'silent' })],
    ['gone', server.set('/gone', { kind: 'status', status: 404 })],
    ['cut', server.set('/cut', { kind: 'cut', body: rss([numbered(1)]) })],
    ['bomb', server.set('/bomb', { kind: 'gzip-bomb', megabytes: 50 })],
    ['loop', server.set('/loop', { kind: 'redirect', location: '/loop' })],
    ['nowhere', server.set('/nowhere', { kind: 'redirect', location: 'http://[' })],
    ['private', server.set('/private', { kind: 'redirect', location: 'http://10.0.0.1/feed' })],
    ['metadata', server.set('/metadata', { kind: 'redirect', location: 'http://169.254.169.254/latest' })],
    ['mapped', server.set('/mapped', { kind: 'redirect', location: 'http://[::ffff:10.0.0.1]/' })],
    ['file', server.set('/file', { kind: 'redirect', location: 'file:///etc/hostname' })],
    ['deep', server.set('/deep', { kind: 'feed', body: `<rss><channel>${'<a>'.repeat(100_000)}` })],
    ['raw', server.set('/raw', { kind: 'raw', bytes: 'HTTP/1.1 200 OK\r\nBroken\u0000Header\r\n\r\n' })],
    ['closed', `http://127.0.0.1:${await unusedPort()}/`],
    ['unknown', 'http://feeds.invalid/rss'],
  ]
  const good = sampleFeed({ id: 'good', url: server.set('/good', { kind: 'feed', body: rss([numbered(7)]) }) })
  const poller = await pollerFor([...bad.map(([id, url]) => sampleFeed({ id, title: `Feed ${id}`, url })), good])
  const summary = await poller.pollDue(never)
  expect(summary).toEqual({ polled: bad.length + 1, failed: bad.length, newItems: 1 })
  const kinds = Object.fromEntries([...store.states.values()].map(({ feedId, lastKind }) => [feedId, lastKind]))
  expect(kinds).toEqual({
    html: 'not-a-feed',
    empty: 'empty',
    huge: 'too-large',
    endless: 'too-large',
    slow: 'timeout',
    silent: 'timeout',
    gone: 'http-status',
    cut: 'network',
    bomb: 'too-large',
    loop: 'redirects',
    nowhere: 'redirects',
    private: 'blocked-address',
    metadata: 'blocked-address',
    mapped: 'blocked-address',
    file: 'redirects',
    deep: 'too-deep',
    raw: 'network',
    closed: 'refused',
    unknown: 'dns',
    good: 'ok',
  })
  for (const { lastMessage, feedId } of store.states.values())
    expect(lastMessage, feedId).toMatch(/^(?:Feed \w+ cannot be (?:read|reached): .+\.|Sample Wire gave 1 entry\.)/)
}, 30_000)

test('hosts that never answer hold up nobody: whoever comes due meanwhile is polled in the same run', async () => {
  const silent = await Promise.all(Array.from({ length: 2 }, () => startFeedServer()))
  const url = server.set('/quick', { kind: 'feed', body: rss([numbered(1)]) })
  const dead = silent.map((host, n) => sampleFeed({ id: `dead-${n}`, url: host.set('/', { kind: 'silent' }) }))
  const slowFetcher = createFetcher({ ...FETCH, totalTimeoutMs: 6_000 })
  const poller = await pollerFor([...dead, sampleFeed({ id: 'quick', url })], { concurrency: 2, fetch: slowFetcher.fetch })
  let over = false
  const run = poller.pollDue(never).finally(() => {
    over = true
  })
  const until = async (done: () => boolean) => {
    while (!done() && !over) await new Promise((soon) => setTimeout(soon, 20))
  }
  await until(() => state('quick').lastKind === 'ok')
  now = state('quick').nextAt
  await until(() => server.requests.length === 2)
  expect(over).toBe(false)
  expect(server.requests).toHaveLength(2)
  await run
  await slowFetcher.close()
  await Promise.all(silent.map((host) => host.close()))
}, 20_000)

test('an abort in the middle leaves the state as it was, so nothing is lost', async () => {
  const url = server.set('/a', { kind: 'silent' })
  const poller = await pollerFor([sampleFeed({ url })])
  const before = state()
  const stop = new AbortController()
  setTimeout(() => stop.abort(), 50)
  expect(await poller.pollDue(stop.signal)).toEqual({ polled: 0, failed: 0, newItems: 0 })
  expect(state()).toEqual(before)
})

test('a store that fails ends the run: no publisher is asked for what cannot be kept, and all are due again', async () => {
  const urls = ['/a', '/b', '/c', '/d'].map((at) => server.set(at, { kind: 'feed', body: rss([numbered(1)]) }))
  const asked = server.requests.length
  const poller = await pollerFor(
    urls.map((url, n) => sampleFeed({ id: `feed-${n}`, url })),
    { store: { ...store, settle: async () => Promise.reject(new Error('database is locked')) } },
  )
  await expect(poller.pollDue(never)).rejects.toThrow('database is locked')
  expect(server.requests.length - asked).toBe(1)
  expect(await store.due(now, 10)).toHaveLength(4)
})

test('a clock that was a year ahead and is put right loses no polls', async () => {
  const url = server.set('/a', { kind: 'feed', body: rss([numbered(1)]) })
  now = START + 365 * 24 * 60 * MINUTE
  const poller = await pollerFor([sampleFeed({ url })])
  await poller.pollDue(never)
  now = START
  expect(await poller.pollDue(never)).toMatchObject({ polled: 1 })
  expect(state().nextAt).toBe(START + 15 * MINUTE)
})

test('a clock that jumps ahead polls each feed once, not once for every interval it missed', async () => {
  const url = server.set('/a', { kind: 'feed', body: rss([numbered(1)]) })
  const poller = await pollerFor([sampleFeed({ url })])
  await poller.pollDue(never)
  now += 30 * 24 * 60 * MINUTE
  expect(await poller.pollDue(never)).toMatchObject({ polled: 1 })
  expect(await poller.pollDue(never)).toMatchObject({ polled: 0 })
})

test('a feed that is disabled is parked, and polled again when it is enabled', async () => {
  const url = server.set('/a', { kind: 'feed', body: rss([numbered(1)]) })
  await (await pollerFor([sampleFeed({ url })])).pollDue(never)
  now += 60 * MINUTE
  await (await pollerFor([sampleFeed({ url, enabled: false })])).pollDue(never)
  expect(server.requests).toHaveLength(1)
  expect(await store.due(now, 10)).toEqual([])
  expect(await (await pollerFor([sampleFeed({ url })])).pollDue(never)).toMatchObject({ polled: 1, newItems: 0 })
})

test('a feed that was paused for longer than the backfill window brings what it held meanwhile as old, and what is of today as news', async () => {
  const days = (count: number): number => count * 24 * 60 * MINUTE
  const at = (ms: number): string => new Date(ms).toUTCString()
  const entry = (n: number, ms: number) => ({ title: `report ${n}`, link: `https://news.example/r${n}`, date: at(ms) })
  const url = server.set('/a', { kind: 'feed', body: rss([entry(1, now - MINUTE)]) })
  await (await pollerFor([sampleFeed({ url })])).pollDue(never)
  await (await pollerFor([sampleFeed({ url, enabled: false })])).pollDue(never)
  now += days(10)
  server.set('/a', { kind: 'feed', body: rss([entry(1, now - days(10)), entry(2, now - days(5)), entry(3, now - 60 * MINUTE)]) })
  expect(await (await pollerFor([sampleFeed({ url })])).pollDue(never)).toMatchObject({ polled: 1, newItems: 2 })
  expect([...store.items.values()].map(({ title, backfilled }) => [title, backfilled])).toEqual([
    ['report 1', false],
    ['report 2', true],
    ['report 3', false],
  ])
  // From then on it is a feed as any: an old date is a publisher's habit, and news.
  now += 15 * MINUTE
  server.set('/a', { kind: 'feed', body: rss([entry(4, now - days(5))]) })
  expect(await (await pollerFor([sampleFeed({ url })])).pollDue(never)).toMatchObject({ newItems: 1 })
  expect([...store.items.values()].at(-1)).toMatchObject({ title: 'report 4', backfilled: false })
})

test('a permanent redirect seen three times in a row is told once', async () => {
  server.set('/new', { kind: 'feed', body: rss([numbered(1)]) })
  const url = server.set('/old', { kind: 'redirect', location: '/new', status: 301 })
  const poller = await pollerFor([sampleFeed({ url })])
  for (let polls = 0; polls < 5; polls += 1) {
    await poller.pollDue(never)
    now = state().nextAt
  }
  expect(notices.map(({ message }) => message)).toEqual([
    `Sample Wire has moved for good to ${server.url('/new')} and is polled there: change its address in config/feeds.yaml.`,
  ])
  expect(server.requests.map(({ path }) => path)).toEqual(['/old', '/new', '/old', '/new', '/old', '/new', '/new', '/new'])
})

test('a feed whose new address fails three times is asked at the configured one again', async () => {
  server.set('/new', { kind: 'feed', body: rss([numbered(1)]) })
  const url = server.set('/old', { kind: 'redirect', location: '/new', status: 308 })
  const poller = await pollerFor([sampleFeed({ url })])
  const poll = async (times: number) => {
    for (let polls = 0; polls < times; polls += 1) {
      await poller.pollDue(never)
      now = state().nextAt
    }
  }
  await poll(4)
  expect(state().pollUrl).toBe(server.url('/new'))
  server.set('/new', { kind: 'status', status: 404 })
  server.set('/old', { kind: 'feed', body: rss([numbered(2)]) })
  await poll(4)
  expect(server.requests.slice(-4).map(({ path }) => path)).toEqual(['/new', '/new', '/new', '/old'])
  expect(state()).toMatchObject({ lastKind: 'ok', pollUrl: null, movedTo: null })
})

test('an operator who changes the address is obeyed at once', async () => {
  server.set('/new', { kind: 'feed', body: rss([numbered(1)]) })
  const url = server.set('/old', { kind: 'redirect', location: '/new', status: 301 })
  const poller = await pollerFor([sampleFeed({ url })])
  for (let polls = 0; polls < 4; polls += 1) {
    await poller.pollDue(never)
    now = state().nextAt
  }
  const newest = server.set('/newest', { kind: 'feed', body: rss([numbered(2)]) })
  await (await pollerFor([sampleFeed({ url: newest })])).pollDue(never)
  expect(server.requests.at(-1)?.path).toBe('/newest')
  expect(state().pollUrl).toBeNull()
})

test('a feed that publishes seldom is polled less often, up to the longest interval', async () => {
  const daily = Array.from({ length: 6 }, (_, day) => ({
    ...numbered(day),
    date: new Date(START - (day + 1) * 4 * 60 * MINUTE).toUTCString(),
  }))
  const url = server.set('/a', { kind: 'feed', body: rss(daily) })
  await (await pollerFor([sampleFeed({ url })], { maxIntervalMs: 40 * MINUTE })).pollDue(never)
  expect(state().rhythmMs).toBe(4 * 60 * MINUTE)
  expect(state().nextAt - now).toBe(40 * MINUTE)
  now = state().nextAt
  await (await pollerFor([sampleFeed({ url })], { maxIntervalMs: 24 * 60 * MINUTE })).pollDue(never)
  expect(state().nextAt - now).toBe(60 * MINUTE)
})

test('the last document that could not be read is kept, one a feed, with the reason', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'last-bad-'))
  const url = server.set(
    '/a',
    { kind: 'feed', body: '<html><title>First</title></html>' },
    { kind: 'feed', body: '<html><title>Down</title></html>' },
  )
  const poller = await pollerFor([sampleFeed({ url })], { keepBad: createLastBad(join(folder, 'bad')) })
  for (let polls = 0; polls < 2; polls += 1) {
    await poller.pollDue(never)
    now = state().nextAt
  }
  expect(await readdir(join(folder, 'bad'))).toEqual(['sample.feed', 'sample.json'])
  expect(await readFile(join(folder, 'bad', 'sample.feed'), 'utf8')).toBe('<html><title>Down</title></html>')
  expect(JSON.parse(await readFile(join(folder, 'bad', 'sample.json'), 'utf8'))).toMatchObject({
    path: 'sample.feed',
    url,
    kind: 'not-a-feed',
  })
  await rm(folder, { recursive: true })
})

test('a folder that cannot be written keeps no feed from being polled', async () => {
  const url = server.set('/a', { kind: 'feed', body: '<html></html>' }, { kind: 'feed', body: rss([numbered(1)]) })
  const warnings: string[] = []
  const log = { ...silentLog, warn: (_: object, message: string) => warnings.push(message) }
  const poller = await pollerFor([sampleFeed({ url })], { keepBad: createLastBad('/dev/null/bad'), log })
  await poller.pollDue(never)
  now = state().nextAt
  expect(await poller.pollDue(never)).toMatchObject({ newItems: 1 })
  expect(warnings).toEqual(['What Sample Wire answered could not be kept for inspection'])
})

test('a lively feed that answers but publishes no more is told of once', async () => {
  const hourly = Array.from({ length: 10 }, (_, hour) => ({ ...numbered(hour), date: new Date(START - hour * 60 * MINUTE).toUTCString() }))
  const url = server.set('/a', { kind: 'feed', body: rss(hourly) })
  const poller = await pollerFor([sampleFeed({ url, intervalMs: 6 * 60 * MINUTE })])
  for (let polls = 0; polls < 16; polls += 1) {
    await poller.pollDue(never)
    now = state().nextAt
  }
  expect(notices.map(({ kind, message }) => [kind, message])).toEqual([
    [
      'silent',
      'Sample Wire answers, but has published nothing for 48 hours; its longest pause was 1 hour. Look whether it has moved or stopped.',
    ],
  ])
})

test('feeds that are added, changed and taken out while it runs are polled, or no longer polled, from the next run on', async () => {
  const url = (path: string) => server.set(path, { kind: 'feed', body: rss([numbered(1)]) })
  const [a, b] = [sampleFeed({ id: 'a', url: url('/a') }), sampleFeed({ id: 'b', url: url('/b') })]
  let feeds: readonly Feed[] = [a]
  const poller = await pollerFor([], { feeds: () => feeds })
  expect(await poller.pollDue(never)).toMatchObject({ polled: 1 })
  feeds = [a, b]
  expect(await poller.pollDue(never)).toMatchObject({ polled: 1 })
  expect(state('b').lastKind).toBe('ok')
  feeds = [b]
  now = Math.max(state('a').nextAt, state('b').nextAt)
  expect(await poller.pollDue(never)).toMatchObject({ polled: 1 })
  expect(state('a').nextAt).toBe(NEVER_AT)
  feeds = [a, b]
  await poller.pollDue(never)
  expect(state('a').lastPolledAt).toBe(now)
})
