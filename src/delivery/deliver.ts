import { setMaxListeners } from 'node:events'
import type { Clock } from '../domain/clock.ts'
import type { Channel, ClaimedDelivery, Outbox, Route, SendResult, Stops } from '../domain/delivery.ts'
import type { Log } from '../domain/log.ts'
import { type AttemptLimits, attempt } from './attempt.ts'
import { deliveryKey } from './key.ts'
import { MAX_ATTEMPTS, MAX_LOOKS, retryPauseMs } from './pause.ts'
import { createGate, type Gate, platformSubject, routeSubject } from './stop.ts'

/** What a person should hear of: each is told once. */
export type DeliveryNotice =
  | { readonly kind: 'stopped'; readonly subject: string; readonly reason: string }
  | { readonly kind: 'resumed'; readonly subject: string }
  | { readonly kind: 'given-up'; readonly delivery: ClaimedDelivery; readonly reason: string }

export type DelivererNeeds = {
  readonly outbox: Outbox
  readonly stops: Stops
  readonly routes: readonly Route[]
  /** By platform. Routes of a platform that is not here wait. */
  readonly channels: ReadonlyMap<string, Channel>
  readonly clock: Clock
  readonly log: Log
  readonly tell?: (notice: DeliveryNotice) => void
  readonly settings?: Partial<DelivererSettings>
}

export type DelivererSettings = AttemptLimits & {
  /** How long a claim holds: longer than any send may take, so that no second one begins beside it. */
  readonly leaseMs: number
  /** How many sends run at once, each to another route. */
  readonly concurrency: number
  /** How long sends in flight may go on after they were asked to stop. */
  readonly drainMs: number
  /** In [0, 1): spreads retries. */
  readonly random: () => number
}

const DEFAULTS: DelivererSettings = {
  timeoutMs: 60_000,
  graceMs: 5_000,
  leaseMs: 300_000,
  concurrency: 64,
  drainMs: 10_000,
  random: Math.random,
}

/** How the attempts of one run ended. `missing`: looked for and not there, so sent again. */
export type Tally = Readonly<Record<SendResult['kind'] | 'missing', number>>

export type Deliverer = {
  /**
   * Sends all that is due, until nothing is. Aborting `signal` ends it: what is in flight has `drainMs` to finish, the rest stays
   * in the outbox. A call during a run joins that run.
   */
  run(signal: AbortSignal): Promise<Tally>
  /** When there is something to do next; null when nothing waits that this deliverer could send. */
  nextDueAt(): Promise<number | null>
}

type Room = DelivererNeeds & {
  readonly gate: Gate
  readonly limits: DelivererSettings
  readonly served: readonly Route[]
  readonly busy: Set<string>
  readonly tell: (notice: DeliveryNotice) => void
}

