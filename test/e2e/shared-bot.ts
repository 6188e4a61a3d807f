import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { registerCommands } from '#src/channels/discord/channel.ts'
import { commands } from '#src/commands/index.ts'
import { Secret } from '#src/domain/secret.ts'
import { compareRows, ITEMS, type Kept, ROWS, type Row, type Verdict } from '../faults/compare.ts'
import type { PublicEvent } from '../faults/events.ts'
import { SLACK_CHANNELS } from '../faults/world.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { newDatabase } from '../stand-ins/postgres/database.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { PROJECT, type Running, start } from './run.ts'

/** A bot over several processes: both platforms, publishers on several hosts, one database, and whatever processes run on it. */
export type SharedBot = {
  readonly discord: DiscordStandIn
  readonly slack: SlackStandIn
  /** A Discord channel that posts go to. */
  readonly channelId: string
  /** Starts a process of the bot; without a role one alone. */
  start(role: string | null, env?: Readonly<Record<string, string>>): Running
  /** Both reports of each event come out, on two feeds; they are named by their place in the list. */
  publish(events: readonly PublicEvent[]): void
  /** As if the time of every feed had come. */
  makeDue(): Promise<void>
  /** As if the leases of processes that are gone had run out: of deliveries that were claimed before. */
  endLeases(claimedBefore: number): Promise<void>
  /** What was published and is not yet judged, and deliveries that are not settled. */
  open(): Promise<{ readonly items: number; readonly deliveries: number }>
  /** What the platforms show against what the store holds. */
  verdict(): Promise<Verdict>
  query<T>(sql: string, values?: readonly unknown[]): Promise<readonly T[]>
  close(): Promise<void>
}

const HOSTS = 3
const FEEDS = 6
const LEASE_MS = 300_000

const entry = (guid: string, { title, text }: PublicEvent['reports'][0], at: string): string =>
  `<item><guid isPermaLink="false">${guid}</guid><title>${title}</title><link>https://desk.example/${guid}</link><pubDate>${new Date(at).toUTCString()}</pubDate><description>${text}</description></item>`

const EXPO = entry('expo', { title: 'Osaka prepares its Expo', text: 'The Expo opens in 2025.' }, '2024-05-01T00:00:00Z')

const rss = (entries: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Desk</title>${entries.join('')}</channel></rss>`

const feedsYaml = (hosts: readonly FeedServer[]): string =>
  `feeds:\n${Array.from(
    { length: FEEDS },
    (_, n) =>
      `  - { id: desk-${n}, title: Desk ${n}, url: "${hosts[n % HOSTS]?.origin}/${n}", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n`,
  ).join('')}`

/** Nothing is let go here: the reports are years old. */
const SETTINGS = 'retention: { dropped: null, receipts: null, wordings: null, posts: null, identities: null }\n'

/** Opens it. No process runs yet. */
export async function openSharedBot(): Promise<SharedBot> {
  const folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-roles-'))
  const url = await newDatabase()
  const discord = await openDiscordStandIn()
  discord.limitChannels({ requests: 30, perMs: 1_000 })
  const slack = await startSlack({ perSecond: 1_000, burst: 1_000 })
  slack.workspace.addChannel(SLACK_CHANNELS[1])
  const guild = discord.addGuild('Desk')
  const channels = ['alerts', 'desk'].map((name) => discord.addChannel(guild, name))
  await registerCommands({ token: new Secret(discord.token), commands, guild: null, api: discord.api })
  const hosts = await Promise.all(Array.from({ length: HOSTS }, () => startFeedServer()))
  const config = path.join(folder, 'config')
  await cp(path.join(PROJECT, 'config'), config, { recursive: true })
  await writeFile(path.join(config, 'feeds.yaml'), feedsYaml(hosts))
  await writeFile(path.join(config, 'routes.yaml'), 'routes:\n  - { id: local, platform: local, channel: local }\n')
  await writeFile(path.join(config, 'settings.yaml'), SETTINGS)
  const env = {
    DATABASE_URL: url,
    WEB_PORT: '0',
    POLL_ALLOW_ADDRESSES: '127.0.0.1/32',
    POLL_BACKFILL: '10000d',
    DISCORD_TOKEN: discord.token,
    DISCORD_CHANNELS: channels.map(({ id }) => id).join(','),
    SLACK_BOT_TOKEN: slack.workspace.botToken,
    SLACK_APP_TOKEN: slack.workspace.appToken,
    SLACK_CHANNELS: SLACK_CHANNELS.join(','),
  }
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  pool.on('error', () => {})
  const query = async <T>(sql: string, values: readonly unknown[] = []): Promise<readonly T[]> =>
    (await pool.query(sql, [...values])).rows as readonly T[]
  const published = new Map<string, number>()
  const entries = Array.from({ length: FEEDS }, () => [EXPO])
  const programs: Running[] = []
  let dueAt = 0
  const show = (): void => entries.forEach((each, n) => void hosts[n % HOSTS]?.set(`/${n}`, { kind: 'feed', body: rss(each) }))
  show()

  return {
    discord,
    slack,
    channelId: channels[0]?.id ?? '',
    query,
    start(role, more = {}) {
      const args = ['start', '--config', config, '--discord-api', discord.api, '--slack-api', slack.api]
      const program = start([...args, ...(role === null ? [] : ['--role', role])], { ...env, ...more })
      programs.push(program)
      return program
    },
    publish(events) {
      for (const { at, reports } of events)
        for (const report of reports) {
          const guid = `report-${published.size}`
          entries[published.size % FEEDS]?.unshift(entry(guid, report, at))
          published.set(guid, performance.now())
        }
      show()
    },
    async makeDue() {
      dueAt += 1
      await query('update feeds set next_at = $1', [dueAt])
    },
    endLeases: async (claimedBefore) =>
      void (await query("update deliveries set lease_until = $1 where state = 'claimed' and lease_until < $2", [
        claimedBefore,
        claimedBefore + LEASE_MS,
      ])),
    async open() {
      const [known] = await query<{ n: string }>(
        "select count(*) as n from items join assessments on assessments.item_id = items.id where guid like 'report-%'",
      )
      const [waiting] = await query<{ n: string }>('select count(*) as n from deliveries where open = 1')
      return { items: published.size - Number(known?.n), deliveries: Number(waiting?.n) }
    },
    async verdict() {
      const rows = (await query<Row>(ROWS)).map((row) => ({ ...row, id: Number(row.id), revision: Number(row.revision) }))
      return compareRows({ discord, slack, channels, published }, { rows, items: await query<Kept>(ITEMS) })
    },
    async close() {
      for (const program of programs) program.signal('SIGKILL')
      await Promise.all(programs.map(({ ended }) => ended))
      await pool.end()
      await Promise.all([discord.close(), slack.close(), ...hosts.map((host) => host.close())])
      await rm(folder, { recursive: true, force: true })
    },
  }
}
