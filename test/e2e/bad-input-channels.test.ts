import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { type Bot, HOUR, LAVROV_EN, openBot, rss } from './bot.ts'

const AT = '2025-07-12T09:00:00Z'
const WRONG = { discord: 'planted-wrong-discord-token', bot: 'xoxb-planted-wrong-bot-token', app: 'xapp-planted-wrong-app-token' }

let folder: string
let feeds: FeedServer
let discord: DiscordStandIn
let slack: SlackStandIn
let alerts: string
let desk: string

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-channels-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

beforeEach(async () => {
  feeds = await startFeedServer()
  feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
  feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
  discord = await openDiscordStandIn({ token: 'planted-good-discord-token' })
  const guild = discord.addGuild('Desk')
  alerts = discord.addChannel(guild, 'alerts').id
  desk = discord.addChannel(guild, 'desk').id
  slack = await startSlack({ perSecond: 1_000, burst: 1_000, tokens: { bot: 'xoxb-planted-good-token', app: 'xapp-planted-good-token' } })
})
const bots = new Set<Bot>()
afterEach(async () => {
  for (const bot of bots) await bot.close()
  bots.clear()
  await Promise.all([feeds.close(), discord.close(), slack.close()])
})

let stores = 0
const freshStore = (): string => {
  stores += 1
  return path.join(folder, `store-${stores}.db`)
}

async function open(env: Readonly<Record<string, string>>, at = AT): Promise<Bot> {
  const bot = await openBot({ at, env, feeds, api: { discord: discord.api, slack: slack.api } })
  bots.add(bot)
  return bot
}
async function shut(bot: Bot): Promise<void> {
  bots.delete(bot)
  await bot.close()
}

const discordEnv = (token = discord.token) => ({ DISCORD_TOKEN: token, DISCORD_CHANNELS: `${alerts},${desk}` })
const slackEnv = (bot = slack.workspace.botToken, app = slack.workspace.appToken) => ({
  SLACK_BOT_TOKEN: bot,
  SLACK_APP_TOKEN: app,
  SLACK_CHANNELS: 'C0ALERTS',
})
const inSlack = () => slack.workspace.channels.get('C0ALERTS')?.messages ?? []
const troubles = (bot: Bot) => bot.log.lines.filter((line) => /^(error|warn)/.test(line))

describe('a channel in which the bot may not post', () => {
  test('Discord: one line says which permission is missing, the other channel has the story, and nothing is lost or doubled', async () => {
    discord.world.guilds.forEach(({ channels }) => void channels.get(alerts)?.denied.add('SEND_MESSAGES'))
    const bot = await open(discordEnv())
    await bot.round()
    await bot.round(2 * HOUR)
    const told = troubles(bot).filter((line) => line.includes('Posting to'))
    expect(told).toEqual([
      expect.stringMatching(new RegExp(`route .*${alerts}.* is stopped: the bot lacks a permission .*give it Send Messages`)),
    ])
    expect(discord.messages(desk)).toHaveLength(1)
    discord.world.guilds.forEach(({ channels }) => void channels.get(alerts)?.denied.delete('SEND_MESSAGES'))
    await bot.round(2 * HOUR)
    await bot.round(2 * HOUR)
    expect(discord.messages(alerts)).toHaveLength(1)
    expect(discord.messages(desk)).toHaveLength(1)
    expect(bot.log.lines.filter((line) => line.includes('works again'))).toHaveLength(1)
  })

  test('Slack: one line says to invite the app, and the story comes when it is', async () => {
    const channel = slack.workspace.channels.get('C0ALERTS')
    if (channel === undefined) throw new Error('the stand-in has no channel')
    channel.member = false
    const bot = await open(slackEnv())
    await bot.round()
    await bot.round(2 * HOUR)
    const told = troubles(bot).filter((line) => line.includes('Posting to'))
    expect(told).toEqual([expect.stringMatching(/the app is not in the channel: type \/invite there/)])
    channel.member = true
    await bot.round(2 * HOUR)
    await bot.round(2 * HOUR)
    expect(inSlack()).toHaveLength(1)
  })
})

