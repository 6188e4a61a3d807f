import { setMaxListeners } from 'node:events'
import type { ClaimedDelivery, Route, SendResult } from '../domain/delivery.ts'
import { attempt } from './attempt.ts'
import { postTo, routeThen, targetOf } from './place.ts'
import { capsOf, type DelivererNeeds, openRoom, type Room } from './room.ts'
import { judged, settle } from './settle.ts'

/** How the attempts of one run ended. */
export type Tally = Readonly<Record<SendResult['kind'], number>>

export type Deliverer = {
  /**
   * Sends all that is due, until nothing is. Aborting `signal` ends it: what is in flight has `drainMs` to finish, the rest stays
   * in the outbox. A call during a run joins that run. Throws where the store fails, when what was in flight has ended: what could
   * not be settled is looked for when its lease has run out.
   */
  run(signal: AbortSignal): Promise<Tally>
  /** When there is something to do next; null when nothing waits that this deliverer could send. */
  nextDueAt(): Promise<number | null>
}

export function createDeliverer(needs: DelivererNeeds): Deliverer {
  const room = openRoom(needs)
  let running: Promise<Tally> | null = null
  return {
    run(signal) {
      running ??= runAll(room, signal).finally(() => {
        running = null
      })
      return running
    },
    nextDueAt: () => nextDueAt(room),
  }
}

