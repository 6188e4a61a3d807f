import type { Config } from '../config.ts'
import { type Feed, isHealthy } from '../domain/feed.ts'
import { type Finding, found, well } from '../domain/finding.ts'
import { createFetcher, type FetchFeed } from '../feeds/fetch.ts'
import { createParsePool } from '../feeds/parse-pool.ts'
import { pollFeed } from '../feeds/poll-feed.ts'
import { freshState } from '../feeds/poll-state.ts'

/** So many feeds are asked: enough to see whether this machine reaches any. `feeds check` asks all. */
const ASKED = 5
const TIMEOUT_MS = 10_000

/** What was found, and by how much the servers' clocks were ahead of ours, in ms. */
export type FeedExam = { readonly findings: readonly Finding[]; readonly clocks: readonly number[] }

/** Asks some of the feeds, each of another host, spread over the list. */
export async function examineFeeds({ feeds, settings }: Pick<Config, 'feeds' | 'settings'>, signal: AbortSignal): Promise<FeedExam> {
  const polled = feeds.filter((feed) => feed.enabled)
  if (polled.length === 0)
    return { findings: [found('feeds', 'wrong', 'no feed is enabled', 'Put some into config/feeds.yaml.')], clocks: [] }
  const fetcher = createFetcher({ ...settings.poll, connectTimeoutMs: TIMEOUT_MS, totalTimeoutMs: TIMEOUT_MS })
  const pool = createParsePool()
  const clocks: number[] = []
  const fetch: FetchFeed = async (request, stop) => {
    const answer = await fetcher.fetch(request, stop)
    const shown = answer.kind === 'document' ? Date.parse(answer.headers.date ?? '') : Number.NaN
    if (Number.isFinite(shown)) clocks.push(shown - Date.now())
    return answer
  }
  const deps = {
    fetch,
    parse: pool.parse,
    outlets: () => undefined,
    backfillMs: settings.poll.backfillMs,
    clock: Date.now,
    random: Math.random,
  }
  try {
    const asked = await Promise.all(
      some(polled).map(async (feed) => ({ feed, outcome: (await pollFeed(feed, freshState(feed.id, Date.now()), deps, signal)).outcome })),
    )
    const bad = asked.filter(({ outcome }) => !isHealthy(outcome.kind))
    const said = `${asked.length - bad.length} of ${asked.length} asked give a document (${polled.length} are enabled)`
    if (bad.length === asked.length)
      return { findings: [found('feeds', 'wrong', said, bad[0]?.outcome.message ?? ''), ...bad.slice(1).map(badFeed)], clocks }
    return { findings: [well('feeds', said), ...bad.map(badFeed)], clocks }
  } finally {
    await Promise.all([fetcher.close(), pool.close()])
  }
}

const badFeed = ({ feed, outcome }: { readonly feed: Feed; readonly outcome: { readonly message: string } }): Finding =>
  found('feeds', 'poor', `${feed.id}: ${outcome.message}`, `Look with "cli feeds check ${feed.id}"; set enabled: false where it is gone.`)

function some(feeds: readonly Feed[]): readonly Feed[] {
  const byHost = [...new Map(feeds.map((feed) => [URL.parse(feed.url)?.host, feed])).values()]
  const step = Math.max(1, Math.floor(byHost.length / ASKED))
  return byHost.filter((_, index) => index % step === 0).slice(0, ASKED)
}
