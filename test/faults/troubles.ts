import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault as DiscordFault } from '../stand-ins/discord/faults.ts'
import type { Permission } from '../stand-ins/discord/world.ts'
import type { Fault as SlackFault } from '../stand-ins/slack/faults.ts'
import type { Random } from './random.ts'
import { SLACK_CHANNELS, type World } from './world.ts'

const LOOK_MS = 25
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

const DISCORD_FAULTS: readonly [DiscordFault, ...DiscordFault[]] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'limit', retryAfterMs: 150 },
  { kind: 'limit', retryAfterMs: 30_000 },
  { kind: 'limit', retryAfterMs: 100, global: true },
  { kind: 'lost', how: 'status' },
  { kind: 'lost', how: 'drop' },
  { kind: 'lost', how: 'hang' },
  { kind: 'drop' },
  { kind: 'delay', ms: 100 },
  { kind: 'late', afterMs: 80 },
]

const SLACK_FAULTS: readonly [SlackFault, ...SlackFault[]] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'limited', seconds: 1 },
  { kind: 'limited', seconds: 30 },
  { kind: 'lost', how: 'bad-gateway' },
  { kind: 'lost', how: 'drop' },
  { kind: 'lost', how: 'silence' },
  { kind: 'drop' },
  { kind: 'delay', ms: 100 },
  { kind: 'late', afterMs: 80 },
  { kind: 'error', error: 'internal_error' },
  { kind: 'error', error: 'ratelimited' },
  { kind: 'error', error: 'msg_blocks_too_long' },
]

