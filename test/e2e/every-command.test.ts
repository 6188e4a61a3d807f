import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerCommands } from '#src/channels/discord/channel.ts'
import { commands } from '#src/commands/index.ts'
import { Secret } from '#src/domain/secret.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'
import { type Bot, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'

/** Real time that an answer may take where other work keeps the machine busy. */
const PATIENCE = 60_000

/** Every command that readers have, with what its answer must hold. `STORY` stands for the story's id. In the browser: test/web/axe.test.ts. */
const ASKED: readonly { readonly command: string; readonly args: Readonly<Record<string, string>>; readonly says: readonly string[] }[] = [
  { command: 'actor', args: { name: 'Lavrof' }, says: ['Sergey Lavrov', 'Minister of Foreign Affairs'] },
  { command: 'latest', args: { alignment: 'dprk-russia' }, says: ['Lavrov'] },
  { command: 'digest', args: {}, says: ['Lavrov'] },
  { command: 'search', args: { query: 'Wonsan' }, says: ['Lavrov', 'Wonsan'] },
  { command: 'story', args: { id: 'STORY' }, says: ['River Wire', 'Bay Daily'] },
  { command: 'timeline', args: { a: 'Russia', b: 'South Korea' }, says: ['Russia and South Korea'] },
  { command: 'trend', args: { of: 'dprk-russia' }, says: ['North Korea–Russia'] },
  { command: 'network', args: { actor: 'russia' }, says: ['Russia'] },
  { command: 'why', args: { story: 'STORY' }, says: ['Lavrov'] },
  { command: 'help', args: {}, says: ['/actor', '/network'] },
]

describe('every command of readers, from the whole program', () => {
  let discord: DiscordStandIn
  let slack: SlackStandIn
  let bot: Bot
  let channelId: string
  let storyId: string

  beforeAll(async () => {
    discord = await openDiscordStandIn()
    slack = await startSlack({ perSecond: 1_000, burst: 1_000 })
    channelId = discord.addChannel(discord.addGuild('Desk'), 'alerts').id
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: {
        DISCORD_TOKEN: discord.token,
        DISCORD_CHANNELS: channelId,
        SLACK_BOT_TOKEN: slack.workspace.botToken,
        SLACK_APP_TOKEN: slack.workspace.appToken,
        SLACK_CHANNELS: 'C0ALERTS',
      },
      api: { discord: discord.api, slack: slack.api },
    })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', [LAVROV_KO]) })
    await registerCommands({ token: new Secret(discord.token), commands, guild: null, api: discord.api })
    await bot.app.ready
    await bot.round()
    storyId = (await bot.app.store.archive.latest({ limit: 1 }))[0]?.storyId ?? ''
  })

  afterAll(async () => {
    await bot.close()
    await Promise.all([discord.close(), slack.close()])
  })

  const argsOf = (args: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(args).map(([name, value]) => [name, value.replace('STORY', storyId)]))

  test('is listed here', () => {
    expect(ASKED.map(({ command }) => command)).toEqual(commands.filter(({ admin }) => admin !== true).map(({ name }) => name))
  })

  test.for(ASKED)('/$command answers on Discord', async ({ command, args, says }) => {
    const message = await discord.people.command({ channelId, userId: '900' }, command, argsOf(args)).message(PATIENCE)
    const shown = JSON.stringify(message)
    for (const words of says) expect(shown).toContain(words)
    expect(shown).not.toContain('went wrong')
  })

  test.for(ASKED)('/$command answers on Slack', async ({ command, args, says }) => {
    const typed = Object.entries(argsOf(args)).map(([name, value]) => `${name}:"${value}"`)
    const shown = JSON.stringify(await slack.user.types(`/${command} ${typed.join(' ')}`.trim()).answer(PATIENCE))
    for (const words of says) expect(shown).toContain(words)
    expect(shown).not.toContain('went wrong')
  })
})
