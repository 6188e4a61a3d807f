import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { openDiscord } from '#src/channels/discord/channel.ts'
import { Secret } from '#src/domain/secret.ts'
import { makePost, makeRoute } from '../../fixtures/make.ts'
import { openDiscordStandIn } from '../../stand-ins/discord/server.ts'
import { wordsOf } from './reading.ts'
import { command, contextOf, type Desk, keepLog, openDesk } from './setup.ts'

const GATEWAY_BOT = /^\/gateway\/bot$/

async function until(holds: () => boolean, withinMs = 12_000): Promise<void> {
  const end = Date.now() + withinMs
  while (!holds()) {
    if (Date.now() > end) throw new Error('it did not come about in time')
    await wait(10)
  }
}

async function expectHelp({ discord, place }: Pick<Desk, 'discord' | 'place'>): Promise<void> {
  const message = await discord.people.command({ channelId: place.id }, 'help').message(10_000)
  expect(wordsOf(message)).toBe('this is help')
}

// Side by side, since a new session waits five seconds after the one before it, as Discord asks of its clients.
describe.concurrent('Discord’s gateway', () => {
  test.each([
    ['closed with 4000', (of: Desk) => of.discord.gateway.closeAll(4000)],
    ['cut', (of: Desk) => of.discord.gateway.cut()],
    ['asked to reconnect (op 7)', (of: Desk) => of.discord.gateway.askReconnect()],
  ])('%s is resumed, and a command sent meanwhile is answered', async (_name, disturb) => {
    await using desk = await openDesk()
    await desk.channel.ready
    disturb(desk)
    await until(() => desk.discord.gateway.connected() === 0)
    await expectHelp(desk)
    expect(desk.discord.gateway.counts).toEqual({ identified: 1, resumed: 1 })
  })

  test('an invalid session (op 9) is begun anew', async () => {
    await using desk = await openDesk()
    await desk.channel.ready
    desk.discord.gateway.invalidate(false)
    await until(() => desk.discord.gateway.counts.identified === 2)
    await expectHelp(desk)
  })

  test('a platform that is down at the start is tried again, while posts go out', async () => {
    await using desk = await openDesk()
    const { discord, place } = desk
    await desk.channel.close()
    discord.faults.add({ path: GATEWAY_BOT, times: 3, fault: { kind: 'status', status: 503 } })
    const log = keepLog()
    const channel = await openDiscord({
      token: new Secret(discord.token),
      commands: [command('help')],
      context: contextOf(discord.clock.now),
      log,
      api: discord.api,
      onFatal: () => {},
      onFeedback: async () => {},
      firstPauseMs: 30,
    })
    const post = makePost({ route: makeRoute({ channel: place.id }) })
    expect((await channel.send(post, new AbortController().signal)).kind).toBe('sent')
    expect(channel.gateway()).toBe('connecting')
    await channel.ready
    expect(log.lines.filter(({ message }) => message.includes('trying again'))).toHaveLength(3)
    await expectHelp(desk)
    await channel.close()
  })

  test('an outage of everything ends in a connection again', async () => {
    await using desk = await openDesk()
    await desk.channel.ready
    const { port } = desk.discord
    await desk.discord.close()
    await wait(300)
    const again = await openDiscordStandIn({ port })
    await until(() => again.gateway.connected() === 1)
    expect(again.gateway.counts.identified).toBe(1)
    await again.close()
  })

  test('a wrong token gives one message, says what to do, and stops the trying', async () => {
    await using desk = await openDesk()
    await desk.channel.close()
    const fatal: string[] = []
    const log = keepLog()
    const channel = await openDiscord({
      token: new Secret('not-the-token-at-all'),
      commands: [],
      context: contextOf(Date.now),
      log,
      api: desk.discord.api,
      onFatal: (message) => void fatal.push(message),
      onFeedback: async () => {},
      firstPauseMs: 10,
    })
    await expect(channel.ready).rejects.toThrow('Discord refuses the bot token')
    const asked = desk.discord.requests.length
    await wait(100)
    expect(desk.discord.requests).toHaveLength(asked)
    expect(fatal).toEqual([expect.stringContaining('DISCORD_TOKEN')])
    expect(await channel.send(makePost({ route: makeRoute({ channel: desk.place.id }) }), new AbortController().signal)).toMatchObject({
      scope: 'platform',
    })
    expect(JSON.stringify([log.lines, fatal])).not.toContain('not-the-token-at-all')
    await channel.close()
  })

  test('a refused intent (4014) is told once, and posting goes on', async () => {
    await using desk = await openDesk()
    await desk.channel.ready
    desk.discord.gateway.closeOnIdentify(4014)
    desk.discord.gateway.invalidate(false)
    const errors = () => desk.log.lines.filter(({ level }) => level === 'error')
    await until(() => errors().length > 0)
    expect(errors()).toEqual([expect.objectContaining({ message: expect.stringContaining('4014') })])
    const result = await desk.channel.send(makePost({ route: makeRoute({ channel: desk.place.id }) }), new AbortController().signal)
    expect(result.kind).toBe('sent')
  })

  test('a token that is withdrawn while we run stops everything with one message', async () => {
    await using desk = await openDesk()
    await desk.channel.ready
    desk.discord.gateway.closeAll(4004)
    await until(() => desk.fatal.length > 0)
    expect(desk.fatal).toEqual([expect.stringContaining('refuses the bot token')])
    expect(desk.channel.gateway()).toBe('stopped')
  })

  test('several servers over several shards are all served', async () => {
    await using desk = await openDesk({ standIn: { shards: 2 } })
    const places = Array.from({ length: 4 }, (_, at) => desk.discord.addChannel(desk.discord.addGuild(`server ${at}`), 'alerts'))
    await desk.channel.ready
    for (const place of [desk.place, ...places]) {
      const message = await desk.discord.people.command({ channelId: place.id }, 'help').message()
      expect(wordsOf(message)).toBe('this is help')
    }
    expect(desk.discord.gateway.connected()).toBe(2)
  }, 15_000)

  test('what the bot may not do in a channel is known, by the names of Discord’s settings', async () => {
    await using desk = await openDesk({ standIn: { shards: 1 } })
    const shut = desk.discord.addChannel(desk.guild, 'shut')
    shut.denied.add('EMBED_LINKS').add('READ_MESSAGE_HISTORY')
    expect(desk.channel.missing(shut.id)).toBeNull()
    await desk.channel.ready
    expect(desk.channel.missing(shut.id)).toEqual(['Embed Links', 'Read Message History'])
    expect(desk.channel.missing(desk.place.id)).toEqual([])
    expect(desk.channel.missing('123456789')).toEqual(['View Channel'])
  })

  test('a channel of a route where the bot lacks a permission is told of once, when it is connected', async () => {
    await using desk = await openDesk({ channels: () => ['123456789'] })
    await desk.channel.ready
    const told = desk.log.lines.filter(({ message }) => message.includes('lacks permissions'))
    expect(told).toEqual([expect.objectContaining({ level: 'warn', fields: { channel: '123456789', missing: ['View Channel'] } })])
  })

  test('closing finishes the answers under way', async () => {
    const slow = command('help', {
      run: async () => {
        await wait(200)
        return { ...(await command('help').run({}, contextOf(Date.now))) }
      },
    })
    await using desk = await openDesk({ commands: [slow] })
    await desk.channel.ready
    const talk = desk.discord.people.command({ channelId: desk.place.id }, 'help')
    await until(() => desk.discord.requests.length > 0)
    await wait(50)
    await desk.channel.close()
    expect(wordsOf(await talk.message())).toBe('this is help')
  })
})