const SLACK_METHODS = ['chat.postMessage', 'chat.postMessage', 'chat.update', 'conversations.history'] as const
const DISCORD_REQUESTS = [
  { method: 'POST', path: /\/messages$/ },
  { method: 'POST', path: /\/messages$/ },
  { method: 'PATCH', path: /\/messages\// },
  { method: 'GET', path: /\/channels\// },
] as const

/** Who waits for answers for seconds would wait for silence as long: there the connection is cut instead. */
function inTime<T extends DiscordFault | SlackFault>(fault: T, patient: boolean): T | { readonly kind: 'lost'; readonly how: 'drop' } {
  const isSilent = fault.kind === 'lost' && (fault.how === 'hang' || fault.how === 'silence')
  return patient && isSilent ? { kind: 'lost', how: 'drop' } : fault
}

const isTooLong = (fault: SlackFault): boolean => fault.kind === 'error' && fault.error === 'msg_blocks_too_long'

/** What goes wrong with single requests of a round. */
export function planFaults({ discord, slack, patient }: World, random: Random): void {
  for (let left = random.whole(0, 4); left > 0; left -= 1)
    discord.faults.add({ ...random.pick(DISCORD_REQUESTS), fault: inTime(random.pick(DISCORD_FAULTS), patient) })
  const planned = Array.from({ length: random.whole(0, 4) }, () => [random.pick(SLACK_METHODS), random.pick(SLACK_FAULTS)] as const)
  // What is sent again without blocks is not refused for its blocks: of one method, only one call is.
  const tooLong = new Set<string>()
  for (const [method, fault] of planned) {
    if (isTooLong(fault) && tooLong.has(method)) continue
    if (isTooLong(fault)) tooLong.add(method)
    slack.faults.add(method, inTime(fault, patient))
  }
}

/** Longer than the wait before the first look, shorter than Discord knows a nonce (here three minutes). */
const HISTORY_LAG_MS = 150_000

/**
 * Both platforms keep posts and lose the answers. Slack's history shows them, Discord's not yet: who looks there finds nothing, and only
 * the nonce knows.
 */
export function hidePosts({ discord, slack }: World): void {
  slack.faults.add('chat.postMessage', { kind: 'lost', how: 'bad-gateway' })
  discord.world.historyLagMs = HISTORY_LAG_MS
  discord.faults.add({ method: 'POST', path: /\/messages$/, times: 2, fault: { kind: 'lost', how: 'status' } })
}

/** So often another program has looked for work beside a post that is under way, and so long it is waited for. */
const LOOKS_BESIDE = 5
const LONGEST_HOLD_MS = 15_000
/** Longer than from a first look for a post to the second, and far shorter than a lease. */
const HELD_FOR_MS = 31_000

/** While one of two programs has a post on its way, the other must leave it alone: to whoever looks, and looks again, it is not there yet. */
export function holdPosts({ discord, slack, running, pass }: World): void {
  const lookedBeside = async (): Promise<void> => {
    const before = new Map(running().map((program) => [program, program.asks()]))
    const looked = (): boolean => running().some((program) => program.asks() >= (before.get(program) ?? 0) + LOOKS_BESIDE)
    for (const end = performance.now() + LONGEST_HOLD_MS; performance.now() < end && !looked(); await sleep(LOOK_MS));
  }
  const hold = async (): Promise<void> => {
    await lookedBeside()
    pass(HELD_FOR_MS)
    await lookedBeside()
  }
  let held: Promise<void> | null = null
  const until = (): Promise<void> => {
    held ??= hold()
    return held
  }
  slack.faults.add('chat.postMessage', { kind: 'hold', until }, 2)
  discord.faults.add({ method: 'POST', path: /\/messages$/, times: 2, fault: { kind: 'hold', until } })
}

/** The program is killed by whoever holds its request: before it is stored (claimed, not sent), or after (sent, not settled). */
export function planKill({ discord, slack, running }: World, random: Random): void {
  const tell = (): void => {
    for (const program of running()) program.kill('SIGKILL')
  }
  const fault = { kind: 'tell', when: random.pick(['received', 'stored', 'stored', 'answered'] as const), tell } as const
  if (random.chance(0.5)) discord.faults.add({ method: random.pick(['POST', 'POST', 'PATCH'] as const), path: /\/messages/, fault })
  else slack.faults.add(random.pick(['chat.postMessage', 'chat.postMessage', 'chat.update'] as const), fault)
}

/** Something that befalls the world in the middle of a round. What lasts is put right by `mend`. */
export type Mishap = (world: World, random: Random) => void

const RIGHTS: readonly [Permission, ...Permission[]] = ['SEND_MESSAGES', 'VIEW_CHANNEL', 'READ_MESSAGE_HISTORY']

const gatewayTrouble: Mishap = ({ discord: { gateway } }, random) => {
  const ways = [
    () => gateway.closeAll(4000),
    () => gateway.cut(),
    () => gateway.askReconnect(),
    () => gateway.invalidate(true),
    () => gateway.invalidate(false),
    () => {
      gateway.refuse(true)
      gateway.cut()
    },
  ] as const
  random.pick(ways)()
}

const socketTrouble: Mishap = ({ slack }, random) => {
  const ways = [
    () => slack.sockets.refresh(),
    () => slack.sockets.cut(),
    () => {
      slack.faults.add('apps.connections.open', { kind: 'status', status: 503 })
      slack.sockets.cut()
    },
  ] as const
  random.pick(ways)()
}

const rightsTrouble: Mishap = ({ channels, slack }, random) => {
  if (random.chance(0.5)) channels[random.whole(0, channels.length - 1)]?.denied.add(random.pick(RIGHTS))
  else {
    const channel = slack.workspace.channel(random.pick(SLACK_CHANNELS))
    const lacks = random.pick(['member', 'archived', 'gone'] as const)
    channel[lacks] = lacks !== 'member'
  }
}

const clockTrouble: Mishap = (world, random) => {
  const far = random.pick([2 * MINUTE_MS, 2 * 60 * MINUTE_MS, DAY_MS, 30 * DAY_MS] as const)
  world.skew(random.chance(0.5) ? far : -far)
}

const diskTrouble: Mishap = (world, random) => {
  const how = random.pick(['log', 'log', 'pages'] as const)
  world.disk(true, how)
  setTimeout(() => world.disk(false, how), random.whole(100, 400))
}

const tokenTrouble: Mishap = ({ discord, slack }, random) => {
  if (random.chance(0.5)) discord.faults.add({ method: 'POST', path: /\/messages$/, fault: { kind: 'status', status: 401 } })
  else slack.faults.add('chat.postMessage', { kind: 'error', error: 'token_revoked' })
}

export const MISHAPS: readonly [Mishap, ...Mishap[]] = [
  gatewayTrouble,
  gatewayTrouble,
  socketTrouble,
  socketTrouble,
  rightsTrouble,
  rightsTrouble,
  clockTrouble,
  diskTrouble,
  tokenTrouble,
]

/** Puts everything right again. */
export function mend({ discord, slack, channels, skew, disk }: World): void {
  discord.faults.clear()
  slack.faults.clear()
  discord.gateway.refuse(false)
  for (const { denied } of channels) for (const right of RIGHTS) denied.delete(right)
  for (const id of SLACK_CHANNELS) Object.assign(slack.workspace.channel(id), { member: true, archived: false, gone: false })
  skew(0)
  disk(false, 'log')
}
