import type { Log } from '../domain/log.ts'

/** A piece of work that is asked for often and runs one at a time. */
export interface Worker {
  /** Asks for a run; while one is under way, exactly one more follows it. */
  kick(): void
  /** Runs now (after what is under way) and answers when done. Failures are logged, never thrown. */
  run(): Promise<void>
  /** Takes no more and waits for what is under way. */
  stop(): Promise<void>
}

/**
 * Makes a worker of a function. A run that throws is logged with the worker's name and does not stop later ones: what it left
 * undone is still in the store.
 */
export function createWorker(name: string, work: (signal: AbortSignal) => Promise<unknown>, log: Log): Worker {
  const stopping = new AbortController()
  let current: Promise<void> | null = null
  let wanted = false

  async function once(): Promise<void> {
    try {
      await work(stopping.signal)
    } catch (error) {
      log.error({ job: name, error: error instanceof Error ? error.message : String(error) }, `${name} failed and is tried again`)
    }
  }

  async function loop(): Promise<void> {
    while (wanted && !stopping.signal.aborted) {
      wanted = false
      await once()
    }
    current = null
  }

  function kick(): void {
    if (stopping.signal.aborted) return
    wanted = true
    current ??= loop()
  }

  return {
    kick,
    async run() {
      kick()
      await current
    },
    async stop() {
      stopping.abort()
      await current
    },
  }
}
