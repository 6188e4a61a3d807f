import type { Alerts } from '../domain/alert.ts'
import type { Archive } from '../domain/archive.ts'
import type { Changes } from '../domain/change.ts'
import type { Clock } from '../domain/clock.ts'
import type { Outbox, Stops } from '../domain/delivery.ts'
import type { Digests } from '../domain/digest.ts'
import type { FeedStore } from '../domain/feed.ts'
import type { FeedbackStore } from '../domain/feedback.ts'
import type { Figures } from '../domain/figures.ts'
import type { LocalPosts } from '../domain/local-post.ts'
import type { Log } from '../domain/log.ts'
import type { ModelMemory } from '../domain/model.ts'
import type { Notices } from '../domain/notice.ts'
import type { Reviews } from '../domain/review.ts'
import type { Sharing } from '../domain/sharing.ts'
import type { StoryStore } from '../domain/story.ts'
import type { Upkeep } from '../domain/upkeep.ts'
import { createAlerts } from './alerts.ts'
import { createArchive } from './archive.ts'
import { createChanges } from './changes.ts'
import { createOutbox } from './deliveries.ts'
import { createDigests } from './digests.ts'
import type { Engine } from './engine.ts'
import { createFeedbackStore } from './feedback.ts'
import { createFeedStore } from './feeds.ts'
import { createFigures } from './figures.ts'
import { type Hold, type Holding, holdStore } from './hold.ts'
import { migrate } from './migrate.ts'
import { createModelMemory } from './model.ts'
import { bringUpToDate } from './newer-shape.ts'
import { createNotices } from './notices.ts'
import { type EngineOptions, openEngine } from './open.ts'
import { createLocalPosts } from './posts.ts'
import { createReviews } from './reviews.ts'
import { createSharing } from './sharing.ts'
import { createStops } from './stops.ts'
import { createStoryStore } from './stories.ts'
import { together } from './together.ts'
import { createUpkeep } from './upkeep.ts'

/** All that is remembered, by noun. */
export type Store = {
  readonly feeds: FeedStore
  readonly stories: StoryStore
  readonly outbox: Outbox
  readonly stops: Stops
  readonly archive: Archive
  readonly posts: LocalPosts
  readonly notices: Notices
  readonly feedback: FeedbackStore
  readonly reviews: Reviews
  readonly model: ModelMemory
  readonly digests: Digests
  readonly alerts: Alerts
  readonly figures: Figures
  readonly upkeep: Upkeep
  readonly changes: Changes
  readonly sharing: Sharing
  /** Waits for the work in hand. Closing twice does no harm. */
  close(): Promise<void>
}

export type StoreOptions = EngineOptions & { readonly now?: Clock }

/** Opens the store, made or brought up to date where needed. Throws a `StoreError` whose message says what to do. */
export const openStore = (options: StoreOptions): Promise<Store> => opened(options, (engine, now) => bringUpToDate(engine, options, now))

/** A store that one bot has for itself: when `lost` resolves, another has it. */
export type OwnStore = Store & Pick<Hold, 'lost'>

type OwnOptions = { readonly log: Log; readonly holding?: Holding }

/**
 * As `openStore`, for the one bot that works on it, or one of the processes that share it. Where another bot does, it is refused before
 * anything is changed.
 */
export async function openOwnStore({ log, holding, ...options }: StoreOptions & OwnOptions): Promise<OwnStore> {
  await using onFailure = new AsyncDisposableStack()
  let lost: Hold['lost'] = new Promise(() => {})
  const store = await opened(options, async (engine, now) => {
    // Who shares a store cannot keep others from it while it changes.
    if (holding === 'shared') await bringUpToDate(engine, options, now)
    const hold = onFailure.adopt(await holdStore(options, log, holding), (taken) => taken.release())
    lost = hold.lost
    await migrate(engine, now)
  })
  const hold = onFailure.move()
  return { ...store, lost, close: () => store.close().finally(() => hold.disposeAsync()) }
}

async function opened({ now = Date.now, ...options }: StoreOptions, shape: (ready: Engine, now: Clock) => Promise<void>): Promise<Store> {
  const engine = await openEngine(options, (ready) => shape(ready, now))
  try {
    return assemble(engine, now)
  } catch (error) {
    await engine.close()
    throw error
  }
}

const assemble = (engine: Engine, now: Clock): Store => ({
  feeds: createFeedStore(engine),
  stories: createStoryStore(engine, now),
  outbox: createOutbox({ ...engine, durably: together(engine) }),
  stops: createStops(engine.db),
  archive: createArchive(engine),
  posts: createLocalPosts(engine.db),
  notices: createNotices(engine.db),
  feedback: createFeedbackStore(engine.db),
  reviews: createReviews(engine.db),
  model: createModelMemory(engine.db),
  digests: createDigests(engine),
  alerts: createAlerts(engine),
  figures: createFigures(engine),
  upkeep: createUpkeep(engine, now),
  changes: createChanges(engine.db),
  sharing: createSharing(engine, now),
  close: () => engine.close(),
})
