import { Routes } from 'discord.js'
import { expect, test } from 'vitest'
import { createInvalidBudget } from '#src/channels/discord/budget.ts'
import { makePlaces } from '#src/channels/discord/places.ts'
import { openRest } from '#src/channels/discord/rest.ts'
import { Secret } from '#src/domain/secret.ts'
import { openDiscordStandIn } from '../../stand-ins/discord/server.ts'

const never = new AbortController().signal

test('of many requests at once Discord refuses none: fifty in any second', async () => {
  const discord = await openDiscordStandIn()
  discord.limitAll({ requests: 50, perMs: 1_000 })
  const guild = discord.addGuild('Desk')
  const channels = Array.from({ length: 120 }, (_, n) => discord.addChannel(guild, `channel-${n}`).id)
  const rest = openRest({ token: new Secret(discord.token), budget: createInvalidBudget(Date.now), api: discord.api, answerMs: undefined })
  const beganAt = performance.now()
  await Promise.all(channels.map((id) => rest.get(Routes.channel(id))))
  const tookMs = performance.now() - beganAt
  expect(discord.requests.map(({ status }) => status)).toEqual(channels.map(() => 200))
  expect(tookMs).toBeGreaterThan(2_000)
  rest.clearHashSweeper()
  rest.clearHandlerSweeper()
  await discord.close()
})

test('a place is free again so long after its answer, also where that was an error; who waits comes in order', async () => {
  const places = makePlaces(1, 40)
  const began: [string, number][] = []
  const ask = (name: string, tookMs: number) => async () => {
    began.push([name, performance.now()])
    await new Promise((resolve) => setTimeout(resolve, tookMs))
    if (name === 'b') throw new Error('refused')
    return name
  }
  const told = await Promise.allSettled([places(ask('a', 30), never), places(ask('b', 0), never), places(ask('c', 0), never)])
  expect(told.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(began.map(([name]) => name)).toEqual(['a', 'b', 'c'])
  const [a = 0, b = 0, c = 0] = began.map(([, at]) => at)
  expect(b - a).toBeGreaterThan(65)
  expect(c - b).toBeGreaterThan(35)
})

test('who stops waiting takes no place', async () => {
  const places = makePlaces(1, 5)
  const stop = new AbortController()
  const [first, second, third] = [
    places(async () => 'first', never),
    places(async () => 'second', stop.signal),
    places(async () => 'third', never),
  ]
  stop.abort(new Error('stopped'))
  await expect(second).rejects.toThrow('stopped')
  expect(await Promise.all([first, third])).toEqual(['first', 'third'])
  await expect(places(async () => 'late', stop.signal)).rejects.toThrow('stopped')
})
