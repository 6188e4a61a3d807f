import type { Clock } from '../domain/clock.ts'
import type { Channel, ClaimedDelivery, Outbox, Route, Stops } from '../domain/delivery.ts'
import type { Log } from '../domain/log.ts'
import type { AttemptLimits } from './attempt.ts'
import { type Jumps, watchJumps } from './jumps.ts'
import { createGate, type Gate } from './stop.ts'

/** What a person should hear of: each is told once. */
export type DeliveryNotice =
  | { readonly kind: 'stopped'; readonly subject: string; readonly reason: string }
  | { readonly kind: 'resumed'; readonly subject: string }
  | { readonly kind: 'given-up'; readonly delivery: ClaimedDelivery; readonly reason: string }

export type DelivererNeeds = {
  readonly outbox: Outbox
  readonly stops: Stops
  /** As they are now: a run asks before each claim. */
  readonly routes: () => readonly Route[]
  /** By platform. Routes of a platform that is not here wait. */
  readonly channels: ReadonlyMap<string, Channel>
  readonly clock: Clock
  /** Time that only goes forward, where the clock can be set; the clock itself where that is not given. */
  readonly elapsed?: Clock
  readonly log: Log
  readonly tell?: (notice: DeliveryNotice) => void
  readonly settings?: Partial<DelivererSettings>
}

export type DelivererSettings = AttemptLimits & {
  /** How long a claim holds: longer than looking and sending may take, so that no second one begins beside it. */
  readonly leaseMs: number
  /** How many sends run at once, each to another route. */
  readonly concurrency: number
  /** How long sends in flight may go on after they were asked to stop. */
  readonly drainMs: number
  /** How often, while sends are in flight, it is asked whether more has become due. */
  readonly lookMs: number
  /** In [0, 1): spreads retries. */
  readonly random: () => number
}

const DEFAULTS: DelivererSettings = {
  timeoutMs: 60_000,
  graceMs: 5_000,
  leaseMs: 300_000,
  concurrency: 64,
  drainMs: 10_000,
  lookMs: 1_000,
  random: Math.random,
}

/** What every step of a run needs. */
export type Room = DelivererNeeds & {
  readonly gate: Gate
  readonly limits: DelivererSettings
  /** The routes whose platforms are there. */
  readonly served: () => readonly Route[]
  readonly busy: Set<string>
  readonly jumps: Jumps
  readonly tell: (notice: DeliveryNotice) => void
}

/** New posts an hour by route, where there is a cap. */
export const capsOf = (routes: readonly Route[]): ReadonlyMap<string, number> =>
  new Map(routes.flatMap(({ id, cap }) => (typeof cap === 'number' ? [[id, cap] as const] : [])))

export const openRoom = (needs: DelivererNeeds): Room => ({
  ...needs,
  tell: needs.tell ?? (() => {}),
  gate: createGate(needs.stops),
  limits: { ...DEFAULTS, ...needs.settings },
  served: () => needs.routes().filter((route) => needs.channels.has(route.platform)),
  busy: new Set(),
  jumps: watchJumps(needs.clock, needs.elapsed ?? needs.clock),
})
