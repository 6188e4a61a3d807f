import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeItem, makeOutcome } from '../fixtures/make.ts'
import { type DiscordStandIn, openDiscordStandIn } from '../stand-ins/discord/server.ts'
import type { Channel } from '../stand-ins/discord/world.ts'
import { type Bot, openBot } from './bot.ts'

const DAY_MS = 86_400_000
const AT = '2025-07-12T12:00:00Z'

let discord: DiscordStandIn
let place: Channel
let bot: Bot
beforeEach(async () => {
  discord = await openDiscordStandIn()
  place = discord.addChannel(discord.addGuild('Desk'), 'alerts')
  bot = await openBot({ at: AT, env: { DISCORD_TOKEN: discord.token, DISCORD_CHANNELS: place.id }, api: { discord: discord.api } })
})
afterEach(async () => {
  await bot.close()
  await discord.close()
})

/** A kept story so many days ago, told to nobody. */
async function story(index: number, daysAgo: number): Promise<void> {
  const at = Date.parse(AT) - daysAgo * DAY_MS
  const id = `story-${index}`
  const alignments = [{ id: 'dprk-russia', label: 'North Korea–Russia', colour: '#d55e00', rule: 'B1', score: 0.9 }]
  const act = { category: 'CONSULT', mode: 'visit', subtype: null, actors: ['RUS'], recipients: ['PRK'], standing: 'confirmed' } as const
  const brief = {
    headline: `Visit ${index}`,
    openedAt: at,
    updatedAt: at,
    date: null,
    alignments,
    acts: [{ ...act, text: 'Russia → North Korea: CONSULT (visit)' }],
  }
  const item = makeItem({ guid: id, title: id, publishedAt: at })
  await bot.app.store.stories.record(makeOutcome({ item, story: { id, openedAt: at, updatedAt: at }, brief, routes: [] }))
}

test('a week far above the usual is told once by the whole program: on Discord with its picture, on the terminal in words', async () => {
  for (let week = 1; week <= 28; week += 1) for (let one = 0; one < 2 + (week % 3); one += 1) await story(week * 10 + one, week * 7 + one)
  for (let one = 0; one < 14; one += 1) await story(1_000 + one, one % 6)
  for (let look = 0; look < 3; look += 1) {
    await bot.app.watch()
    await bot.app.deliver()
  }
  expect(place.messages.map(({ embeds }) => embeds[0]?.title)).toEqual(['Unusual activity: North Korea–Russia'])
  expect(place.messages[0]?.attachments).toEqual([expect.objectContaining({ filename: 'unusual-alignment-dprk-russia.png' })])
  expect(bot.terminal().match(/14 stories in seven days; 2 to 4 a week are usual\./g)).toHaveLength(1)
  const page = await (await fetch(bot.app.url)).text()
  expect(page).toContain('Unusual activity: North Korea–Russia')
  expect(page).toContain('alt="Bar chart of stories in seven days.')
})
