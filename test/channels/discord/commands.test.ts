import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createChartMaker } from '#src/charts/maker.ts'
import { commands } from '#src/commands/index.ts'
import { loadConfig } from '#src/config.ts'
import { createDirectory } from '#src/knowledge/directory.ts'
import { openStore, type Store } from '#src/store/store.ts'
import {
  makeBrief,
  makeFeed,
  makeFeedState,
  makeOutcome,
  makePost,
  makeRoute,
  makeVisitAssessment,
  makeVisitBrief,
  visitInRussian,
} from '../../fixtures/make.ts'
import { objects } from '../../stand-ins/discord/limits.ts'
import type { Talk } from '../../stand-ins/discord/people.ts'
import { wordsOf } from './reading.ts'
import { type Desk, openDesk } from './setup.ts'

const NOW = Date.UTC(2025, 6, 14)

/** The real commands over the real store and the real table of actors, asked through the real library. */
describe('the bot’s commands on Discord', () => {
  let store: Store
  let desk: Desk

  beforeAll(async () => {
    const { facts } = await loadConfig({ dir: 'config', env: {} })
    store = await openStore({ path: ':memory:', now: () => NOW })
    const visit = visitInRussian()
    await store.feeds.sync([makeFeed({ id: visit.feedId })], () => 0)
    await store.feeds.settle(makeFeedState({ feedId: visit.feedId }), [visit])
    await store.stories.record(makeOutcome({ item: visit, assessment: makeVisitAssessment(), brief: makeVisitBrief() }))
    const context = {
      directory: createDirectory(facts),
      archive: store.archive,
      charts: createChartMaker(),
      alignments: facts.alignments,
      now: () => NOW,
    }
    desk = await openDesk({ commands, context })
    await desk.channel.ready
  })
  afterAll(async () => {
    await desk.close()
    await store.close()
  })

  const ask = (name: string, options: Record<string, string>): Talk =>
    desk.discord.people.command({ channelId: desk.place.id }, name, options)
  const actor = async (name: string): Promise<string> => wordsOf(await ask('actor', { name }).message())

  test.each(['Lavrov', '라브로프', 'ラブロフ', 'Лавров', '拉夫罗夫', 'lavrof'])('/actor %s shows Sergey Lavrov', async (name) => {
    const words = await actor(name)
    expect(words).toContain('Sergey Lavrov')
    expect(words).toContain('Сергей Лавров')
  })

  test('/actor shows a picture of mentions and the last stories, linked', async () => {
    const message = await ask('actor', { name: 'sergey-lavrov' }).message()
    expect(message.attachments[0]?.description).toMatch(/week/i)
    expect(message.embeds[0]?.image).toMatchObject({ url: message.attachments[0]?.url })
    expect(wordsOf(message)).toContain('Lavrov arrives in Wonsan')
  })

  test('/actor Kim asks which, and a button answers', async () => {
    const asked = await ask('actor', { name: 'Kim' }).message()
    const labels = asked.components.flatMap((row) => objects(row.components).map(({ label }) => String(label)))
    expect(labels.length).toBeGreaterThan(1)
    expect(labels).toContain('Kim Jong Un')
    const chosen = await desk.discord.people.click({ channelId: desk.place.id }, asked, 'Kim Jong Un').message()
    expect(wordsOf(chosen)).toContain('Kim Jong Un')
  })

  test('/actor with an unknown name says so to the asker alone', async () => {
    const message = await ask('actor', { name: 'Zzyzx Qwertyuiop' }).message()
    expect(message.flags & 64).toBe(64)
    expect(wordsOf(message)).toContain('Nobody and nothing of that name')
  })

  test('autocomplete finds by any script while one types', async () => {
    const typed = async (text: string) => desk.discord.people.autocomplete({ channelId: desk.place.id }, 'actor', 'name', text).choices()
    expect((await typed('라브')).map(({ value }) => value)).toContain('sergey-lavrov')
    expect((await typed('lavr'))[0]?.name).toContain('Sergey Lavrov')
  })

  test('the Why button of a post explains its story', async () => {
    const [brief] = await store.archive.latest({ limit: 1 })
    await desk.channel.send(
      makePost({ brief: brief ?? makeBrief(), route: makeRoute({ channel: desk.place.id }) }),
      new AbortController().signal,
    )
    const post = desk.place.messages.at(-1)
    if (post === undefined) throw new Error('nothing was posted')
    const answer = await desk.discord.people.click({ channelId: desk.place.id }, post, 'Why').message()
    expect(answer.flags & 64).toBe(64)
    expect(wordsOf(answer)).toContain('B1')
  })

  test.each([
    ['latest', {}],
    ['search', { query: 'Вонсан' }],
    ['help', {}],
  ])('/%s answers', async (name, options) => {
    const message = await ask(name, options).message()
    expect(wordsOf(message).length).toBeGreaterThan(20)
    expect(desk.log.lines.filter(({ level }) => level === 'error')).toEqual([])
  })
})
