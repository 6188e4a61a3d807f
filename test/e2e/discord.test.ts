import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerCommands } from '#src/channels/discord/channel.ts'
import { commands } from '#src/commands/index.ts'
import { Secret } from '#src/domain/secret.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import type { Json } from '../stand-ins/discord/world.ts'
import { type Bot, EXPO, HOSTILE, HOUR, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'
import { STORES } from './stores.ts'

describe.each(STORES)('from feeds to a Discord channel and back, on $name', ({ env }) => {
  let discord: DiscordStandIn
  let bot: Bot
  let channelId: string

  beforeAll(async () => {
    discord = await openDiscordStandIn()
    channelId = discord.addChannel(discord.addGuild('Desk'), 'alerts').id
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: { DISCORD_TOKEN: discord.token, DISCORD_CHANNELS: channelId, ...(await env()) },
      api: { discord: discord.api },
    })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN, EXPO]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) }, { kind: 'feed', body: rss('Bay Daily', [LAVROV_KO]) })
    await registerCommands({ token: new Secret(discord.token), commands, guild: null, api: discord.api })
    await bot.app.ready
  })

  afterAll(async () => {
    await bot.close()
    await discord.close()
  })

  const where = () => ({ channelId })
  const ask = (name: string, options: Record<string, string>) => discord.people.command(where(), name, options).message()
  const embedOf = (message: { readonly embeds: readonly Json[] }): Json => message.embeds[0] ?? {}

  test('a kept story is posted once; what is off topic is not', async () => {
    await bot.round()
    const posts = discord.messages(channelId)
    expect(posts).toHaveLength(1)
    const embed = embedOf(posts[0] ?? { embeds: [] })
    expect(embed.title).toContain('Lavrov')
    expect(JSON.stringify(embed)).toContain('North Korea–Russia')
    expect(JSON.stringify(embed)).toContain('US–Japan–South Korea')
    expect(JSON.stringify(embed)).toContain('River Wire')
  })

  test('a second outlet in another language edits that post', async () => {
    await bot.round(2 * HOUR)
    const posts = discord.messages(channelId)
    expect(posts).toHaveLength(1)
    expect(posts[0]?.editedAt).not.toBeNull()
    expect(JSON.stringify(posts[0]?.embeds)).toContain('Bay Daily')
    expect(JSON.stringify(posts[0]?.embeds)).toContain('Reported by 2 independent outlets')
  })

  test('/actor completes what is typed, in any script', async () => {
    expect((await discord.people.autocomplete(where(), 'actor', 'name', 'lav').choices())[0]?.name).toContain('Lavrov')
    expect((await discord.people.autocomplete(where(), 'actor', 'name', '라브').choices())[0]?.name).toContain('Lavrov')
  })

  test('/actor answers to a name in Hangul and to a misspelling, with the office, the last story and a picture', async () => {
    for (const name of ['라브로프', 'Lavrof']) {
      const message = await ask('actor', { name })
      const card = JSON.stringify(message.embeds)
      expect(card).toContain('Sergey Lavrov')
      expect(card).toContain('Minister of Foreign Affairs')
      expect(card).toContain('Wonsan')
      expect(message.attachments).toHaveLength(1)
    }
  })

  test('/actor offers candidates for an ambiguous name and says so for an unknown one', async () => {
    const kim = JSON.stringify(await ask('actor', { name: 'Kim' }))
    expect(kim).toContain('Kim Jong Un')
    expect(kim).toContain('Kim Yo Jong')
    const nobody = JSON.stringify(await ask('actor', { name: 'Zzyzx Quux' }))
    expect(nobody).toContain('Zzyzx Quux')
  })

  test('/latest, /search, /why and /help answer', async () => {
    expect(JSON.stringify(await ask('latest', {}))).toContain('Lavrov')
    expect(JSON.stringify(await ask('search', { query: '원산' }))).toContain('Lavrov')
    const [post] = discord.messages(channelId)
    const story = /story ([a-z0-9]+)/.exec(JSON.stringify(post?.embeds))?.[1] ?? ''
    expect(JSON.stringify(await ask('why', { story }))).toMatch(/B1|B2|A3/)
    expect(JSON.stringify(await ask('help', {}))).toContain('/actor')
  })

  test('/story completes from recent stories, and tells who said it first; the whole and the beginning of an id do', async () => {
    const choices = () => discord.people.autocomplete(where(), 'story', 'id', 'wonsan').choices()
    await choices() // completions never wait: the first one fetches what the next shows
    await expect.poll(async () => (await choices())[0]?.name).toContain('Lavrov')
    const id = (await choices())[0]?.value ?? ''
    for (const typed of [id, id.slice(0, 8)]) {
      const card = JSON.stringify(await ask('story', { id: typed }))
      expect(card).toContain('2 reports (English 1, Korean 1): River Wire, Bay Daily')
      expect(card).toContain('First told, from one outlet')
      expect(card).toContain('**River Wire** (wire, South Korea), 12 July 2025, 17:00 KST')
    }
  })

  test('/timeline and /trend tell what happened between two, with a picture', async () => {
    const timeline = await ask('timeline', { a: 'russia', b: 'south-korea' })
    expect(JSON.stringify(timeline.embeds)).toContain('Between Russia and South Korea')
    expect(JSON.stringify(timeline.embeds)).toContain('12 July 2025')
    expect(JSON.stringify(timeline.embeds)).toContain('](https://riverwire.example/')
    const trend = await ask('trend', { of: 'Russia, South Korea', days: '30' })
    expect(JSON.stringify(trend.embeds)).toContain('Trend: Russia – South Korea')
    expect(JSON.stringify(trend.embeds)).toContain('conflictual')
    for (const message of [timeline, trend]) expect(message.attachments).toHaveLength(1)
    const [first] = await discord.people.autocomplete(where(), 'trend', 'of', 'north korea').choices()
    expect(first?.value).toBe('dprk-russia')
  })

  test('what a reader says by a button is stored, and changed by the next click', async () => {
    const [post] = discord.messages(channelId)
    if (post === undefined) throw new Error('nothing was posted')
    await discord.people.click(where(), post, 'Relevant').message()
    await discord.people.click(where(), post, 'Wrong alignment').message()
    const [judged] = await bot.app.store.feedback.list()
    expect(judged?.voices.map(({ platform, verdict }) => [platform, verdict])).toEqual([['discord', 'wrong-alignment']])
    expect(judged?.brief.headline).toContain('Lavrov')
  })

  test('a headline full of tricks pings nobody and links nowhere but to its source', async () => {
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [HOSTILE, LAVROV_EN, EXPO]) })
    await bot.round(2 * HOUR)
    const posts = discord.messages(channelId)
    expect(posts).toHaveLength(2)
    const last = posts.at(-1)
    expect(last?.pings).toEqual({ everyone: false, users: [], roles: [] })
    const shown = JSON.stringify(last)
    expect(shown).not.toContain('](https://evil')
    expect(shown).not.toContain('\u202E')
    expect(embedOf(last ?? { embeds: [] }).url).toMatch(/^https:\/\/riverwire\.example\//)
  })

  test('the same clock tick again posts nothing twice', async () => {
    const before = discord.messages(channelId).length
    await bot.round()
    await bot.round(2 * HOUR)
    expect(discord.messages(channelId)).toHaveLength(before)
  })
})
