import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { parseFeed } from '#src/feeds/parse.ts'
import { createParsePool } from '#src/feeds/parse-pool.ts'
import { htmlToText } from '#src/feeds/plain-text.ts'
import { withoutTail } from '#src/feeds/tails.ts'
import { numbered, rss } from './samples.ts'

const inItem = (inside: string) =>
  `<rss><channel><item><title>A</title><link>https://news.example/1</link><description>${inside}</description></item></channel></rss>`

/** Processor time, since machines may be busy: far above what any takes, far below what a stall takes. */
const LIMIT_MS = 4_000

describe('no document takes long', () => {
  const million = 1_000_000
  test.each([
    ['a million &', inItem('&'.repeat(million))],
    ['a million &amp', inItem('&amp'.repeat(million / 4))],
    ['100 KB of <p', inItem('<p'.repeat(50_000))],
    ['100 KB of <p in CDATA', inItem(`<![CDATA[${'<p'.repeat(50_000)}]]>`)],
    ['100 KB of <p and a space', inItem('<p '.repeat(33_000))],
    ['100 KB of escaped <script', inItem('&lt;script&gt;'.repeat(10_000))],
    ['300,000 unclosed items', `<rss><channel>${'<item>'.repeat(million)}`],
    ['items that never close their titles', `<rss><channel>${'<item><title>'.repeat(100_000)}`],
    ['a million closing tags', `<rss><channel>${'</b>'.repeat(million)}`],
    ['a million attributes', `<rss ${'a="1" '.repeat(million)}><channel></channel></rss>`],
    [
      'a million namespaces',
      `<rss ${Array.from({ length: 20_000 }, (_, n) => `xmlns:n${n}="urn:${n}"`).join(' ')}>${'<a><b/></a>'.repeat(500)}</rss>`,
    ],
    [
      'many prefixes of titles',
      `<rss><channel><item>${Array.from({ length: 5_000 }, (_, n) => `<p${n}:title xmlns:p${n}="http://www.w3.org/2005/Atom"><link>`).join('')}`,
    ],
    ['one attribute of a million characters', inItem(`<img alt="${'x'.repeat(million)}">`)],
    ['comments that never end', `<rss><channel>${'<!--'.repeat(200_000)}`],
    ['CDATA that never ends', `<rss><channel><item><title>${'<![CDATA['.repeat(100_000)}`],
    ['a DOCTYPE that never ends', `<!DOCTYPE rss [${'<!ENTITY a "b">'.repeat(50_000)}`],
    ['white space', inItem(' \n\t'.repeat(400_000))],
    ['digits for dates', `<rss><channel>${`<item><title>A</title><pubDate>${'1'.repeat(400)}</pubDate></item>`.repeat(2_000)}`],
    ['100,000 items', `<rss><channel>${'<item><title>A</title></item>'.repeat(100_000)}</channel></rss>`],
  ])('%s', async (_, text) => {
    const before = process.cpuUsage()
    await parseFeed(Buffer.from(text), {})
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(LIMIT_MS)
  })

  test('a tail is looked for at the end of a text only', () => {
    const before = process.cpuUsage()
    withoutTail('The post '.repeat(100_000))
    withoutTail('… read more '.repeat(100_000))
    // Looked for everywhere, it would take minutes.
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(LIMIT_MS)
  })
})

describe('nothing grows and nothing is fetched', () => {
  test('a billion laughs end after ten thousand characters', async () => {
    const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    const result = await parseFeed(
      Buffer.from(
        `<!DOCTYPE rss [<!ENTITY l0 "lol">${entities}]><rss><channel><item><title>&l9;</title><link>https://news.example/</link></item></channel></rss>`,
      ),
      {},
    )
    expect(result.ok && result.document.entries[0]?.title.length).toBeLessThan(10_001)
  })

  test('an external entity is nothing', async () => {
    const result = await parseFeed(
      Buffer.from(
        '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>A&x;B</title></item></channel></rss>',
      ),
      {},
    )
    expect(result.ok && result.document.entries[0]?.title).toBe('AB')
  })

  test('nesting beyond the cap is refused before it costs anything', async () => {
    const startedAt = performance.now()
    const result = await parseFeed(Buffer.from(`<rss><channel>${'<a>'.repeat(1_000_000)}`), {})
    expect(result).toMatchObject({ ok: false, failure: { kind: 'too-deep' } })
    expect(performance.now() - startedAt).toBeLessThan(500)
  })

  test('at most 5,000 entries are taken, and the rest is counted', async () => {
    const result = await parseFeed(Buffer.from(`<rss><channel>${'<item><title>A</title></item>'.repeat(5_003)}</channel></rss>`), {})
    expect(result.ok && [result.document.entries.length, result.document.skipped]).toEqual([5_000, 3])
  })
})

