import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { EVENTS } from '../faults/events.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { type Bot, type Entry, HOUR, openBot, rss } from './bot.ts'

const AT = '2023-07-01T09:00:00Z'

/** One bot with a reader's channel and an admin channel on each platform; each test tells it one event more. */
let bot: Bot
let feeds: FeedServer
let discord: DiscordStandIn
let slack: SlackStandIn
let alerts: string
let admin: string
let folder: string
let told = 0
let now = Date.parse(AT)

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-codes-'))
  feeds = await startFeedServer()
  feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
  discord = await openDiscordStandIn({ token: 'planted-discord-token', startAt: Date.parse(AT) })
  const guild = discord.addGuild('Desk')
  alerts = discord.addChannel(guild, 'alerts').id
  admin = discord.addChannel(guild, 'admin').id
  discord.limitChannels({ requests: 1_000, perMs: 1_000 })
  slack = await startSlack({ perSecond: 1_000, burst: 1_000, tokens: { bot: 'xoxb-planted-bot', app: 'xapp-planted-app' } })
  slack.workspace.addChannel('C0ADMIN')
  feeds.set('/river', { kind: 'feed', body: rss('River Wire', [OFF_TOPIC]) })
  bot = await openBot({
    at: AT,
    feeds,
    feedsYaml:
      'feeds:\n  - { id: river, title: River Wire, url: "{origin}/river", language: en, country: KOR, kind: wire, bloc: us-jp-kr }\n',
    routesYaml: 'routes:\n  - { id: local, platform: local, channel: local }\n',
    env: {
      STORE_PATH: path.join(folder, 'store.db'),
      DISCORD_TOKEN: discord.token,
      DISCORD_CHANNELS: alerts,
      DISCORD_ADMIN_CHANNEL: admin,
      SLACK_BOT_TOKEN: slack.workspace.botToken,
      SLACK_APP_TOKEN: slack.workspace.appToken,
      SLACK_CHANNELS: 'C0ALERTS',
      SLACK_ADMIN_CHANNEL: 'C0ADMIN',
    },
    api: { discord: discord.api, slack: slack.api },
  })
  await bot.app.ready
  await bot.round()
}, 60_000)
afterAll(async () => {
  await bot.close()
  await Promise.all([feeds.close(), discord.close(), slack.close()])
  await rm(folder, { recursive: true, force: true })
})

const OFF_TOPIC: Entry = { title: 'Osaka prepares its Expo', text: 'The Expo opens in 2025.', at: '2023-06-30T09:00:00Z' }
const entries: Entry[] = [OFF_TOPIC]
const onDiscord = () => discord.messages(alerts)
const onSlack = () => slack.workspace.channel('C0ALERTS').messages
const adminOnDiscord = () => discord.messages(admin).map(({ content }) => content.replaceAll('\\', '').replaceAll('\u200b', ''))
const adminOnSlack = () => slack.workspace.channel('C0ADMIN').messages.map(({ text }) => text)

type Marks = {
  readonly discord: number
  readonly slack: number
  readonly toDiscord: number
  readonly toSlack: number
  readonly log: number
}
let before: Marks
const marks = (): Marks => ({
  discord: onDiscord().length,
  slack: onSlack().length,
  toDiscord: adminOnDiscord().length,
  toSlack: adminOnSlack().length,
  log: bot.log.lines.length,
})
beforeEach(() => {
  before = marks()
})
const since = () => ({
  reader: [onDiscord().length - before.discord, onSlack().length - before.slack],
  toDiscord: adminOnDiscord().slice(before.toDiscord).join('\n'),
  toSlack: adminOnSlack().slice(before.toSlack).join('\n'),
  log: bot.log.lines.slice(before.log).join('\n'),
})

/** The next event comes out, on the day it was. */
async function tell(): Promise<void> {
  const event = EVENTS[told]
  if (event === undefined) throw new Error('no events are left')
  told += 1
  const at = Date.parse(event.at)
  entries.push({ ...event.reports[0], at: new Date(at - HOUR).toISOString() })
  feeds.set('/river', { kind: 'feed', body: rss('River Wire', entries) })
  await pass(at - now)
}

async function pass(ms: number): Promise<void> {
  now += ms
  discord.clock.advance(ms)
  await bot.round(ms)
}

const failPosts = (code: number, status: number, message?: string): void =>
  discord.faults.add({
    method: 'POST',
    path: new RegExp(`${alerts}/messages$`),
    times: 99,
    fault: { kind: 'status', status, code, ...(message === undefined ? {} : { message }) },
  })

