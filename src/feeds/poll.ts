import type { Clock } from '../domain/clock.ts'
import { type Feed, type FeedState, type FeedStore, isHealthy } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import type { Log } from '../domain/log.ts'
import { type Outlets, outletsOf } from './aggregator.ts'
import type { FetchFeed } from './fetch.ts'
import { type FeedNotice, noticeOf } from './health.ts'
import { Lanes, type Turn } from './lanes.ts'
import type { KeepBad } from './last-bad.ts'
import type { ParseFeed } from './parse-pool.ts'
import { type Polled, pollFeed } from './poll-feed.ts'
import { afterClockJump, firstDueAt, HOST_PAUSE_MS, parkAndWake } from './schedule.ts'

export type PollerDeps = {
  /** As they are now: where they change, the next run takes the new ones. */
  readonly feeds: () => readonly Feed[]
  readonly store: FeedStore
  readonly fetch: FetchFeed
  readonly parse: ParseFeed
  readonly clock: Clock
  readonly log: Log
  /** Feeds polled at once; of one host never more than one. Answers that take long are awaited beside these, up to three times as many. */
  readonly concurrency: number
  readonly backfillMs: number
  /** Longest interval for feeds that publish seldom; each feed's own where absent. */
  readonly maxIntervalMs?: number
  /** First polls of new feeds are spread over this; 0 polls all at once. */
  readonly spreadMs: number
  /** IANA zone of the times in notices. */
  readonly timeZone: string
  readonly onNotice: (notice: FeedNotice) => void
  /** Keeps what could not be read, for a person to look at. */
  readonly keepBad?: KeepBad
  /** Told of each feed that was polled, when its result is stored. */
  readonly onPolled?: (feed: Feed, polled: Polled, newItems: readonly Item[]) => void
  /** From 0 to 1: 1 polls when the interval is over, 0 a tenth sooner. By default chance, and never the very end. */
  readonly random?: () => number
}

type Counts = { polled: number; failed: number; newItems: number }

export type PollSummary = Readonly<Counts>

export interface Poller {
  /**
   * Makes states for new feeds, parks those no longer polled, wakes those that stopped. Once, before the first poll; runs do it by
   * themselves where the feeds have changed.
   */
  prepare(): Promise<void>
  /** Polls every feed that is due and stores what came. One run at a time: a second call waits for and answers the first. */
  pollDue(signal: AbortSignal): Promise<PollSummary>
}

/** A clock that is set right by less than this is left to itself. */
const CLOCK_SLACK_MS = 5 * 60_000

/** States asked for at once. */
const BATCH = 500

/** While a run awaits slow answers it looks this often who has come due. */
const LOOK_AGAIN_MS = 1_000

/** A feed that came to no result for a reason of our own is left alone for so long within one run. */
const TRY_AGAIN_MS = 60_000

/** Leaves at least a fiftieth of the interval for ticks, judging and posting, so that none of these makes a post later than promised. */
const alwaysEarly = (): number => 0.8 * Math.random()

const hostOf = (feed: Feed): string => URL.parse(feed.url)?.host ?? feed.url

/** A full disk must not make a feed fail: what could not be kept is logged. */
const keptOrLogged =
  ({ keepBad, log }: PollerDeps): KeepBad =>
  async (bad) => {
    try {
      await keepBad?.(bad)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      log.warn({ feed: bad.feed.id, error: reason }, `What ${bad.feed.title} answered could not be kept for inspection`)
    }
  }

class FeedPoller implements Poller {
  readonly #deps: PollerDeps
  /** The feeds as they were last taken over. */
  #known: readonly Feed[] = []
  #feeds: ReadonlyMap<string, Feed> = new Map()
  #outlets: Outlets = () => undefined
  readonly #pollDeps: Parameters<typeof pollFeed>[2]
  /** Hosts that asked for a pause, and until when. */
  readonly #pausedUntil = new Map<string, number>()
  readonly #lanes: Lanes
  /** Feeds that came to no result, and when: their states are as they were, so they are due, but not at once again. */
  readonly #unsettled = new Map<string, number>()
  #wake = Promise.withResolvers<void>()
  #running: Promise<PollSummary> | null = null
  #lastRunAt = 0

