import { dirname, join } from 'node:path'
import { createAdmin } from '../delivery/admin.ts'
import { createDeliverer } from '../delivery/deliver.ts'
import { createDigester } from '../delivery/digester.ts'
import { watchJumps } from '../delivery/jumps.ts'
import { settleRemoved } from '../delivery/removed.ts'
import { createWatcher } from '../delivery/watcher.ts'
import type { Clock } from '../domain/clock.ts'
import type { Channel } from '../domain/delivery.ts'
import type { KeepingKind } from '../domain/upkeep.ts'
import type { DueFeeds } from '../feeds/due.ts'
import { createFetcher } from '../feeds/fetch.ts'
import { createLastBad } from '../feeds/last-bad.ts'
import { createParsePool } from '../feeds/parse-pool.ts'
import { createPoller, type Poller } from '../feeds/poll.ts'
import { createKeeper, type KeeperSettings } from '../jobs/keeping.ts'
import { nextRun } from '../jobs/next-run.ts'
import type { Store } from '../store/store.ts'
import type { Living } from './living.ts'
import type { AppOptions } from './options.ts'
import { configTroubles, type Reload } from './reload.ts'
import type { Teller } from './tell.ts'
import { overWords, troublesOf } from './troubles.ts'

/** What the parts that jobs are made of need. */
export type PartNeeds = {
  readonly options: AppOptions
  readonly living: Living
  readonly reload: Reload
  readonly clock: Clock
  readonly store: Store
  readonly channels: ReadonlyMap<string, Channel>
  readonly tell: Teller
  /** Told of what the retention policy let go. */
  readonly onForgotten: (kind: KeepingKind, rows: number) => void
  /** Closes what the jobs open, in reverse. */
  readonly parts: AsyncDisposableStack
}

/** First polls of new feeds are spread over this, where nothing else is said. */
export const SPREAD_MS = 60_000

export const delivererOf = ({ options: { log }, living, clock, store, channels, tell }: PartNeeds) =>
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
export function adminOf({ options: { log }, living, reload, clock, store, channels }: PartNeeds) {
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

export const watcherOf = ({ options: { config, log }, living, clock, store }: PartNeeds) =>
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

export const digesterOf = ({ options: { config, log }, living, clock, store }: PartNeeds, settledMs = 0) =>
  createDigester({
    digests: store.digests,
    archive: store.archive,
    routes: living.routes,
    feeds: living.feeds,
    alignments: () => living.config().facts.alignments,
    timeZone: config.settings.timeZone,
    clock,
    nextRun,
    settledMs,
    log,
  })

/** Lets go what is old, and what waits for routes that are there no longer. */
export function keeperOf({ options: { log }, living, clock, store, onForgotten }: PartNeeds, settings: Partial<KeeperSettings> = {}) {
  const jumps = clock === Date.now ? watchJumps(clock, () => performance.now()) : null
  const keeper = createKeeper({
    upkeep: store.upkeep,
    keeping: () => living.config().settings.retention,
    clock,
    log,
    onForgotten,
    settings,
    ...(jumps === null ? {} : { sinceJumpMs: jumps.sinceMs }),
  })
  const { outbox, digests, notices } = store
  return {
    async run(signal: AbortSignal): Promise<void> {
      await keeper.run(signal)
      await settleRemoved({ outbox, digests, notices, routes: living.routes, clock, log })
    },
  }
}

/** What feeds answered that could not be read is kept beside the store; a store in memory keeps nothing. */
const keepBadBeside = (path: string) => (path === ':memory:' ? {} : { keepBad: createLastBad(join(dirname(path), 'last-bad')) })

/** `onNews` is told when new items are stored. `due` says whom to poll: whoever is due in the store, where it is left out. */
export async function openPoller(
  { options, living, clock, store, tell, parts }: PartNeeds,
  onNews: () => void,
  due?: (concurrency: number) => DueFeeds,
): Promise<Poller> {
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
    ...(due === undefined ? {} : { due: due(concurrency) }),
    ...keepBadBeside(config.settings.store.path),
    onPolled: (feed, polled, newItems) => {
      if (newItems.length > 0) onNews()
      options.onPolled?.(feed, polled, newItems)
    },
  })
  await poller.prepare()
  return poller
}
