import { describe, expect, test } from 'vitest'
import { outletsOf } from '#src/feeds/aggregator.ts'
import { canonicalUrl } from '#src/feeds/canonical-url.ts'
import type { Entry, FeedDocument } from '#src/feeds/document.ts'
import { toItems } from '#src/feeds/items.ts'
import { sampleFeed } from './samples.ts'

const NOW = Date.UTC(2025, 6, 12, 12)
const HOUR = 3_600_000

const entry = (fields: Partial<Entry> = {}): Entry => ({
  title: 'Ministers meet in Wonsan',
  link: 'https://news.example/1',
  publishedAt: NOW - HOUR,
  guid: 'g1',
  text: '',
  authors: [],
  categories: [],
  language: null,
  source: null,
  ...fields,
})

const document = (entries: readonly Entry[]): FeedDocument => ({
  format: 'rss',
  title: 'Sample',
  link: 'https://news.example/',
  description: '',
  language: null,
  ttlMs: null,
  charset: 'utf8',
  lossy: false,
  truncated: false,
  skipped: 0,
  entries,
})

const items = (entries: readonly Entry[], context: Partial<Parameters<typeof toItems>[1]> = {}) =>
  toItems(document(entries), {
    feed: sampleFeed(),
    outlets: () => undefined,
    now: NOW,
    firstPoll: false,
    backfillMs: 24 * HOUR,
    ...context,
  })

describe('identity', () => {
  test('an id is 32 hexadecimal digits, the same at every poll and in any order', () => {
    const [first] = items([entry()])
    const again = items([entry({ guid: 'g2', link: 'https://news.example/2' }), entry({ title: 'Edited title', publishedAt: NOW })], {
      now: NOW + HOUR,
    })
    expect(first?.id).toMatch(/^[0-9a-f]{32}$/)
    expect(again.map((item) => item.id)).toContain(first?.id)
  })

  test('another feed with the same guid has items of its own', () => {
    const [a] = items([entry()])
    const [b] = items([entry()], { feed: sampleFeed({ id: 'other' }) })
    expect(a?.id).not.toBe(b?.id)
  })

  test('without a guid the link tells, without both the title and date', () => {
    const ids = (fields: Partial<Entry>) => items([entry(fields)])[0]?.id
    expect(ids({ guid: '', title: 'Edited' })).toBe(ids({ guid: '' }))
    expect(ids({ guid: '', link: '' })).toBe(ids({ guid: '', link: '', text: 'longer' }))
    expect(ids({ guid: '', link: '', title: 'Other' })).not.toBe(ids({ guid: '', link: '' }))
  })

  test('guids that only number the list tell nothing: tomorrow the same number is another report', () => {
    const list = (...reports: readonly number[]) =>
      items(
        reports.map((report, index) =>
          entry({ guid: String(index + 1), title: `Report ${report}`, link: `https://news.example/${report}` }),
        ),
      )
    const ids = (found: readonly { readonly id: string; readonly url: string }[]) => new Map(found.map(({ id, url }) => [url, id]))
    const today = ids(list(2, 1))
    const tomorrow = ids(list(3, 2))
    expect(tomorrow.get('https://news.example/2')).toBe(today.get('https://news.example/2'))
    expect(tomorrow.get('https://news.example/3')).not.toBe(today.get('https://news.example/2'))
  })

  test('a guid used for several links makes several items, an entry given twice makes one', () => {
    const twice = [
      entry({ link: 'https://news.example/a' }),
      entry({ link: 'https://news.example/b' }),
      entry({ link: 'https://news.example/b' }),
    ]
    expect(items(twice).map((item) => item.url)).toEqual(['https://news.example/a', 'https://news.example/b'])
  })
})

describe('dates', () => {
  test('an entry without a date has the time it was first seen, one in the future too', () => {
    expect(items([entry({ publishedAt: null })])[0]?.publishedAt).toBe(NOW)
    expect(items([entry({ publishedAt: NOW + 9 * HOUR })])[0]?.publishedAt).toBe(NOW)
    expect(items([entry({ publishedAt: NOW + HOUR / 2 })])[0]?.publishedAt).toBe(NOW + HOUR / 2)
  })

  test('items come oldest first', () => {
    const times = [3, 1, 2].map((hours) => entry({ guid: String(hours), publishedAt: NOW - hours * HOUR }))
    expect(items(times).map((item) => item.guid)).toEqual(['3', '2', '1'])
  })

  test('only a first poll backfills, and only what is older than the window or of unknown age', () => {
    const entries = [
      entry({ guid: 'old', publishedAt: NOW - 25 * HOUR }),
      entry({ guid: 'new' }),
      entry({ guid: 'undated', publishedAt: null }),
    ]
    const marks = (firstPoll: boolean) => Object.fromEntries(items(entries, { firstPoll }).map((item) => [item.guid, item.backfilled]))
    expect(marks(true)).toEqual({ old: true, new: false, undated: true })
    expect(marks(false)).toEqual({ old: false, new: false, undated: false })
  })
})

