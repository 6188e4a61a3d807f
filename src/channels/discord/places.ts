/** Runs what is asked for, in order, as soon as a place is free. */
export type Places = <T>(ask: () => Promise<T>, signal: AbortSignal) => Promise<T>

/**
 * So many places, each free again `restMs` after its answer. A server that counts from a request's arrival counts never more than `many`
 * in `restMs`, whenever its own count begins and however long requests are on their way: each arrived before its answer. Rejects as
 * `ask` does, or with the reason of `signal` where that aborts while it waits.
 */
export function makePlaces(many: number, restMs: number): Places {
  let free = many
  const waiting: (() => void)[] = []

  const release = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }

  async function take(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (free > 0) {
      free -= 1
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = (): void => {
      const at = waiting.indexOf(resolve)
      if (at >= 0) waiting.splice(at, 1)
      reject(signal.reason)
    }
    waiting.push(resolve)
    signal.addEventListener('abort', leave, { once: true })
    return promise.finally(() => signal.removeEventListener('abort', leave))
  }

  return async (ask, signal) => {
    await take(signal)
    try {
      return await ask()
    } finally {
      setTimeout(release, restMs).unref()
    }
  }
}
