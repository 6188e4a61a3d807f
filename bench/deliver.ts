// Delivering at the platforms' own pace: outbox, SQLite and the real clients before stand-ins that keep the limits.
// Run: node bench/deliver.ts [discord|slack|all-channels] [STORIES]
//   discord       each story to one of 50 channels (5 posts in 5 s a channel, 50 requests a second over all)
//   all-channels  each story to all 50 of them: at 50 requests a second 1,000 stories take 17 minutes
//   slack         all stories at once to each of four channels (one post a second a channel)
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDiscord } from '#src/channels/discord/channel.ts'
import { openSlack } from '#src/channels/slack/channel.ts'
import { createDeliverer } from '#src/delivery/deliver.ts'
import type { Channel, Route } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { bareContext } from '../test/channels/slack/open.ts'
import { makeItem, makeOutcome, makeRoute } from '../test/fixtures/make.ts'
import { openDiscordStandIn } from '../test/stand-ins/discord/server.ts'
import { startSlack } from '../test/stand-ins/slack/server.ts'
import { libraryAlone } from './deliver/alone.ts'

export type Delivered = {
  readonly what: string
  readonly posts: number
  readonly requests: number
  readonly refused429: number
  readonly seconds: number
  /** What the limits allow at best, by reckoning. */
  readonly allowedSeconds: number
  /** Of the throughput that the limits allow, percent. */
  readonly share: number
  readonly lost: number
  readonly doubled: number
  readonly outOfOrder: number
  /** What a user would take instead: it knows nothing of what is lost or comes twice. */
  readonly stands?: 'beside'
}

const CHANNELS = 50
const A_CHANNEL = { requests: 5, perMs: 5_000 }
const A_BOT = { requests: 50, perMs: 1_000 }

/** Every story to the routes that `of` names, in one store on disk. */
async function fill(stories: number, of: (story: number) => readonly string[]): Promise<{ readonly store: Store; end(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'alignment-watch-deliver-'))
  const store = await openStore({ path: join(folder, 'store.db') })
  for (let n = 0; n < stories; n += 1) {
    const id = nameOf(n)
    await store.stories.record(
      makeOutcome({ item: makeItem({ guid: id, title: id }), story: { id }, brief: { headline: id }, routes: of(n) }),
    )
  }
  const end = async (): Promise<void> => {
    await store.close()
    await rm(folder, { recursive: true })
  }
  return { store, end }
}

const nameOf = (n: number): string => `story-${String(n).padStart(5, '0')}`

/** Runs the deliverer until nothing is left to send. Answers the seconds it took. */
async function deliverAll(store: Store, routes: readonly Route[], channel: Channel): Promise<number> {
  const channels = new Map([[channel.platform, channel]])
  const deliverer = createDeliverer({
    outbox: store.outbox,
    stops: store.stops,
    routes: () => routes,
    channels,
    clock: Date.now,
    log: silentLog,
  })
  const beganAt = performance.now()
  for (;;) {
    await deliverer.run(new AbortController().signal)
    const next = await deliverer.nextDueAt()
    if (next === null) return (performance.now() - beganAt) / 1000
    await new Promise((resolve) => setTimeout(resolve, Math.max(10, next - Date.now())))
  }
}

/** How what stands in one channel differs from what should, in that order. */
function differences(shown: readonly string[], wanted: readonly string[]) {
  const unique = new Set(shown)
  const inOrder = shown.filter((one, index) => index === 0 || one > (shown[index - 1] ?? ''))
  return {
    lost: wanted.filter((one) => !unique.has(one)).length,
    doubled: shown.length - unique.size,
    outOfOrder: unique.size - new Set(inOrder).size,
  }
}

const total = (list: readonly ReturnType<typeof differences>[]) =>
  list.reduce(
    (sum, one) => ({
      lost: sum.lost + one.lost,
      doubled: sum.doubled + one.doubled,
      outOfOrder: sum.outOfOrder + one.outOfOrder,
    }),
    { lost: 0, doubled: 0, outOfOrder: 0 },
  )

const percent = (share: number): number => Math.round(share * 1_000) / 10

