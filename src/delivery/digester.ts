import type { Alignment } from '../domain/alignment.ts'
import type { Archive } from '../domain/archive.ts'
import type { Clock } from '../domain/clock.ts'
import type { Route } from '../domain/delivery.ts'
import type { Changed, Digest, DigestRun, DigestSchedule, DigestSettles, Digests } from '../domain/digest.ts'
import { type Feed, gaveNothingSince } from '../domain/feed.ts'
import type { Log } from '../domain/log.ts'
import { type DigestInput, digestOf } from '../words/digest-making.ts'
import { fitting, inParts } from '../words/digest-parts.ts'
import { routesFor } from './route.ts'

export type DigesterNeeds = {
  readonly digests: Digests
  readonly archive: Pick<Archive, 'feeds' | 'silences'>
  /** As they are now. */
  readonly routes: () => readonly Route[]
  readonly alignments: () => readonly Pick<Alignment, 'id' | 'label'>[]
  readonly feeds: () => readonly Pick<Feed, 'id' | 'title' | 'enabled'>[]
  readonly clock: Clock
  /** The next time after now that a schedule names (epoch ms). */
  readonly nextRun: (schedule: DigestSchedule) => number
  /** Zone of the times in digests that no schedule asked for. */
  readonly timeZone: string
  /**
   * How long a story may be on its way into the store of other processes, whose clocks may be behind: a digest tells what was recorded
   * before, and the next one the rest. Left out: nobody else records.
   */
  readonly settledMs?: number
  readonly log: Log
}

/** More stories, of all routes, than there are between two digests. */
const MOST_STORIES = 2_000
/** Posts of one digest; the last says how many stories it has no room for. */
const MOST_PARTS = 4
const HOUR_MS = 3_600_000
/** Posts sent further in the future than this show that the clock was set back: they do not count against a cap. */
const CLOCK_SLACK_MS = 60_000

/**
 * Makes the digests that are due. A question to the store: after a sleep, one digest tells all that was missed. A route whose digest cannot
 * be made holds up no other; the first such error is thrown when all have had their turn.
 */
