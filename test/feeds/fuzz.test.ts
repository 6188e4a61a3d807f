import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalUrl } from '#src/feeds/canonical-url.ts'
import { parseDate } from '#src/feeds/dates.ts'
import { candidatesOf } from '#src/feeds/discover.ts'
import type { ParseResult } from '#src/feeds/document.ts'
import { freshForMs, retryAfterMs } from '#src/feeds/http-headers.ts'
import { toItems } from '#src/feeds/items.ts'
import { parseFeed } from '#src/feeds/parse.ts'
import { htmlToText } from '#src/feeds/plain-text.ts'
import { sampleFeed } from './samples.ts'

/** `npm run fuzz` asks for many more. */
const RUNS = Number(process.env.FUZZ_RUNS ?? 100)
const often = (times = 1) => ({ numRuns: Math.ceil(RUNS * times) })
/** Only to end what hangs. */
const TIME_LIMIT_MS = 180_000 + RUNS * 50

const NOW = Date.UTC(2025, 6, 12)
const WORDS = ['summit', 'Wonsan', '회담', '부산', '外相', '防衛', 'встреча', 'Курск', '会晤', 'A&B', '3 < 5', 'q"uote', "it's", '🚢', 'ß']

const title = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 6 }).map((words) => words.join(' '))
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

type Made = { readonly title: string; readonly number: number; readonly at: number }

/** Entries with numbers of their own and times to the second. */
const entries = fc.uniqueArray(
  fc.record({
    title,
    number: fc.integer({ min: 1, max: 99_999 }),
    at: fc.integer({ min: 1_500_000_000, max: 1_750_000_000 }).map((s) => s * 1_000),
  }),
  {
    selector: ({ number }) => number,
    minLength: 1,
    maxLength: 12,
  },
)

const linkOf = ({ number }: Made): string => `https://news.example/${number}`

const itemOf = (made: Made): string =>
  `<item><title>${escaped(made.title)} no ${made.number}</title><link>${linkOf(made)}</link><guid isPermaLink="false">g${made.number}</guid><description>Text of ${made.number}.</description><pubDate>${new Date(made.at).toUTCString()}</pubDate></item>`

const documentOf = (items: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Made</title><link>https://news.example/</link>\n${items.join('\n')}\n</channel></rss>`

const read = (text: string | Uint8Array): Promise<ParseResult> =>
  parseFeed(Buffer.from(text), { url: 'https://news.example/rss', timeZone: 'Asia/Seoul' })

/** One defect of one item, of those that real feeds have on a bad day. The other items are to survive each. */
const DEFECTS: readonly (readonly [string, (item: string) => string])[] = [
  ['a bare &', (item) => item.replace('</title>', ' & more</title>')],
  ['a bare <', (item) => item.replace('</title>', ' 3 < 4</title>')],
  ['no end of its description', (item) => item.replace('</description>', '')],
  ['no end of its guid', (item) => item.replace('</guid>', '')],
  ['no end of its own', (item) => item.replace('</item>', '')],
  ['a control character', (item) => item.replace('<title>', '<title>\u0001')],
  ['an unknown entity', (item) => item.replace('</description>', '&hellip;&nosuch;</description>')],
  ['a date that is none', (item) => item.replace(/<pubDate>[^<]*/, '<pubDate>30 Feb 2025 99:99')],
  ['an end tag too many', (item) => item.replace('</item>', '</b></item>')],
  ['an attribute without quotes', (item) => item.replace('isPermaLink="false"', 'isPermaLink=false')],
]

describe('whatever comes', () => {
  test(
    'any bytes are read to a document or to a failure with a kind, and never throw',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
          const result = await read(bytes)
          if (!result.ok) expect(result.failure.kind).toMatch(/^[a-z-]+$/)
        }),
        often(2),
      )
    },
    TIME_LIMIT_MS,
  )

  test(
    'pieces of feeds put together in any way never throw',
    async () => {
      const piece = fc.constantFrom(
        ...[
          '<rss>',
          '<channel>',
          '<item>',
          '</item>',
          '<title>',
          '</title>',
          '<![CDATA[',
          ']]>',
          '<!--',
          '-->',
          '<?xml',
          '?>',
          '<!DOCTYPE x [',
          ']>',
        ],
        ...[
          '<feed xmlns="http://www.w3.org/2005/Atom">',
          '<entry>',
          '<link href="',
          '"/>',
          '&#x0;',
          '&#xFFFFFFF;',
          '&amp',
          '\u0000',
          '<rdf:RDF>',
          '{"version":',
          '[{',
          '"items":',
        ],
        ...[
          '<a:b xmlns:a="',
          'xml:base="http://[',
          '<content type="xhtml">',
          '<content type="base64">',
          '\uFEFF',
          '\uD800',
          '</',
          '<',
          '>',
          '=',
          '"',
          "'",
        ],
      )
      await fc.assert(
        fc.asyncProperty(fc.array(fc.oneof(piece, fc.string({ maxLength: 20 })), { maxLength: 60 }), async (pieces) => {
          const result = await read(pieces.join(''))
          expect(typeof result.ok).toBe('boolean')
        }),
        often(3),
      )
    },
    TIME_LIMIT_MS,
  )

  test(
    'texts, addresses, dates and headers of any kind never throw and never give nonsense',
    () => {
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.constantFrom('UTC', 'Asia/Seoul', 'Europe/Moscow'), (text, zone) => {
          const at = parseDate(text, zone)
          expect(at === null || Number.isFinite(at)).toBe(true)
          expect(htmlToText(text)).not.toMatch(/<script/i)
          const url = canonicalUrl(text)
          expect(url === '' || /^https?:/.test(url)).toBe(true)
          const waits = [retryAfterMs(text, NOW), freshForMs({ 'cache-control': text, expires: text, age: text }, NOW)]
          for (const ms of waits) expect(ms === null || ms >= 0).toBe(true)
          for (const candidate of candidatesOf(`<a href="${text}">`, 'https://news.example/')) expect(candidate).toMatch(/^https?:/)
        }),
        often(5),
      )
    },
    TIME_LIMIT_MS,
  )
})

