import type { Feed, FeedState } from '#src/domain/feed.ts'
import { freshState } from '#src/feeds/poll-state.ts'
import { behaviourOf, HOSTS } from './poll-plan.ts'

export const INTERVAL_MS = 300_000

export const feedAt = (n: number, port: number): Feed => ({
  id: `feed-${n}`,
  title: `Feed ${n}`,
  url: `http://f${n % HOSTS}.test:${behaviourOf(n) === 'refused' ? 1 : port}/feed/${n}`,
  language: 'en',
  country: 'KOR',
  kind: 'newspaper',
  bloc: 'other',
  enabled: true,
  disabledReason: null,
  intervalMs: INTERVAL_MS,
  timeZone: 'UTC',
  charset: null,
  userAgent: null,
  note: '',
})

/** As after a good poll one interval before the next one, which are spread evenly. */
export function polledState(feed: Feed, n: number, startAt: number): FeedState {
  const nextAt = startAt + Math.floor(((n * 2_654_435_761) % 2 ** 32) * (INTERVAL_MS / 2 ** 32))
  const lastAt = nextAt - INTERVAL_MS
  const known = { firstOkAt: lastAt, lastOkAt: lastAt, lastPolledAt: lastAt, lastKind: 'ok' as const, validatorsAt: lastAt }
  return { ...freshState(feed.id, nextAt), ...known, etag: '"v1750000000000"' }
}

export const indexOf = (id: string): number => Number(id.slice('feed-'.length))