export function createDigester(needs: DigesterNeeds): { run(signal: AbortSignal): Promise<void> } {
  /** Routes that get no digests, and of which none is planned any more. */
  const live = new Set<string>()
  return {
    async run(signal) {
      const failures: unknown[] = []
      for (const route of needs.routes()) {
        if (signal.aborted) return
        try {
          if (route.digest && route.mode !== 'live') {
            live.delete(route.id)
            await scheduled(needs, route, route.digest)
          } else if (!live.has(route.id) && (await last(needs, route))) {
            live.add(route.id)
          }
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
  if (before === null || before.schedule === ENDED) return needs.digests.plan({ ...after, fromAt: firstFrom(needs, now, before) })
  // A clock that was put back must not leave a digest waiting for longer than its schedule says.
  if (before.schedule !== words || before.nextAt > after.nextAt)
    return needs.digests.plan({ ...after, fromAt: Math.min(before.fromAt, now) })
  if (before.nextAt > now) return
  const until = Math.max(Math.min(before.fromAt, now), now - (needs.settledMs ?? 0))
  await since(needs, route, { before, after: { ...after, fromAt: until } }, until, schedule.timeZone)
}

/**
 * How far the first digest of a route reaches back: whoever records knew already that the route gets digests, and posted nothing, before
 * the first digest was asked for. What stands there as a post is told in none, so that more is not too much.
 */
const REACH_MS = { alone: 60_000, shared: 10 * 60_000 } as const

/** From where on the first digest tells: nothing that a last one told before. */
function firstFrom({ settledMs = 0 }: DigesterNeeds, now: number, ended: DigestRun | null): number {
  return Math.max(now - (settledMs === 0 ? REACH_MS.alone : REACH_MS.shared), Math.min(ended?.fromAt ?? 0, now))
}

/** The schedule of a run whose route gets its stories one by one, while others may not know that yet; and when its last digest is told. */
const ENDING = 'ending'
const ENDED = 'ended'

/**
 * A route that gets its stories one by one from now on is told what its next digest would have told: all that does not stand there as a
 * post. Where others record, when they all know of it and what they had begun is stored. Answers whether it is over.
 */
async function last(needs: DigesterNeeds, route: Route): Promise<boolean> {
  const { settledMs = 0 } = needs
  const before = await needs.digests.run(route.id)
  if (before === null || before.schedule === ENDED) return true
  const now = needs.clock()
  const isDue = settledMs === 0 || (before.schedule === ENDING && before.nextAt <= now)
  // One that is further away than it can have been planned was planned by a clock that has been put back since.
  const isPlanned = before.schedule === ENDING && before.nextAt <= now + settledMs
  if (!isDue && !isPlanned) await needs.digests.plan({ ...before, schedule: ENDING, nextAt: now + settledMs })
  if (!isDue) return false
  await since(needs, route, { before, after: { ...before, schedule: ENDED, fromAt: now, nextAt: now } }, null, needs.timeZone)
  return true
}

type Run = NonNullable<DigestSettles['run']>

/** The digest of what changed since the run before and `until` then, in as many posts as it needs; null for the last one of a route. */
async function since(needs: DigesterNeeds, route: Route, run: Run, until: number | null, timeZone: string): Promise<void> {
  const found = await needs.digests.changed(route.id, run.before.fromAt, until ?? Number.MAX_SAFE_INTEGER, MOST_STORIES)
  // On a route that was live for a part of the time some stand as posts of their own. Who reads digests alone is told of their corrections.
  const seesPosts = until === null
  const isTold = ({ brief, isPosted }: Changed): boolean => isPosted && route.mode !== 'both' && (seesPosts || brief.kind !== 'correction')
  const told = found.filter((each) => !isTold(each) && routesFor(each.brief, [route]).length > 0)
  const briefs = told.map(({ brief }) => brief)
  const known = new Set(told.filter(({ isKnown }) => isKnown).map(({ brief }) => brief.storyId))
  // Where there were more, it says of what time it tells.
  const isAll = found.length < MOST_STORIES
  const fromAt = isAll ? run.before.fromAt : Math.max(run.before.fromAt, Math.min(...found.map(({ brief }) => brief.updatedAt)))
  if (!isAll) needs.log.warn({ route: route.id, stories: MOST_STORIES }, 'a digest tells the newest stories only: there were more')
  const head = { ...(await common(needs, route, fromAt, until ?? needs.clock())), kind: 'scheduled', timeZone, known } as const
  const parts = until === null && briefs.length === 0 ? [] : inParts(briefs, MOST_PARTS)
  const inputs = parts.map((group, at) => ({
    ...head,
    briefs: group,
    ...(parts.length === 1 ? {} : { part: { at: at + 1, of: parts.length } }),
  }))
  await make(needs, route, inputs, { run }, needs.clock())
}

/**
 * As soon as the cap has room, what it kept back goes out in one post, a single story as itself. The oldest stories first, and no more than
 * the post has room to name: the others have the next one, when the cap has room again.
 */
async function overflow(needs: DigesterNeeds, route: Route, cap: number): Promise<void> {
  const kept = await needs.digests.gathered(route.id)
  const [first, second] = kept
  if (first === undefined) return
  const now = needs.clock()
  if ((await needs.digests.postsSince(route.id, now - HOUR_MS, now + CLOCK_SLACK_MS)) >= cap) return
  if (second === undefined) return needs.digests.release(first.deliveryId, now)
  const mine = kept.slice(0, fitting(kept.map(({ brief }) => brief)))
  const fromAt = Math.min(...mine.map(({ createdAt }) => createdAt))
  const briefs = mine.map(({ brief }) => brief)
  // A cap keeps back only stories of which the route has no post yet.
  const news = { briefs, known: new Set<string>() }
  const input = { ...(await common(needs, route, fromAt, now)), kind: 'overflow', timeZone: needs.timeZone, ...news } as const
  await make(needs, route, [input], { gathered: mine }, now)
}

async function make(
  { digests, log }: DigesterNeeds,
  route: Route,
  inputs: readonly DigestInput[],
  settles: Omit<DigestSettles, 'routeId'>,
  now: number,
): Promise<void> {
  const briefs = inputs.map(digestOf)
  if (!(await digests.record(briefs, { routeId: route.id, ...settles }, now))) return
  const stories = inputs.reduce((sum, input) => sum + input.briefs.length, 0)
  const [first] = briefs
  if (first !== undefined) log.info({ route: route.id, digest: first.storyId, posts: briefs.length, stories }, 'made a digest')
}

/** What every digest says of itself. */
async function common(needs: DigesterNeeds, route: Route, fromAt: number, toAt: number) {
  const meant = needs.alignments().filter(({ id }) => route.alignments.includes(id))
  const watched = { watched: meant.map(({ label }) => label), watchedIds: meant.map(({ id }) => id) }
  return { routeId: route.id, fromAt, toAt, ...watched, feeds: await feedsOver(needs, fromAt) }
}

/** A silence that ended before the digest was made is told where it took up so much of the digest's time. */
const LEAST_SILENCE_MS = 12 * HOUR_MS

/** Which of the feeds gave nothing since then, or for long: they were asked and could not be read. */
export async function feedsOver(
  { feeds, archive, clock }: Pick<DigesterNeeds, 'feeds' | 'archive' | 'clock'>,
  fromAt: number,
): Promise<Digest['feeds']> {
  const enabled = new Map(
    feeds()
      .filter((feed) => feed.enabled)
      .map((feed) => [feed.id, feed.title]),
  )
  const [states, ended] = await Promise.all([archive.feeds(), archive.silences(fromAt)])
  const now = clock()
  const long = ended.filter((silence) => Math.min(silence.toAt, now) - Math.max(silence.fromAt, fromAt) >= LEAST_SILENCE_MS)
  const over = new Set([...states.filter((state) => gaveNothingSince(state, fromAt)), ...long].map(({ feedId }) => feedId))
  return { total: enabled.size, down: [...enabled].filter(([id]) => over.has(id)).map(([, title]) => title) }
}
