import type { Keeping } from '#src/domain/upkeep.ts'

/** What the bot of the soak is told. Times are epoch milliseconds of its own clock, but `bornAt`, which is real. */
export type SoakOrders = {
  readonly config: string
  readonly env: Readonly<Record<string, string>>
  readonly api: { readonly discord: string; readonly slack: string }
  readonly startAt: number
  readonly bornAt: number
  /** Simulated milliseconds a real one. */
  readonly speed: number
  /** Real milliseconds between two runs of a job, and between two samples. */
  readonly tickMs: number
  readonly sampleMs: number
  readonly retention: Partial<Keeping>
  readonly keepEveryMs: number
}

/** How the bot is at one moment. `held`: the heap after a collection, and what lies beside it, in bytes. */
export type Sample = {
  readonly at: number
  readonly held: number
  readonly rss: number
  readonly handles: Readonly<Record<string, number>>
  readonly store: number
  /** Bytes by table, its indexes with it. */
  readonly tables: Readonly<Record<string, number>>
  readonly items: number
  readonly stories: number
  readonly waiting: number
  readonly errors: readonly string[]
}

export type Verdict = {
  readonly heldSecond: number
  readonly heldLast: number
  readonly rssSecond: number
  readonly rssLast: number
  /** Without identities: those are kept for 90 days at least. `test/store/keeping.test.ts` lives through the months in which they go. */
  readonly storeSecond: number
  readonly storeLast: number
  readonly identitiesSecond: number
  readonly identitiesLast: number
  readonly handlesSecond: number
  readonly handlesLast: number
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)
const most = (numbers: readonly number[]): number => Math.max(0, ...numbers)
const handlesOf = ({ handles }: Sample): number => Object.values(handles).reduce((sum, count) => sum + count, 0)

const identitiesOf = ({ tables }: Sample): number => tables.forgotten_items ?? 0

function quarters(samples: readonly Sample[]): { readonly second: readonly Sample[]; readonly last: readonly Sample[] } {
  const quarter = Math.floor(samples.length / 4)
  return { second: samples.slice(quarter, 2 * quarter), last: samples.slice(-quarter) }
}

/** The tables that are larger by a tenth in the last quarter than in the second, of those that matter, in bytes. */
export function grown(samples: readonly Sample[]): readonly { readonly table: string; readonly second: number; readonly last: number }[] {
  const { second, last } = quarters(samples)
  const sizeIn = (all: readonly Sample[], table: string): number => mean(all.map(({ tables }) => tables[table] ?? 0))
  return Object.keys(samples.at(-1)?.tables ?? {})
    .map((table) => ({ table, second: sizeIn(second, table), last: sizeIn(last, table) }))
    .filter((each) => each.last > each.second * 1.1 && each.last > 20_000)
}

/** The second quarter beside the last: means of memory and store, most handles. */
export function judge(samples: readonly Sample[]): Verdict {
  const { second, last } = quarters(samples)
  const of = (pick: (sample: Sample) => number) => [mean(second.map(pick)), mean(last.map(pick))] as const
  const [heldSecond, heldLast] = of(({ held }) => held)
  const [rssSecond, rssLast] = of(({ rss }) => rss)
  const [storeSecond, storeLast] = of((sample) => sample.store - identitiesOf(sample))
  const [identitiesSecond, identitiesLast] = of(identitiesOf)
  return {
    ...{ heldSecond, heldLast, rssSecond, rssLast, storeSecond, storeLast, identitiesSecond, identitiesLast },
    handlesSecond: most(second.map(handlesOf)),
    handlesLast: most(last.map(handlesOf)),
  }
}