describe('addresses', () => {
  test.each([
    ['https://News.Example/a?utm_source=rss&id=7&fbclid=x', 'https://news.example/a?id=7'],
    ['https://news.example/a?at_medium=RSS&at_campaign=rss', 'https://news.example/a'],
    ['https://news.example/a#xtor=RSS-1', 'https://news.example/a'],
    ['https://news.example/live#post-7', 'https://news.example/live#post-7'],
    ['https://news.example/view?no=1&cp=nv', 'https://news.example/view?no=1&cp=nv'],
    ['https://user:secret@news.example/a', 'https://news.example/a'],
    ['https://www.bing.com/news/apiclick.aspx?ref=x&url=https%3a%2f%2fnews.example%2fa%3fid%3d7&c=1', 'https://news.example/a?id=7'],
    ['https://www.google.com/url?rct=j&url=https://news.example/a&ct=ga', 'https://news.example/a'],
    ['https://www.google.com/url?url=javascript:alert(1)', 'https://www.google.com/url?url=javascript:alert(1)'],
    ['javascript:alert(1)', ''],
    ['/relative', ''],
    ['', ''],
  ])('%s', (link, expected) => {
    expect(canonicalUrl(link)).toBe(expected)
  })

  test('a link to the front page or to a feed gives way to an address used as guid', () => {
    const guid = 'https://news.example/?p=7'
    expect(items([entry({ guid, link: 'https://news.example/' })])[0]?.url).toBe(guid)
    expect(items([entry({ guid, link: 'https://news.example/feed/' })])[0]?.url).toBe(guid)
    expect(items([entry({ guid })])[0]?.url).toBe('https://news.example/1')
  })
})

describe('words', () => {
  test('an entry without a title is called by its first sentence', () => {
    expect(items([entry({ title: '', text: 'They met on Thursday in Tokyo. More is to come.' })])[0]?.title).toBe(
      'They met on Thursday in Tokyo.',
    )
    expect(items([entry({ title: '', text: 'x'.repeat(300) })])[0]?.title).toHaveLength(120)
  })

  test('an entry that says nothing at all is left out', () => {
    expect(items([entry({ title: '', text: '', link: '', guid: 'x' })])).toEqual([])
  })

  test('a text that only repeats the title is none', () => {
    expect(items([entry({ text: 'Ministers meet in Wonsan.' })])[0]?.text).toBe('')
  })

  test('marks that turn or hide text are taken out, and text encoded twice is read', () => {
    expect(items([entry({ title: 'Safe\u202e\u200b \u2066title' })])[0]?.title).toBe('Safe title')
    expect(items([entry({ title: 'Kimâ€™s visit' })])[0]?.title).toBe('Kim’s visit')
  })
})

describe('aggregators', () => {
  const feed = sampleFeed({ id: 'gnews', kind: 'aggregator', title: 'Google News: trilateral', country: 'USA', bloc: 'other' })
  const wire = sampleFeed({ id: 'wire', title: 'Sample Wire', url: 'https://en.wire.example.co.kr/rss', country: 'KOR', bloc: 'us-jp-kr' })
  const outlets = outletsOf([feed, wire])
  const title = 'Ministers meet - in Wonsan - Sample Wire Agency'

  test('the outlet is taken from <source>, its name off the title, its country from the feeds we know', () => {
    const source = { title: 'Sample Wire Agency', url: 'https://www.wire.example.co.kr' }
    expect(items([entry({ title, source })], { feed, outlets })[0]).toMatchObject({
      title: 'Ministers meet - in Wonsan',
      source: { outlet: 'Sample Wire Agency', country: 'KOR', kind: 'wire', bloc: 'us-jp-kr' },
    })
  })

  test('without <source> the end of the title names the outlet; unknown outlets keep the feed’s own bloc', () => {
    expect(items([entry({ title })], { feed, outlets })[0]).toMatchObject({
      title: 'Ministers meet - in Wonsan',
      source: { outlet: 'Sample Wire Agency', country: 'USA', bloc: 'other' },
    })
  })

  test('what stands under .kp is state media, also where only a search brings it', () => {
    const search = sampleFeed({ id: 'gnews-kp', kind: 'aggregator', title: 'KCNA, searched', country: 'PRK', bloc: 'dprk-russia' })
    const source = { title: 'KCNA', url: 'http://www.kcna.kp' }
    expect(
      items([entry({ title: 'Delegation leaves for Russia - KCNA', source })], { feed: search, outlets: outletsOf([search]) })[0],
    ).toMatchObject({
      source: { outlet: 'KCNA', country: 'PRK', kind: 'state-media', bloc: 'dprk-russia' },
    })
  })

  test('a newspaper’s own title keeps its dashes', () => {
    expect(items([entry({ title })])[0]).toMatchObject({ title, source: { outlet: 'Sample Wire', country: 'KOR' } })
  })
})

test('who wrote an item and what it is filed under come along, cleaned; where nothing is said there is nothing', () => {
  const [item, bare] = items([
    entry({ guid: 'a', authors: ['Desk\u200b\u202e One'], categories: ['Defence', ' \u0000 ', 'x'.repeat(500)] }),
    entry({ guid: 'b', link: 'https://news.example/2' }),
  ])
  expect(item?.authors).toEqual(['Desk One'])
  expect(item?.categories).toEqual(['Defence', 'x'.repeat(200)])
  expect(bare).not.toHaveProperty('authors')
  expect(bare).not.toHaveProperty('categories')
})
