import { afterEach, expect, test } from 'vitest'
import { type Bot, EXPO, HOUR, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'

const DAY = 24 * HOUR
const SETTINGS = 'retention: { dropped: 30d, stories: 60d, receipts: 60d, posts: 60d, wordings: 7d, identities: 90d }\n'

let bot: Bot
afterEach(() => bot.close())

/** The feeds as their publishers leave them: the same entries for months, and now and then a document that differs in its head. */
const list = (edition: number): void => {
  bot.feeds.set('/river', {
    kind: 'feed',
    body: rss('River Wire', [LAVROV_EN, EXPO]).replace('</channel>', `<generator>${edition}</generator></channel>`),
  })
  bot.feeds.set('/bay', {
    kind: 'feed',
    body: rss('Bay Daily', [LAVROV_KO]).replace('</channel>', `<generator>${edition}</generator></channel>`),
  })
}

test('a year in which feeds list the same old entries brings one post, and the store forgets all but what they are known by', async () => {
  bot = await openBot({ at: '2025-07-12T09:00:00Z', settingsYaml: SETTINGS })
  const { store } = bot.app
  list(0)
  await bot.round()
  expect(await store.posts.recent(10)).toHaveLength(1)
  for (let month = 1; month <= 12; month += 1) {
    list(month)
    await bot.round(31 * DAY)
    await bot.app.keep()
    await bot.round(HOUR)
  }
  expect(bot.terminal().match(/in Wonsan, warns/g)).toHaveLength(1)
  expect(await store.archive.counts()).toEqual({ items: 0, kept: 0, stories: 0 })
  expect(await store.posts.recent(10)).toEqual([])
  expect(await store.upkeep.check()).toEqual([])
  expect(bot.log.lines.filter((line) => line.startsWith('error'))).toEqual([])
})

test('a story that goes on keeps its post: a report after the others were let go still edits it', async () => {
  bot = await openBot({ at: '2025-07-12T09:00:00Z', settingsYaml: SETTINGS })
  bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN]) })
  bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) })
  await bot.round()
  await bot.app.keep()
  bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', [{ ...LAVROV_KO, at: '2025-07-13T08:00:00Z' }]) })
  await bot.round(DAY)
  await bot.app.keep()
  const posts = await bot.app.store.posts.recent(10)
  expect(posts.map(({ brief }) => brief.revision)).toEqual([2])
})