describe('made feeds', () => {
  test(
    'every title, link and date comes back',
    async () => {
      await fc.assert(
        fc.asyncProperty(entries, async (made) => {
          const result = await read(documentOf(made.map(itemOf)))
          if (!result.ok) throw new Error(result.failure.message)
          const seen = result.document.entries.map(({ title: of, link, publishedAt }) => ({ title: of, link, publishedAt }))
          expect(seen).toEqual(made.map((one) => ({ title: `${one.title} no ${one.number}`, link: linkOf(one), publishedAt: one.at })))
        }),
        often(),
      )
    },
    TIME_LIMIT_MS,
  )

  test(
    'a defect in one item costs no other item',
    async () => {
      await fc.assert(
        fc.asyncProperty(entries, fc.nat(), fc.constantFrom(...DEFECTS), async (made, at, [name, spoil]) => {
          const spoilt = at % made.length
          const result = await read(documentOf(made.map(itemOf).map((item, index) => (index === spoilt ? spoil(item) : item))))
          if (!result.ok) throw new Error(`${name}: ${result.failure.message}`)
          const links = new Set(result.document.entries.map(({ link }) => link))
          const others = made.filter((_, index) => index !== spoilt)
          expect(
            others.filter((one) => !links.has(linkOf(one))),
            name,
          ).toEqual([])
        }),
        often(3),
      )
    },
    TIME_LIMIT_MS,
  )

  test(
    'a document that is cut anywhere keeps every item before the cut, and makes none up',
    async () => {
      await fc.assert(
        fc.asyncProperty(entries, fc.double({ min: 0, max: 1, noNaN: true }), async (made, part) => {
          const items = made.map(itemOf)
          const whole = documentOf(items)
          const cut = whole.slice(0, Math.floor(whole.length * part))
          const result = await read(cut)
          const before = made.filter((_, index) => cut.includes(items[index] ?? ''))
          const seen = result.ok ? result.document.entries.map(({ link }) => link) : []
          expect(seen.slice(0, before.length)).toEqual(before.map(linkOf))
          expect(seen.length).toBeLessThanOrEqual(before.length + 1)
        }),
        often(2),
      )
    },
    TIME_LIMIT_MS,
  )

  test(
    'items have the same ids in any order and however often they are listed',
    async () => {
      await fc.assert(
        fc.asyncProperty(entries, fc.infiniteStream(fc.nat()), async (made, numbers) => {
          const idsOf = async (list: readonly Made[]) => {
            const result = await read(documentOf(list.map(itemOf)))
            if (!result.ok) throw new Error(result.failure.message)
            const context = { feed: sampleFeed(), outlets: () => undefined, now: NOW, firstPoll: false, backfillMs: 0 }
            return toItems(result.document, context)
              .map(({ id }) => id)
              .toSorted()
          }
          const shuffled = made.map((one) => ({ one, key: numbers.next().value ?? 0 })).toSorted((a, b) => a.key - b.key)
          const again = shuffled.map(({ one }) => one)
          expect(await idsOf([...again, ...again])).toEqual(await idsOf(made))
        }),
        often(),
      )
    },
    TIME_LIMIT_MS,
  )
})
