import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { registerCommands } from '#src/channels/discord/channel.ts'
import { commands } from '#src/commands/index.ts'
import { Secret } from '#src/domain/secret.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import type { Channel } from '../stand-ins/discord/world.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import type { PublicEvent } from './events.ts'
import { type Program, warmUp } from './program.ts'

const PROJECT = path.resolve(import.meta.dirname, '../..')
const FEEDS = ['river', 'bay'] as const
/** How often feeds are asked: time passes for so long when a report comes out, and that is too short for a lease to run out. */
export const POLL_MS = 61_000
export const SLACK_CHANNELS = ['C0ALERTS', 'C0DESK'] as const

/** Both platforms, two publishers, a store, and whatever programs run on it. */
export type World = {
  readonly discord: DiscordStandIn
  readonly slack: SlackStandIn
  readonly feeds: FeedServer
  readonly channels: readonly Channel[]
  readonly storePath: string
  readonly patient: boolean
  /** What time it is, whatever the program's clock says. */
  now(): number
  /** Lets time pass: for the platforms, for the program's clock, and for what it waits for. */
  pass(ms: number): void
  /** Sets the program's wall clock off by so much; 0 sets it right. */
  skew(ms: number): void
  disk(full: boolean, how: 'log' | 'pages'): void
  /** A report comes out. Its guid names it again in the store. */
  publish(guid: string, event: PublicEvent, report: 0 | 1): void
  readonly published: ReadonlyMap<string, number>
  /** Starts the program; with `statementsToLive` it dies in the middle of its first steps. */
  start(statementsToLive?: number): Promise<Program>
  readonly running: () => readonly Program[]
  /** What every program of this world said, killed ones too. */
  said(): string
  close(): Promise<void>
}

export type WorldOptions = {
  readonly startAt: number
  /** The safeguard to take out; see `safeguards.ts`. */
  readonly without?: string | undefined
  /** Its programs wait for answers for seconds: two of them can run at once, and a platform can be slow to take what one sends. */
  readonly patient?: boolean
}

/** Opens a world in a temporary folder. Nothing runs yet. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-faults-'))
  let offset = options.startAt - Date.now()
  const now = (): number => Date.now() + offset
  const discord = await openDiscordStandIn({ startAt: options.startAt, token: 'planted-discord-token' })
  discord.limitChannels({ requests: 30, perMs: 1_000 })
  const tokens = { bot: 'xoxb-planted-bot-token', app: 'xapp-planted-app-token' }
  const slack = await startSlack({ now, perSecond: 1_000, burst: 1_000, tokens })
  slack.workspace.addChannel(SLACK_CHANNELS[1])
  const guild = discord.addGuild('Desk')
  const channels = ['alerts', 'desk'].map((name) => discord.addChannel(guild, name))
  await registerCommands({ token: new Secret(discord.token), commands, guild: null, api: discord.api })
  const feeds = await startFeedServer()
  const config = path.join(folder, 'config')
  await cp(path.join(PROJECT, 'config'), config, { recursive: true })
  await writeFile(path.join(config, 'feeds.yaml'), feedsYaml(feeds.origin))
  await writeFile(path.join(config, 'routes.yaml'), 'routes:\n  - { id: local, platform: local, channel: local }\n')
  await writeFile(path.join(config, 'settings.yaml'), SETTINGS)
  const storePath = path.join(folder, 'store.db')
  const env = {
    STORE_PATH: storePath,
    WEB_PORT: '0',
    POLL_ALLOW_ADDRESSES: '127.0.0.1/32',
    // Time passes fast here: a first poll that comes days later must still post.
    POLL_BACKFILL: '90d',
    DISCORD_TOKEN: discord.token,
    DISCORD_CHANNELS: channels.map(({ id }) => id).join(','),
    SLACK_BOT_TOKEN: slack.workspace.botToken,
    SLACK_APP_TOKEN: slack.workspace.appToken,
    SLACK_CHANNELS: SLACK_CHANNELS.join(','),
    FAULTS_DISCORD: discord.api,
    FAULTS_SLACK: slack.api,
    FAULTS_PATIENCE_MS: options.patient === true ? '40000' : '1000',
    FAULTS_WITHOUT: options.without ?? '',
  }
  const published = new Map<string, number>()
  const reports: Record<(typeof FEEDS)[number], string[]> = { river: [OFF_TOPIC], bay: [OFF_TOPIC] }
  const programs: Program[] = []
  let forward = 0
  let skewed = 0
  let spare = warmUp({ config, env })
  spare.catch(() => {}) // told where it is awaited

  const show = (): void => {
    for (const id of FEEDS) feeds.set(`/${id}`, { kind: 'feed', body: rss(id, reports[id]) })
  }
  show()
  const running = (): readonly Program[] => programs.filter((program) => !program.isOver())
  const tellTime = (): void => {
    for (const program of running()) program.order({ kind: 'time', wallMs: offset + skewed, forwardMs: forward })
  }
  return {
    discord,
    slack,
    feeds,
    channels,
    storePath,
    patient: options.patient === true,
    now,
    pass(ms) {
      offset += ms
      forward += ms
      discord.clock.advance(ms)
      tellTime()
    },
    skew(ms) {
      skewed = ms
      tellTime()
    },
    disk(full, how) {
      for (const program of running()) program.order({ kind: 'disk', full, how })
    },
    publish(guid, event, report) {
      reports[FEEDS[report]].unshift(entry(guid, event, report, now()))
      published.set(guid, performance.now())
      show()
    },
    published,
    async start(statementsToLive) {
      const program = await spare
      spare = warmUp({ config, env })
      spare.catch(() => {})
      programs.push(program)
      program.begin({ wallMs: offset + skewed, forwardMs: forward, ...(statementsToLive === undefined ? {} : { statementsToLive }) })
      return program
    },
    running,
    said: () => programs.map((program) => program.said()).join('\n'),
    async close() {
      const all = [...programs, await spare]
      for (const program of all) if (!program.isOver()) program.kill('SIGKILL')
      await Promise.all(all.map((program) => program.ended))
      await Promise.all([discord.close(), slack.close(), feeds.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Two years pass here: what was sent long ago is still compared. */
const SETTINGS = `poll: { interval: 1m, maxInterval: 1m }
retention: { dropped: null, receipts: null, wordings: null, posts: null, identities: null }
`

const feedsYaml = (origin: string): string => `feeds:
  - { id: river, title: River Wire, url: "${origin}/river", language: en, country: KOR, kind: wire, bloc: us-jp-kr }
  - { id: bay, title: Bay Daily, url: "${origin}/bay", language: en, country: KOR, kind: newspaper, bloc: us-jp-kr }
`

function entry(guid: string, { reports }: PublicEvent, report: 0 | 1, at: number): string {
  const { title, text } = reports[report]
  return `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><link>https://${FEEDS[report]}.example/${guid}</link><pubDate>${new Date(at).toUTCString()}</pubDate><description>${text}</description></item>`
}

/** A feed without a single entry counts as broken. */
const OFF_TOPIC =
  '<item><guid isPermaLink="false">expo</guid><title>Osaka prepares its Expo</title><description>The Expo opens in 2025.</description></item>'

const rss = (id: string, entries: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${id}</title>${entries.join('')}</channel></rss>`
