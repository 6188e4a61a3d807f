import { setTimeout as pause } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import type { Log } from '../../domain/log.ts'
import { failureOf, fatalReason } from './fate.ts'
import { withoutSecrets } from './log.ts'

type Client = SocketModeReceiver['client']

/** A connection that says nothing for this long after it opened is given up. */
const HELLO_MS = 15_000
/** Pauses between tries while Slack cannot be reached: growing, with a little chance so that many bots do not knock at once. */
const PAUSES_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const
/** A connection that held this long was healthy: the next try starts with no pause. */
const HEALTHY_MS = 1_000
const CLOSE_MS = 3_000

export type LinkOptions = {
  readonly log: Log
  readonly signal: AbortSignal
  readonly onOpen: () => void
  /** The token will not do: nobody tries again. */
  readonly onFatal: (reason: string) => void
}

/**
 * Keeps one socket connection open until `signal` aborts. The library's own way of opening it again is off: it waits five
 * seconds after each of Slack's regular refreshes and ends in an unhandled rejection when Slack answers with an HTTP error.
 */
export async function keepLinked(receiver: SocketModeReceiver, options: LinkOptions): Promise<void> {
  for (let failures = 0; !options.signal.aborted; ) {
    const held = await holdOnce(receiver, options)
    if (held === 'fatal' || options.signal.aborted) return
    failures = held === 'healthy' ? 0 : failures + 1
    if (failures > 0) await pauseFor(failures, options.signal)
  }
}

async function pauseFor(failures: number, signal: AbortSignal): Promise<void> {
  const base = PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? 60_000
  await pause(base * (0.8 + Math.random() * 0.4), undefined, { signal }).catch(() => {})
}

/** Opens the connection and waits for its end. */
async function holdOnce(
  receiver: SocketModeReceiver,
  { log, signal, onOpen, onFatal }: LinkOptions,
): Promise<'healthy' | 'failed' | 'fatal'> {
  const closed = new Promise<void>((resolve) => receiver.client.once('disconnected', () => resolve()))
  try {
    await inTime(receiver, signal)
  } catch (error) {
    const failure = failureOf(error)
    const fatal = fatalReason(failure) ?? scopeReason(failure)
    if (fatal !== null) {
      onFatal(fatal)
      return 'fatal'
    }
    if (!signal.aborted) log.warn({ part: 'slack', why: whyOf(error) }, 'Slack’s socket cannot be opened; trying again with growing pauses')
    return 'failed'
  }
  onOpen()
  const openedAt = performance.now()
  await closed
  return performance.now() - openedAt >= HEALTHY_MS ? 'healthy' : 'failed'
}

/** Starts the receiver; a start that hangs is cut off. */
async function inTime(receiver: SocketModeReceiver, signal: AbortSignal): Promise<void> {
  const timer = new AbortController()
  const late = pause(HELLO_MS, undefined, { signal: AbortSignal.any([timer.signal, signal]) }).then(
    () => {
      void receiver.client.disconnect()
      throw new Error('no hello from the socket')
    },
    () => {},
  )
  const started = receiver.start().then(() => {})
  try {
    await Promise.race([started, late.then(() => started)])
  } finally {
    timer.abort()
  }
}

/** An app token without its one scope is as good as none. */
const scopeReason = (failure: ReturnType<typeof failureOf>): string | null =>
  failure.kind === 'refused' && failure.code === 'missing_scope'
    ? 'Slack: SLACK_APP_TOKEN lacks the scope connections:write: make a new app-level token with it (missing_scope)'
    : null

const whyOf = (error: unknown): string => {
  const failure = failureOf(error)
  if (failure.kind === 'refused') return failure.code
  if (failure.kind === 'limited') return 'rate limit'
  return error instanceof Error ? withoutSecrets(`${failure.why}: ${error.message}`) : failure.why
}

/** Closes the connection and waits until it is closed: the library's own `stop` does not. */
export async function unlink(client: Client): Promise<void> {
  const timer = new AbortController()
  await Promise.race([client.disconnect().catch(() => {}), pause(CLOSE_MS, undefined, { signal: timer.signal }).catch(() => {})])
  timer.abort()
}