  constructor(deps: PollerDeps) {
    this.#deps = deps
    this.#lanes = new Lanes(deps.concurrency)
    const { fetch, parse, clock, backfillMs, maxIntervalMs, random = alwaysEarly } = deps
    this.#pollDeps = {
      fetch,
      parse,
      clock,
      backfillMs,
      maxIntervalMs,
      keepBad: keptOrLogged(deps),
      random,
      outlets: (host) => this.#outlets(host),
    }
  }

  async prepare(): Promise<void> {
    const { store, clock, spreadMs } = this.#deps
    const now = clock()
    const feeds = this.#take()
    const polled = [...this.#feeds.values()]
    // The first of them is due at once: who starts the bot sees it at work.
    const lead = Math.min(...polled.map((feed) => firstDueAt(feed, now, spreadMs) - now))
    await store.sync(polled, (feed) => firstDueAt(feed, now, spreadMs) - lead)
    for (const state of parkAndWake(await store.all(), feeds, now, spreadMs)) await store.settle(state, [])
  }

  #take(): readonly Feed[] {
    const feeds = this.#deps.feeds()
    this.#feeds = new Map(feeds.filter((feed) => feed.enabled).map((feed) => [feed.id, feed]))
    this.#outlets = outletsOf(feeds)
    this.#known = feeds
    return feeds
  }

  pollDue(signal: AbortSignal): Promise<PollSummary> {
    this.#running ??= this.#pollAll(signal).finally(() => {
      this.#running = null
    })
    return this.#running
  }

  /** Until nothing is due and nobody is awaited. While a slow answer is awaited, others come due and are polled in this same run. */
  async #pollAll(signal: AbortSignal): Promise<PollSummary> {
    const summary = { polled: 0, failed: 0, newItems: 0 }
    const broken: unknown[] = []
    await this.#mindClock()
    this.#unsettled.clear()
    let more = true
    let askedAt = 0
    while (!signal.aborted && broken.length === 0) {
      if (this.#lanes.size - this.#lanes.running < BATCH / 2 && (more || performance.now() - askedAt >= LOOK_AGAIN_MS)) {
        more = await this.#refill()
        askedAt = performance.now()
      }
      this.#startAll(summary, broken, signal)
      if (this.#lanes.running === 0 && !this.#lanes.waiting && !more) break
      if (this.#lanes.running > 0) await this.#someoneDone()
    }
    this.#lanes.clear()
    while (this.#lanes.running > 0) await this.#someoneDone()
    if (broken.length > 0) throw broken[0]
    return summary
  }

  /** Takes in what is due and not yet here; answers whether there is more. */
  async #refill(): Promise<boolean> {
    const { store, clock, feeds } = this.#deps
    if (feeds() !== this.#known) await this.prepare()
    for (const [feedId, at] of this.#unsettled) if (performance.now() - at > TRY_AGAIN_MS) this.#unsettled.delete(feedId)
    const limit = BATCH + this.#lanes.size + this.#unsettled.size
    const due = await store.due(clock(), limit)
    const polled = due.filter(({ feedId }) => this.#feeds.has(feedId) && !this.#unsettled.has(feedId))
    this.#lanes.add(polled, ({ feedId }) => this.#hostOf(feedId))
    return due.length === limit
  }

  #startAll(summary: Counts, broken: unknown[], signal: AbortSignal): void {
    for (let turn = this.#lanes.next(performance.now()); turn !== null; turn = this.#lanes.next(performance.now())) {
      const started = turn
      void this.#pollSafely(started, summary, signal)
        .catch((error: unknown) => broken.push(error))
        .finally(() => {
          this.#lanes.done(started, performance.now())
          this.#wake.resolve()
        })
    }
  }

  /** Waits for an answer, or until it is time to look who has come due. */
  async #someoneDone(): Promise<void> {
    const timer = setTimeout(() => this.#wake.resolve(), LOOK_AGAIN_MS)
    await this.#wake.promise
    clearTimeout(timer)
    this.#wake = Promise.withResolvers()
  }

  /** A clock that went back would leave feeds waiting for a time that comes again much later. */
  async #mindClock(): Promise<void> {
    const { store, clock, log } = this.#deps
    const now = clock()
    if (now < this.#lastRunAt - CLOCK_SLACK_MS) {
      log.warn({ backMs: this.#lastRunAt - now }, 'The clock was put back; feeds that it had put off are polled now')
      this.#pausedUntil.clear()
      for (const state of afterClockJump(await store.all(), now)) await store.settle(state, [])
    }
    this.#lastRunAt = now
  }

  #hostOf(feedId: string): string {
    const feed = this.#feeds.get(feedId)
    return feed === undefined ? '' : hostOf(feed)
  }

  /**
   * What goes wrong with one feed stays with it: its state is as it was, so it is due again. Throws where the store fails: the
   * other feeds need not be asked for what could not be kept.
   */
  async #pollSafely({ host, state }: Turn, summary: Counts, signal: AbortSignal): Promise<void> {
    const feed = this.#feeds.get(state.feedId)
    if (feed === undefined) return
    const pausedUntil = this.#pausedUntil.get(host) ?? 0
    if (pausedUntil > this.#deps.clock()) {
      await this.#deps.store.settle({ ...state, nextAt: pausedUntil }, [])
      return
    }
    const polled = await this.#fetch(feed, state, signal)
    if (polled === null) return
    const newItems = await this.#settle(feed, state, polled)
    this.#pause(host, polled)
    summary.polled += 1
    summary.failed += isHealthy(polled.outcome.kind) ? 0 : 1
    summary.newItems += newItems.length
  }

  async #fetch(feed: Feed, state: FeedState, signal: AbortSignal): Promise<Polled | null> {
    try {
      return await pollFeed(feed, state, this.#pollDeps, signal)
    } catch (error) {
      if (signal.aborted) return null
      this.#unsettled.set(feed.id, performance.now())
      this.#deps.log.error(
        { feed: feed.id, error: error instanceof Error ? error.message : String(error) },
        `${feed.title} could not be polled; it is tried again`,
      )
      return null
    }
  }

  #pause(host: string, { outcome }: Polled): void {
    if (outcome.httpStatus !== 429 && outcome.httpStatus !== 503) return
    this.#pausedUntil.set(host, this.#deps.clock() + (outcome.retryAfterMs ?? HOST_PAUSE_MS))
  }

  async #settle(feed: Feed, before: FeedState, polled: Polled): Promise<readonly Item[]> {
    const newItems = await this.#deps.store.settle(polled.state, polled.items)
    const { log, onNotice, onPolled, clock, timeZone } = this.#deps
    log.debug({ feed: feed.id, outcome: polled.outcome.kind, items: polled.items.length, new: newItems.length }, polled.outcome.message)
    const notice = noticeOf(feed, before, polled.state, clock(), timeZone)
    if (notice !== null) onNotice(notice)
    onPolled?.(feed, polled, newItems)
    return newItems
  }
}

/** Opens a poller over the enabled ones of `feeds()`. Call `prepare` once, then `pollDue` at every tick. */
export const createPoller = (deps: PollerDeps): Poller => new FeedPoller(deps)
