import { setTimeout as sleep } from 'node:timers/promises'
import { compare, type Verdict, type Waiting, waiting } from './compare.ts'
import type { PublicEvent } from './events.ts'
import type { Program } from './program.ts'
import type { Random } from './random.ts'
import { hidePosts, holdPosts, MISHAPS, mend, planFaults, planKill } from './troubles.ts'
import { POLL_MS, type World } from './world.ts'

/** How long the trouble of a round lasts at least; longer where nothing has been sent by then, but not for ever. */
const STORM_MS = 450
const LONGEST_STORM_MS = 4_000
const LOOK_MS = 25
/** When nothing has moved for so long, time is made to pass: soon where something is due later, late where something is due now. */
const IDLE_MS = 160
const STUCK_MS = 700
/**
 * While a program has something claimed, it may be about to send it though nobody hears of it: it keeps a limit, or waits for silence.
 * No time passes then, since a send never lasts for hours; after so long it has forgotten its claim.
 */
const HELD_MS = 6_000
/** A program that has just come up has its first polls to make before time passes. */
const SETTLED_MS = 300
/** It has made them by then on a busy machine too: one that is started anew sooner, again and again, never comes to it. */
const POLLED_MS = 3_000
const LONGEST_CALM_MS = 120_000
const HOUR_MS = 3_600_000
const LEASE_MS = 5 * 60_000

export type RoundResult = Verdict & {
  readonly isStuck: boolean
  readonly kills: number
  readonly starts: number
  readonly unanswered: readonly string[]
}

/**
 * What a round is made for. `chance`: whatever comes; `hidden`: besides that, Discord's history does not show yet what it holds; `twin`:
 * a second program on the same store while the platforms hold posts.
 */
export type Theme = 'chance' | 'hidden' | 'twin'

type Event = readonly [string, PublicEvent]
type Counts = { kills: number; starts: number; readonly orphans: Set<string> }

/** One round: reports come out, things go wrong, the program dies or not; then calm, until nothing waits, and the reckoning. */
export async function playRound(world: World, random: Random, events: readonly Event[], theme: Theme): Promise<RoundResult> {
  const counts: Counts = { kills: 0, starts: 0, orphans: new Set() }
  await ready(world, counts, random)
  if (theme === 'twin' || random.chance(0.8)) await isUp(world)
  const twin = theme === 'twin' ? await begin(world, counts) : null
  if (twin === null) {
    if (theme === 'hidden') hidePosts(world)
    planFaults(world, random)
    if (random.chance(0.35)) planKill(world, random)
  } else {
    await until(() => twin.upMs() > 0 || twin.isOver(), LONGEST_START_MS)
    holdPosts(world)
  }
  await storm(world, random, events, counts, twin)
  const hung = twin === null ? '' : await letEnd(twin, random.pick(['SIGKILL', 'SIGTERM'] as const))
  mend(world)
  const stuck = await calm(world, counts)
  world.discord.world.historyLagMs = 0
  const verdict = compare(world)
  const unanswered = stuck === '' ? await ask(world) : []
  return {
    ...verdict,
    isStuck: stuck !== '',
    lost: [...verdict.lost, ...[stuck, hung].filter((trouble) => trouble !== '')],
    kills: counts.kills,
    starts: counts.starts,
    unanswered,
  }
}

const LONGEST_START_MS = 20_000

async function until(isSo: () => boolean, longestMs: number): Promise<void> {
  for (const end = performance.now() + longestMs; performance.now() < end && !isSo(); await sleep(LOOK_MS));
}

/** A world's first start may die in the middle of its migrations; any start may be the one that goes on. */
async function ready(world: World, counts: Counts, random: Random): Promise<void> {
  if (world.running().length > 0) return
  const isFirst = waiting(world) === null
  for (let left = isFirst ? random.whole(0, 2) : 0; left > 0; left -= 1) {
    const dying = await begin(world, counts, random.whole(2, 60))
    await Promise.race([dying.ended, sleep(700)])
    if (!dying.isOver()) dying.kill('SIGKILL')
    await dying.ended
    counts.kills += 1
  }
  await begin(world, counts)
}

const isUp = ({ running }: World): Promise<void> => until(() => running().some((program) => program.upMs() > 0), LONGEST_START_MS)

async function begin(world: World, counts: Counts, statementsToLive?: number): Promise<Program> {
  counts.starts += 1
  // What is claimed while nothing runs was claimed by the dead.
  if (world.running().length === 0) for (const claim of waiting(world)?.claimed ?? []) counts.orphans.add(claim)
  return world.start(statementsToLive)
}

/** How often each platform was asked to post: until both were, what was planned for their answers has not come about. */
const asked = ({ discord, slack }: World): readonly number[] => [
  discord.requests.filter(({ method, path }) => method !== 'GET' && path.includes('/messages')).length,
  slack.calls.filter(({ method }) => method.startsWith('chat.')).length,
]

