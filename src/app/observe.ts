import type { Config } from '../config.ts'
import { LANGUAGES } from '../domain/actor.ts'
import type { Clock } from '../domain/clock.ts'
import type { ClaimedDelivery, Held, Outbox, SendResult } from '../domain/delivery.ts'
import type { Log } from '../domain/log.ts'
import type { Sharing } from '../domain/sharing.ts'
import type { StoryStore } from '../domain/story.ts'
import type { KeepingKind } from '../domain/upkeep.ts'
import { createMetrics, type Metrics } from '../metrics/metrics.ts'
import type { Watched } from '../metrics/scrape.ts'
import type { Store } from '../store/store.ts'
import { type Machines, startMachines } from '../web/machines.ts'
import type { Living } from './living.ts'
import type { AppOptions } from './options.ts'
import { connectionsOf, type Platforms, readinessOf } from './ready.ts'

export type ObserverNeeds = {
  readonly config: Config
  /** Whether this process polls: only then must every feed be known before it is ready. */
  readonly polls: boolean
  readonly living: Pick<Living, 'config' | 'feeds' | 'routes'>
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
  readonly held: () => Promise<readonly Held[]>
  /** Jobs whose last run failed, in words. */
  readonly troubles: () => readonly string[]
  readonly channels: () => Platforms
}

/** Work that waits in queues between processes, by name. */
export type Queues = NonNullable<Watched['queues']>

type PollWatch = Pick<AppOptions, 'onPolled'>

/** Watches without standing in the way: the same store, of which what is recorded, claimed and settled is counted too. */
export type Observer = {
  readonly store: Store
  /** What the page serves of it. */
  readonly onPage: Pick<Machines, 'readiness'> & Partial<Machines>
  watchPolls<T extends PollWatch>(options: T): T
  onForgotten(kind: KeepingKind, rows: number): void
  /** From now on `/metrics` tells how much waits in queues between processes. */
  onQueues(read: Queues): void
  /** Opens the port of its own, where the settings name one. */
  open(): Promise<{ readonly url: string; close(): Promise<void> } | null>
}

/** Stands between the store and those who use it. What cannot be counted is never a reason for anything to fail. */
export function createObserver(needs: ObserverNeeds): Observer {
  const { store, living, log, troubles } = needs
  const { host, port } = needs.config.settings.metrics
  let queues: Queues = async () => []
  const metrics = metricsOf(needs, () => queues())
  const machines: Machines = {
    readiness: () => readinessOf({ figures: store.figures, feeds: needs.polls ? living.feeds : () => [], channels: needs.channels() }),
    metrics: metrics.scrape,
  }
  return {
    store: {
      ...store,
      stories: watchStories(store.stories, metrics),
      sharing: watchSharing(store.sharing, metrics),
      outbox: watchOutbox(needs, metrics),
    },
    onPage: port === null ? machines : { readiness: machines.readiness },
    watchPolls: (options) => ({
      ...options,
      onPolled(feed, polled, newItems) {
        metrics.polled(polled.outcome, newItems.length)
        options.onPolled?.(feed, polled, newItems)
      },
    }),
    onForgotten: metrics.removed,
    onQueues(read) {
      queues = read
    },
    open: async () => (port === null ? null : startMachines({ ...machines, host, port, troubles, log })),
  }
}

const metricsOf = ({ config, living, store, clock, held, troubles, channels }: ObserverNeeds, queues: Queues): Metrics =>
  createMetrics({
    queues,
    figures: store.figures,
    feeds: () => living.feeds().flatMap(({ id, enabled }) => (enabled ? [id] : [])),
    held,
    stops: store.stops.list,
    troubles,
    connections: () => connectionsOf(channels()),
    languages: LANGUAGES,
    droppedKeptMs: () => living.config().settings.retention.dropped,
    feedSeries: config.settings.metrics.feeds,
    clock,
  })

const watchStories = (stories: StoryStore, metrics: Metrics): StoryStore => ({
  ...stories,
  async record(outcome) {
    await stories.record(outcome)
    metrics.judged(outcome.report.assessment)
  },
})

const watchSharing = (sharing: Sharing, metrics: Metrics): Sharing => ({
  ...sharing,
  async recordAs(term, outcome) {
    await sharing.recordAs(term, outcome)
    metrics.judged(outcome.report.assessment)
  },
  async recordDropped(reports) {
    const recorded = await sharing.recordDropped(reports)
    for (const { assessment } of recorded) metrics.judged(assessment)
    return recorded
  },
})

type Claimed = { readonly delivery: ClaimedDelivery; readonly at: number }

/** What was claimed is remembered until it is settled; what never is, is claimed again and takes the same place. */
function watchOutbox(needs: ObserverNeeds, metrics: Metrics): Outbox {
  const { outbox } = needs.store
  const underWay = new Map<number, Claimed>()
  return {
    ...outbox,
    async claim(now, ...rest) {
      const claimed = await outbox.claim(now, ...rest)
      for (const delivery of claimed) underWay.set(delivery.id, { delivery, at: now })
      return claimed
    },
    async settle(delivery, result, now, nextAt) {
      await outbox.settle(delivery, result, now, nextAt)
      const claimed = underWay.get(delivery.id)
      underWay.delete(delivery.id)
      if (claimed !== undefined) void count(needs, metrics, claimed, result, now).catch(() => {})
    },
  }
}

async function count(needs: ObserverNeeds, metrics: Metrics, { delivery, at }: Claimed, result: SendResult, now: number): Promise<void> {
  const tells = result.kind === 'sent' && delivery.brief.digest === undefined
  const told = tells ? await needs.store.figures.reportTold(delivery.storyId, delivery.createdAt) : null
  const platform = needs.living.routes().find(({ id }) => id === delivery.routeId)?.platform ?? 'none'
  metrics.sent({ platform, delivery, result, claimedAt: at, settledAt: now, told })
}
