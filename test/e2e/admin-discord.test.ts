import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerCommands } from '#src/channels/discord/channel.ts'
import { commands } from '#src/commands/index.ts'
import { Secret } from '#src/domain/secret.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type FeedServer, startFeedServer } from '../stand-ins/feed-server.ts'
import { ADMIN_CALLS } from './admin-calls.ts'
import { type Bot, EXPO, HOUR, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'

const PATIENCE_MS = 60_000

describe('what admins do on Discord', () => {
  let folder: string
  let feeds: FeedServer
  let discord: DiscordStandIn
  let bot: Bot
  let alerts: string
  let desk: string
  let elsewhere: string

  const open = async (at = '2025-07-12T09:00:00Z'): Promise<Bot> => {
    const opened = await openBot({
      at,
      env: { DISCORD_TOKEN: discord.token, STORE_PATH: path.join(folder, 'store.db') },
      api: { discord: discord.api },
      feeds,
    })
    await opened.app.ready
    return opened
  }

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'alignment-watch-admin-'))
    feeds = await startFeedServer()
    feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN, EXPO]) })
    feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
    feeds.set('/hill', { kind: 'feed', body: rss('Hill Post', [LAVROV_KO]) })
    discord = await openDiscordStandIn()
    const ours = discord.addGuild('Desk')
    alerts = discord.addChannel(ours, 'alerts').id
    desk = discord.addChannel(ours, 'desk').id
    elsewhere = discord.addChannel(discord.addGuild('Another server'), 'theirs').id
    await registerCommands({ token: new Secret(discord.token), commands, guild: null, api: discord.api })
    bot = await open()
  }, 60_000)
  afterAll(async () => {
    await bot.close()
    await Promise.all([feeds.close(), discord.close(), rm(folder, { recursive: true, force: true })])
  })

  const call = async (
    name: string,
    options: Record<string, string> = {},
    where: Partial<Parameters<typeof discord.people.command>[0]> = {},
  ) => {
    const message = await discord.people.command({ channelId: alerts, manages: true, ...where }, name, options).message(PATIENCE_MS)
    return { message, text: `${message.content} ${JSON.stringify(message.embeds)}`, isPrivate: (message.flags & 64) !== 0 }
  }

  test('a reader without Manage Server can do nothing of it, and is told so alone', async () => {
    for (const { command, options } of ADMIN_CALLS) {
      const { text, isPrivate } = await call(command, options, { manages: false })
      expect([command, text]).toEqual([command, expect.stringContaining('Manage Server')])
      expect(isPrivate).toBe(true)
    }
    expect(await bot.app.store.changes.newest()).toBe(0)
    expect(discord.messages(alerts)).toHaveLength(0)
    const none = await discord.people.autocomplete({ channelId: alerts }, 'feeds pause', 'feed', 'ri').choices(PATIENCE_MS)
    expect(none).toEqual([])
  }, 120_000)

  test('Discord itself is told to show these commands to nobody else', async () => {
    const known = [...(discord.world.commands.get('') ?? [])]
    const admin = known.filter(({ default_member_permissions: needed }) => needed === '32').map(({ name }) => name)
    expect(admin).toEqual(['watch', 'feeds', 'status'])
    expect(known.filter(({ default_member_permissions: needed }) => needed === undefined)).toHaveLength(known.length - 3)
  })

  test('an admin watches the channel they ask in, and the next story is posted there', async () => {
    const { text, isPrivate } = await call('watch add', { alignments: 'dprk-russia', threshold: '0.4' })
    expect(text).toContain('#alerts on Discord')
    expect(text).toContain('North Korea–Russia · from score 0.40')
    expect(isPrivate).toBe(true)
    await bot.round()
    expect(JSON.stringify(discord.messages(alerts).map(({ embeds }) => embeds))).toContain('Lavrov')
  })

  test('an admin of another server sees and changes nothing of it', async () => {
    const there = { channelId: elsewhere }
    const route = `discord-${alerts}`
    expect((await call('watch list', {}, there)).text).toContain('Nothing is watched here yet')
    for (const [name, options] of [
      ['watch edit', { route, threshold: '0.9' }],
      ['watch remove', { route }],
      ['watch test', { route }],
      ['watch undo', { change: '1' }],
      ['watch add', { channel: alerts }],
    ] as const)
      expect((await call(name, options, there)).text).toMatch(/Nothing was changed/)
    expect((await call('watch log', {}, there)).text).toContain('Nothing has been changed')
    expect(await bot.app.store.changes.newest()).toBe(1)
    expect((await call('status', {}, there)).text).not.toContain(route)
    await discord.people.autocomplete({ channelId: elsewhere, manages: true }, 'watch edit', 'route', '').choices(PATIENCE_MS)
    expect(
      await discord.people.autocomplete({ channelId: elsewhere, manages: true }, 'watch edit', 'route', '').choices(PATIENCE_MS),
    ).toEqual([])
  }, 60_000)

  test('feeds belong to the whole bot: with two servers and nobody named, no admin of one changes them', async () => {
    const { text } = await call('feeds pause', { feed: 'river' })
    expect(text).toContain('admin.users')
    expect(await bot.app.store.changes.newest()).toBe(1)
  })

  test('changes stand after a restart, are listed with who made them, and are taken back by a button, which a reader cannot press', async () => {
    await call('watch edit', { route: `discord-${alerts}`, quiet: '22:00–7:00', languages: 'ko' })
    await bot.close()
    bot = await open('2025-07-12T10:00:00Z')
    const { text } = await call('watch list')
    expect(text).toContain('quiet from 22:00 to 07:00')
    expect(text).toContain('reported in ko')
    expect((await call('watch log')).text).toMatch(/2.*quiet: none → 22:00-07:00.*by Discord user 900/)
    const edited = await call('watch edit', { route: `discord-${alerts}`, languages: 'all' })
    const pressed = (manages: boolean) =>
      discord.people.click({ channelId: alerts, manages }, edited.message, 'Take it back').message(PATIENCE_MS)
    expect((await pressed(false)).content).toContain('Manage Server')
    expect(JSON.stringify((await pressed(true)).embeds)).toContain('Change 3 is taken back')
    expect((await call('watch list')).text).toContain('reported in ko')
    expect((await call('watch undo')).text).toContain('Change 2 is taken back')
    expect((await call('watch list')).text).not.toContain('reported in ko')
    expect((await call('watch undo', { change: '2' })).text).toContain('taken back already')
  }, 60_000)

  test('a channel that the bot cannot see or write in, a channel of another server, and options half typed are told, and nothing is changed', async () => {
    const before = await bot.app.store.changes.newest()
    for (const [options, said] of [
      [{ channel: '123456789012345678' }, 'The bot sees no channel 123456789012345678'],
      [{ channel: elsewhere }, 'The bot sees no channel'],
      [{ channel: desk, alignments: 'dprk-rusia' }, '“dprk-rusia” is no alignment'],
      [{ channel: desk, alignments: 'us-jp-kr', threshold: '7' }, 'threshold “7” is no number from 0 to 1'],
      [{ channel: desk, alignments: 'us-jp-kr', quiet: '22:00-' }, 'quiet “22:00-” are no hours'],
      [{ channel: desk, alignments: 'us-jp-kr', quiet: '22:00-22:00' }, 'begins and ends at the same time'],
      [{ channel: desk, alignments: 'us-jp-kr', digest: 'tomorrow' }, 'is no schedule'],
      [{ channel: desk, alignments: 'us-jp-kr', timezone: 'Asia/Soul' }, 'Did you mean Asia/Seoul'],
      [{ channel: desk, alignments: 'us-jp-kr', languages: 'korean' }, 'is no language code'],
      [{ channel: desk, alignments: 'us-jp-kr', actors: 'Kim' }, 'Kim Jong Un'],
      [{ channel: desk, alignments: 'us-jp-kr', actors: 'Zzyzx Quux' }, 'Nobody and nothing called “Zzyzx Quux” is known'],
      [{ channel: desk, alignments: 'us-jp-kr', actors: 'x'.repeat(10_000) }, 'actors has 10000 characters'],
      [{ channel: alerts, alignments: 'dprk-russia' }, 'leads to this channel already'],
    ] as const) {
      expect([options, (await call('watch add', { ...options })).text]).toEqual([options, expect.stringContaining(said)])
    }
    discord.world.guilds.forEach(({ channels }) => void channels.get(desk)?.denied.add('SEND_MESSAGES'))
    expect(await bot.app.store.changes.newest()).toBe(before)
  }, 90_000)

  test('whoever the settings name changes feeds: a feed that is added is polled, and what it told is posted', async () => {
    await bot.close()
    bot = await openBot({
      at: '2025-07-12T11:00:00Z',
      env: { DISCORD_TOKEN: discord.token, STORE_PATH: path.join(folder, 'store.db'), ADMIN_USERS: 'discord:90000' },
      api: { discord: discord.api },
      feeds,
    })
    await bot.app.ready
    const operator = { userId: '90000', manages: false }
    expect((await call('feeds pause', { feed: 'river' })).text).toContain('only its operators may change them')
    const added = await call('feeds add', { url: `${feeds.origin}/hill`, country: 'KOR', language: 'ko' }, operator)
    expect(added.text).toContain('hill-post is followed')
    expect(added.text).toContain('Would be kept: 1')
    await bot.round()
    await bot.round(2 * HOUR)
    expect(feeds.requests.filter(({ path: at }) => at === '/hill').length).toBeGreaterThan(1)
    expect(JSON.stringify(discord.messages(alerts).map(({ embeds }) => embeds))).toContain('Hill Post')
    expect((await call('feeds undo', {}, operator)).text).toContain('is taken back')
    expect(bot.app.context.desk?.feeds().map(({ id }) => id)).toEqual(['river', 'bay'])
  }, 90_000)
})
