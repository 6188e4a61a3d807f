import { setTimeout as pause } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import { failureOf, fatalReason } from './fate.ts'
import { withoutSecrets } from './log.ts'
import type { Outage } from './outage.ts'

type Client = SocketModeReceiver['client']

/** A connection that says nothing for this long after it opened is given up. */
const HELLO_MS = 15_000
/** Pauses between tries while Slack cannot be reached: growing, with a little chance so that many bots do not knock at once. */
const PAUSES_MS = [500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000] as const
/** A connection that ended sooner was no good one; a few of these in a row are borne before pauses begin. */
const SHORT_MS = 1_000
const SHORT_BORNE = 5
const CLOSE_MS = 3_000
/** Slack tells some ten seconds before it ends a connection: commands that are already on their way still come in. */
const GRACE_MS = 500
/** So long we stay where no other connection is open, before we leave without one. */
const UNCOVERED_MS = 6_000

export type LinkOptions = {
  readonly outage: Outage
  readonly signal: AbortSignal
  readonly onOpen: () => void
  /** The token will not do: nobody tries again. */
  readonly onRefused: (reason: string) => void
  /** The connections that are open and stay: what leaves takes itself out, so that two do not leave at once. */
  readonly staying: Set<SocketModeReceiver>
}

/**
 * Keeps one socket connection open until `signal` aborts. The library's own way of opening it again is off: it waits five
 * seconds after each of Slack's regular refreshes and ends in an unhandled rejection when Slack answers with an HTTP error.
 */
export async function keepLinked(receiver: SocketModeReceiver, options: LinkOptions): Promise<void> {
  leaveGently(receiver, options.staying)
  for (let failures = 0, short = 0; !options.signal.aborted; ) {
    const end = await holdOnce(receiver, options)
    if (end === 'refused' || options.signal.aborted) return
    short = end === 'short' ? short + 1 : 0
    failures = end === 'failed' || short > SHORT_BORNE ? failures + 1 : 0
    if (failures > 0) await pauseFor(failures, options.signal)
  }
}

/**
 * The library closes the connection in the same moment that Slack asks for a new one, and what Slack sent just before can no
 * longer be acknowledged. Here that request is handed to it a little later, unless the connection has ended by then.
 */
function leaveGently(receiver: SocketModeReceiver, staying: Set<SocketModeReceiver>): void {
  const { client } = receiver
  const [handle] = client.listeners('ws_message')
  if (handle === undefined) return
  let timer: NodeJS.Timeout | undefined
  client.removeAllListeners('ws_message')
  client.on('ws_message', (data: unknown, isBinary: unknown) => {
    if (typeof data !== 'string' || !/"type"\s*:\s*"disconnect"/.test(data.slice(0, 100))) return handle.call(client, data, isBinary)
    clearTimeout(timer)
    const askedAt = performance.now()
    const leave = (): void => {
      const isCovered = [...staying].some((other) => other !== receiver)
      if (!isCovered && performance.now() - askedAt < UNCOVERED_MS) {
        timer = setTimeout(leave, GRACE_MS)
        return
      }
      staying.delete(receiver)
      handle.call(client, data, isBinary)
    }
    timer = setTimeout(leave, GRACE_MS)
  })
  client.on('disconnected', () => {
    clearTimeout(timer)
    staying.delete(receiver)
  })
}

async function pauseFor(failures: number, signal: AbortSignal): Promise<void> {
  const base = PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1] ?? 60_000
  await pause(base * (0.8 + Math.random() * 0.4), undefined, { signal }).catch(() => {})
}

/** Opens the connection and waits for its end. */
async function holdOnce(
  receiver: SocketModeReceiver,
  { outage, signal, onOpen, onRefused, staying }: LinkOptions,
): Promise<'held' | 'short' | 'failed' | 'refused'> {
  const { promise: closed, resolve: onClosed } = Promise.withResolvers<void>()
  receiver.client.once('disconnected', onClosed)
  try {
    await inTime(receiver, signal)
  } catch (error) {
    receiver.client.off('disconnected', onClosed)
    const failure = failureOf(error)
    const refusal = fatalReason(failure, 'app') ?? scopeReason(failure)
    if (refusal !== null) {
      onRefused(refusal)
      return 'refused'
    }
    if (!signal.aborted) outage.begins(whyOf(error))
    return 'failed'
  }
  // A connection that came about while we were closing is closed too.
  if (signal.aborted) await unlink(receiver.client)
  outage.ends()
  staying.add(receiver)
  onOpen()
  const openedAt = performance.now()
  await closed
  return performance.now() - openedAt >= SHORT_MS ? 'held' : 'short'
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
