import type { Channel, Outbox, Route, Stops } from '../domain/delivery.ts'
import { platformSubject, routeSubject } from './stop.ts'

/** What waits for one route, and why, in words. */
export type Held = { readonly routeId: string; readonly count: number; readonly oldestAt: number; readonly why: string }

/** All that is not settled, by route, also of routes that are no longer configured: nothing waits unseen. */
export async function held(needs: {
  readonly outbox: Outbox
  readonly stops: Stops
  readonly routes: readonly Route[]
  readonly channels: ReadonlyMap<string, Channel>
}): Promise<readonly Held[]> {
  const routes = new Map(needs.routes.map((route) => [route.id, route]))
  const reasons = new Map((await needs.stops.list()).map((stop) => [stop.subject, stop.reason]))
  return (await needs.outbox.waiting()).map((row) => ({ ...row, why: why(row.routeId, routes.get(row.routeId), needs.channels, reasons) }))
}

function why(
  routeId: string,
  route: Route | undefined,
  channels: ReadonlyMap<string, Channel>,
  reasons: ReadonlyMap<string, string>,
): string {
  if (route === undefined) return `no route ${routeId} is configured: put it back to have these sent`
  if (!channels.has(route.platform)) return `${route.platform} is not set up: give its token to have these sent`
  const reason = reasons.get(routeSubject(routeId)) ?? reasons.get(platformSubject(route.platform))
  return reason === undefined ? 'on its way' : `stopped: ${reason}`
}
