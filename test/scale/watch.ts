import type { Database, Load } from './database.ts'
import { cpuOfFamily, type Running } from './processes.ts'
import type { Published } from './publisher.ts'
import type { Arrival } from './receiver.ts'

/** What stands at one moment: of everything that only grows. */
type Reading = Load & {
  readonly at: number
  readonly answers: number
  readonly judged: number
  readonly posts: number
  /** Seconds of processor time: of the workers by name, of the database, of the publishers and receivers. */
  readonly cpu: ReadonlyMap<string, number>
  readonly database: number
  readonly stand: number
}

/** What was done in a span of time. Rates are by the second; processor time in parts of one core. */
export type Span = {
  readonly workers: number
  readonly seconds: number
  readonly from: number
  readonly to: number
  readonly polls: number
  readonly judged: number
  readonly posts: number
  readonly transactions: number
  readonly rowsRead: number
  readonly rowsWritten: number
  readonly workerCpu: readonly number[]
  readonly databaseCpu: number
  readonly standCpu: number
}

export type Watched = {
  readonly database: Database
  readonly published: () => Published
  readonly arrivals: readonly Arrival[]
}

export async function read({ database, published, arrivals }: Watched, workers: readonly Running[]): Promise<Reading> {
  const [{ judged }, load] = [await database.counts(), await database.load()]
  const { user, system } = process.cpuUsage()
  return {
    ...load,
    at: Date.now(),
    answers: published().answers,
    judged,
    posts: arrivals.length,
    cpu: new Map(workers.map((worker) => [worker.name, worker.cpu()])),
    database: database.server === null ? 0 : cpuOfFamily(database.server),
    stand: (user + system) / 1e6,
  }
}

/** The difference between two readings. */
export function spanOf(before: Reading, after: Reading): Span {
  const seconds = (after.at - before.at) / 1_000
  const per = (pick: (reading: Reading) => number): number => (pick(after) - pick(before)) / seconds
  return {
    workers: after.cpu.size,
    seconds,
    from: before.at,
    to: after.at,
    polls: per(({ answers }) => answers),
    judged: per(({ judged }) => judged),
    posts: per(({ posts }) => posts),
    transactions: per(({ transactions }) => transactions),
    rowsRead: per(({ rowsRead }) => rowsRead),
    rowsWritten: per(({ rowsWritten }) => rowsWritten),
    workerCpu: [...after.cpu].map(([name, cpu]) => (cpu - (before.cpu.get(name) ?? 0)) / seconds),
    databaseCpu: per(({ database }) => database),
    standCpu: per(({ stand }) => stand),
  }
}