describe('Discord’s codes', () => {
  test.each([
    [10003, 404, /knows no such channel \(10003\)/],
    [10004, 404, /the bot was removed from it/],
    [50001, 403, /give it View Channel there/],
    [50008, 400, /give the id of a text or announcement channel/],
    [50013, 403, /give it Send Messages, Embed Links and Attach Files/],
    [50083, 400, /unarchive it or give another channel/],
    [340_013, 403, /does not allow it \(340013\)/],
  ])(
    '%i stops the route: readers wait, both admin channels and the log say once what to do, and again when it works',
    async (code, status, words) => {
      failPosts(code, status, code > 300_000 ? 'Something new' : undefined)
      await tell()
      await pass(2 * HOUR)
      const stopped = since()
      expect(stopped.reader).toEqual([0, 1])
      for (const text of [stopped.toDiscord, stopped.toSlack, stopped.log]) {
        expect(text).toMatch(words)
        expect(text.match(/is stopped:/g)).toHaveLength(1)
      }
      discord.faults.clear()
      await pass(2 * HOUR)
      await pass(2 * HOUR)
      const back = since()
      expect(back.reader).toEqual([1, 1])
      for (const text of [back.toDiscord, back.toSlack, back.log]) expect(text.match(/works again/g)).toHaveLength(1)
    },
  )

  test.each([
    [50035, 400, 'Invalid Form Body'],
    [999_999, 400, 'A code nobody knows'],
  ])(
    '%i ends that post alone: its readers miss it, who runs the bot is told why, and the next story comes',
    async (code, status, message) => {
      failPosts(code, status, message)
      await tell()
      discord.faults.clear()
      const { reader, toDiscord, toSlack, log } = since()
      expect(reader).toEqual([0, 1])
      for (const text of [toDiscord, toSlack]) expect(text).toContain(`given up`)
      for (const text of [toDiscord, toSlack, log]) expect(text).toContain(`(${code}): ${message}`)
      await tell()
      expect(since().reader).toEqual([1, 2])
    },
  )

  test.each([
    ['429 for this channel', { kind: 'limit', retryAfterMs: 100 }],
    ['429 for the whole bot', { kind: 'limit', retryAfterMs: 100, global: true }],
    ['429 for an hour', { kind: 'limit', retryAfterMs: HOUR }],
    ['20028, the limit on writing', { kind: 'status', status: 429, code: 20028 }],
    ['500', { kind: 'status', status: 500 }],
    ['503', { kind: 'status', status: 503 }],
    ['502 after storing', { kind: 'lost', how: 'status' }],
    ['a connection that is cut', { kind: 'drop' }],
  ] as const)('%s passes by itself: readers have the post once, later, and nobody is troubled', async (_, fault) => {
    discord.faults.add({ method: 'POST', path: new RegExp(`${alerts}/messages$`), fault })
    await tell()
    for (let rounds = 0; rounds < 3; rounds += 1) await pass(2 * HOUR)
    const { reader, toDiscord, toSlack, log } = since()
    expect(reader).toEqual([1, 1])
    expect([toDiscord, toSlack]).toEqual(['', ''])
    expect(log).not.toMatch(/^error/m)
  })
})

describe('Slack’s codes', () => {
  test.each([
    ['channel_not_found', { gone: true }, /no such channel, or it is private/],
    ['not_in_channel', { member: false }, /type \/invite there/],
    ['is_archived', { archived: true }, /unarchive it or remove the route/],
  ])(
    '%s stops the route: readers wait, both admin channels and the log say once what to do, and again when it works',
    async (code, state, words) => {
      const channel = slack.workspace.channel('C0ALERTS')
      Object.assign(channel, state)
      await tell()
      await pass(2 * HOUR)
      const stopped = since()
      expect(stopped.reader).toEqual([1, 0])
      for (const text of [stopped.toDiscord, stopped.toSlack, stopped.log]) {
        expect(text).toMatch(words)
        expect(text).toContain(`(${code})`)
        expect(text.match(/is stopped:/g)).toHaveLength(1)
      }
      Object.assign(channel, { gone: false, member: true, archived: false })
      await pass(2 * HOUR)
      await pass(2 * HOUR)
      const back = since()
      expect(back.reader).toEqual([1, 1])
      for (const text of [back.toDiscord, back.toSlack, back.log]) expect(text.match(/works again/g)).toHaveLength(1)
    },
  )

  test('msg_blocks_too_long: readers have a plainer post at once, the log says so, nobody is troubled', async () => {
    slack.faults.add('chat.postMessage', { kind: 'error', error: 'msg_blocks_too_long' })
    await tell()
    const { reader, toDiscord, toSlack, log } = since()
    expect(reader).toEqual([1, 1])
    expect(onSlack().at(-1)?.blocks).toEqual([])
    expect(log).toContain('msg_blocks_too_long')
    expect([toDiscord, toSlack]).toEqual(['', ''])
  })

  test('a code nobody knows ends that post alone, and who runs the bot is told it', async () => {
    slack.faults.add('chat.postMessage', { kind: 'error', error: 'brand_new_code' })
    await tell()
    const { reader, toDiscord, toSlack, log } = since()
    expect(reader).toEqual([1, 0])
    for (const text of [toDiscord, toSlack, log]) expect(text).toContain('brand_new_code')
  })

  test.each([
    ['429 with Retry-After', { kind: 'limited', seconds: 1 }],
    ['internal_error', { kind: 'error', error: 'internal_error' }],
    ['503', { kind: 'status', status: 503 }],
    ['502 after storing', { kind: 'lost', how: 'bad-gateway' }],
    ['a connection that is cut', { kind: 'drop' }],
  ] as const)('%s passes by itself: readers have the post once, later, and nobody is troubled', async (name, fault) => {
    slack.faults.add('chat.postMessage', fault)
    await tell()
    // What Slack asks us to wait is waited in real time: here a second is enough.
    if (name.startsWith('429')) await new Promise((resolve) => setTimeout(resolve, 1_100))
    for (let rounds = 0; rounds < 3; rounds += 1) await pass(2 * HOUR)
    const { reader, toDiscord, toSlack, log } = since()
    expect(reader).toEqual([1, 1])
    expect([toDiscord, toSlack]).toEqual(['', ''])
    expect(log).not.toMatch(/^error/m)
  })
})

test('none of it put a token into a log line, an admin channel, the store or a page', async () => {
  const pages = await Promise.all(
    ['/', '/feeds', '/deliveries', '/healthz'].map(async (page) => (await fetch(`${bot.app.url}${page}`)).text()),
  )
  const stored = await Promise.all((await readdir(folder)).map((file) => readFile(path.join(folder, file), 'latin1')))
  const said = [...bot.log.lines, ...adminOnDiscord(), ...adminOnSlack(), bot.terminal(), ...pages, ...stored].join('\n')
  expect(said.length).toBeGreaterThan(50_000)
  expect(said).not.toContain('planted')
})
