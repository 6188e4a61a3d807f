import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { registerCommands } from '#src/channels/discord/channel.ts'
import { commands } from '#src/commands/index.ts'
import { Secret } from '#src/domain/secret.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import type { Json } from '../stand-ins/discord/world.ts'
import { type Bot, type Entry, HOUR, LAVROV_KO, openBot, rss } from './bot.ts'
import { STORES } from './stores.ts'

/** Two short reports of one event that share few words, and a third (`LAVROV_KO`) that tells what both do. */
const WARNING: Entry = {
  title: 'Lavrov meets Kim in Wonsan and warns US, South Korea and Japan',
  text: '',
  at: '2025-07-12T08:00:00Z',
}
const RECEPTION: Entry = {
  title: 'Kim Jong Un Receives Russian Foreign Minister in Wonsan',
  text: 'Kim Jong Un received the foreign minister of the Russian Federation in Wonsan on July 12.',
  at: '2025-07-12T08:10:00Z',
}

describe.each(STORES)('two posts that turn out to be of one event, on $name', ({ env }) => {
  let discord: DiscordStandIn
  let bot: Bot
  let channelId: string

  beforeEach(async () => {
    discord = await openDiscordStandIn()
    channelId = discord.addChannel(discord.addGuild('Desk'), 'alerts').id
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: { DISCORD_TOKEN: discord.token, DISCORD_APPLICATION_ID: discord.applicationId, DISCORD_CHANNELS: channelId, ...(await env()) },
      api: { discord: discord.api },
    })
    await bot.app.ready
  })

  afterEach(async () => {
    await bot.close()
    await discord.close()
  })

  const texts = () => discord.messages(channelId).map(({ embeds }) => JSON.stringify(embeds))
  const bay = (entries: readonly Entry[]) => ({ kind: 'feed' as const, body: rss('Bay Daily', entries) })
  const feeds = (first: readonly Entry[], ...later: readonly (readonly Entry[])[]) => bot.feeds.set('/bay', bay(first), ...later.map(bay))
  const split = async (): Promise<void> => {
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [WARNING, RECEPTION]) })
    feeds([], [LAVROV_KO])
    await bot.round()
  }

  test('become one post that tells it whole and one line that points there; no third appears', async () => {
    await split()
    expect(texts()).toHaveLength(2)
    await bot.round(2 * HOUR)
    const [first = '', second = '', ...more] = texts()
    expect(more).toEqual([])
    expect(first).toContain('Bay Daily')
    expect(first).toContain('one event with “Kim Jong Un Receives Russian Foreign Minister in Wonsan”')
    expect(second).toContain('correction')
    expect(second).toContain('Merged into: Lavrov meets Kim in Wonsan')
    expect(second).not.toContain('Bay Daily')
    expect(second).not.toContain('CONSULT')
  })

  test('answer as one story, by the id of either', async () => {
    await registerCommands({ token: new Secret(discord.token), commands, guild: null, api: discord.api })
    await split()
    const idOf = (text: string | undefined): string => /story ([a-z0-9]+)/.exec(text ?? '')?.[1] ?? ''
    const [first, second] = texts().map(idOf)
    await bot.round(2 * HOUR)
    const ask = async (name: string, options: Record<string, string>): Promise<string> =>
      JSON.stringify((await discord.people.command({ channelId }, name, options).message()).embeds as readonly Json[])
    for (const story of [first, second]) {
      const why = await ask('why', { story: story ?? '' })
      expect(why).toContain(`Story ${first}`)
      expect(why).toContain('3 reports')
    }
    const latest = await ask('latest', {})
    expect(latest).toContain('Lavrov meets Kim')
    expect(latest).not.toContain('Merged into')
    const page = await fetch(new URL(`/story/${second}`, bot.app.url ?? ''))
    expect(await page.text()).toContain('Lavrov meets Kim in Wonsan')
  })

  test('and stay two posts over further rounds, edited no more', async () => {
    await split()
    await bot.round(2 * HOUR)
    const before = discord.messages(channelId)
    await bot.round(2 * HOUR)
    await bot.round(2 * HOUR)
    expect(discord.messages(channelId)).toEqual(before)
  })
})

test('reports that come in one round are one post from the start', async () => {
  const discord = await openDiscordStandIn()
  const channelId = discord.addChannel(discord.addGuild('Desk'), 'alerts').id
  const bot = await openBot({
    at: '2025-07-12T09:00:00Z',
    env: { DISCORD_TOKEN: discord.token, DISCORD_APPLICATION_ID: discord.applicationId, DISCORD_CHANNELS: channelId },
    api: { discord: discord.api },
  })
  await bot.app.ready
  bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [WARNING, RECEPTION]) })
  bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', [LAVROV_KO]) })
  await bot.round()
  const [only, ...more] = discord.messages(channelId)
  expect(more).toEqual([])
  expect(JSON.stringify(only?.embeds)).toContain('Bay Daily')
  await bot.close()
  await discord.close()
})
