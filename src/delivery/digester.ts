import type { Alignment } from '../domain/alignment.ts'
import type { Archive } from '../domain/archive.ts'
import type { Clock } from '../domain/clock.ts'
import type { Route } from '../domain/delivery.ts'
import type { Digest, DigestRun, DigestSchedule, Digests, Gathered } from '../domain/digest.ts'
import { type DigestInput, digestOf } from '../domain/digest-making.ts'
import { type Feed, gaveNothingSince } from '../domain/feed.ts'
import type { Log } from '../domain/log.ts'
import { routesFor } from './route.ts'

export type DigesterNeeds = {
  readonly digests: Digests
  readonly archive: Pick<Archive, 'feeds'>
  /** As they are now. */
  readonly routes: () => readonly Route[]
  readonly alignments: () => readonly Pick<Alignment, 'id' | 'label'>[]
  readonly feeds: () => readonly Pick<Feed, 'id' | 'title' | 'enabled'>[]
  readonly clock: Clock
  /** The next time after now that a schedule names (epoch ms). */
  readonly nextRun: (schedule: DigestSchedule) => number
  /** Zone of the times in digests that no schedule asked for. */
  readonly timeZone: string
  readonly log: Log
}

/** More stories, of all routes, than there are between two digests. */
const MOST_STORIES = 2_000
const HOUR_MS = 3_600_000
/** Posts sent further in the future than this show that the clock was set back: they do not count against a cap. */
const CLOCK_SLACK_MS = 60_000

/**
 * Makes the digests that are due. A question to the store: after a sleep, one digest tells all that was missed. A route whose digest cannot
 * be made holds up no other; the first such error is thrown when all have had their turn.
 */
export function createDigester(needs: DigesterNeeds): { run(signal: AbortSignal): Promise<void> } {
  return {
    async run(signal) {
      const failures: unknown[] = []
      for (const route of needs.routes()) {
        if (signal.aborted) return
        try {
          if (route.digest && route.mode !== 'live') await scheduled(needs, route, route.digest)
          // Also without a cap: it may have been taken out of the route while something was kept back.
          await overflow(needs, route, route.cap ?? Number.POSITIVE_INFINITY)
        } catch (error) {
          failures.push(error)
        }
      }
      if (failures.length > 0) throw failures[0]
    },
  }
}

async function scheduled(needs: DigesterNeeds, route: Route, schedule: DigestSchedule): Promise<void> {
  const now = needs.clock()
  const before = await needs.digests.run(route.id)
  const words = `${schedule.schedule} ${schedule.timeZone}`
  const after: DigestRun = { routeId: route.id, schedule: words, fromAt: now, nextAt: needs.nextRun(schedule) }
  // A clock that was put back must not leave a digest waiting for longer than its schedule says.
  if (before === null) return needs.digests.plan(after)
  if (before.schedule !== words || before.nextAt > after.nextAt)
    return needs.digests.plan({ ...after, fromAt: Math.min(before.fromAt, now) })
  if (before.nextAt > now) return
  const found = await needs.digests.changed(before.fromAt, now, MOST_STORIES)
  const told = found.filter(({ brief }) => routesFor(brief, [route]).length > 0)
  const briefs = told.map(({ brief }) => brief)
  const known = new Set(told.filter(({ isKnown }) => isKnown).map(({ brief }) => brief.storyId))
  const head = await common(needs, route, before.fromAt, now)
  const input = { ...head, kind: 'scheduled', timeZone: schedule.timeZone, briefs, known } as const
  await make(needs, route, input, { run: { before, after } })
}

/** As soon as the cap has room, what it kept back goes out in one post; a single story as itself. */
async function overflow(needs: DigesterNeeds, route: Route, cap: number): Promise<void> {
  const kept = await needs.digests.gathered(route.id)
  const [first, second] = kept
  if (first === undefined) return
  const now = needs.clock()
  if ((await needs.digests.postsSince(route.id, now - HOUR_MS, now + CLOCK_SLACK_MS)) >= cap) return
  if (second === undefined) return needs.digests.release(first.deliveryId, now)
  const fromAt = Math.min(...kept.map(({ createdAt }) => createdAt))
  const briefs = kept.map(({ brief }) => brief)
  // A cap keeps back only stories of which the route has no post yet.
  const news = { briefs, known: new Set<string>() }
  const input = { ...(await common(needs, route, fromAt, now)), kind: 'overflow', timeZone: needs.timeZone, ...news } as const
  await make(needs, route, input, { gathered: kept })
}

type Settles = { readonly run?: { readonly before: DigestRun; readonly after: DigestRun }; readonly gathered?: readonly Gathered[] }

async function make(needs: DigesterNeeds, route: Route, input: DigestInput, settles: Settles): Promise<void> {
  const brief = digestOf(input)
  const made = await needs.digests.record(brief, { routeId: route.id, ...settles }, input.toAt)
  if (made) needs.log.info({ route: route.id, digest: brief.storyId, stories: input.briefs.length }, 'made a digest')
}

/** What every digest says of itself. */
async function common(needs: DigesterNeeds, route: Route, fromAt: number, toAt: number) {
  const meant = needs.alignments().filter(({ id }) => route.alignments.includes(id))
  const watched = { watched: meant.map(({ label }) => label), watchedIds: meant.map(({ id }) => id) }
  return { routeId: route.id, fromAt, toAt, ...watched, feeds: await feedsOver(needs, fromAt) }
}

/** Which of the feeds gave nothing since then: they were asked and could not be read. */
export async function feedsOver({ feeds, archive }: Pick<DigesterNeeds, 'feeds' | 'archive'>, fromAt: number): Promise<Digest['feeds']> {
  const enabled = new Map(
    feeds()
      .filter((feed) => feed.enabled)
      .map((feed) => [feed.id, feed.title]),
  )
  const states = (await archive.feeds()).filter((state) => enabled.has(state.feedId))
  const down = states.filter((state) => gaveNothingSince(state, fromAt))
  return { total: enabled.size, down: down.map(({ feedId }) => enabled.get(feedId) ?? feedId) }
}
