import type { Held, Outbox, Route, Stops } from '../domain/delivery.ts'
import type { Digests } from '../domain/digest.ts'
import { quietUntil } from '../domain/quiet-hours.ts'
import { platformSubject, routeSubject } from './stop.ts'

/** All that is not settled, by route, also of routes that are no longer configured: nothing waits unseen. */
export async function held(needs: {
  readonly outbox: Outbox
  readonly digests: Pick<Digests, 'waiting'>
  readonly stops: Stops
  readonly routes: readonly Route[]
  /** The platforms that are set up: a set of their ids, or the channels by platform. */
  readonly platforms: Platforms
  readonly now: number
}): Promise<readonly Held[]> {
  const routes = new Map(needs.routes.map((route) => [route.id, route]))
  const reasons = new Map((await needs.stops.list()).map((stop) => [stop.subject, stop.reason]))
  const heldBy = (routeId: string) => why(routeId, routes.get(routeId), needs, reasons)
  const open = (await needs.outbox.waiting()).map((row) => ({ ...row, ...heldBy(row.routeId) }))
  const gathered = (await needs.digests.waiting()).map((row): Held => {
    const reason = heldBy(row.routeId)
    return { ...row, ...(reason.state === 'unrouted' || reason.state === 'stopped' ? reason : GATHERED) }
  })
  return [...open, ...gathered]
}

const GATHERED = { state: 'gathered', why: 'kept back by its cap: sent in one post when the hour has room' } as const

type Platforms = { has(platform: string): boolean }

function why(
  routeId: string,
  route: Route | undefined,
  { platforms, now }: { readonly platforms: Platforms; readonly now: number },
  reasons: ReadonlyMap<string, string>,
): Pick<Held, 'state' | 'why'> {
  if (route === undefined) return { state: 'unrouted', why: `no route ${routeId} is configured: put it back to have these sent` }
  if (!platforms.has(route.platform))
    return { state: 'unrouted', why: `${route.platform} is not set up: give its token to have these sent` }
  const reason = reasons.get(routeSubject(routeId)) ?? reasons.get(platformSubject(route.platform))
  if (reason !== undefined) return { state: 'stopped', why: `stopped: ${reason}` }
  const { quiet } = route
  if (!quiet || quietUntil(quiet, now) === null) return { state: 'moving', why: 'on its way' }
  return { state: 'quiet', why: `quiet hours until ${quiet.to} (${quiet.timeZone})` }
}
