import { describe, expect, test } from 'vitest'
import { addressTyped, countryOfHost, feedTyped } from '#src/commands/admin/feed-entry.ts'
import { wordsIn } from '#src/words/words.ts'
import { makeFeed } from '../../fixtures/make.ts'

const words = wordsIn('en')

describe('an address that is typed', () => {
  test.each([
    ['https://news.example.org/rss', 'https://news.example.org/rss'],
    ['news.example.org/rss', 'https://news.example.org/rss'],
    ['<https://news.example.org/rss|news>', 'https://news.example.org/rss'],
    ['news.example.org:8080/rss', 'https://news.example.org:8080/rss'],
    ['  HTTP://News.Example.org/RSS ', 'http://news.example.org/RSS'],
  ])('%s is read', (typed, url) => {
    expect(addressTyped(typed, words)).toEqual({ url })
  })

  test.each([
    ['', 'Say which address'],
    ['file:///etc/passwd', 'is a file'],
    ['/var/feeds.xml', 'is a file'],
    ['C:\\feeds\\a.xml', 'is a file'],
    ['./a.xml', 'is a file'],
    ['gopher://example.org', 'no web address'],
    ['javascript:alert(1)', 'no web address'],
    ['two words', 'no web address'],
    ['https://user:secret@example.org/rss', 'user name or password'],
    [`https://example.org/${'x'.repeat(10_000)}`, 'characters'],
  ])('%s is refused', (typed, said) => {
    const refused = addressTyped(typed, words)
    expect(refused).toEqual({ problem: expect.stringContaining(said) })
    expect(JSON.stringify(refused)).not.toContain('secret')
  })
})

describe('a feed that is added', () => {
  const found = { url: 'https://www.hill.example.kr/rss', title: 'Hill  Post: all news', language: 'ko' }

  test('is what the feed says of itself, else what is typed; its id is free', () => {
    expect(feedTyped({}, found, [], words)).toEqual({
      entry: {
        id: 'hill-post-all-news',
        title: 'Hill Post: all news',
        url: found.url,
        language: 'ko',
        country: 'KOR',
        kind: 'newspaper',
        bloc: 'other',
      },
    })
    const taken = [makeFeed({ id: 'hill' }), makeFeed({ id: 'hill-2' })]
    expect(feedTyped({ title: 'Hill', country: 'usa', kind: 'wire', bloc: 'US-JP-KR', interval: '1h' }, found, taken, words)).toMatchObject(
      {
        entry: { id: 'hill-3', country: 'USA', kind: 'wire', bloc: 'us-jp-kr', interval: '1h' },
      },
    )
    expect(feedTyped({}, { ...found, title: '한겨레' }, [], words)).toMatchObject({ entry: { id: 'hill-example-kr', title: '한겨레' } })
  })

  test('asks for the country where the address does not tell it', () => {
    expect([countryOfHost('https://a.go.jp/x'), countryOfHost('https://a.mil/x'), countryOfHost('https://a.com/x')]).toEqual([
      'JPN',
      'USA',
      null,
    ])
    expect(feedTyped({}, { ...found, url: 'https://hill.example.com/rss' }, [], words)).toEqual({
      problems: [expect.stringContaining('country:KOR')],
    })
  })
})
