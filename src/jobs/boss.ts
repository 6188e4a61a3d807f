import { randomUUID } from 'node:crypto'
import { PgBoss } from 'pg-boss'
import type { Log } from '../domain/log.ts'
import { mindServerClock } from './server-clock.ts'

export type BossNeeds = {
  /** The address of the database: a secret. */
  readonly url: string
  readonly log: Log
  /** Puts an error of the database into words for an operator. */
  readonly explain: (error: unknown) => unknown
  readonly connections?: number
  readonly statementMs?: number
  readonly pace?: Partial<BossPace>
}

export type BossPace = {
  /** Whoever is not heard of for so long has lost its jobs: 10 at least. */
  readonly leaseS: number
  /** How often it is looked who has lost jobs. */
  readonly watchS: number
  /** How often it is looked what the clock asks for: 45 at most. */
  readonly cronS: number
}

/** A piece of work, under a lease: whoever has it says again and again that it is at work, or loses it to another. */
export type Job<T> = { readonly id: string; readonly retryCount: number; readonly data: T }

/** Work that waits for whoever has time. Every call rejects while the database is away. */
export interface Queue<T extends object> {
  /** Of jobs with the same key one is waiting or under way at a time: others are not taken. Answers for each whether it was. */
  put(jobs: readonly { readonly key: string; readonly data: T }[]): Promise<readonly boolean[]>
  /** Up to so many, oldest first, each handed to nobody else while its lease runs. */
  take(limit: number): Promise<readonly Job<T>[]>
  /** What was lost meanwhile is left to whoever has it now, here and in the two below. */
  done(jobs: readonly Job<T>[]): Promise<void>
  /** Lets others have them at once. */
  giveBack(jobs: readonly Job<T>[]): Promise<void>
  /** Says that they are still being worked at. */
  stillAt(jobs: readonly Job<T>[]): Promise<void>
  /** How often that is to be said. */
  readonly beatMs: number
}

export type QueueFigures = {
  readonly name: string
  readonly waiting: number
  readonly active: number
  /** How long the oldest of those that wait has waited. */
  readonly oldestAgeMs: number
}

/** Work that any number of processes share through one Postgres database. */
export type Boss = {
  queue<T extends object>(name: string): Promise<Queue<T>>
  /** Runs `work` at every time a cron expression names (UTC): once, in whichever process comes first, and never twice at a time. */
  every(name: string, cron: string, work: () => Promise<void>): Promise<void>
  figures(): Promise<readonly QueueFigures[]>
  /** Told of an error of a queue that its caller makes good: it is told to an operator once. */
  note(error: unknown): void
  /** What stands in its way, in words; null where nothing does. */
  trouble(): string | null
  /** Takes no more, and waits for what is under way. */
  stop(): Promise<void>
}

const PACE: BossPace = { leaseS: 30, watchS: 10, cronS: 30 }
/** Two of three signs of life may be lost on the way. */
const BEATS = 3
/** No job takes as long; one that does is not at work but stuck. */
const LONGEST_S = 3_600
/** A job whose process died so often is not tried once more: what it stands for is due still, and is found anew. */
const TRIES = 5
/** How long it is told that the database is away after the last time it was. */
const TROUBLED_MS = 30_000
const STOP_MS = 10_000
/** The server stops a statement itself; where nothing is heard from it any more, it is given up from here, this much later. */
const SILENCE_MS = 5_000
const SCHEMA = 'pgboss'

