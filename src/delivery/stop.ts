import type { Route, Stop, Stops } from '../domain/delivery.ts'
import { quietUntil } from '../domain/quiet-hours.ts'
import { LONGEST_STOP_MS, stopPauseMs } from './pause.ts'

export const routeSubject = (routeId: string): string => `route:${routeId}`
export const platformSubject = (platform: string): string => `platform:${platform}`

/** Of a platform that refused us, one route at a time is tried, until one works. */
export type OpenGroup = { readonly routeIds: readonly string[]; readonly most: number }

/** Which routes may be tried now: the stops of the store, kept at hand, and the routes' quiet hours. */
export type Gate = {
  /** Reads the stops anew. The first time they hold nothing back: whoever restarted may have mended the cause. */
  refresh(): Promise<void>
  /** Routes that may be tried, those in `busy` left out, in groups with how many at once. */
  open(routes: readonly Route[], busy: ReadonlySet<string>, now: number): readonly OpenGroup[]
  /** When the first of the stopped or quiet routes may be tried again; null where none is either. */
  opensAt(routes: readonly Route[], now: number): number | null
  /** Notes a refusal of an attempt begun at `startedAt`. True where a person should be told. */
  refuse(subject: string, reason: string, startedAt: number, now: number): Promise<boolean>
  /** Notes that the route works. Answers the stops that this ended. */
  works(route: Route): Promise<readonly string[]>
}

const quietEnd = ({ quiet }: Route, now: number): number | null => (quiet ? quietUntil(quiet, now) : null)

const CLOCK_SLACK_MS = 60_000

/** When a stop ends; 0 where that is further away than any stop lasts: it was noted by a clock that has been put back since. */
const endOf = (stop: Stop | undefined, now: number): number =>
  stop === undefined || stop.until > now + LONGEST_STOP_MS + CLOCK_SLACK_MS ? 0 : stop.until

export function createGate(stops: Stops): Gate {
  let known = new Map<string, Stop>()
  let isFirst = true
  const untilOf = (route: Route, now: number): number =>
    Math.max(endOf(known.get(routeSubject(route.id)), now), endOf(known.get(platformSubject(route.platform)), now))

  return {
    async refresh() {
      const listed = await stops.list()
      known = new Map(listed.map((stop) => [stop.subject, isFirst ? { ...stop, until: 0 } : stop]))
      isFirst = false
    },

    open(routes, busy, now) {
      const refused = (platform: string): boolean => known.has(platformSubject(platform))
      const idle = routes.filter((route) => !busy.has(route.id) && untilOf(route, now) <= now && quietEnd(route, now) === null)
      const groups = [{ routeIds: idle.filter((route) => !refused(route.platform)).map(({ id }) => id), most: Number.POSITIVE_INFINITY }]
      for (const platform of new Set(idle.map((route) => route.platform).filter(refused))) {
        const mine = routes.filter((route) => route.platform === platform)
        if (mine.some((route) => busy.has(route.id))) continue
        groups.push({ routeIds: idle.filter((route) => route.platform === platform).map(({ id }) => id), most: 1 })
      }
      return groups.filter((group) => group.routeIds.length > 0)
    },

    opensAt(routes, now) {
      const times = routes.map((route) => Math.max(untilOf(route, now), quietEnd(route, now) ?? 0)).filter((until) => until > 0)
      return times.length === 0 ? null : Math.min(...times)
    },

    async refuse(subject, reason, startedAt, now) {
      const before = known.get(subject)
      // Others in flight at the same time heard the same refusal: it counts once.
      if (endOf(before, startedAt) > startedAt) return false
      const tries = (before?.tries ?? 0) + 1
      const until = now + stopPauseMs(tries)
      known.set(subject, { subject, reason, since: before?.since ?? now, until, tries })
      return stops.stop(subject, reason, now, until)
    },

    async works(route) {
      const ended = [routeSubject(route.id), platformSubject(route.platform)].filter((subject) => known.delete(subject))
      for (const subject of ended) await stops.lift(subject)
      return ended
    },
  }
}