async function nextDueAt({ outbox, gate, clock, ...room }: Room): Promise<number | null> {
  const served = room.served()
  const open = gate.open(served, new Set(), clock()).flatMap((group) => group.routeIds)
  const waiting = new Set((await outbox.waiting()).map(({ routeId }) => routeId))
  const stopped = served.filter((route) => waiting.has(route.id) && !open.includes(route.id))
  const times = [await outbox.nextDueAt(open), gate.opensAt(stopped, clock())].filter((at) => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}

async function runAll(room: Room, signal: AbortSignal): Promise<Tally> {
  await room.gate.refresh()
  const tally = { sent: 0, retry: 0, rejected: 0, unknown: 0 }
  const drain = drainSignal(signal, room.limits.drainMs)
  const run: Run = { tally, inFlight: new Set(), failures: [], stop: drain.signal }
  const { inFlight, failures } = run
  try {
    for (;;) {
      const before = ended(tally)
      // What was claimed is sent as its route was then, whatever becomes of the routes meanwhile.
      const routes = room.served()
      const at = room.clock()
      const claimed = signal.aborted ? [] : await claimMore(room, routes, inFlight.size)
      for (const delivery of claimed) start(room, { delivery, at }, routes, run)
      if (inFlight.size > 0) await oneEndedOr(room.limits.lookMs, inFlight)
      else if (ended(tally) === before && failures.length === 0) return tally
      if (failures.length > 0) throw failures[0]
    }
  } finally {
    await Promise.all(inFlight)
    drain.end()
  }
}

async function claimMore(
  { outbox, gate, busy, jumps, limits, clock }: Room,
  routes: readonly Route[],
  inFlight: number,
): Promise<readonly ClaimedDelivery[]> {
  const now = clock()
  // By a clock that has jumped, a lease that another process holds seems to be over, and so does the pause before a look.
  const onlyUnasked = jumps.sinceMs() < limits.leaseMs
  const caps = capsOf(routes)
  const targets = new Map(routes.map((route) => [route.id, targetOf(route)]))
  const claimed: ClaimedDelivery[] = []
  for (const { routeIds, most } of gate.open(routes, busy, now)) {
    const limit = Math.min(most, limits.concurrency - inFlight - claimed.length)
    if (limit > 0) claimed.push(...(await outbox.claim(now, limit, limits.leaseMs, routeIds, caps, onlyUnasked, targets)))
  }
  return claimed
}

/** Waits until a send has ended; but not for long, since one that hangs must not hold up what others could take meanwhile. */
async function oneEndedOr(lookMs: number, inFlight: ReadonlySet<Promise<void>>): Promise<void> {
  const { promise: looked, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, lookMs)
  await Promise.race([...inFlight, looked])
  clearTimeout(timer)
}

/** A route that became free while others were being claimed is looked at once more. */
const ended = (tally: Tally): number => Object.values(tally).reduce((sum, count) => sum + count, 0)

type Run = {
  readonly tally: Record<keyof Tally, number>
  /** Never reject: what failed is in `failures`. */
  readonly inFlight: Set<Promise<void>>
  readonly failures: unknown[]
  readonly stop: AbortSignal
}

/** What was claimed, and when at the earliest: its lease may run from then. */
type Claimed = { readonly delivery: ClaimedDelivery; readonly at: number }

function start(room: Room, claimed: Claimed, routes: readonly Route[], { tally, inFlight, failures, stop }: Run): void {
  const { delivery } = claimed
  room.busy.add(delivery.routeId)
  const work = deliverOne(room, claimed, routes, stop)
    .then((kind) => {
      tally[kind] += 1
    })
    .catch((error: unknown) => {
      failures.push(error)
    })
    .finally(() => {
      room.busy.delete(delivery.routeId)
      inFlight.delete(work)
    })
  inFlight.add(work)
}

const LATE: SendResult = { kind: 'retry', reason: 'it was not sent: the process stood still for too long after it had taken it' }

/**
 * One attempt: what was asked before without an answer is looked for, and sent at once where it is not there. Both are of one claim: a
 * platform may not show yet what it holds, and only while it still knows the key (Discord: some minutes) does it not hold it twice.
 */
async function deliverOne(room: Room, { delivery, at }: Claimed, routes: readonly Route[], stop: AbortSignal): Promise<keyof Tally> {
  const route = routes.find(({ id }) => id === delivery.routeId)
  const channel = route === undefined ? undefined : room.channels.get(route.platform)
  if (route === undefined || channel === undefined) throw new Error(`the outbox handed out a delivery to ${delivery.routeId}, unasked`)
  const startedAt = room.clock()
  const found = delivery.wasUnknown ? await looked(room, delivery, route, stop) : null
  const asked = found === null ? { ...delivery, looks: 0 } : delivery
  // Who stood still until its lease is all but over would send beside whoever takes over.
  const isLate = (): boolean => room.clock() - at > room.limits.leaseMs / 2
  const send = async (signal: AbortSignal): Promise<SendResult> => (isLate() ? LATE : channel.send(postTo(route, delivery), signal))
  const result = judged(room, asked, found ?? (await attempt(channel.platform, send, stop, room.limits)))
  await settle(room, asked, route, result, startedAt)
  return result.kind
}

/**
 * Looks for what may have been posted where it was sent to. null: it is not there, and goes where the route leads now. A place that cannot
 * be asked any more (the channel is gone, or its platform is set up no longer) holds nothing that a reader of the route sees.
 */
async function looked(room: Room, delivery: ClaimedDelivery, route: Route, stop: AbortSignal): Promise<SendResult | null> {
  const then = routeThen(route, delivery.target)
  const channel = room.channels.get(then.platform)
  const look = (signal: AbortSignal) => channel?.reconcile(postTo(then, delivery), signal) ?? Promise.resolve(null)
  const found = await attempt(then.platform, look, stop, room.limits)
  if (then === route || (found !== null && found.kind !== 'rejected')) return found
  await room.outbox.aim(delivery, targetOf(route))
  return null
}

/** Aborted `afterMs` after `signal` is. */
function drainSignal(signal: AbortSignal, afterMs: number): { readonly signal: AbortSignal; readonly end: () => void } {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal)
  let timer: NodeJS.Timeout | undefined
  const begin = (): void => {
    timer = setTimeout(() => controller.abort(), afterMs)
  }
  signal.addEventListener('abort', begin, { once: true })
  if (signal.aborted) begin()
  const end = (): void => {
    signal.removeEventListener('abort', begin)
    clearTimeout(timer)
  }
  return { signal: controller.signal, end }
}
