import type { Log } from '../domain/log.ts'

/** A piece of work that is asked for often and runs one at a time. */
export interface Worker {
  /** Asks for a run; while one is under way, exactly one more follows it. After a failure it is heard again only when a pause is over. */
  kick(): void
  /** Runs now (after what is under way) and answers when done, pause or not. Failures are logged, never thrown. */
  run(): Promise<void>
  /** What stands in its way since its last run, in words; null where that went well. */
  trouble(): string | null
  /** Takes no more and waits for what is under way. */
  stop(): Promise<void>
}

/** The pause after a failure, doubled with each further one: a full disk must not send us to every publisher every few seconds. */
const FIRST_PAUSE_MS = 10_000
const LONGEST_PAUSE_MS = 5 * 60_000

/**
 * Makes a worker of a function. A run that throws does not stop later ones: what it left undone is still in the store. A trouble
 * is told when it begins and when it is over, not at every run.
 */
export function createWorker(name: string, work: (signal: AbortSignal) => Promise<unknown>, log: Log): Worker {
  const stopping = new AbortController()
  let current: Promise<void> | null = null
  let wanted = false

  let failures = 0
  let told = ''
  // By the clock that only goes forward: that of the wall may jump.
  let restsUntil = 0

  async function once(): Promise<void> {
    try {
      await work(stopping.signal)
      if (failures > 0) log.info({}, `${capital(name)} works again.`)
      failures = 0
      restsUntil = 0
      told = ''
    } catch (error) {
      if (stopping.signal.aborted && error instanceof Error && error.name === 'AbortError') return
      restsUntil = performance.now() + Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures)
      failures += 1
      const message = sentence(error)
      if (message !== told) log.error({}, `${capital(name)} has stopped: ${message} It is tried again by itself; nothing is lost.`)
      told = message
    }
  }

  async function loop(): Promise<void> {
    while (wanted && !stopping.signal.aborted) {
      wanted = false
      await once()
    }
    current = null
  }

  function ask(): void {
    if (stopping.signal.aborted) return
    wanted = true
    current ??= loop()
  }

  return {
    kick: () => {
      if (performance.now() >= restsUntil) ask()
    },
    async run() {
      ask()
      await current
    },
    trouble: () => (failures === 0 ? null : `${capital(name)} has stopped: ${told}`),
    async stop() {
      stopping.abort()
      await current
    },
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const sentence = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error)
  return /[.!?]$/.test(message) ? message : `${message}.`
}
