import { webAddress } from '../domain/plain-text.ts'
import type { FeedHealth } from './feed-health.ts'

const iso = (at: number | null | undefined): string | null => (at === null || at === undefined ? null : new Date(at).toISOString())

/** A feed with how it does. Its address may hold a key: only the host is told. */
export const feedData = ({ feed, state, condition, words }: FeedHealth): object => ({
  id: feed.id,
  title: feed.title,
  host: webAddress(feed.url) === '' ? null : new URL(feed.url).host,
  language: feed.language,
  country: feed.country,
  kind: feed.kind,
  bloc: feed.bloc,
  enabled: feed.enabled,
  condition,
  words,
  failures: state?.failures ?? 0,
  lastPolledAt: iso(state?.lastPolledAt),
  lastOkAt: iso(state?.lastOkAt),
  lastItemAt: iso(state?.lastItemAt),
  nextAt: feed.enabled ? iso(state?.nextAt) : null,
})