/** First reports come out, and when they are on their way, second ones of some events; all the while something may befall the world. */
async function storm(world: World, random: Random, events: readonly Event[], counts: Counts, twin: Program | null): Promise<void> {
  const befalls = mishaps(world, random)
  const second = events.filter(() => random.chance(0.5))
  for (const [reports, which] of [
    [events, 0],
    [second, 1],
  ] as const) {
    const before = asked(world)
    const isQuiet = (): boolean => asked(world).some((count, platform) => count === before[platform])
    const beganAt = performance.now()
    for (const [guid, event] of reports) world.publish(`${guid}-${which === 0 ? 'a' : 'b'}`, event, which)
    // Feeds are asked again.
    world.pass(POLL_MS)
    for (let at = 0; at < STORM_MS || (at < LONGEST_STORM_MS && reports.length > 0 && isQuiet()); at = performance.now() - beganAt) {
      // What two programs do with the same post is seen first.
      if (twin === null || which === 1) befalls()
      if (world.running().length === 0) break
      await sleep(LOOK_MS)
    }
    // What is held goes on before more comes out.
    if (twin !== null) await until(() => world.discord.busy() + world.slack.busy() === 0, 2 * LONGEST_START_MS)
  }
  counts.kills += world.running().length === 0 ? 1 : 0
}

/** What happens by itself within a storm, at moments that the seed decides: to be called again and again. */
function mishaps(world: World, random: Random): () => void {
  const moment = (): number => random.next() * 2 * STORM_MS
  const planned = Array.from({ length: random.whole(0, 2) }, () => ({ at: moment(), mishap: random.pick(MISHAPS) }))
  const end = (signal: NodeJS.Signals) => (): void => void world.running()[0]?.kill(signal)
  if (random.chance(0.25)) planned.push({ at: moment(), mishap: end('SIGKILL') })
  else if (random.chance(0.08)) planned.push({ at: moment(), mishap: end('SIGTERM') })
  const beganAt = performance.now()
  return () => {
    const at = performance.now() - beganAt
    for (const due of planned.splice(0)) {
      if (at < due.at) planned.push(due)
      else due.mishap(world, random)
    }
  }
}

/** Waits until every report is judged and nothing is left to deliver. '' where that came about, else what was left. */
async function calm(world: World, counts: Counts): Promise<string> {
  const until = performance.now() + LONGEST_CALM_MS
  let last = ''
  let movedAt = performance.now()
  let passes = 0
  for (;;) {
    if (world.running().length === 0) await begin(world, counts)
    const now = waiting(world)
    if (now !== null && now.items >= world.published.size && now.judged === now.items && now.open === 0) return ''
    const seen = JSON.stringify([now?.items, now?.judged, now?.open, world.discord.requests.length, world.slack.calls.length])
    if (seen !== last) {
      last = seen
      movedAt = performance.now()
    }
    if (performance.now() > until) return `after ${LONGEST_CALM_MS} ms of calm there still wait ${JSON.stringify(now)}`
    // What a platform is still working on must not come hours late by our passing of time.
    const isWorking = world.discord.busy() + world.slack.busy() > 0
    const isSettled = !isWorking && world.running().some((program) => program.upMs() > SETTLED_MS)
    const isHeld = now?.claimed.some((claim) => !counts.orphans.has(claim)) ?? false
    const idleMs = isHeld ? HELD_MS : (now?.dueAt ?? 0) > world.now() ? IDLE_MS : STUCK_MS
    if (now !== null && isSettled && performance.now() - movedAt > idleMs) {
      passes += 1
      // A token that was refused is refused until an operator starts the program again, since posts wait; not before it has had its polls.
      if (now.refused > 0 && now.open > 0)
        for (const program of world.running().filter(({ upMs }) => upMs() > POLLED_MS)) {
          const hung = await letEnd(program, 'SIGTERM')
          if (hung !== '') return hung
        }
      world.pass(toPass(now, world.now(), passes))
      movedAt = performance.now()
    }
    await sleep(LOOK_MS)
  }
}

/** A program that is told to end finishes what is under way: no send of it takes as long. */
const LONGEST_END_MS = 90_000

/** '' where it ended; else it did not, is killed, and that is told with what it said last. */
async function letEnd(program: Program, signal: 'SIGTERM' | 'SIGKILL'): Promise<string> {
  program.kill(signal)
  await Promise.race([program.ended, sleep(LONGEST_END_MS, undefined, { ref: false })])
  if (program.isOver()) return ''
  program.kill('SIGKILL')
  await program.ended
  return `a program had not ended ${LONGEST_END_MS} ms after ${signal}: ${program.said().slice(-2_000)}`
}

/** Up to what is next due; where that is over already, something else holds it back: a lease, a stop, a feed's rhythm. */
function toPass(waits: Waiting, now: number, passes: number): number {
  const ahead = (waits.dueAt ?? 0) - now
  if (ahead > 0 && ahead < 3 * HOUR_MS) return ahead + 50
  return passes < 3 ? LEASE_MS + 1_000 : HOUR_MS
}

const ANSWER_MS = 3_000

/**
 * A command on each platform, when all is calm: interactions must have come through the storm too. Slack's library reckons by the wall's
 * clock whether a connection still answers, so it ends both when that is set, as it just was here: what crossed that is typed again.
 */
async function ask(world: World): Promise<readonly string[]> {
  const { discord, slack, channels } = world
  await until(() => discord.gateway.connected() > 0 && slack.sockets.connected > 0, LONGEST_START_MS)
  const onSlack = async (): Promise<string> => {
    const asked = slack.user.types('/watch help')
    return asked.answer(ANSWER_MS).then(
      () => '',
      async () => `Slack (${await asked.fate})`,
    )
  }
  const onDiscord = discord.people
    .command({ channelId: channels[0]?.id ?? '' }, 'help')
    .answered(ANSWER_MS)
    .then(
      () => '',
      () => 'Discord',
    )
  const told = await Promise.all([onDiscord, onSlack().then((failed) => (failed === '' ? '' : onSlack()))])
  return told.filter((name) => name !== '')
}
