import { dirname, join } from 'node:path'
import { createAdmin } from '../delivery/admin.ts'
import { createDeliverer } from '../delivery/deliver.ts'
import { createDigester } from '../delivery/digester.ts'
import { createWatcher } from '../delivery/watcher.ts'
import type { Clock } from '../domain/clock.ts'
import type { Channel } from '../domain/delivery.ts'
import type { KeepingKind } from '../domain/upkeep.ts'
import { createFetcher } from '../feeds/fetch.ts'
import { createLastBad } from '../feeds/last-bad.ts'
import { createParsePool } from '../feeds/parse-pool.ts'
import { createPoller, type Poller } from '../feeds/poll.ts'
import { createKeeper } from '../jobs/keeping.ts'
import { nextRun } from '../jobs/next-run.ts'
import { createWake } from '../jobs/wake.ts'
import { createWorker, type Worker } from '../jobs/worker.ts'
import type { Pipeline } from '../pipeline.ts'
import type { Store } from '../store/store.ts'
import type { Living } from './living.ts'
import type { AppOptions } from './options.ts'
import { configTroubles, type Reload } from './reload.ts'
import type { Teller } from './tell.ts'
import { overWords, troublesOf } from './troubles.ts'

export type JobNeeds = {
  readonly options: AppOptions
  readonly living: Living
  readonly reload: Reload
  readonly clock: Clock
  readonly store: Store
  readonly channels: ReadonlyMap<string, Channel>
  readonly pipeline: Pipeline
  readonly tell: Teller
  /** Told of what the retention policy let go. */
  readonly onForgotten: (kind: KeepingKind, rows: number) => void
  /** Whether the clock runs the jobs: only then does one that has made work for another wake it. */
  readonly ticking: () => boolean
  /** Closes what the jobs open, in reverse. */
  readonly parts: AsyncDisposableStack
}

export type Jobs = {
  /** Takes over what was changed by command. */
  readonly follow: Worker
  readonly poll: Worker
  readonly judge: Worker
  readonly digest: Worker
  readonly watch: Worker
  readonly deliver: Worker
  readonly tell: Worker
  /** Lets go what is older than the policy keeps. */
  readonly keep: Worker
}

const SPREAD_MS = 60_000

/** How long what was polled waits for what comes in beside it, before it is judged. */
const GATHER_MS = 1_000

/**
 * The jobs. None does another's work: each finds its own in the store. One that has made some for the next wakes it a moment later,
 * so that an item need not wait for ticks, and the reports of one event that come in together are one post, not one and its edits.
 */
export async function openJobs(needs: JobNeeds): Promise<Jobs> {
  const { log } = needs.options
  const worker = (name: string, work: (signal: AbortSignal) => Promise<unknown>): Worker =>
    needs.parts.adopt(createWorker(name, work, log), (made) => made.stop())
  const deliverer = delivererOf(needs)
  const deliver = worker('delivering', (signal) => deliverer.run(signal))
  const admin = adminOf(needs)
  const tell = worker('telling', (signal) => admin.run(signal))
  const digester = digesterOf(needs)
  const digest = worker('making digests', (signal) => digester.run(signal))
  const watcher = watcherOf(needs)
  const watch = worker('watching for the unusual', (signal) => watcher.run(signal))
  const judge = worker('judging', async (signal) => {
    const { posted } = await needs.pipeline.run(signal)
    if (posted > 0 && needs.ticking()) deliver.kick()
  })
  const toJudge = needs.parts.adopt(createWake(judge, GATHER_MS), (made) => made.stop())
  const poller = await openPoller(needs, () => {
    if (needs.ticking()) toJudge.ask()
  })
  const poll = worker('polling', (signal) => poller.pollDue(signal))
  const follow = worker('taking over changes', needs.living.follow)
  const keeper = keeperOf(needs)
  const keep = worker('letting old rows go', (signal) => keeper.run(signal))
  return { follow, poll, judge, digest, watch, deliver, tell, keep }
}

const delivererOf = ({ options: { log }, living, clock, store, channels, tell }: JobNeeds) =>
  createDeliverer({
    outbox: store.outbox,
    stops: store.stops,
    routes: living.routes,
    channels,
    clock,
    // A clock that a test gives is never set.
    ...(clock === Date.now ? { elapsed: () => performance.now() } : {}),
    log,
    tell: tell.delivery,
  })

/** Tells the admin channels that are configured, where their platform is. */
function adminOf({ options: { log }, living, reload, clock, store, channels }: JobNeeds) {
  const places = () => {
    const { discord, slack } = living.config().settings.admin
    return Object.entries({ discord, slack }).flatMap(([platform, id]) => {
      const channel = channels.get(platform)
      return channel === undefined || id === null ? [] : [{ channel, id }]
    })
  }
  const troubles = async () => [...(await troublesOf(store, living.feeds(), clock())), ...configTroubles(living), ...reload.troubles()]
  return createAdmin({ places, notices: store.notices, troubles, over: overWords, clock, log })
}

const watcherOf = ({ options: { config, log }, living, clock, store }: JobNeeds) =>
  createWatcher({
    alerts: store.alerts,
    archive: store.archive,
    routes: living.routes,
    feeds: living.feeds,
    alignments: () => living.config().facts.alignments,
    timeZone: config.settings.timeZone,
    clock,
    log,
  })

const digesterOf = ({ options: { config, log }, living, clock, store }: JobNeeds) =>
  createDigester({
    digests: store.digests,
    archive: store.archive,
    routes: living.routes,
    feeds: living.feeds,
    alignments: () => living.config().facts.alignments,
    timeZone: config.settings.timeZone,
    clock,
    nextRun,
    log,
  })

const keeperOf = ({ options: { log }, living, clock, store, onForgotten }: JobNeeds) =>
  createKeeper({ upkeep: store.upkeep, keeping: () => living.config().settings.retention, clock, log, onForgotten })

/** What feeds answered that could not be read is kept beside the store; a store in memory keeps nothing. */
const keepBadBeside = (path: string) => (path === ':memory:' ? {} : { keepBad: createLastBad(join(dirname(path), 'last-bad')) })

/** `onNews` is told when new items are stored. */
async function openPoller({ options, living, clock, store, tell, parts }: JobNeeds, onNews: () => void): Promise<Poller> {
  const { config, log } = options
  const fetcher = parts.adopt(createFetcher(config.settings.poll), (part) => part.close())
  const pool = parts.adopt(createParsePool(), (part) => part.close())
  const { concurrency, backfillMs, maxIntervalMs } = config.settings.poll
  const poller = createPoller({
    feeds: living.feeds,
    store: store.feeds,
    fetch: fetcher.fetch,
    parse: pool.parse,
    clock,
    log,
    concurrency,
    backfillMs,
    maxIntervalMs,
    spreadMs: options.spreadMs ?? SPREAD_MS,
    timeZone: config.settings.timeZone,
    onNotice: tell.feed,
    ...keepBadBeside(config.settings.store.path),
    onPolled: (feed, polled, newItems) => {
      if (newItems.length > 0) onNews()
      options.onPolled?.(feed, polled, newItems)
    },
  })
  await poller.prepare()
  return poller
}
