import type { AdminDesk } from '../domain/admin.ts'
import type { Clock } from '../domain/clock.ts'
import { createFetcher } from '../feeds/fetch.ts'
import { createParsePool } from '../feeds/parse-pool.ts'
import type { PipelineDeps } from '../pipeline.ts'
import type { Living } from './living.ts'
import { tryFeed } from './try-feed.ts'

export type TryingNeeds = {
  readonly living: Living
  readonly assess: PipelineDeps['assess']
  readonly clock: Clock
}

export type Trying = { readonly tryFeed: AdminDesk['tryFeed']; close(): Promise<void> }

/** Shorter than a poll's deadlines: a person is waiting. */
const CONNECT_TIMEOUT_MS = 5_000
const TOTAL_TIMEOUT_MS = 10_000
/** A page with many feeds in it takes a request for each. */
const WHOLE_MS = 40_000
/** So many at one time: what is fetched for admins must not become a way to have others' servers asked at will. */
const MOST_AT_ONCE = 2

type Opened = { readonly fetcher: ReturnType<typeof createFetcher>; readonly pool: ReturnType<typeof createParsePool> }

/** Fetches addresses for admins, through the same guard as the poller. Nothing is opened before the first. */
export function createTrying({ living, assess, clock }: TryingNeeds): Trying {
  let opened: Opened | null = null
  let running = 0
  const open = (): Opened => {
    const limits = { connectTimeoutMs: CONNECT_TIMEOUT_MS, totalTimeoutMs: TOTAL_TIMEOUT_MS }
    return { fetcher: createFetcher({ ...living.config().settings.poll, ...limits }), pool: createParsePool() }
  }
  const tryOne: Trying['tryFeed'] = async (feed) => {
    if (running >= MOST_AT_ONCE) return { kind: 'refused', reason: 'two addresses are being tried already: ask again in a moment' }
    running += 1
    try {
      opened ??= open()
      const { fetcher, pool } = opened
      const alignments = () => living.config().facts.alignments
      const needs = { fetch: fetcher.fetch, parse: pool.parse, assess, feeds: living.feeds, alignments, clock }
      return await tryFeed(feed, needs, AbortSignal.timeout(WHOLE_MS))
    } catch (error) {
      return { kind: 'refused', reason: error instanceof Error && error.name === 'TimeoutError' ? 'it took too long' : String(error) }
    } finally {
      running -= 1
    }
  }
  return { tryFeed: tryOne, close: async () => void (await Promise.all([opened?.fetcher.close(), opened?.pool.close()])) }
}