/** Opens pg-boss in a schema of its own, made or brought up to date where needed. Rejects where the database cannot be reached. */
export async function openBoss(needs: BossNeeds): Promise<Boss> {
  const { url, connections = 4, statementMs = 30_000, explain } = needs
  const { leaseS, watchS, cronS } = { ...PACE, ...needs.pace }
  const lease = { policy: 'exclusive', heartbeatSeconds: leaseS, expireInSeconds: LONGEST_S } as const
  const troubles = createTroubles(needs)
  const boss = new PgBoss({
    connectionString: url,
    schema: SCHEMA,
    application_name: 'alignment-watch jobs',
    max: connections,
    options: `-c statement_timeout=${Math.round(statementMs)}`,
    ...{ keepAlive: true, query_timeout: statementMs === 0 ? 0 : statementMs + SILENCE_MS },
    superviseIntervalSeconds: watchS,
    monitorIntervalSeconds: watchS,
    cronMonitorIntervalSeconds: cronS,
    cronWorkerIntervalSeconds: Math.min(5, cronS),
    // Work that waits is no fault: it is in the figures.
    warningQueueSize: 1_000_000,
  })
  // Without a listener the process would end.
  boss.on('error', troubles.note)
  boss.on('warning', ({ message }) => needs.log.debug({}, message))
  try {
    await boss.start()
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {})
    throw explain(error)
  }
  const minding = setInterval(() => void mindServerClock(boss, SCHEMA).catch(troubles.note), watchS * 1_000)
  return {
    async queue(name) {
      await makeQueue(boss, name, { ...lease, retryLimit: TRIES })
      return queueOf(boss, name, (leaseS * 1_000) / BEATS)
    },
    async every(name, cron, work) {
      await makeQueue(boss, name, { ...lease, retryLimit: 0, deleteAfterSeconds: LONGEST_S })
      await boss.schedule(name, cron, null, { tz: 'UTC' })
      await boss.work(name, { pollingIntervalSeconds: Math.min(2, cronS) }, work)
    },
    figures: () => figuresOf(boss),
    note: troubles.note,
    trouble: troubles.now,
    stop() {
      clearInterval(minding)
      return boss.stop({ graceful: true, timeout: STOP_MS })
    },
  }
}

type QueueShape = Omit<Parameters<PgBoss['createQueue']>[1] & object, 'partition'>

/** Made, or changed to what it is to be in this version. */
async function makeQueue(boss: PgBoss, name: string, shape: QueueShape): Promise<void> {
  await boss.createQueue(name, shape)
  const { policy: _fixed, ...rest } = shape
  await boss.updateQueue(name, rest)
}

function queueOf<T extends object>(boss: PgBoss, name: string, beatMs: number): Queue<T> {
  const some = (jobs: readonly Job<T>[], ask: (jobs: Job<T>[]) => Promise<unknown>): Promise<void> =>
    jobs.length === 0 ? Promise.resolve() : ask(jobs.map(({ id, retryCount, data }) => ({ id, retryCount, data }))).then(() => {})
  return {
    async put(jobs) {
      const rows = jobs.map(({ key, data }) => ({ id: randomUUID(), singletonKey: key, data }))
      const taken = new Set(rows.length === 0 ? [] : await boss.insert(name, rows, { returnId: true }))
      return rows.map(({ id }) => taken.has(id))
    },
    take: (limit) => boss.fetch<T>(name, { batchSize: limit }),
    // Whoever asks what was done asks the store: a job that is done is nothing any more.
    done: (jobs) => some(jobs, (these) => boss.deleteJob(name, these)),
    giveBack: (jobs) => some(jobs, (these) => boss.fail(name, these)),
    stillAt: (jobs) => some(jobs, (these) => boss.touch(name, these)),
    beatMs,
  }
}

async function figuresOf(boss: PgBoss): Promise<readonly QueueFigures[]> {
  const names = (await boss.getQueues()).map(({ name }) => name).filter((name) => !name.startsWith('__'))
  const { rows } = await boss.getDb().executeSql(
    `select name, count(*) filter (where state < 'active')::int as waiting, count(*) filter (where state = 'active')::int as active,
       coalesce(extract(epoch from now() - min(created_on) filter (where state < 'active' and start_after <= now())) * 1000, 0)::float as age
     from ${SCHEMA}.job where state <= 'active' group by name`,
  )
  const found = rows as readonly { name: string; waiting: number; active: number; age: number }[]
  return names.toSorted().map((name) => {
    const row = found.find((one) => one.name === name)
    return { name, waiting: row?.waiting ?? 0, active: row?.active ?? 0, oldestAgeMs: Math.max(0, Math.round(row?.age ?? 0)) }
  })
}

/** A database that is away is told when that begins, not at every try. */
function createTroubles({ explain, log }: BossNeeds) {
  let last = ''
  let at = Number.NEGATIVE_INFINITY
  const isOver = (): boolean => performance.now() - at > TROUBLED_MS
  return {
    note(error: unknown): void {
      const explained = explain(error)
      last = `Sharing work with other processes is hindered: ${explained instanceof Error ? explained.message : String(explained)}.`
      if (isOver()) log.error({}, `${last} It is tried again by itself; nothing is lost.`)
      at = performance.now()
    },
    now: (): string | null => (isOver() ? null : last),
  }
}
