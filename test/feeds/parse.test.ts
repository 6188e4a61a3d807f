import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import type { FeedDocument } from '#src/feeds/document.ts'
import { parseFeed } from '#src/feeds/parse.ts'
import { numbered, rss } from './samples.ts'

const read = async (text: string, hints = {}): Promise<FeedDocument> => {
  const result = await parseFeed(Buffer.from(text), hints)
  if (!result.ok) throw new Error(result.failure.message)
  return result.document
}

const why = async (text: string) => {
  const result = await parseFeed(Buffer.from(text), {})
  return result.ok ? 'a feed' : result.failure
}

describe('golden pairs', () => {
  const folder = new URL('../fixtures/feeds/', import.meta.url)
  test.each([
    ['rss-korean.xml', 'rss-korean.json', { timeZone: 'Asia/Seoul' }],
    ['atom-russian.xml', 'atom-russian.json', { timeZone: 'Europe/Moscow' }],
    ['rdf-japanese.xml', 'rdf-japanese.json', { timeZone: 'Asia/Tokyo' }],
    ['json-feed.json.txt', 'json-feed.json', {}],
    ['rss-broken.xml', 'rss-broken.json', {}],
  ])('%s is read as %s says', async (source, golden, hints) => {
    const { entries, ttlMs: _, ...feed } = await read(await readFile(new URL(source, folder), 'utf8'), hints)
    const items = entries.map(({ publishedAt, ...entry }) => ({
      ...entry,
      published: publishedAt === null ? null : new Date(publishedAt).toISOString(),
    }))
    expect({ feed, items }).toEqual(JSON.parse(await readFile(new URL(golden, folder), 'utf8')))
  })
})

describe('roots', () => {
  const item = '<item><title>A</title><link>https://news.example/1</link></item>'
  test.each([
    `<rss>${item}</rss>`,
    `<rss version="1.0"><channel>${item}</channel></rss>`,
    `<rss version="3.0"><channel>${item}</channel></rss>`,
    `<RSS><CHANNEL><ITEM><TITLE>A</TITLE><LINK>https://news.example/1</LINK></ITEM></CHANNEL></RSS>`,
    `<channel>${item}</channel>`,
    `<rss><channel></channel>${item}</rss>`,
    `<rdf:RDF>${item}</rdf:RDF>`,
    `<rss xmlns="http://backend.userland.com/rss2"><channel>${item}</channel></rss>`,
    '<feed><entry><title>A</title><link href="https://news.example/1"/></entry></feed>',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>A</title><link href="https://news.example/1"/></entry></feed>',
    '<atom:feed><atom:entry><atom:title>A</atom:title><atom:link href="https://news.example/1"/></atom:entry></atom:feed>',
  ])('%s', async (text) => {
    const { entries } = await read(text)
    expect(entries.map(({ title, link }) => [title, link])).toEqual([['A', 'https://news.example/1']])
  })
})

describe('links', () => {
  const linkOf = async (fields: string, hints = {}) =>
    (await read(`<rss><channel><item><title>A</title>${fields}</item></channel></rss>`, hints)).entries[0]?.link

  test('a relative link is resolved against the feed, a protocol-relative one too', async () => {
    const hints = { url: 'https://news.example/rss/all.xml' }
    expect(await linkOf('<link>../1</link>', hints)).toBe('https://news.example/1')
    expect(await linkOf('<link>//other.example/1</link>', hints)).toBe('https://other.example/1')
  })

  test('a permalink guid, an enclosure and rdf:about stand in; a bare number never becomes an address', async () => {
    expect(await linkOf('<guid>https://news.example/g</guid>')).toBe('https://news.example/g')
    expect(await linkOf('<enclosure url="https://news.example/a.mp3"/>')).toBe('https://news.example/a.mp3')
    expect(await linkOf('<guid>3456789</guid>', { url: 'https://news.example/rss' })).toBe('')
  })

  test.each(['javascript:alert(1)', 'data:text/html,x', 'mailto:a@b.example', 'file:///etc/hostname', 'tag:x,2025:1'])(
    '%s is no link',
    async (link) => {
      expect(await linkOf(`<link>${link}</link>`, { url: 'https://news.example/' })).toBe('')
    },
  )

  test('an address that was escaped twice is unescaped twice', async () => {
    expect(await linkOf('<link>https://news.example/?a=1&amp;amp;b=2</link>')).toBe('https://news.example/?a=1&b=2')
  })

  test('a base that is no address does not spoil an absolute link', async () => {
    const { entries } = await read(
      '<rss xml:base="link"><channel><item><title>A</title><link>https://news.example/1</link></item></channel></rss>',
    )
    expect(entries[0]?.link).toBe('https://news.example/1')
  })
})

