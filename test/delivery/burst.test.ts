import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDiscord } from '#src/channels/discord/channel.ts'
import { openSlack } from '#src/channels/slack/channel.ts'
import { createDeliverer } from '#src/delivery/deliver.ts'
import type { Channel } from '#src/domain/delivery.ts'
import { silentLog } from '#src/domain/log.ts'
import { Secret } from '#src/domain/secret.ts'
import { openStore, type Store } from '#src/store/store.ts'
import { bareContext } from '../channels/slack/open.ts'
import { makeItem, makeOutcome, makeRoute } from '../fixtures/make.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import { type SlackStandIn, startSlack } from '../stand-ins/slack/server.ts'

const STORIES = Array.from({ length: 40 }, (_, n) => `story-${String(n).padStart(2, '0')}`)
/** Limits of the platforms' kind, ten times as fast. */
const A_CHANNEL = { requests: 5, perMs: 500 }
const A_BOT = { requests: 50, perMs: 100 }
const SLACK_GAP_MS = 100

/** When each story was stored in a channel, in that order. */
type Shown = readonly { readonly story: string; readonly at: number }[]
const storyIn = (content: unknown): string => /story-\d\d/.exec(JSON.stringify(content))?.[0] ?? ''

describe('forty stories that come at once', () => {
  let discord: DiscordStandIn
  let slack: SlackStandIn
  let store: Store
  let channels: readonly Channel[] = []
  const shown = new Map<string, Shown>()
  const slow = 'slow'
  const names = new Map<string, string>()

  beforeAll(async () => {
    discord = await openDiscordStandIn()
    const guild = discord.addGuild('Desk')
    for (const name of ['alerts', 'desk', 'seoul', slow]) names.set(discord.addChannel(guild, name).id, name)
    discord.limitChannels(A_CHANNEL)
    discord.limitAll(A_BOT)
    const [slowId = ''] = [...names].filter(([, name]) => name === slow).map(([id]) => id)
    discord.faults.add({ method: 'POST', path: new RegExp(`${slowId}/messages$`), times: 99, fault: { kind: 'delay', ms: 120 } })
    slack = await startSlack({ perSecond: 1_000 / SLACK_GAP_MS, burst: 3 })
    for (const id of ['C0DESK', 'C0SEOUL']) slack.workspace.addChannel(id)
    for (const id of slack.workspace.channels.keys()) names.set(id, id)
    const parts = { commands: [], context: bareContext, log: silentLog, onFatal: () => {}, onFeedback: async () => {} }
    channels = [
      await openDiscord({ ...parts, token: new Secret(discord.token), api: discord.api }),
      openSlack({ ...parts, botToken: new Secret(slack.workspace.botToken), appToken: null, api: slack.api, postGapMs: SLACK_GAP_MS }),
    ]
    const routes = [...names.keys()].map((channel) =>
      makeRoute({ id: channel, platform: channel.startsWith('C0') ? 'slack' : 'discord', channel }),
    )
    store = await openStore({ path: ':memory:' })
    for (const id of STORIES)
      await store.stories.record(
        makeOutcome({
          item: makeItem({ guid: id, title: id }),
          story: { id },
          brief: { headline: id },
          routes: routes.map((route) => route.id),
        }),
      )
    const byPlatform = new Map(channels.map((channel) => [channel.platform, channel]))
    const needs = { outbox: store.outbox, stops: store.stops, routes: () => routes, channels: byPlatform, clock: Date.now, log: silentLog }
    const deliverer = createDeliverer(needs)
    for (let next: number | null = 0; next !== null; next = await deliverer.nextDueAt()) {
      await sleep(Math.max(0, next - Date.now()))
      await deliverer.run(new AbortController().signal)
    }
    for (const [id, name] of names) {
      const inDiscord = discord.world.stored.filter(({ channelId }) => channelId === id)
      const inSlack = slack.workspace.stored.filter(({ channel }) => channel === id)
      const told = [
        ...inDiscord.map(({ messageId, tookPlaceAt }) => ({
          story: storyIn(discord.messages(id).find((message) => message.id === messageId)?.embeds),
          at: tookPlaceAt,
        })),
        ...inSlack.map(({ ts, tookPlaceAt }) => ({
          story: storyIn(slack.workspace.channel(id).messages.find((message) => message.ts === ts)?.text),
          at: tookPlaceAt,
        })),
      ]
      shown.set(name, told)
    }
  }, 60_000)
  afterAll(async () => {
    await Promise.all(channels.map((channel) => channel.close()))
    await Promise.all([discord.close(), slack.close(), store.close()])
  })

  const times = (name: string): readonly number[] => (shown.get(name) ?? []).map(({ at }) => at)
  const countBy = (name: string, moment: number): number => times(name).filter((at) => at <= moment).length

  test('stand in every channel, each once, in order', () => {
    for (const told of shown.values()) expect(told.map(({ story }) => story)).toEqual(STORIES)
    expect(shown.size).toBe(7)
  })

  test('begin in every channel before any has had a quarter of them', () => {
    const quarter = Math.min(...[...shown.keys()].map((name) => times(name)[STORIES.length / 4] ?? 0))
    for (const name of shown.keys()) expect(countBy(name, quarter)).toBeGreaterThan(0)
  })

  test('go on beside a channel that is slow: when one channel has all, its like have nearly all', () => {
    for (const like of [
      ['alerts', 'desk', 'seoul'],
      ['C0ALERTS', 'C0DESK', 'C0SEOUL'],
    ]) {
      const first = Math.min(...like.map((name) => times(name).at(-1) ?? 0))
      for (const name of like) expect(countBy(name, first)).toBeGreaterThan(STORIES.length * 0.75)
      expect(countBy(slow, first)).toBeLessThan(STORIES.length)
    }
  })

  test('are refused for a limit at most once in a hundred requests', () => {
    const refused = discord.requests.filter(({ status }) => status === 429).length
    expect(refused).toBeLessThanOrEqual(discord.requests.length / 100)
    expect(slack.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(3 * STORIES.length)
  })
})