/** 1,000 stories to 50 channels of Discord, with its limits in force. */
async function throughDiscord(stories: number, toAll: boolean): Promise<Delivered> {
  const discord = await openDiscordStandIn()
  const guild = discord.addGuild('Desk')
  const ids = Array.from({ length: CHANNELS }, (_, n) => discord.addChannel(guild, `channel-${n}`).id)
  discord.limitChannels(A_CHANNEL)
  discord.limitAll(A_BOT)
  const routes = ids.map((channel) => makeRoute({ id: channel, platform: 'discord', channel }))
  const goesTo = (story: number): readonly string[] => (toAll ? ids : [ids[story % CHANNELS] ?? ''])
  const { store, end } = await fill(stories, goesTo)
  const onFatal = (message: string): void => void process.stderr.write(`${message}\n`)
  const parts = { commands: [], context: bareContext, log: silentLog, onFatal, onFeedback: async () => {} }
  const channel = await openDiscord({ ...parts, token: new Secret(discord.token), api: discord.api })
  await channel.ready
  const before = discord.requests.length
  const seconds = await deliverAll(store, routes, channel)
  const asked = discord.requests.slice(before)
  const posts = ids.reduce((sum, id) => sum + discord.messages(id).length, 0)
  const mostInOne = Math.max(...ids.map((id) => discord.messages(id).length))
  const headline = (embeds: readonly Record<string, unknown>[]): string => /story-\d{5}/.exec(JSON.stringify(embeds))?.[0] ?? ''
  const found = ids.map((id) =>
    differences(
      discord.messages(id).map(({ embeds }) => headline(embeds)),
      Array.from({ length: stories }, (_, n) => n)
        .filter((n) => goesTo(n).includes(id))
        .map(nameOf),
    ),
  )
  const allowedSeconds = allowed(posts, mostInOne)
  await channel.close()
  await discord.close()
  await end()
  return {
    what: `discord, ${stories} stories, ${CHANNELS} channels${toAll ? ', each to all' : ''}`,
    posts,
    requests: asked.length,
    refused429: asked.filter(({ status }) => status === 429).length,
    seconds,
    allowedSeconds,
    share: percent(allowedSeconds / seconds),
    ...total(found),
  }
}

/** The first five and the first fifty go at once; the rest as fast as both limits let them. Seconds. */
function allowed(posts: number, mostInOne: number): number {
  const byChannel = (Math.ceil(mostInOne / A_CHANNEL.requests) - 1) * (A_CHANNEL.perMs / 1000)
  const byBot = (Math.ceil(posts / A_BOT.requests) - 1) * (A_BOT.perMs / 1000)
  return Math.max(byChannel, byBot)
}

/** The same posts by the platform's library alone. */
async function byLibrary(posts: number): Promise<Delivered> {
  const { seconds, requests, refused429 } = await libraryAlone(posts, CHANNELS, A_CHANNEL, A_BOT)
  const allowedSeconds = allowed(posts, Math.ceil(posts / CHANNELS))
  const nothingKnown = { lost: 0, doubled: 0, outOfOrder: 0 }
  const what = 'discord.js alone'
  return {
    ...{ what, posts, requests, refused429, seconds, allowedSeconds, share: percent(allowedSeconds / seconds), stands: 'beside' },
    ...nothingKnown,
  }
}

const SLACK_CHANNELS = ['C0ALERTS', 'C0DESK', 'C0SEOUL', 'C0TOKYO'] as const

/** A burst of stories to four channels of Slack at once: one post a second each, and none waits for another. */
async function throughSlack(stories: number): Promise<readonly Delivered[]> {
  const slack = await startSlack({ perSecond: 1, burst: 1 })
  for (const id of SLACK_CHANNELS.slice(1)) slack.workspace.addChannel(id)
  const routes = SLACK_CHANNELS.map((channel) => makeRoute({ id: channel, platform: 'slack', channel }))
  const { store, end } = await fill(stories, () => SLACK_CHANNELS)
  const parts = { commands: [], context: bareContext, log: silentLog, onFatal: () => {}, onFeedback: async () => {} }
  const channel = openSlack({ ...parts, botToken: new Secret(slack.workspace.botToken), appToken: null, api: slack.api })
  const beganAt = performance.now()
  await deliverAll(store, routes, channel)
  const wanted = Array.from({ length: stories }, (_, n) => nameOf(n))
  const posted = slack.calls.filter(({ method }) => method === 'chat.postMessage')
  const told = SLACK_CHANNELS.map((id): Delivered => {
    const mine = slack.workspace.stored.filter((one) => one.channel === id)
    const seconds = ((mine.at(-1)?.tookPlaceAt ?? beganAt) - beganAt) / 1000
    const requests = posted.filter(({ args }) => args.channel === id).length
    return {
      what: `slack, ${stories} stories at once, ${id}`,
      posts: mine.length,
      requests,
      refused429: requests - mine.length,
      seconds,
      allowedSeconds: stories - 1,
      share: percent((stories - 1) / seconds),
      ...differences(
        mine.map(({ metadata }) => String(metadata?.event_payload.story)),
        wanted,
      ),
    }
  })
  await channel.close()
  await slack.close()
  await end()
  return told
}

/** Runs what is asked for; both bursts where nothing is. */
export async function measure(which: string, stories: number): Promise<readonly Delivered[]> {
  if (which === 'slack') return throughSlack(Math.min(stories, 40))
  if (which === 'all-channels') return [await throughDiscord(stories, true)]
  const discord = [await throughDiscord(stories, false), await byLibrary(stories)]
  return which === 'discord' ? discord : [...discord, ...(await throughSlack(40))]
}

if (import.meta.main) {
  const [which = '', stories = '1000'] = process.argv.slice(2)
  const told = await measure(which, Number(stories))
  process.stderr.write('Posts at the pace of the limits; “share” is that of the best possible throughput.\n')
  for (const { what, ...figures } of told)
    process.stderr.write(
      `${what}: ${Object.entries(figures)
        .map(([name, value]) => `${name} ${typeof value === 'number' ? Math.round(value * 10) / 10 : value}`)
        .join(', ')}\n`,
    )
  process.stdout.write(`${JSON.stringify(told)}\n`)
}
