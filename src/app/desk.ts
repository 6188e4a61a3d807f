import { createHash } from 'node:crypto'
import { feedEntry, feedOf, routeEntry, routeOf } from '../config/set-by-command.ts'
import { routesFor } from '../delivery/route.ts'
import type { AdminDesk } from '../domain/admin.ts'
import type { Brief } from '../domain/brief.ts'
import type { Changeable, Entry } from '../domain/change.ts'
import type { Clock } from '../domain/clock.ts'
import type { Channel, Held, Route } from '../domain/delivery.ts'
import type { Log } from '../domain/log.ts'
import type { Store } from '../store/store.ts'
import { type Asking, putBy, takeBack } from './changing.ts'
import type { Living } from './living.ts'
import { createTrying, type TryingNeeds } from './trying.ts'
import { VERSION } from './version.ts'

export type DeskNeeds = {
  readonly living: Living
  readonly store: Pick<Store, 'changes' | 'archive' | 'feeds' | 'outbox'>
  readonly channels: () => ReadonlyMap<string, Channel>
  /** The platforms that are set up, in this process or in another of the same bot. */
  readonly platforms: ReadonlySet<string>
  readonly held: () => Promise<readonly Held[]>
  readonly tryFeed: AdminDesk['tryFeed']
  readonly clock: Clock
  readonly log: Log
}

const DAY_MS = 86_400_000
const MOST_STORIES = 2_000
const LOOKED_THROUGH = 50

/** The desk, with what it opens to try feeds. */
export function openDesk(needs: Omit<DeskNeeds, 'tryFeed'> & TryingNeeds): { readonly desk: AdminDesk; close(): Promise<void> } {
  const { tryFeed, close } = createTrying(needs)
  return { desk: createDesk({ ...needs, tryFeed }), close }
}

/** What commands for admins work on, over the configuration in use and the store. */
function createDesk(needs: DeskNeeds): AdminDesk {
  const { living, store, channels, clock } = needs
  const startedAt = clock()
  const entry = (kind: Changeable, id: string): Entry | null => entryIn(living, kind, id)
  const channel: AdminDesk['channel'] = async (platform, id) => (await channels().get(platform)?.see?.(id)) ?? null
  const places = new Map<string, string | null>()
  const placeOf: AdminDesk['placeOf'] = async (route) => {
    const place = (await channel(route.platform, route.channel))?.place ?? (await placeOfGone(route.id, store.changes))
    places.set(route.channel, place)
    return place
  }
  const asking: Asking = { ...needs, changes: store.changes, entry }
  return {
    routes: living.routes,
    feeds: living.feeds,
    setting: (kind, id) => living.settings().find((setting) => setting.kind === kind && setting.id === id),
    entry,
    checkRoute: (written) => routeOf(written, living.config()),
    checkFeed: (written) => feedOf(written, living.config()),
    change: (asked) => putBy(asked, asking),
    undo: (by, change) => takeBack(by, change, asking),
    find: store.changes.find,
    log: store.changes.list,
    channel,
    placeOf,
    knownPlace(route) {
      if (!places.has(route.channel)) void placeOf(route).catch(() => {})
      return places.get(route.channel) ?? null
    },
    platforms: () => needs.platforms,
    operators: () => living.config().settings.admin.users,
    isOnlyPlace: () => [...channels().values()].reduce((sum, { places: count }) => sum + (count?.() ?? 0), 0) === 1,
    async matching(route, days) {
      const briefs = await store.archive.latest({ since: clock() - days * DAY_MS, limit: MOST_STORIES })
      return { of: briefs.length, briefs: briefs.filter((brief) => goesTo(route, brief)) }
    },
    async post(route, text) {
      const told = channels().get(route.platform)?.tell
      const key = createHash('sha256').update(`${route.id} ${clock()}`).digest('hex').slice(0, 25)
      if (told === undefined) return { kind: 'rejected', scope: 'delivery', reason: `${route.platform} takes no lines outside stories` }
      return told({ channel: route.channel, lines: [text], key }, AbortSignal.timeout(10_000))
    },
    tryFeed: needs.tryFeed,
    async lastSentAt(routeId) {
      const rows = await store.outbox.list({ routeId, limit: LOOKED_THROUGH })
      return rows.find(({ state }) => state === 'sent')?.settledAt ?? null
    },
    async status() {
      const [states, waiting, held] = await Promise.all([store.feeds.all(), store.outbox.waiting(), needs.held()])
      const count = waiting.reduce((sum, one) => sum + one.count, 0)
      return { version: VERSION, startedAt, states, held, waiting: count, problems: living.problems() }
    },
  }
}

/** A channel that is gone belongs to where its route was set. */
async function placeOfGone(routeId: string, changes: Store['changes']): Promise<string | null> {
  const log = await changes.list({ kind: 'route', limit: 1_000 })
  return log.find(({ subject }) => subject === routeId)?.place ?? null
}

const goesTo = (route: Route, brief: Brief): boolean => routesFor(brief, [route]).length > 0

function entryIn(living: Pick<Living, 'routes' | 'feeds'>, kind: Changeable, id: string): Entry | null {
  if (kind === 'route') {
    const route = living.routes().find((one) => one.id === id)
    return route === undefined ? null : routeEntry(route)
  }
  const feed = living.feeds().find((one) => one.id === id)
  return feed === undefined ? null : feedEntry(feed)
}
