import type { Held, Outbox, Route, Stops } from '../domain/delivery.ts'
import { quietUntil } from '../domain/quiet-hours.ts'
import { platformSubject, routeSubject } from './stop.ts'

/** All that is not settled, by route, also of routes that are no longer configured: nothing waits unseen. */
export async function held(needs: {
  readonly outbox: Outbox
  readonly stops: Stops
  readonly routes: readonly Route[]
  /** The platforms that are set up: a set of their ids, or the channels by platform. */
  readonly platforms: Platforms
  readonly now: number
}): Promise<readonly Held[]> {
  const routes = new Map(needs.routes.map((route) => [route.id, route]))
  const reasons = new Map((await needs.stops.list()).map((stop) => [stop.subject, stop.reason]))
  return (await needs.outbox.waiting()).map((row) => ({ ...row, ...why(row.routeId, routes.get(row.routeId), needs, reasons) }))
}

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
