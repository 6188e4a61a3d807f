import type { Clock } from '../domain/clock.ts'
import type { Outbox, Route } from '../domain/delivery.ts'
import type { Digests } from '../domain/digest.ts'
import type { Log } from '../domain/log.ts'
import type { Notices } from '../domain/notice.ts'

/** A route that was taken out by mistake on a Friday evening is missed on Monday. */
export const REMOVED_MS = 72 * 3_600_000

export const REMOVED = 'its route was taken out of the configuration, and not put back for three days'

export type RemovedNeeds = {
  readonly outbox: Pick<Outbox, 'waiting' | 'dropRoute'>
  readonly digests: Pick<Digests, 'waiting'>
  readonly notices: Notices
  readonly routes: () => readonly Pick<Route, 'id'>[]
  readonly clock: Clock
  readonly log: Log
}

const PREFIX = 'removed:'

/**
 * Settles what waits for routes that are configured no longer: three days after it was first seen so, since a route that is put back
 * before sends what waited. Both are told. A route whose platform is not set up is not meant: it waits as long as it takes.
 */
export async function settleRemoved({ outbox, digests, notices, routes, clock, log }: RemovedNeeds): Promise<void> {
  const now = clock()
  const there = new Set(routes().map(({ id }) => id))
  const gone = new Set(
    [...(await outbox.waiting()), ...(await digests.waiting())].map(({ routeId }) => routeId).filter((id) => !there.has(id)),
  )
  const seen = new Map(
    (await notices.list()).flatMap(({ subject, toldAt }) => (subject.startsWith(PREFIX) ? [[subject.slice(PREFIX.length), toldAt]] : [])),
  )
  for (const route of seen.keys()) if (!gone.has(route)) await notices.clear(`${PREFIX}${route}`)
  for (const route of gone) {
    const since = seen.get(route)
    if (since === undefined) {
      await notices.change(`${PREFIX}${route}`, 'configured no longer', now)
      log.warn({ route }, 'Posts wait for a route that is configured no longer. Put it back within three days to have them sent.')
    } else if (now - since >= REMOVED_MS) {
      const dropped = await outbox.dropRoute(route, REMOVED, now)
      if (dropped > 0) log.warn({ route, dropped }, 'What waited for a route that was taken out of the configuration is not sent any more.')
    }
  }
}
