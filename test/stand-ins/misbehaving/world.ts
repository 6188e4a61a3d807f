import { createHash } from 'node:crypto'
import type { Feed } from '#src/domain/feed.ts'
import { type FetchFeed, type FetchRequest, type FetchResult, failedStatus } from '#src/feeds/fetch.ts'
import { freshForMs, retryAfterMs } from '#src/feeds/http-headers.ts'
import { followable } from '#src/feeds/redirects.ts'
import { DAY_MS, MINUTE_MS, type Report, type Served, WAYS, type Way } from './ways.ts'

export type MadeFeed = { readonly feed: Feed; readonly way: Way; readonly reports: readonly Report[] }

export type World = {
  readonly made: readonly MadeFeed[]
  readonly fetch: FetchFeed
  /** Times at which each feed was asked, without the hops of a redirect. */
  readonly askedAt: ReadonlyMap<string, readonly number[]>
  /** Requests that came sooner than the server had asked. */
  readonly tooSoon: readonly string[]
}

/** Numbers from 0 to 1, the same for one seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** From half a day before the start: one report every 40 to 70 minutes. */
function reportsOf(n: number, startAt: number, endAt: number): readonly Report[] {
  const everyMs = (40 + (n % 30)) * MINUTE_MS
  const count = Math.floor((endAt - startAt + DAY_MS / 2) / everyMs)
  return Array.from({ length: count }, (_, k) => ({
    key: `key-${n}-${k}`,
    at: startAt - DAY_MS / 2 + k * everyMs + ((k * 7919 + n * 31) % 600) * 1_000,
    title: `Report ${k} of desk ${n}`,
    link: `https://desk-${n}.example/${k}`,
    guid: `guid-${n}-${k}`,
  }))
}

const feedOf = (n: number, intervalMs: number): Feed => ({
  id: `desk-${n}`,
  title: `Desk ${n}`,
  url: `https://desk-${n}.example/feed`,
  language: 'en',
  country: 'KOR',
  kind: 'newspaper',
  bloc: 'other',
  enabled: true,
  disabledReason: null,
  intervalMs,
  timeZone: 'UTC',
  charset: null,
  userAgent: null,
  note: '',
})

/** What the fetcher makes of an answer, by its own rules for headers and statuses, at the time of the simulation. */
function resultOf(url: string, permanentUrl: string | null, served: Exclude<Served, { network: unknown }>, now: number): FetchResult {
  const { status, headers = {}, body = '' } = served
  const answered = {
    url,
    permanentUrl,
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
    freshForMs: freshForMs(headers, now),
  }
  if (status === 304) return { kind: 'not-modified', ...answered }
  if (status > 299) return { kind: 'failed', failure: failedStatus(status, headers, now) }
  const bytes = Buffer.from(body)
  return {
    kind: 'document',
    headers,
    ...answered,
    bytes,
    contentType: 'application/rss+xml',
    bodyHash: createHash('sha256').update(bytes).digest('hex'),
  }
}

/** `count` feeds, each misbehaving in one way, that answer at the time of `clock`. */
export function makeWorld(count: number, startAt: number, endAt: number, intervalMs: number, clock: () => number): World {
  const random = seeded(7)
  const made = Array.from({ length: count }, (_, n): MadeFeed => {
    const way = WAYS[n % WAYS.length]
    if (way === undefined) throw new Error('there are no ways')
    return { feed: feedOf(n, intervalMs), way, reports: reportsOf(n, startAt, endAt) }
  })
  const byHost = new Map(made.map((one) => [new URL(one.feed.url).host, one]))
  const askedAt = new Map<string, number[]>(made.map(({ feed }) => [feed.id, []]))
  const notBefore = new Map<string, number>()
  const tooSoon: string[] = []

  function mind({ feed, way }: MadeFeed, served: Served, now: number, times: number[]): void {
    const until = notBefore.get(feed.id) ?? 0
    if (now < until) tooSoon.push(`${way.name}: asked ${Math.round((until - now) / 1_000)} s too soon`)
    const wait = 'status' in served && served.status === 429 ? (retryAfterMs(served.headers?.['retry-after'], now) ?? 0) : 0
    // What is gone is asked once more at a start, since an operator has been here.
    const gone = 'status' in served && served.status === 410
    const usual = Math.max(way.pauseMs ?? 0, intervalMs * 0.9)
    notBefore.set(feed.id, now + Math.max(wait, gone ? DAY_MS : usual))
    times.push(now)
  }

  function serve(one: MadeFeed, request: FetchRequest, hop: number): Served {
    const now = clock()
    const times = askedAt.get(one.feed.id) ?? []
    const reports = one.reports.filter(({ at }) => at <= now).toReversed()
    const served = one.way.serve({ request, now, age: now - startAt, reports, asked: times.length - (hop > 0 ? 1 : 0), random })
    if (hop === 0) mind(one, served, now, times)
    return served
  }

  const fetch: FetchFeed = async (request) => {
    let url = new URL(request.url)
    let permanentUrl: string | null = null
    for (let hop = 0; ; hop += 1) {
      const one = byHost.get(url.host)
      if (one === undefined) return { kind: 'failed', failure: { kind: 'dns', message: `the name ${url.host} does not resolve` } }
      const served = serve(one, { ...request, url: url.href }, hop)
      if ('network' in served) return { kind: 'failed', failure: { kind: served.network, message: 'the connection failed (made up)' } }
      const next = followable({ statusCode: served.status, headers: { ...served.headers } }, url, new Set())
      if (next === null) return resultOf(url.href, permanentUrl, served, clock())
      url = next.url
      if (next.permanent) permanentUrl = url.href
    }
  }
  return { made, fetch, askedAt, tooSoon }
}
