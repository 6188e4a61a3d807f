import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createInvalidBudget } from '#src/channels/discord/budget.ts'
import { createPublisher } from '#src/channels/discord/publish.ts'
import { openRest } from '#src/channels/discord/rest.ts'
import { Secret } from '#src/domain/secret.ts'
import { makeBrief, makePost, makeRoute } from '../../fixtures/make.ts'
import { keepLog, openDesk } from './setup.ts'

const ANNOUNCEMENT = 5
const CROSSPOSTED = 1 << 1
const quiet = (): AbortSignal => new AbortController().signal

async function openNews() {
  const desk = await openDesk()
  const news = desk.discord.addChannel(desk.guild, 'news', ANNOUNCEMENT)
  desk.discord.limitChannels({ requests: 1_000, perMs: 1_000 })
  const rest = openRest({
    token: new Secret(desk.discord.token),
    budget: createInvalidBudget(Date.now),
    api: desk.discord.api,
    answerMs: 1_000,
  })
  const log = keepLog()
  const send = (key: string) =>
    desk.channel.send(makePost({ route: makeRoute({ channel: news.id }), brief: makeBrief({ updatedAt: Date.now() }), key }), quiet())
  const published = (): readonly boolean[] => news.messages.map(({ flags }) => (flags & CROSSPOSTED) !== 0)
  return { desk, news, rest, log, send, published }
}

const keyOf = (n: number): string => String(n).padStart(25, 'a')

test('what a route publishes is published after it is posted; what was missed is published at the next start', async () => {
  const { desk, news, rest, log, send, published } = await openNews()
  await send(keyOf(1))
  expect(published()).toEqual([false])
  const publisher = createPublisher(rest, log, () => [news.id])
  while (published().includes(false)) await pause(5)
  await send(keyOf(2))
  await publisher.sweep(news.id)
  expect(published()).toEqual([true, true])
  publisher.close()
  await desk.close()
})

test('what is over Discord’s ten an hour waits, is told to nobody as an error, and holds up no post', async () => {
  const { desk, news, rest, log, send, published } = await openNews()
  for (let n = 0; n < 12; n += 1) await send(keyOf(n))
  const publisher = createPublisher(rest, log, () => [news.id])
  await publisher.sweep(news.id)
  expect(published().filter(Boolean)).toHaveLength(10)
  expect((await send(keyOf(99))).kind).toBe('sent')
  expect(log.lines).toEqual([])
  publisher.close()
  await desk.close()
})

test('a channel that nobody asked to publish, and one that is no announcement channel, are left as they are', async () => {
  const { desk, news, rest, log, send, published } = await openNews()
  await send(keyOf(1))
  const publisher = createPublisher(rest, log, () => [desk.place.id])
  await publisher.sweep(news.id)
  await desk.channel.send(makePost({ route: makeRoute({ channel: desk.place.id }), brief: makeBrief() }), quiet())
  await publisher.sweep(desk.place.id)
  expect(published()).toEqual([false])
  expect(log.lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
    'warn a post could not be published to the channel’s followers',
  ])
  publisher.close()
  await desk.close()
})
