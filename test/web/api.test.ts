import { Parser as XmlParser } from 'htmlparser2'
import RssParser from 'rss-parser'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOSTILE } from '../contract/channel.ts'
import { makeBrief, makeOutcome, makeVisitAssessment, makeVisitBrief, visitInRussian } from '../fixtures/make.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  await desk.store.stories.record(makeOutcome())
  const visit = makeVisitBrief()
  await desk.store.stories.record(
    makeOutcome({ item: visitInRussian(), assessment: makeVisitAssessment(), story: { updatedAt: visit.updatedAt }, brief: visit }),
  )
})
afterEach(() => desk.close())

describe('stories as feeds', () => {
  test.each(['/feed.atom', '/feed.rss'])('%s is read by a feed reader, with one lasting id a story and plain words', async (path) => {
    const feed = await new RssParser().parseString(await desk.page(path))
    expect(feed.title).toBe('Alignment Watch')
    expect(feed.items.map((item) => item.title)).toEqual([
      'North Korea–Russia: Lavrov arrives in Wonsan for talks with North Korea’s foreign minister',
      'US–Japan–South Korea: Acting President Han and Prime Minister Ishiba speak by telephone',
    ])
    expect(feed.items[0]?.link).toBe(visitInRussian().url)
    expect(feed.items[0]?.id ?? feed.items[0]?.guid).toBe(`urn:alignment-watch:story:${makeVisitBrief().storyId}`)
    expect(feed.items[0]?.content).toContain('Russia ↔ North Korea: CONSULT (visit)')
    expect(feed.items[0]?.content).toContain('Reported by TASS')
  })

  test('JSON Feed says the same', async () => {
    const feed = JSON.parse(await desk.page('/feed.json?alignment=dprk-russia'))
    expect(feed).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Alignment Watch · North Korea–Russia',
      feed_url: 'http://localhost/feed.json?alignment=dprk-russia',
    })
    expect(feed.items).toHaveLength(1)
    expect(feed.items[0]).toMatchObject({ url: visitInRussian().url, tags: ['dprk-russia', 'CONSULT'], authors: [{ name: 'TASS' }] })
  })

  test('feed text stays text in them, also where it has no address of its own', async () => {
    const evil = `]]></title><script>${HOSTILE}\u0000\u000b`
    const outcome = makeOutcome({
      story: { revision: 2, updatedAt: 1e13 },
      brief: { revision: 2, headline: evil, url: 'javascript:alert(1)', updatedAt: 1e12 },
    })
    await desk.store.stories.record({
      ...outcome,
      report: { ...outcome.report, item: { ...outcome.report.item, id: 'f'.repeat(24), guid: 'other' } },
    })
    for (const path of ['/feed.atom', '/feed.rss']) {
      const names: string[] = []
      const parser = new XmlParser({ onopentag: (name) => names.push(name) }, { xmlMode: true })
      parser.end(await desk.page(path))
      expect(names).not.toContain('script')
      expect(await desk.page(path)).not.toMatch(/\p{Cc}(?<!\n)|\u202e|javascript:/u)
      expect(await desk.page(path)).toContain(`/story/${makeBrief().storyId}`)
    }
  })

  test('nothing new costs nothing: the same feed is answered with 304', async () => {
    const tag = (await desk.get('/feed.atom')).headers.get('etag') ?? ''
    const again = await desk.get('/feed.atom', { 'if-none-match': tag })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })
})

describe('stories as data', () => {
  test('come newest first, filtered, searched, limited', async () => {
    const ids = async (query: string) =>
      JSON.parse(await desk.page(`/api/stories${query}`)).stories.map((story: { storyId: string }) => story.storyId)
    const [visit, call] = [makeVisitBrief().storyId, makeBrief().storyId]
    expect(await ids('')).toEqual([visit, call])
    expect(await ids('?alignment=us-jp-kr')).toEqual([call])
    expect(await ids('?since=2025-01-01')).toEqual([visit])
    expect(await ids('?limit=1')).toEqual([visit])
    expect(await ids('?q=Ishiba')).toEqual([call])
    expect(await ids('?q=Ishiba&alignment=dprk-russia')).toEqual([])
    expect(await ids('?q=Ishiba&since=2025-01-01')).toEqual([])
  })

  test('one story has its reports; one that is not there is said not to be', async () => {
    expect(JSON.parse(await desk.page(`/api/stories/${makeBrief().storyId}`))).toMatchObject({
      brief: { storyId: makeBrief().storyId },
      reports: [{ item: { feedId: 'yonhap-en' } }],
    })
    expect((await desk.get('/api/stories/nothing')).status).toBe(404)
  })

  test('a failure is told as data, without its reason', async () => {
    await desk.store.close()
    const response = await desk.get('/api/stories')
    expect(response.status).toBe(500)
    expect(await response.json()).toEqual({ error: 'Something went wrong in the bot; its log says what. Asking again may help.' })
  })

  test.each([
    ['alignment=europe', /no such alignment\. There are us-jp-kr, dprk-russia/],
    ['actor=nobody', /Nobody and nothing called “nobody” is known/],
    ['since=yesterday', /since must be a date/],
    ['since=1', /since must be a date/],
    ['since=2026-02-30', /since must be a date/],
    ['limit=0', /limit must be 1 to 200/],
    ['limit=99999', /limit must be/],
  ])('%s is refused with what would be right', async (query, message) => {
    for (const path of ['/api/stories', '/feed.atom']) {
      const response = await desk.get(`${path}?${query}`)
      expect(response.status).toBe(400)
      expect(await response.text()).toMatch(message)
    }
  })
})
