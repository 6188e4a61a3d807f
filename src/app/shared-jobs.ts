import type { Secret } from '../domain/secret.ts'
import { type BossPace, openBoss, type QueueFigures } from '../jobs/boss.ts'
import type { Worker } from '../jobs/worker.ts'
import { placeOf } from '../store/postgres/engine.ts'
import { explainPostgres } from '../store/postgres/error.ts'
import type { PartNeeds } from './job-parts.ts'
import { createClockwork, windUp } from './shared/clockwork.ts'
import { gather, type Judging } from './shared/crew.ts'
import { openEverybody } from './shared/everybody.ts'
import { openLeader } from './shared/leader.ts'
import { createLeading, type Lead } from './shared/leading.ts'

export type SharedJobNeeds = PartNeeds & {
  /** What the process knows of judging, and whom it may ask. */
  readonly judging: Judging
  /** The database that the store is in. */
  readonly databaseUrl: Secret
  /** Another pace than the usual one, for tests. */
  readonly pace?: Partial<BossPace>
}

/** The work of a bot, shared with other processes on the same database. Any of them may end, or be killed, at any time. */
export type SharedJobs = {
  /** From now on this process takes its share. */
  start(): void
  /** What stands in the way of each, for `/healthz` and the page. */
  readonly watched: readonly { trouble(): string | null }[]
  /** How much waits, and for how long: for `/metrics`. */
  queues(): Promise<readonly QueueFigures[]>
  /** Whether this is the process that judges. */
  leads(): boolean
}

/** An idle process looks this often whether there is work, and who judges finds it so often. */
const PULSE_MS = 500
const DELIVER_MS = 2_000
const FOLLOW_MS = 5_000
const TELL_MS = 60_000

/**
 * Opens the share of the work that this process takes: polling and assessing from queues, delivering from the outbox, what the clock asks
 * for, and judging while no other process does. Rejects with a `StoreError` where the database cannot be reached.
 */
export async function openSharedJobs(needs: SharedJobNeeds): Promise<SharedJobs> {
  const { options, parts, judging, store } = needs
  const { log, config } = options
  const url = needs.databaseUrl.reveal()
  const explain = (error: unknown) => explainPostgres(error, placeOf(url))
  const boss = parts.adopt(await openBoss({ url, log, explain, statementMs: config.settings.store.statementTimeoutMs }), (part) =>
    part.stop(),
  )
  const crew = await gather(needs, judging, boss)
  let current: Lead | null = null
  const { follow, poll, assess, deliver } = await openEverybody(crew)
  const { find, offer, judge, tell } = openLeader(crew, () => current, deliver.kick)
  const clockwork = createClockwork(crew)
  const onLead = (lead: Lead | null): void => {
    current = lead
    for (const worker of [find, offer, judge]) worker.kick()
  }
  const leading = parts.adopt(createLeading({ url, sharing: store.sharing, log, onLead }), (part) => part.stop())
  const pulse = pulsing(parts)
  const stopping = new AbortController()
  parts.defer(() => stopping.abort())
  return {
    start() {
      leading.start()
      pulse(PULSE_MS, [poll, assess, find, offer, judge])
      pulse(DELIVER_MS, [deliver])
      pulse(FOLLOW_MS, [follow])
      pulse(TELL_MS, [tell])
      void windUp(clockwork, boss, stopping.signal)
    },
    watched: [follow, poll, assess, deliver, find, offer, judge, tell, ...Object.values(clockwork), boss],
    queues: boss.figures,
    leads: () => current !== null,
  }
}

type Pulse = (ms: number, workers: readonly Worker[]) => void

/** Asks workers for a run, at once and every `ms`. */
function pulsing(parts: AsyncDisposableStack): Pulse {
  const timers: NodeJS.Timeout[] = []
  parts.defer(() => {
    for (const timer of timers) clearInterval(timer)
  })
  return (ms, workers) => {
    const kick = (): void => {
      for (const worker of workers) worker.kick()
    }
    kick()
    timers.push(setInterval(kick, ms))
  }
}