export function createDeliverer(needs: DelivererNeeds): Deliverer {
  const room: Room = {
    ...needs,
    tell: needs.tell ?? (() => {}),
    gate: createGate(needs.stops),
    limits: { ...DEFAULTS, ...needs.settings },
    served: needs.routes.filter((route) => needs.channels.has(route.platform)),
    busy: new Set(),
  }
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

async function nextDueAt({ outbox, gate, served, clock }: Room): Promise<number | null> {
  const open = gate.open(served, new Set(), clock()).flatMap((group) => group.routeIds)
  const waiting = new Set((await outbox.waiting()).map(({ routeId }) => routeId))
  const stopped = served.filter((route) => waiting.has(route.id) && !open.includes(route.id))
  const times = [await outbox.nextDueAt(open), gate.opensAt(stopped)].filter((at) => at !== null)
  return times.length === 0 ? null : Math.min(...times)
}

async function runAll(room: Room, signal: AbortSignal): Promise<Tally> {
  const tally = { sent: 0, retry: 0, rejected: 0, unknown: 0, missing: 0 }
  const inFlight = new Set<Promise<void>>()
  const drain = drainSignal(signal, room.limits.drainMs)
  await room.gate.refresh()
  try {
    for (;;) {
      const claimed = signal.aborted ? [] : await claimMore(room, inFlight.size)
      for (const delivery of claimed) start(room, delivery, drain.signal, tally, inFlight)
      if (inFlight.size === 0) return tally
      await Promise.race(inFlight)
    }
  } finally {
    await Promise.allSettled(inFlight)
    drain.end()
  }
}

async function claimMore({ outbox, gate, served, busy, limits, clock }: Room, inFlight: number): Promise<readonly ClaimedDelivery[]> {
  const now = clock()
  const claimed: ClaimedDelivery[] = []
  for (const { routeIds, most } of gate.open(served, busy, now)) {
    const limit = Math.min(most, limits.concurrency - inFlight - claimed.length)
    if (limit > 0) claimed.push(...(await outbox.claim(now, limit, limits.leaseMs, routeIds)))
  }
  return claimed
}

type Counts = Record<keyof Tally, number>

function start(room: Room, delivery: ClaimedDelivery, stop: AbortSignal, tally: Counts, inFlight: Set<Promise<void>>): void {
  room.busy.add(delivery.routeId)
  const work = deliverOne(room, delivery, stop)
    .then((kind) => {
      tally[kind] += 1
    })
    .finally(() => {
      room.busy.delete(delivery.routeId)
      inFlight.delete(work)
    })
  inFlight.add(work)
}

/** One attempt: what was asked before without an answer is only looked for; a send follows when it is surely not there. */
async function deliverOne(room: Room, delivery: ClaimedDelivery, stop: AbortSignal): Promise<keyof Tally> {
  const route = room.served.find(({ id }) => id === delivery.routeId)
  const channel = route === undefined ? undefined : room.channels.get(route.platform)
  if (route === undefined || channel === undefined) throw new Error(`the outbox handed out a delivery to ${delivery.routeId}, unasked`)
  const { brief, previous, wasUnknown } = delivery
  const startedAt = room.clock()
  const post = { route, brief, previous, key: deliveryKey(delivery) }
  const answer = await attempt(channel, post, wasUnknown ? 'reconcile' : 'send', stop, room.limits)
  if (answer === null) {
    await room.outbox.settle(delivery, { kind: 'retry', reason: 'looked for, and not there' }, room.clock(), room.clock())
    return 'missing'
  }
  const result = judged(room, delivery, answer)
  await settle(room, delivery, route, result, startedAt)
  return result.kind
}

/** Looking in vain proves nothing: what was unknown stays unknown. What was tried too often is given up, and told. */
function judged(room: Room, delivery: ClaimedDelivery, answer: SendResult): SendResult {
  const result: SendResult = delivery.wasUnknown && answer.kind === 'retry' ? { ...answer, kind: 'unknown' } : answer
  if (result.kind !== 'unknown' && result.kind !== 'retry') return result
  const isOver = result.kind === 'unknown' ? delivery.looks >= MAX_LOOKS : delivery.attempts >= MAX_ATTEMPTS
  if (!isOver) return result
  const reason = `given up after ${delivery.attempts} attempts: ${result.reason}`
  room.tell({ kind: 'given-up', delivery, reason })
  return { kind: 'rejected', reason, scope: 'delivery' }
}

async function settle(room: Room, delivery: ClaimedDelivery, route: Route, result: SendResult, startedAt: number): Promise<void> {
  const now = room.clock()
  const said = { delivery: delivery.id, story: delivery.storyId, revision: delivery.revision, route: route.id, attempt: delivery.attempts }
  await room.outbox.settle(delivery, result, now, nextAt(room, delivery, result, now))
  switch (result.kind) {
    case 'sent':
      room.log.info({ ...said, tookMs: now - startedAt }, delivery.previous === null ? 'posted' : 'edited')
      for (const subject of await room.gate.works(route)) room.tell({ kind: 'resumed', subject })
      return
    case 'rejected':
      room.log.warn({ ...said, reason: result.reason, scope: result.scope }, 'refused')
      await refuse(room, route, result, startedAt, now)
      return
    default:
      room.log.warn(
        { ...said, reason: result.reason },
        result.kind === 'retry' ? 'will be tried again' : 'may have arrived: will be looked for',
      )
  }
}

async function refuse(room: Room, route: Route, result: SendResult & { kind: 'rejected' }, startedAt: number, now: number): Promise<void> {
  if (result.scope === 'delivery') return
  const subject = result.scope === 'route' ? routeSubject(route.id) : platformSubject(route.platform)
  if (await room.gate.refuse(subject, result.reason, startedAt, now)) room.tell({ kind: 'stopped', subject, reason: result.reason })
}

/** A platform that names the wait is obeyed. What a stop holds back is due as soon as the stop ends. */
function nextAt({ limits }: Room, delivery: ClaimedDelivery, result: SendResult, now: number): number {
  if (result.kind === 'sent' || result.kind === 'rejected') return now
  const afterMs = 'afterMs' in result ? result.afterMs : undefined
  return now + (afterMs ?? retryPauseMs(result.kind === 'unknown' ? delivery.looks + 1 : delivery.attempts, limits.random()))
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