describe('what is no feed is told as what it is', () => {
  test.each([
    ['', 'empty', 'it is empty'],
    ['  \n ', 'empty', 'it is empty'],
    [
      '<!DOCTYPE html><html><head><title>Front page</title></head><body><p>&lt;rss&gt;</p></body></html>',
      'not-a-feed',
      'it is an HTML page titled “Front page”',
    ],
    [
      '<html><head><title>Just a moment...</title></head><body class="cf-chl"></body></html>',
      'challenge',
      'it is a page that asks visitors to prove they are human',
    ],
    ['{"error":"not found"}', 'not-a-feed', 'it is JSON, but no JSON Feed'],
    ['not found', 'not-a-feed', 'it is neither RSS, Atom, RDF nor a JSON Feed'],
    ['<opml version="2.0"><body><outline text="x"/></body></opml>', 'not-a-feed', 'it is an XML document of another kind (<opml>)'],
    ['<urlset><url><loc>https://news.example/</loc></url></urlset>', 'not-a-feed', 'it is an XML document of another kind (<urlset>)'],
  ])('%s', async (text, kind, message) => {
    expect(await why(text)).toEqual({ kind, message })
  })
})

test('one defect in one entry leaves all the others as they were', async () => {
  const defects = [
    (text: string) => text.replace('Report 3', 'Report & 3'),
    (text: string) => text.replace('</title><link>https://news.example/3', '<link>https://news.example/3'),
    (text: string) => text.replace('report-3</guid>', 'report-3'),
    (text: string) => text.replace('</item><item><title>Report 4', '<item><title>Report 4'),
    (text: string) => text.replace('00:03:00 GMT', 'long ago'),
    (text: string) => `<br />\n<b>Notice</b>: x in /srv/x.php\n${text}`,
    (text: string) => text.replace('Report 3', 'Report\u0003 3'),
    (text: string) => text.replace('Report 3', 'Report&nbsp;&hellip; 3'),
    (text: string) => `${text}<!-- served --><script>x()</script>`,
    (text: string) => text.replace('Report 3', 'Report <b>3'),
  ]
  const whole = rss(Array.from({ length: 6 }, (_, n) => numbered(n)))
  const expected = (await read(whole)).entries.filter(({ guid }) => guid !== 'report-3')
  for (const [index, defect] of defects.entries()) {
    const broken = defect(whole)
    expect(broken, `defect ${index}`).not.toBe(whole)
    const others = (await read(broken)).entries.filter(({ link }) => link !== 'https://news.example/3')
    expect(others, `defect ${index}`).toEqual(expected)
  }
})

test('a document cut anywhere gives its whole entries and none that is half', async () => {
  const whole = rss(Array.from({ length: 5 }, (_, n) => numbered(n)))
  const entries = (await read(whole)).entries
  for (let end = whole.indexOf('<item>'); end < whole.length; end += 7) {
    const cut = await read(whole.slice(0, end))
    expect(cut.entries).toEqual(entries.slice(0, cut.entries.length))
    expect(cut.entries.length).toBe(whole.slice(0, end).split('</item>').length - 1)
  }
})

test('names that a prototype has are only names', async () => {
  const { entries } = await read(
    '<rss><channel><item><__proto__><polluted>1</polluted></__proto__><constructor>x</constructor><title>A</title></item></channel></rss>',
  )
  expect(entries[0]?.title).toBe('A')
  expect(Object.keys({})).toEqual([])
  expect('polluted' in {}).toBe(false)
})
