import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { type DiscordChannel, openDiscord, registerCommands } from '#src/channels/discord/channel.ts'
import { silentLog } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import type { Share, Turn, Waits } from '#src/domain/turn.ts'
import { makePost, makeRoute } from '../../fixtures/make.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../../stand-ins/discord/server.ts'
import { command, contextOf } from './setup.ts'

let discord: DiscordStandIn
let opened: DiscordChannel[] = []
afterEach(async () => {
  await Promise.all(opened.map((channel) => channel.close()))
  opened = []
  await discord.close()
})

/** A bot in one server, and in a channel of it. */
async function begin(): Promise<string> {
  discord = await openDiscordStandIn()
  await registerCommands({ token: new Secret(discord.token), commands: [command('help')], guild: null, api: discord.api })
  return discord.addChannel(discord.addGuild('Desk'), 'alerts').id
}

async function open(more: { readonly gateway?: boolean; readonly shards?: Share; readonly turn?: Turn }, said: string[] = []) {
  const say = (_fields: object, message: string): void => void said.push(message)
  const channel = await openDiscord({
    token: new Secret(discord.token),
    commands: [command('help')],
    context: contextOf(discord.clock.now),
    log: { ...silentLog, info: say, warn: say },
    api: discord.api,
    onFatal: () => {},
    onFeedback: async () => {},
    firstPauseMs: 30,
    ...more,
  })
  opened.push(channel)
  return channel
}

const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await sleep(10)
}

/** A turn that a test gives and takes away. */
function turns() {
  let give = Promise.withResolvers<AbortController>()
  let back = 0
  const turn: Turn = {
    async take(stop, onWait) {
      onWait({ kind: 'taken' } satisfies Waits)
      const stopped = new Promise<null>((resolve) => stop.addEventListener('abort', () => resolve(null), { once: true }))
      const lost = await Promise.race([give.promise, stopped])
      if (lost === null) return null
      give = Promise.withResolvers()
      return {
        lost: lost.signal,
        giveBack: async () => {
          back += 1
        },
      }
    },
  }
  const grant = (): AbortController => {
    const lost = new AbortController()
    give.resolve(lost)
    return lost
  }
  return { turn, grant, givenBack: () => back }
}

test('who only posts connects to no gateway, and lacks nothing', async () => {
  const place = await begin()
  const channel = await open({ gateway: false })
  await channel.ready
  const post = makePost({ route: makeRoute({ channel: place }) })
  expect((await channel.send(post, new AbortController().signal)).kind).toBe('sent')
  expect([channel.unconnected?.(), channel.missing(place), channel.places?.()]).toEqual([null, null, Number.POSITIVE_INFINITY])
  expect(discord.gateway.counts.identified).toBe(0)
})

test('who stands by connects when it is its turn, leaves when another has it, and posts all the time', async () => {
  const place = await begin()
  const { turn, grant, givenBack } = turns()
  const said: string[] = []
  const channel = await open({ turn }, said)
  const sent = async (storyId: string) =>
    (await channel.send(makePost({ route: makeRoute({ channel: place }), key: storyId.padEnd(25, '0') }), new AbortController().signal))
      .kind
  await until(() => said.some((line) => line.includes('this one stands by, and takes over when that one ends')))
  expect([discord.gateway.counts.identified, channel.unconnected?.(), await sent('one')]).toEqual([0, null, 'sent'])

  const lost = grant()
  await channel.ready
  expect(await discord.people.command({ channelId: place }, 'help').message(10_000)).toBeDefined()
  expect([discord.gateway.connected(), channel.places?.()]).toEqual([1, 1])

  lost.abort()
  await until(() => discord.gateway.connected() === 0)
  await until(() => givenBack() === 1)
  expect(said.at(-1)).toContain('stands by')
  expect([channel.unconnected?.(), await sent('two')]).toEqual([null, 'sent'])

  grant()
  await until(() => discord.gateway.connected() === 1)
  await channel.close()
  expect([discord.gateway.connected(), givenBack()]).toEqual([0, 2])
}, 60_000)

test('each of two that divide the shards takes the commands of its own servers, and knows nothing of the others', async () => {
  const place = await begin()
  const mine = Number((BigInt([...discord.world.guilds.keys()][0] ?? '0') >> 22n) % 2n)
  const here = await open({ shards: { ids: [mine], count: 2 } })
  const there = await open({ shards: { ids: [1 - mine], count: 2 } })
  await Promise.all([here.ready, there.ready])
  expect(discord.gateway.counts.identified).toBe(2)
  expect(await discord.people.command({ channelId: place }, 'help').message(10_000)).toBeDefined()
  expect([here.missing(place), there.missing(place)]).toEqual([[], null])
  expect([await here.see?.(place), await there.see?.(place)]).toEqual([expect.objectContaining({ name: 'alerts' }), null])
  // Neither knows how many servers there are in all.
  expect([here.places?.(), there.places?.()]).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
}, 60_000)
