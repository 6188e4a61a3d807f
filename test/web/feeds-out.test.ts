import { parseFeed as readWithFeedsmith } from 'feedsmith'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseFeed } from '#src/feeds/parse.ts'
import { visitInRussian } from '../fixtures/make.ts'
import { named } from './elements.ts'
import { type Newsroom, openNewsroom } from './newsroom.ts'

let room: Newsroom
beforeAll(async () => {
  room = await openNewsroom({ days: 3 })
})
afterAll(() => room.close())

const HEADLINE = 'North Korea–Russia: Lavrov arrives in Wonsan for talks with North Korea’s foreign minister'
const PATHS = ['/feed.atom', '/feed.rss', '/feed.json'] as const
const QUERIES = [
  ['of everything', '', 5],
  ['of one alignment', 'alignment=dprk-russia', 1],
  ['of one actor', 'actor=sergey-lavrov', 1],
  ['of one actor in one alignment', 'actor=japan&alignment=us-jp-kr', 3],
  ['of words', 'q=telephone&limit=2', 2],
] as const

describe.each(PATHS)('%s', (path) => {
  test.each(QUERIES)('%s is read by our own parser and by feedsmith without complaint', async (_, query, count) => {
    const response = await room.get(query === '' ? path : `${path}?${query}`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const own = await parseFeed(bytes, { contentType: response.headers.get('content-type') ?? '' })
    if (!own.ok) throw new Error(own.failure.message)
    expect(own.document.skipped).toBe(0)
    expect(own.document.entries).toHaveLength(count)
    const { format, feed } = readWithFeedsmith(new TextDecoder().decode(bytes))
    expect(format).toBe(path.slice('/feed.'.length))
    const entries = 'entries' in feed ? feed.entries : 'items' in feed ? feed.items : []
    expect(entries).toHaveLength(count)
  })

  test('gives each story with its outlets as authors, and its alignments, acts and actors as categories', async () => {
    const response = await room.get(`${path}?actor=sergey-lavrov`)
    const bytes = new Uint8Array(await response.arrayBuffer())
    const own = await parseFeed(bytes, {})
    if (!own.ok) throw new Error(own.failure.message)
    const [entry] = own.document.entries
    expect(entry?.title).toBe(HEADLINE)
    expect(entry?.link).toBe(visitInRussian().url)
    expect(entry?.authors).toEqual(['TASS', 'Xinhua'])
    expect(entry?.categories.map((each) => each.toLowerCase())).toEqual(
      expect.arrayContaining([expect.stringMatching(/dprk-russia|north korea–russia/), 'consult', expect.stringMatching(/sergey.lavrov/)]),
    )
    expect(new TextDecoder().decode(bytes)).toContain('Alignment Watch · Sergey Lavrov')
  })

  test('says 304 where nothing is new, and what is wrong where it cannot be read', async () => {
    const tag = (await room.get(path)).headers.get('etag') ?? ''
    expect((await room.get(path, { 'if-none-match': tag })).status).toBe(304)
    const wrong = await room.get(`${path}?since=yesterday&alignment=europe`)
    expect([wrong.status, await wrong.text()]).toEqual([400, expect.stringMatching(/no such alignment.*since must be a date/)])
  })
})

describe('feed readers are led', () => {
  const alternates = async (path: string) =>
    named(await room.page(path), 'link')
      .filter(({ attributes }) => attributes.rel === 'alternate')
      .map(({ attributes }) => attributes.href)

  test.each([
    ['/', ''],
    ['/stories', ''],
    ['/about', ''],
    ['/?alignment=dprk-russia', 'alignment=dprk-russia'],
    ['/stories?alignment=us-jp-kr&q=call', 'alignment=us-jp-kr'],
    ['/stories?actor=Lavrov', 'actor=sergey-lavrov'],
    ['/actor/kim-jong-un', 'actor=kim-jong-un'],
  ])('from %s to the feeds of what it shows, and of everything', async (path, query) => {
    const own = query === '' ? [] : PATHS.map((each) => `${each}?${query}`)
    expect(await alternates(path)).toEqual([...own, ...PATHS])
  })
})
