import type { Brief } from '../domain/brief.ts'
import type { ClaimedDelivery, Post, Receipt, Route } from '../domain/delivery.ts'
import { deliveryKey } from './key.ts'

/** `discord:123`: the channel that a route leads to now, as deliveries remember it. */
export const targetOf = ({ platform, channel }: Pick<Route, 'platform' | 'channel'>): string => `${platform}:${channel}`

/** The route as it was when a delivery was sent; the route itself where it leads there still, or nobody knows. */
export function routeThen(route: Route, target: string | null): Route {
  if (target === null || target === targetOf(route)) return route
  const at = target.indexOf(':')
  return { ...route, platform: target.slice(0, at), channel: target.slice(at + 1) }
}

/** What is sent to a route, or looked for there. A post on another platform cannot be edited from here: to these readers it is new. */
export function postTo(route: Route, delivery: ClaimedDelivery): Post {
  const { platform = route.platform } = delivery.previous ?? {}
  const previous = platform === route.platform ? delivery.previous : null
  const looks = delivery.wasUnknown ? { looks: delivery.looks } : {}
  return { route, brief: asSeen(delivery.brief, previous), previous, key: deliveryKey(delivery), ...looks }
}

/** Readers who were sent no earlier revision have nothing to compare with: to them it is a new story. */
const asSeen = (brief: Brief, previous: Receipt | null): Brief => (previous === null ? { ...brief, kind: 'new', change: '' } : brief)
