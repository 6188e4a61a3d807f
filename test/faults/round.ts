import { setTimeout as sleep } from 'node:timers/promises'
import { compare, type Verdict, type Waiting, waiting } from './compare.ts'
import type { PublicEvent } from './events.ts'
import type { Program } from './program.ts'
import type { Random } from './random.ts'
import { MISHAPS, mend, planFaults, planKill } from './troubles.ts'
import type { World } from './world.ts'

/** How long the trouble of a round lasts at least; longer where nothing has been sent by then, but not for ever. */
const STORM_MS = 450
const LONGEST_STORM_MS = 4_000
const LOOK_MS = 25
/** How long a platform is slow to take what one of two programs sends: the other has loaded all it needs by then, and looks for work. */
const SLOW_MS = 2_500
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
const LONGEST_CALM_MS = 120_000
const HOUR_MS = 3_600_000
const LEASE_MS = 5 * 60_000

export type RoundResult = Verdict & {
  readonly isStuck: boolean
  readonly kills: number
  readonly starts: number
  readonly unanswered: readonly string[]
}

type Counts = { kills: number; starts: number; readonly orphans: Set<string> }

/** One round: reports come out, things go wrong, the program dies or not; then calm, until nothing waits, and the reckoning. */
export async function playRound(world: World, random: Random, events: readonly (readonly [string, PublicEvent])[]): Promise<RoundResult> {
  const counts: Counts = { kills: 0, starts: 0, orphans: new Set() }
  await ready(world, counts, random)
  if (random.chance(0.8)) await isUp(world)
  const twin = world.patient && random.chance(0.3) ? await begin(world, counts) : null
  if (twin === null) planFaults(world, random)
  else await planTwin(world, twin)
  if (twin === null && random.chance(0.35)) planKill(world, random)
  for (const [guid, event] of events) world.publish(`${guid}-a`, event, 0)
  await storm(world, random, events, counts, twin)
  twin?.kill(random.pick(['SIGKILL', 'SIGTERM'] as const))
  await twin?.ended
  mend(world)
  const stuck = await calm(world, counts)
  world.discord.world.historyLagMs = 0
  const verdict = compare(world)
  const unanswered = stuck === '' ? await ask(world) : []
  return {
    ...verdict,
    isStuck: stuck !== '',
    lost: [...verdict.lost, ...(stuck === '' ? [] : [stuck])],
    kills: counts.kills,
    starts: counts.starts,
    unanswered,
  }
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

/** Two programs on one store: while one sends, and the platform is slow to take it, the other must leave it alone. */
async function planTwin({ discord, slack }: World, twin: Program): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end && twin.upMs() === 0 && !twin.isOver(); await sleep(LOOK_MS));
  slack.faults.add('chat.postMessage', { kind: 'delay', ms: SLOW_MS }, 4)
  discord.faults.add({ method: 'POST', path: /\/messages$/, times: 4, fault: { kind: 'delay', ms: SLOW_MS } })
}

async function isUp({ running }: World): Promise<void> {
  for (const end = performance.now() + 10_000; performance.now() < end; await sleep(LOOK_MS))
    if (running().some((program) => program.upMs() > 0)) return
}

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

async function storm(
  world: World,
  random: Random,
  events: readonly (readonly [string, PublicEvent])[],
  counts: Counts,
  twin: Program | null,
): Promise<void> {
  const mishaps = Array.from({ length: random.whole(0, 2) }, () => ({ at: random.next() * STORM_MS, mishap: random.pick(MISHAPS) }))
  const second = events.filter(() => random.chance(0.5))
  const killAt = random.chance(0.25) ? random.next() * STORM_MS : Number.POSITIVE_INFINITY
  const stopAt = random.chance(0.08) ? random.next() * STORM_MS : Number.POSITIVE_INFINITY
  const beganAt = performance.now()
  const before = asked(world)
  const isQuiet = (): boolean => asked(world).some((count, platform) => count === before[platform])
  let killed = false
  const longest = twin === null ? LONGEST_STORM_MS : LONGEST_STORM_MS + SLOW_MS
  for (let at = 0; at < STORM_MS || (at < longest && isQuiet()); at = performance.now() - beganAt) {
    for (const due of mishaps.splice(0).filter((one) => at < one.at || void one.mishap(world, random))) mishaps.push(due)
    if (at > STORM_MS && world.running().length === 0) break
    if (at > STORM_MS / 2) for (const [guid, event] of second.splice(0)) world.publish(`${guid}-b`, event, 1)
    if (!killed && at > Math.min(killAt, stopAt)) {
      killed = true
      world.running()[0]?.kill(killAt < stopAt ? 'SIGKILL' : 'SIGTERM')
    }
    await sleep(LOOK_MS)
  }
  counts.kills += world.running().length === 0 ? 1 : 0
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
      // A token that was refused is refused until an operator starts the program again.
      if (now.refused > 0) for (const program of world.running()) await stop(program)
      world.pass(toPass(now, world.now(), passes))
      movedAt = performance.now()
    }
    await sleep(LOOK_MS)
  }
}

async function stop(program: Program): Promise<void> {
  program.kill('SIGTERM')
  await program.ended
}

/** Up to what is next due; where that is over already, something else holds it back: a lease, a stop, a feed's rhythm. */
function toPass(waits: Waiting, now: number, passes: number): number {
  const ahead = (waits.dueAt ?? 0) - now
  if (ahead > 0 && ahead < 3 * HOUR_MS) return ahead + 50
  return passes < 3 ? LEASE_MS + 1_000 : HOUR_MS
}

const ANSWER_MS = 3_000

/** A command on each platform, when all is calm: interactions must have come through the storm too. */
async function ask(world: World): Promise<readonly string[]> {
  const { discord, slack, channels } = world
  const connected = async (): Promise<void> => {
    for (const end = performance.now() + 8_000; performance.now() < end; await sleep(LOOK_MS))
      if (discord.gateway.connected() > 0 && slack.sockets.connected > 0) return
  }
  await connected()
  const asked = slack.user.types('/watch help')
  const onSlack = asked.answer(ANSWER_MS).then(
    () => '',
    async () => `Slack (${await asked.fate})`,
  )
  const onDiscord = discord.people
    .command({ channelId: channels[0]?.id ?? '' }, 'help')
    .answered(ANSWER_MS)
    .then(
      () => '',
      () => 'Discord',
    )
  const told = await Promise.all([onDiscord, onSlack])
  return told.filter((name) => name !== '')
}
