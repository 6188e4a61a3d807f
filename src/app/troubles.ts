import { STATE_WORDS } from '../domain/delivery.ts'
import type { Feed, FeedState } from '../domain/feed.ts'
import { isHealthy } from '../domain/feed.ts'
import type { Trouble } from '../domain/trouble.ts'
import { silence } from '../feeds/health.ts'
import { isSilent } from '../feeds/rhythm.ts'
import type { Store } from '../store/store.ts'
import { placeOf, sentence } from './tell.ts'

/** A feed that answers wrongly once is tried again by itself: only what lasts is somebody's to look at. */
const FAILURES = 3
const RECENT_MS = 24 * 3_600_000
const LAST_DELIVERIES = 200

type Needs = Pick<Store, 'stops' | 'feeds' | 'outbox'>

/** All that a person should look at now: routes and platforms that stopped, feeds that died or fell silent, posts that were given up. */
export async function troublesOf(store: Needs, feeds: readonly Feed[], now: number): Promise<readonly Trouble[]> {
  const enabled = new Map(feeds.filter((feed) => feed.enabled).map((feed) => [feed.id, feed]))
  const [stops, states, deliveries] = await Promise.all([
    store.stops.list(),
    store.feeds.all(),
    store.outbox.list({ limit: LAST_DELIVERIES }),
  ])
  const refused = deliveries.filter((row) => row.state === 'rejected' && now - (row.settledAt ?? 0) < RECENT_MS)
  return [
    ...stops.map(({ subject, reason }) => ({
      subject,
      mark: reason,
      text: `Posting to ${placeOf(subject)} is stopped: ${sentence(reason)} What waits is kept and tried again by itself.`,
    })),
    ...states.flatMap((state) => feedTrouble(enabled.get(state.feedId), state, now) ?? []),
    ...refused.map((row) => ({
      subject: `delivery:${row.id}`,
      mark: row.state,
      text: `A post to the route ${row.routeId} was ${STATE_WORDS[row.state]} (story ${row.storyId}, revision ${row.revision}): ${sentence(row.reason ?? '')}`,
    })),
  ]
}

const isDead = ({ lastKind, failures }: FeedState): boolean =>
  lastKind !== null && !isHealthy(lastKind) && (lastKind === 'gone' || failures >= FAILURES)

/** It fails now this way, now that way, and is one trouble. */
const deadFeed = ({ feedId, lastMessage, failures }: FeedState): Trouble => ({
  subject: `feed:${feedId}`,
  mark: 'failing',
  text: `The feed ${feedId} has failed ${failures === 1 ? 'once' : `${failures} times in a row`}: ${sentence(lastMessage ?? 'no reason is known')}`,
})

/** It answers, so a poll has nothing to tell. Its next item ends the trouble. */
const silentFeed = (feed: Feed, state: FeedState, now: number): Trouble => ({
  subject: `feed:${feed.id}`,
  mark: 'silent',
  text: silence(feed, state, now),
})

function feedTrouble(feed: Feed | undefined, state: FeedState, now: number): Trouble | null {
  if (feed === undefined) return null
  if (isDead(state)) return deadFeed(state)
  // Up to its last good answer: while we did not ask, or it did not answer, it may have published.
  return state.lastOkAt !== null && isSilent(state, state.lastOkAt) ? silentFeed(feed, state, now) : null
}

/** What is said when a trouble is over; '' for a refusal, which has only become old. */
export function overWords(subject: string): string {
  const [kind = '', ...rest] = subject.split(':')
  if (kind === 'delivery') return ''
  if (kind === 'config') return rest[0] === 'reading' ? 'config/ was read again and is in use.' : ''
  return kind === 'feed' ? `The feed ${rest.join(':')} is back.` : `Posting to ${placeOf(subject)} works again.`
}
