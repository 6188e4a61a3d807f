import type { SendResult } from '../domain/delivery.ts'

export type AttemptLimits = {
  /** After this the send is told to stop. */
  readonly timeoutMs: number
  /** After this much more it is no longer waited for. */
  readonly graceMs: number
}

/** Asks a platform. Never throws and always ends: what did not answer in time is `unknown`. */
export async function attempt<T extends SendResult | null>(
  platform: string,
  ask: (signal: AbortSignal) => Promise<T>,
  stop: AbortSignal,
  { timeoutMs, graceMs }: AttemptLimits,
): Promise<T | SendResult> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = AbortSignal.any([stop, deadline])
  const { promise: overdue, resolve } = Promise.withResolvers<SendResult>()
  let timer: NodeJS.Timeout | undefined
  const giveUp = (): void => {
    timer = setTimeout(() => resolve({ kind: 'unknown', reason: `${platform} gave no answer in time` }), graceMs)
  }
  signal.addEventListener('abort', giveUp, { once: true })
  if (signal.aborted) giveUp()
  try {
    return await Promise.race([ask(signal), overdue])
  } catch (error) {
    return { kind: 'unknown', reason: `the ${platform} channel failed: ${error instanceof Error ? error.message : String(error)}` }
  } finally {
    signal.removeEventListener('abort', giveUp)
    clearTimeout(timer)
  }
}
