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
  readonly storeSecond: number
  readonly storeLast: number
  readonly handlesSecond: number
  readonly handlesLast: number
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length)
const most = (numbers: readonly number[]): number => Math.max(0, ...numbers)
const handlesOf = ({ handles }: Sample): number => Object.values(handles).reduce((sum, count) => sum + count, 0)

/** The second quarter beside the last: means of memory and store, most handles. */
export function judge(samples: readonly Sample[]): Verdict {
  const quarter = Math.floor(samples.length / 4)
  const second = samples.slice(quarter, 2 * quarter)
  const last = samples.slice(-quarter)
  const of = (pick: (sample: Sample) => number) => [mean(second.map(pick)), mean(last.map(pick))] as const
  const [heldSecond, heldLast] = of(({ held }) => held)
  const [rssSecond, rssLast] = of(({ rss }) => rss)
  const [storeSecond, storeLast] = of(({ store }) => store)
  return {
    ...{ heldSecond, heldLast, rssSecond, rssLast, storeSecond, storeLast },
    handlesSecond: most(second.map(handlesOf)),
    handlesLast: most(last.map(handlesOf)),
  }
}
