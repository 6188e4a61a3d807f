import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { type Bot, HOUR, LAVROV_EN, openBot, rss } from './bot.ts'
import { STORES } from './stores.ts'

const TOKENS = { bot: 'xoxb-for-a-test', app: 'xapp-for-a-test' }
describe.each(STORES)('platforms that are down, on $name', ({ env }) => {
  let discord: DiscordStandIn
  let slack: SlackStandIn
  let bot: Bot
  beforeEach(async () => {
    discord = await openDiscordStandIn()
    slack = await startSlack({ perSecond: 1_000, burst: 1_000, tokens: TOKENS })
    await Promise.all([discord.close(), slack.close()])
  })
  afterEach(async () => {
    await bot.close()
    await Promise.all([discord.close(), slack.close()])
  })

  test('with both platforms down at the start the page and the terminal work; what waited is posted once when they are up', async () => {
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_CHANNELS: '123456789',
        SLACK_BOT_TOKEN: TOKENS.bot,
        SLACK_APP_TOKEN: TOKENS.app,
        SLACK_CHANNELS: 'C0ALERTS',
        ...(await env()),
      },
      api: { discord: discord.api, slack: slack.api },
    })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
    await bot.round()
    expect(bot.terminal()).toContain('Wonsan')
    expect((await fetch(`${bot.app.url}/`)).status).toBe(200)
    expect((await bot.app.store.outbox.waiting()).map(({ count }) => count)).toEqual([1, 1])

    const { port, world } = discord
    discord = await openDiscordStandIn({ port, token: world.token })
    const guild = discord.addGuild('Desk')
    guild.channels.set('123456789', { ...discord.addChannel(guild, 'alerts'), id: '123456789' })
    slack = await startSlack({ port: slack.port, perSecond: 1_000, burst: 1_000, tokens: TOKENS })
    await bot.app.ready
    for (let rounds = 0; rounds < 3; rounds += 1) await bot.round(2 * HOUR)
    expect(discord.messages('123456789')).toHaveLength(1)
    expect(slack.workspace.channel('C0ALERTS').messages).toHaveLength(1)
    expect(await bot.app.store.outbox.waiting()).toEqual([])
    await sleep(50)
    expect(await slack.user.types('/watch help').fate).toBe('acked')
    expect(bot.log.lines.filter((line) => line.startsWith('error'))).toEqual([])
  })
})