describe('a token that is wrong', () => {
  test('Discord: told once with where to get the right one; with it, the story that waited is posted once', async () => {
    const store = { STORE_PATH: freshStore() }
    const wrong = await open({ ...store, ...discordEnv(WRONG.discord) })
    await wrong.round()
    await wrong.round(2 * HOUR)
    expect(troubles(wrong)).toEqual([
      expect.stringMatching(/^error Discord refuses the bot token: .*set DISCORD_TOKEN and start again\..*what waits is kept\./),
    ])
    expect(wrong.terminal()).toContain('Wonsan')
    await shut(wrong)
    const right = await open({ ...store, ...discordEnv() }, '2025-07-12T12:00:00Z')
    await right.round()
    expect(discord.messages(alerts)).toHaveLength(1)
    expect(discord.messages(desk)).toHaveLength(1)
    // The terminal had it before: it is not told twice.
    expect(right.terminal()).not.toContain('Wonsan')
  })

  test('Slack: told once with what to set; with the right ones, the story that waited is posted once', async () => {
    const store = { STORE_PATH: freshStore() }
    const wrong = await open({ ...store, ...slackEnv(WRONG.bot, WRONG.app) })
    await wrong.round()
    await wrong.round(2 * HOUR)
    const told = troubles(wrong).filter((line) => !line.includes('app token'))
    expect(told).toEqual([
      expect.stringMatching(/^error Slack: the bot token is refused: .*set SLACK_BOT_TOKEN and start again.*what waits is kept\./),
    ])
    await shut(wrong)
    const right = await open({ ...store, ...slackEnv() }, '2025-07-12T12:00:00Z')
    await right.round()
    expect(inSlack()).toHaveLength(1)
  })

  test('no token stands in a log line, on the terminal, in a file of the store or on a page', async () => {
    const env = { STORE_PATH: freshStore(), ...discordEnv(WRONG.discord), ...slackEnv(WRONG.bot, WRONG.app) }
    const bot = await open(env)
    await bot.round()
    const pages = await Promise.all(['/', '/feeds', '/healthz'].map(async (page) => (await fetch(`${bot.app.url}${page}`)).text()))
    const files = (await readdir(folder)).filter((name) => name.startsWith(path.basename(env.STORE_PATH)))
    const stored = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'latin1')))
    expect(stored.join('').length).toBeGreaterThan(10_000)
    expect([...bot.log.lines, bot.terminal(), ...pages, ...stored].join('\n')).not.toContain('planted')
  })
})

describe('a stop in the middle', () => {
  const everywhere = async (bot: Bot) => [
    discord.messages(alerts).length,
    discord.messages(desk).length,
    (await bot.app.store.outbox.waiting()).length,
  ]

  test('items that were stored and not judged are judged after the restart, once', async () => {
    const env = { STORE_PATH: freshStore(), ...discordEnv() }
    const first = await open(env)
    await first.app.poll()
    await shut(first)
    const second = await open(env, '2025-07-12T09:05:00Z')
    await second.round()
    await second.round(2 * HOUR)
    expect(await everywhere(second)).toEqual([1, 1, 0])
  })

  test('a story that was judged and not delivered is delivered after the restart, once', async () => {
    const env = { STORE_PATH: freshStore(), ...discordEnv() }
    const first = await open(env)
    await first.app.poll()
    await first.app.judge()
    await shut(first)
    expect(discord.messages(alerts)).toHaveLength(0)
    const second = await open(env, '2025-07-12T09:05:00Z')
    await second.round()
    await second.round(2 * HOUR)
    expect(await everywhere(second)).toEqual([1, 1, 0])
  })

  test('a stop during a send waits for its answer, or finds the post again: it is there once', async () => {
    const env = { STORE_PATH: freshStore(), ...discordEnv() }
    const first = await open(env)
    discord.faults.add({ method: 'POST', path: /messages/, fault: { kind: 'delay', ms: 500 } })
    await first.app.poll()
    await first.app.judge()
    const sending = first.app.deliver()
    await new Promise((resolve) => setTimeout(resolve, 100))
    await shut(first)
    await sending
    const second = await open(env, '2025-07-12T09:30:00Z')
    await second.round()
    await second.round(2 * HOUR)
    expect(await everywhere(second)).toEqual([1, 1, 0])
  })

  test('a clock that was put back by a day, or forward by a month, over a restart neither loses nor repeats a post', async () => {
    const env = { STORE_PATH: freshStore(), ...discordEnv() }
    const first = await open(env)
    await first.app.poll()
    await first.app.judge()
    await shut(first)
    for (const at of ['2025-07-11T09:00:00Z', '2025-08-12T09:00:00Z']) {
      const bot = await open(env, at)
      await bot.round()
      await bot.round(-HOUR)
      await bot.round(3 * HOUR)
      expect(await everywhere(bot)).toEqual([1, 1, 0])
      await shut(bot)
    }
  })
})