describe('text', () => {
  test('scripts, styles and what hides in markup are not text', () => {
    expect(htmlToText('<style>p{}</style><p onclick="x()">One</p><script>two()</script><p>Three <b>four</b></p><!-- five -->')).toBe(
      'One Three four',
    )
    expect(htmlToText('a <iframe src="x">hidden</iframe>b')).toBe('a b')
  })

  test('a lone < is a character, a tag cut off at the end is none', () => {
    expect(htmlToText('3 < 5 and A<B')).toBe('3 < 5 and A<B')
    expect(htmlToText('See <a href="https://news.example/very/lo')).toBe('See')
  })

  test.each([
    ['They met on Thursday. Read more', 'They met on Thursday.'],
    ['They met on Thursday [...]', 'They met on Thursday [...]'],
    ['They met on Thursday… [Read more »]', 'They met on Thursday'],
    ['두 사람이 만났다. 기사 더보기', '두 사람이 만났다.'],
    ['Они встретились. Читать далее', 'Они встретились.'],
    ['They met. The post They met appeared first on Sample Wire.', 'They met.'],
  ])('%s', (text, expected) => {
    expect(withoutTail(text)).toBe(expected)
  })
})

describe('the worker', () => {
  const pool = createParsePool({ hardStopMs: 10_000, idleMs: 200 })
  afterAll(() => pool.close())

  test('is killed on a document that takes too long, and the next document gets another', async () => {
    const slow = createParsePool({ hardStopMs: 1, idleMs: 200 })
    const [stalled] = await Promise.all([slow.parse(Buffer.from(rss(Array.from({ length: 5_000 }, (_, n) => numbered(n)))), {})])
    expect(stalled).toEqual({ ok: false, failure: { kind: 'timeout', message: 'it could not be parsed within 0.001 s' } })
    await slow.close()
    const result = await pool.parse(Buffer.from(rss([numbered(1)])), {})
    expect(result.ok && result.document.entries).toHaveLength(1)
  })

  test('may take longer to start than a document may take: that is no fault of the document', async () => {
    const hasty = createParsePool({ hardStopMs: 1, idleMs: 200 })
    const beganAt = performance.now()
    await hasty.parse(Buffer.from(rss([numbered(1)])), {})
    const tookMs = performance.now() - beganAt
    await hasty.close()
    // Its time of one millisecond began when the worker had loaded.
    expect(tookMs).toBeGreaterThan(20)
  })

  test('answers each of many documents with its own', async () => {
    const results = await Promise.all(Array.from({ length: 20 }, (_, n) => pool.parse(Buffer.from(rss([numbered(n)])), {})))
    expect(results.map((result) => result.ok && result.document.entries[0]?.title)).toEqual(
      Array.from({ length: 20 }, (_, n) => `Report ${n}`),
    )
  })

  test('leaves no promise open when the pool closes', async () => {
    const closing = createParsePool()
    const pending = [1, 2, 3].map((n) => closing.parse(Buffer.from(rss([numbered(n)])), {}))
    await closing.close()
    for (const result of await Promise.all(pending))
      expect(result).toMatchObject({ ok: false, failure: { message: 'the program is stopping' } })
  })
})

describe('whatever the bytes, an answer comes', () => {
  const pieces = fc.constantFrom(
    '<rss>',
    '<channel>',
    '<item>',
    '</item>',
    '<title>',
    '</title>',
    '<link>',
    '</link>',
    '<![CDATA[',
    ']]>',
    '<!--',
    '-->',
    '&amp;',
    '&',
    '&#x0;',
    '<',
    '>',
    '"',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '<entry>',
    '<a:b c=d',
    '\u0000',
    '한국',
    '<pubDate>2024-12-19</pubDate>',
    '<!DOCTYPE x [',
    ']>',
    '{"items":[',
  )

  test('for any string of feed pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 40 }), async (parts) => {
        const result = await parseFeed(Buffer.from(parts.join('')), { url: 'https://news.example/' })
        if (!result.ok) {
          expect(result.failure.message).not.toBe('')
          return
        }
        for (const { link, publishedAt, title } of result.document.entries) {
          expect(link === '' || /^https?:\/\//.test(link)).toBe(true)
          expect(publishedAt === null || Number.isFinite(publishedAt)).toBe(true)
          expect(typeof title).toBe('string')
        }
      }),
      { numRuns: 300 },
    )
  })

  test('for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        expect(typeof (await parseFeed(bytes, {})).ok).toBe('boolean')
      }),
      { numRuns: 200 },
    )
  })

  test('for a good feed with any bytes changed, with as many entries or more', async () => {
    const good = Buffer.from(rss(Array.from({ length: 8 }, (_, n) => numbered(n))))
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.uint8Array({ minLength: 1, maxLength: 3 }), async (at, bytes) => {
        const changed = Buffer.from(good)
        changed.set(bytes.subarray(0, good.length - at), at)
        const result = await parseFeed(changed, {})
        if (result.ok) for (const entry of result.document.entries) expect(entry.title.length).toBeLessThan(good.length)
      }),
      { numRuns: 200 },
    )
  })
})
