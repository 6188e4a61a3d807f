import type { Channel, Post, SendResult } from '../domain/delivery.ts'

export type AttemptLimits = {
  /** After this the send is told to stop. */
  readonly timeoutMs: number
  /** After this much more it is no longer waited for. */
  readonly graceMs: number
}

/** Sends, or looks for what may have been sent. Never throws and always ends: what did not answer in time is `unknown`. */
export async function attempt(
  channel: Channel,
  post: Post,
  kind: 'send' | 'reconcile',
  stop: AbortSignal,
  { timeoutMs, graceMs }: AttemptLimits,
): Promise<SendResult | null> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([stop, deadline])
  const { promise: overdue, resolve } = Promise.withResolvers<SendResult>()
  let timer: NodeJS.Timeout | undefined
  const giveUp = (): void => {
    timer = setTimeout(() => resolve({ kind: 'unknown', reason: `${channel.platform} gave no answer in time` }), graceMs)
  }
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  try {
    return await Promise.race([channel[kind](post, signal), overdue])
  } catch (error) {
    return { kind: 'unknown', reason: `the ${channel.platform} channel failed: ${error instanceof Error ? error.message : String(error)}` }
  } finally {
    signal.removeEventListener('abort', giveUp)
    clearTimeout(timer)
  }
}
