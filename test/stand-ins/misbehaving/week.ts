import type { Item } from '#src/domain/item.ts'
import { silentLog } from '#src/domain/log.ts'
import { parseFeed } from '#src/feeds/parse.ts'
import { createPoller } from '#src/feeds/poll.ts'
import { openStore } from '#src/store/store.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from './ways.ts'
import { makeWorld, seeded } from './world.ts'

export type WeekOptions = { readonly feeds: number; readonly days: number; readonly intervalMs: number }

/** What a simulated week came to, by way of misbehaving where something was wrong. */
export type WeekResult = {
  readonly reports: number
  readonly stored: number
  readonly requests: number
  readonly lost: readonly string[]
  readonly repeated: readonly string[]
  readonly tooSoon: readonly string[]
  /** From publication to the store, ms, of the feeds that behave. */
  readonly longestMs: number
}

const START_AT = Date.UTC(2025, 6, 7)
const KEY = /key-\d+-\d+/

/** The last poll of a feed may be so long ago: what was published since is not expected. */
const GRACE_MS = 14 * HOUR_MS

/** When the machine slept, in days, and how long. */
const SLEEPS: readonly (readonly [number, number])[] = [
  [2.3, 5 * HOUR_MS],
  [4.6, 40 * MINUTE_MS],
]

/** Days on which the program was started anew. */
const RESTARTS = [1.5, 3.7, 6.2]

/**
 * Polls feeds that misbehave through the real poller, parser and store, by a clock of our own that ticks sixty times an interval, sleeps
 * now and then, and through restarts. Nothing waits for real time.
 */
export async function simulateWeek({ feeds: count, days, intervalMs }: WeekOptions): Promise<WeekResult> {
  const endAt = START_AT + days * DAY_MS
  let now = START_AT
  const clock = () => now
  const world = makeWorld(count, START_AT, endAt, intervalMs, clock)
  const store = await openStore({ path: ':memory:', now: clock })
  const found = new Map<string, Item[]>()
  const feeds = world.made.map(({ feed }) => feed)
  const open = async () => {
    const poller = createPoller({
      feeds: () => feeds,
      store: store.feeds,
      fetch: world.fetch,
      parse: parseFeed,
      clock,
      log: silentLog,
      concurrency: 8,
      backfillMs: DAY_MS,
      spreadMs: intervalMs,
      timeZone: 'UTC',
      onNotice: () => {},
      onPolled: (_feed, _polled, items) => {
        for (const item of items) {
          const key = KEY.exec(item.text)?.[0] ?? `no key: ${item.title}`
          found.set(key, [...(found.get(key) ?? []), item])
        }
      },
      random: seeded(11),
    })
    await poller.prepare()
    return poller
  }
  let poller = await open()
  const signal = new AbortController().signal
  const tickMs = intervalMs / 60
  const asleep: (readonly [number, number])[] = []
  for (; now < endAt; now += tickMs) {
    const day = (at: number) => (at - START_AT) / DAY_MS
    const slept = SLEEPS.find(([at]) => day(now) <= at && at < day(now + tickMs))
    if (slept !== undefined) asleep.push([now - intervalMs, now + slept[1]])
    now += slept?.[1] ?? 0
    if (RESTARTS.some((at) => day(now) <= at && at < day(now + tickMs))) poller = await open()
    await poller.pollDue(signal)
  }
  await store.close()
  const expected = world.made.flatMap(({ way, reports }) => {
    const until = Math.min(endAt, START_AT + (way.goneAfterMs ?? Number.POSITIVE_INFINITY)) - GRACE_MS
    const late = way.keepsAll === true ? 7 * DAY_MS - 1 : Number.POSITIVE_INFINITY
    return reports.filter(({ at }) => at >= START_AT && at < until && at < START_AT + late).map((report) => ({ way, report }))
  })
  const lost = expected.filter(({ report }) => !found.has(report.key)).map(({ way, report }) => `${way.name}: ${report.key}`)
  const wayOf = new Map(world.made.flatMap(({ way, reports }) => reports.map(({ key }) => [key, way.name])))
  const repeated = [...found]
    .filter(([, items]) => items.length > 1)
    .map(([key, items]) => `${wayOf.get(key)}: ${key} ${items.length} times`)
  const good = world.made.filter(({ way }) => way.name === 'well-behaved').flatMap(({ reports }) => reports)
  const inSleep = (at: number) => asleep.some(([from, to]) => from <= at && at <= to)
  const waits = good.flatMap(({ key, at }) =>
    at < START_AT || inSleep(at) ? [] : (found.get(key) ?? []).map((item) => item.firstSeenAt - at),
  )
  return {
    reports: expected.length,
    stored: [...found.values()].flat().length,
    requests: [...world.askedAt.values()].flat().length,
    lost,
    repeated,
    tooSoon: world.tooSoon,
    longestMs: Math.max(0, ...waits),
  }
}
