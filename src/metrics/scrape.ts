import { setImmediate as turn } from 'node:timers/promises'
import type { Held } from '../domain/delivery.ts'
import { isHealthy } from '../domain/feed.ts'
import type { FeedFigure, Figures, JudgedFigure } from '../domain/figures.ts'
import type { Instruments } from './instruments.ts'

const WEEK_MS = 604_800_000
/** The last seven days, and four weeks before them to compare with. */
const WEEKS = 5
/** A share by week moves slowly, and counting it reads an index over weeks. */
const DRIFT_FRESH_MS = 5 * 60_000
/** Failures in a row from which a feed counts as dead. */
const DEAD_AFTER = 3
const HELD_STATES: readonly Held['state'][] = ['moving', 'quiet', 'gathered', 'stopped', 'unrouted']
const FEED_STATES = ['healthy', 'failing', 'dead', 'new'] as const

/** What is asked at every scrape. Each answers in milliseconds. */
export type Watched = {
  readonly figures: Figures
  /** Ids of the feeds that are polled now, in the order of the configuration. */
  readonly feeds: () => readonly string[]
  readonly held: () => Promise<readonly Held[]>
  /** Work that waits for, and is under way in, any of the processes that share it; left out where none do. */
  readonly queues?: () => Promise<readonly QueueFigure[]>
  readonly stops: () => Promise<readonly { readonly subject: string }[]>
  readonly troubles: () => readonly string[]
  /** By platform: null while it is connected, else why not. */
  readonly connections: () => ReadonlyMap<string, string | null>
  /** Languages that the rules are written for. */
  readonly languages: readonly string[]
  /** How long dropped items are kept, in ms; null for ever: weeks of which some are gone tell no share. */
  readonly droppedKeptMs: () => number | null
  /** So many feeds have a series of their own. */
  readonly feedSeries: number
  readonly clock: () => number
}

type QueueFigure = { readonly name: string; readonly waiting: number; readonly active: number; readonly oldestAgeMs: number }

type Drift = { readonly at: number; readonly weeks: readonly JudgedFigure[] }

/** Answers a function that reads the gauges of the moment into the instruments. */
export function createReading(watched: Watched): (instruments: Instruments) => Promise<void> {
  let drift: Drift | null = null
  return async (instruments) => {
    readProcess(watched, instruments)
    try {
      await readStore(watched, instruments)
      drift = await readDrift(watched, instruments, drift)
      instruments.storeUp.set(1)
    } catch {
      instruments.storeUp.set(0)
    }
  }
}

function readProcess({ troubles, connections }: Watched, { jobsStopped, connected }: Instruments): void {
  jobsStopped.set(troubles().length)
  for (const [platform, trouble] of connections()) connected.set({ platform }, trouble === null ? 1 : 0)
}

async function readStore(watched: Watched, instruments: Instruments): Promise<void> {
  const { figures, clock, queues = async () => [] } = watched
  const [feeds, toJudge, held, stops, size, shared] = await Promise.all([
    figures.feeds(),
    figures.toJudge(),
    watched.held(),
    watched.stops(),
    figures.size(),
    queues(),
  ])
  readFeeds(watched, feeds, instruments)
  readQueues(toJudge, held, clock(), instruments)
  for (const queue of shared) readShared(queue, instruments)
  for (const kind of ['route', 'platform'])
    instruments.stops.set({ kind }, stops.filter(({ subject }) => subject.startsWith(`${kind}:`)).length)
  instruments.storeSize.set(size)
}

function readFeeds({ feeds, feedSeries }: Watched, figures: readonly FeedFigure[], instruments: Instruments): void {
  const polled = feeds()
  const known = new Map(figures.map((figure) => [figure.feedId, figure]))
  instruments.feedNewest.reset()
  for (const feed of polled.slice(0, feedSeries)) {
    const at = known.get(feed)?.lastItemAt ?? null
    if (at !== null) instruments.feedNewest.set({ feed }, at / 1000)
  }
  instruments.feedsUnlisted.set(Math.max(0, polled.length - feedSeries))
  const states = polled.map((feed) => feedState(known.get(feed)))
  for (const state of FEED_STATES) instruments.feeds.set({ state }, states.filter((each) => each === state).length)
}

function feedState(figure: FeedFigure | undefined): (typeof FEED_STATES)[number] {
  if (figure === undefined || figure.lastKind === null) return 'new'
  if (isHealthy(figure.lastKind)) return 'healthy'
  return figure.lastKind === 'gone' || figure.failures >= DEAD_AFTER ? 'dead' : 'failing'
}

type Waiting = { readonly count: number; readonly oldestAt: number | null }

function readQueues(toJudge: Waiting, held: readonly Held[], now: number, { queueEntries, queueAge }: Instruments): void {
  const set = (queue: string, state: string, { count, oldestAt }: Waiting): void => {
    queueEntries.set({ queue, state }, count)
    queueAge.set({ queue, state }, count === 0 || oldestAt === null ? 0 : Math.max(0, now - oldestAt) / 1000)
  }
  set('judging', 'moving', toJudge)
  for (const state of HELD_STATES) {
    const mine = held.filter((each) => each.state === state)
    const oldestAt = mine.length === 0 ? null : Math.min(...mine.map((each) => each.oldestAt))
    set('delivery', state, { count: mine.reduce((sum, { count }) => sum + count, 0), oldestAt })
  }
}

function readShared({ name: queue, waiting, active, oldestAgeMs }: QueueFigure, { queueEntries, queueAge }: Instruments): void {
  queueEntries.set({ queue, state: 'waiting' }, waiting)
  queueEntries.set({ queue, state: 'active' }, active)
  queueAge.set({ queue, state: 'waiting' }, oldestAgeMs / 1000)
}

async function readDrift(watched: Watched, instruments: Instruments, before: Drift | null): Promise<Drift> {
  const now = watched.clock()
  const isFresh = before !== null && now >= before.at && now - before.at < DRIFT_FRESH_MS
  const drift = isFresh ? before : { at: now, weeks: await countWeeks(watched, now) }
  for (const gauge of [instruments.keptRatio, instruments.unknownRatio, instruments.judgedItems]) gauge.reset()
  drift.weeks.forEach(({ kept, dropped, unknownLanguage }, week) => {
    const labels = { weeks_ago: String(week) }
    const all = kept + dropped
    instruments.judgedItems.set(labels, all)
    if (all === 0) return
    instruments.keptRatio.set(labels, kept / all)
    instruments.unknownRatio.set(labels, unknownLanguage / all)
  })
  return drift
}

async function countWeeks({ figures, languages, droppedKeptMs }: Watched, now: number): Promise<readonly JudgedFigure[]> {
  const reach = droppedKeptMs() ?? Number.POSITIVE_INFINITY
  const whole = Math.min(WEEKS, Math.floor(reach / WEEK_MS))
  const weeks: JudgedFigure[] = []
  for (let week = 0; week < whole; week += 1) {
    weeks.push(await figures.judged(now - (week + 1) * WEEK_MS, now - week * WEEK_MS, languages))
    // An embedded store counts on our own thread: between two weeks others have their turn.
    await turn()
  }
  return weeks
}
