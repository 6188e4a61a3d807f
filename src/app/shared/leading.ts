import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../../domain/log.ts'
import type { Sharing } from '../../domain/sharing.ts'
import { takeChair } from '../../store/postgres/chair.ts'

/** A time in which this process is the one that judges. */
export type Lead = {
  readonly term: number
  /** Aborted when it has ended. */
  readonly over: AbortSignal
  /** Ends it: another has begun to judge. */
  resign(): void
}

export type LeadNeeds = {
  readonly url: string
  readonly sharing: Pick<Sharing, 'beginTerm'>
  readonly log: Log
  /** Told when a term begins, and with null when it has ended. */
  readonly onLead: (lead: Lead | null) => void
}

/** After a term that could not begin, and before it stands again. */
const REST_MS = 1_000

/** Stands to be the one that judges, again and again, until it is stopped. */
export function createLeading({ url, sharing, log, onLead }: LeadNeeds): { start(): void; stop(): Promise<void> } {
  const stopping = new AbortController()
  let running: Promise<void> = Promise.resolve()

  async function once(): Promise<void> {
    const chair = await takeChair({ url }, stopping.signal)
    if (chair === null) return
    try {
      const term = await sharing.beginTerm()
      const resigned = new AbortController()
      const over = AbortSignal.any([chair.lost, resigned.signal, stopping.signal])
      log.info({ term }, 'This process judges from now on.')
      onLead({ term, over, resign: () => resigned.abort() })
      await untilAborted(over)
      onLead(null)
      if (!stopping.signal.aborted) log.warn({ term }, 'This process judges no longer: another one does, or will.')
    } catch (error) {
      log.debug({ error: error instanceof Error ? error.message : String(error) }, 'a term could not begin')
    } finally {
      await chair.leave()
    }
  }

  return {
    start() {
      running = (async () => {
        while (!stopping.signal.aborted) {
          await once()
          await sleep(REST_MS, undefined, { signal: stopping.signal }).catch(() => {})
        }
      })()
    },
    async stop() {
      stopping.abort()
      await running
    },
  }
}

const untilAborted = async (signal: AbortSignal): Promise<void> => {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}
