import type { Feed } from '../domain/feed.ts'

/** Hosts asked at once: of one host never more than one feed. */
const CONCURRENCY = 16

/** Does `work` for every feed, hosts side by side, and answers the results in the order of the feeds. */
export async function eachByHost<Result>(feeds: readonly Feed[], work: (feed: Feed) => Promise<Result>): Promise<readonly Result[]> {
  const done = new Map<Feed, Result>()
  const waiting = Map.groupBy(feeds, (feed) => URL.parse(feed.url)?.host ?? '').values()
  const runner = async () => {
    for (const ofHost of waiting) {
      for (const feed of ofHost) done.set(feed, await work(feed))
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, runner))
  return feeds.flatMap((feed) => (done.has(feed) ? [done.get(feed) as Result] : []))
}
