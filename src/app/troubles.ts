import { STATE_WORDS } from '../domain/delivery.ts'
import type { Feed, FeedState } from '../domain/feed.ts'
import { isHealthy } from '../domain/feed.ts'
import type { Trouble } from '../domain/trouble.ts'
import type { Store } from '../store/store.ts'
import { placeOf, sentence } from './tell.ts'

/** A feed that answers wrongly once is tried again by itself: only what lasts is somebody's to look at. */
const FAILURES = 3
const RECENT_MS = 24 * 3_600_000
const LAST_DELIVERIES = 200

type Needs = Pick<Store, 'stops' | 'feeds' | 'outbox'>

/** All that a person should look at now: routes and platforms that stopped, feeds that died, posts that were given up. */
export async function troublesOf(store: Needs, feeds: readonly Feed[], now: number): Promise<readonly Trouble[]> {
  const enabled = new Set(feeds.filter((feed) => feed.enabled).map(({ id }) => id))
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
    ...states.filter((state) => enabled.has(state.feedId) && isDead(state)).map(deadFeed),
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

/** What is said when a trouble is over; '' for a refusal, which has only become old. */
export function overWords(subject: string): string {
  const [kind = '', ...rest] = subject.split(':')
  if (kind === 'delivery') return ''
  return kind === 'feed' ? `The feed ${rest.join(':')} is back.` : `Posting to ${placeOf(subject)} works again.`
}
