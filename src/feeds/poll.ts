import type { Clock } from '../domain/clock.ts'
import { type Feed, type FeedState, type FeedStore, isHealthy } from '../domain/feed.ts'
import type { Item } from '../domain/item.ts'
import type { Log } from '../domain/log.ts'
import { type Outlets, outletsOf } from './aggregator.ts'
import { type DueFeeds, dueInStore } from './due.ts'
import type { FetchFeed } from './fetch.ts'
import { type FeedNotice, noticeOf } from './health.ts'
import { hostOf } from './host.ts'
import { Lanes, type Turn } from './lanes.ts'
import type { KeepBad } from './last-bad.ts'
import type { ParseFeed } from './parse-pool.ts'
import { type Polled, pollFeed } from './poll-feed.ts'
import { HOST_PAUSE_MS } from './schedule.ts'

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
  /** Whom to poll: whoever is due in the store, where it is left out. */
  readonly due?: DueFeeds
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

/** A feed that came to no result for a reason of our own is left alone for so long within one run. */
const TRY_AGAIN_MS = 60_000

/** Leaves at least a fiftieth of the interval for ticks, judging and posting, so that none of these makes a post later than promised. */
const alwaysEarly = (): number => 0.8 * Math.random()

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
  readonly #due: DueFeeds

  constructor(deps: PollerDeps) {
    this.#deps = deps
    this.#lanes = new Lanes(deps.concurrency)
    this.#due = deps.due ?? dueInStore(deps)
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

  prepare(): Promise<void> {
    return this.#due.know(this.#take())
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
    if (await this.#due.begin()) this.#pausedUntil.clear()
    this.#unsettled.clear()
    let more = true
    let askedAt = 0
    while (!signal.aborted && broken.length === 0) {
      if (this.#lanes.isShort(this.#due.ahead) && (more || performance.now() - askedAt >= this.#due.lookEveryMs)) {
        try {
          more = await this.#refill()
        } catch (error) {
          broken.push(error)
          break
        }
        askedAt = performance.now()
      }
      this.#startAll(summary, broken, signal)
      if (this.#lanes.running === 0 && !this.#lanes.waiting && !more) break
      if (this.#lanes.running > 0) await this.#someoneDone()
    }
    this.#lanes.clear()
    while (this.#lanes.running > 0) await this.#someoneDone()
    await this.#due.end()
    if (broken.length > 0) throw broken[0]
    return summary
  }

  /** Takes in what is due and not yet here; answers whether there is more. */
  async #refill(): Promise<boolean> {
    if (this.#deps.feeds() !== this.#known) await this.prepare()
    for (const [feedId, at] of this.#unsettled) if (performance.now() - at > TRY_AGAIN_MS) this.#unsettled.delete(feedId)
    const { states, more } = await this.#due.next(this.#due.ahead, this.#lanes.size + this.#unsettled.size)
    const [polled, passedOver] = parted(states, ({ feedId }) => this.#feeds.has(feedId) && !this.#unsettled.has(feedId))
    for (const { feedId } of passedOver) this.#due.done(feedId)
    this.#lanes.add(polled, ({ feedId }) => this.#hostOf(feedId))
    return more
  }

  #startAll(summary: Counts, broken: unknown[], signal: AbortSignal): void {
    for (let turn = this.#lanes.next(performance.now()); turn !== null; turn = this.#lanes.next(performance.now())) {
      const started = turn
      void this.#pollSafely(started, summary, signal)
        .catch((error: unknown) => broken.push(error))
        .finally(() => {
          this.#lanes.done(started, performance.now())
          this.#due.done(started.state.feedId)
          this.#wake.resolve()
        })
    }
  }

  /** Waits for an answer, or until it is time to look who has come due. */
  async #someoneDone(): Promise<void> {
    const timer = setTimeout(() => this.#wake.resolve(), this.#due.lookEveryMs)
    await this.#wake.promise
    clearTimeout(timer)
    this.#wake = Promise.withResolvers()
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
    await this.#pause(host, polled)
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

  async #pause(host: string, { outcome }: Polled): Promise<void> {
    if (outcome.httpStatus !== 429 && outcome.httpStatus !== 503) return
    const until = this.#deps.clock() + (outcome.retryAfterMs ?? HOST_PAUSE_MS)
    this.#pausedUntil.set(host, until)
    await this.#due.pause(
      [...this.#feeds.values()].filter((feed) => hostOf(feed) === host).map(({ id }) => id),
      until,
    )
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

/** Those that fit, and the others. */
function parted<T>(all: readonly T[], fits: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(fits), all.filter((one) => !fits(one))]
}

/** Opens a poller over the enabled ones of `feeds()`. Call `prepare` once, then `pollDue` at every tick. */
export const createPoller = (deps: PollerDeps): Poller => new FeedPoller(deps)
