import type { ClaimedDelivery, Route, SendResult } from '../domain/delivery.ts'
import { MAX_AGE_MS, MAX_ATTEMPTS, MAX_LOOKS, retryPauseMs } from './pause.ts'
import type { Room } from './room.ts'
import { platformSubject, routeSubject } from './stop.ts'

/**
 * Looking in vain proves nothing: what was unknown stays unknown, until a send is answered. What was tried too often is given up, and
 * told. `looks` of what was sent again is 0.
 */
export function judged(room: Room, delivery: ClaimedDelivery, answer: SendResult): SendResult {
  const result: SendResult = delivery.wasUnknown && answer.kind === 'retry' ? { ...answer, kind: 'unknown' } : answer
  if (result.kind !== 'unknown' && result.kind !== 'retry') return result
  const isOld = delivery.attempts >= MAX_ATTEMPTS && room.clock() - delivery.createdAt >= MAX_AGE_MS
  const isOver = result.kind === 'unknown' && !isResent(delivery) ? delivery.looks >= MAX_LOOKS : isOld
  if (!isOver) return result
  const reason = `given up after ${delivery.attempts} attempts: ${result.reason}`
  room.tell({ kind: 'given-up', delivery, reason })
  return { kind: 'rejected', reason, scope: 'delivery' }
}

/** Stores how an attempt ended, and says it: to the log always, to a person where there is something to do. */
export async function settle(room: Room, delivery: ClaimedDelivery, route: Route, result: SendResult, startedAt: number): Promise<void> {
  const now = room.clock()
  const said = { delivery: delivery.id, story: delivery.storyId, revision: delivery.revision, route: route.id, attempt: delivery.attempts }
  await room.outbox.settle(delivery, result, now, nextAt(room, delivery, result, now))
  switch (result.kind) {
    case 'sent':
      room.log.info({ ...said, tookMs: now - startedAt }, delivery.previous === null ? 'posted' : 'edited')
      for (const subject of await room.gate.works(route)) room.tell({ kind: 'resumed', subject })
      return
    case 'rejected':
      // A refusal of the whole route is told to a person below, once: not at every try.
      room.log[result.scope === 'delivery' ? 'warn' : 'debug']({ ...said, reason: result.reason, scope: result.scope }, 'refused')
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

/** Looked for in vain, and sent once more. */
const isResent = ({ wasUnknown, looks }: ClaimedDelivery): boolean => wasUnknown && looks === 0

/** A platform that names the wait is obeyed. What a stop holds back is due as soon as the stop ends. */
function nextAt({ limits }: Room, delivery: ClaimedDelivery, result: SendResult, now: number): number {
  if (result.kind === 'sent' || result.kind === 'rejected') return now
  const afterMs = 'afterMs' in result ? result.afterMs : undefined
  if (result.kind === 'retry') return now + (afterMs ?? retryPauseMs(delivery.attempts, limits.random()))
  // Looks are counted, so they must not follow each other fast; a platform that takes nothing is sent the same ever more rarely.
  const times = isResent(delivery) ? delivery.attempts : delivery.looks + 1
  return now + Math.max(afterMs ?? 0, retryPauseMs(times, limits.random()))
}
