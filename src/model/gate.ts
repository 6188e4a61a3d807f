/** Lets so many through at one time; the rest wait in line. */
export interface Gate {
  /** Runs the work when there is room. Rejects where the signal is aborted before. */
  through<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>
}

export function createGate(width: number): Gate {
  const line: (() => void)[] = []
  let inside = 0

  async function enter(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (inside < width) {
      inside += 1
      return
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const leave = () => {
      line.splice(line.indexOf(resolve), 1)
      reject(signal.reason)
    }
    line.push(resolve)
    signal.addEventListener('abort', leave, { once: true })
    await promise
    signal.removeEventListener('abort', leave)
  }

  /** The place goes straight to the next in line, so that nobody slips in between. */
  function pass(): void {
    const next = line.shift()
    if (next === undefined) inside -= 1
    else next()
  }

  return {
    async through(signal, work) {
      await enter(signal)
      try {
        return await work()
      } finally {
        pass()
      }
    },
  }
}
