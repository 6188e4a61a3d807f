import type { OutcomeKind } from '#src/domain/feed.ts'
import type { FetchRequest } from '#src/feeds/fetch.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** One report that a made feed publishes. `key` names it wherever its guid, link or title change. */
export type Report = { readonly key: string; readonly at: number; readonly title: string; readonly link: string; readonly guid: string }

export type Served =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Uint8Array }
  | { readonly network: OutcomeKind }

export type Asked = {
  readonly request: FetchRequest
  readonly now: number
  /** ms since the simulation began. */
  readonly age: number
  /** Every report published so far, newest first. */
  readonly reports: readonly Report[]
  /** How often this feed was asked before. */
  readonly asked: number
  readonly random: () => number
}

/** A way in which a feed or its server misbehaves. */
export type Way = {
  readonly name: string
  readonly serve: (asked: Asked) => Served
  /** True where the document always lists everything: nothing is hidden from one who asks seldom. */
  readonly keepsAll?: boolean
  /** After this age the feed is gone for good, ms. */
  readonly goneAfterMs?: number
  /** What the server asks between two requests beside `Retry-After`, ms. */
  readonly pauseMs?: number
}

/** Reports a document lists: those of 20 hours or more. */
const WINDOW = 32

type Shape = {
  readonly guid?: (report: Report, index: number) => string | null
  readonly link?: (report: Report) => string | null
  readonly date?: (report: Report) => string | null
  readonly title?: (report: Report) => string
  readonly order?: (reports: readonly Report[]) => readonly Report[]
  readonly channel?: string
  readonly window?: number
  readonly encoding?: string
}

const tag = (name: string, value: string | null, attributes = ''): string =>
  value === null ? '' : `<${name}${attributes}>${value}</${name}>`

/** The RSS document of what was published so far. */
function rssOf({ reports }: Pick<Asked, 'reports'>, shape: Shape = {}): string {
  const listed = (shape.order ?? ((all) => all))(reports.slice(0, shape.window ?? WINDOW))
  const items = listed.map((report, index) => {
    const guid = shape.guid === undefined ? report.guid : shape.guid(report, index)
    const link = shape.link === undefined ? report.link : shape.link(report)
    const date = shape.date === undefined ? new Date(report.at).toUTCString() : shape.date(report)
    const title = shape.title === undefined ? report.title : shape.title(report)
    return `<item>${tag('title', title)}${tag('link', link)}${tag('guid', guid, ' isPermaLink="false"')}${tag('pubDate', date)}<description>Filed under ${report.key}.</description></item>`
  })
  return `<?xml version="1.0" encoding="${shape.encoding ?? 'UTF-8'}"?><rss version="2.0"><channel><title>Made</title><link>https://made.example/</link>${shape.channel ?? ''}${items.join('\n')}</channel></rss>`
}

const plain = (body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Served => ({ status: 200, headers, body })

/** As a good server does it: an ETag, and 304 to whoever has it. */
function withEtag({ request, reports }: Asked, body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Served {
  const etag = `"${reports[0]?.key ?? 'none'}"`
  return request.etag === etag ? { status: 304, headers: { ...headers, etag } } : plain(body, { ...headers, etag })
}

/** Shows the shape with a good server. */
const shown =
  (shape: (asked: Asked) => Shape): Way['serve'] =>
  (asked) =>
    withEtag(asked, rssOf(asked, shape(asked)))

/** Well, but at times (one of `every` hours) otherwise. */
const atTimes =
  (every: number, otherwise: (asked: Asked) => Served): Way['serve'] =>
  (asked) =>
    Math.floor(asked.age / HOUR_MS) % every === every - 1 ? otherwise(asked) : withEtag(asked, rssOf(asked))

const shuffled = (random: () => number) => (reports: readonly Report[]) =>
  reports
    .map((report) => ({ report, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ report }) => report)

const cut = (asked: Asked): string => {
  const body = rssOf(asked)
  return body.slice(0, Math.floor(body.length * (0.3 + 0.6 * asked.random())))
}

/** One of the defects that good feeds have on a bad day. */
function spoilt(asked: Asked): string {
  const body = rssOf(asked)
  const defects: readonly ((xml: string) => string)[] = [
    (xml) => xml.replace('</title><link>', ' & more</title><link>'),
    (xml) => xml.replace('</description>', ''),
    (xml) => `Warning: date() expects parameter 1\n${xml}`,
    (xml) => xml.replace('<item>', '<item>\u0003'),
    (xml) => `${xml}<!-- served in 3 ms --></html>`,
    (xml) => xml.replace('</item>', ''),
  ]
  return (defects[asked.asked % defects.length] ?? String)(body)
}

const CHALLENGE = '<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>'
const DARK: readonly OutcomeKind[] = ['dns', 'refused', 'timeout', 'network', 'tls']

/** The ways in which reports are told: identity, order, dates. */
const TELLING: readonly Way[] = [
  { name: 'well-behaved', serve: shown(() => ({})) },
  { name: 'in another order every time', serve: (asked) => plain(rssOf(asked, { order: shuffled(asked.random) })) },
  { name: 'oldest first', serve: shown(() => ({ order: (reports) => reports.toReversed() })) },
  { name: 'new guids every time', serve: (asked) => plain(rssOf(asked, { guid: ({ key }) => `${key}-${asked.asked}` })) },
  {
    name: 'all guids changed on the third day',
    serve: (asked) => plain(rssOf(asked, { guid: ({ guid }) => (asked.age > 2 * DAY_MS ? `new-${guid}` : guid) })),
  },
  { name: 'no guids', serve: shown(() => ({ guid: () => null })) },
  { name: 'neither guids nor links', serve: shown(() => ({ guid: () => null, link: () => null })) },
  { name: 'one guid for all', serve: shown(() => ({ guid: () => 'news' })) },
  { name: 'the place in the list as guid', serve: shown(() => ({ guid: (_, index) => String(index) })) },
  { name: 'no dates', serve: shown(() => ({ date: () => null })) },
  { name: 'one date for all', serve: shown(() => ({ date: () => 'Sat, 12 Jul 2025 00:00:00 GMT' })) },
  { name: 'dates a day ahead', serve: shown(() => ({ date: ({ at }) => new Date(at + DAY_MS).toUTCString() })) },
  { name: 'the date of the request as date', serve: (asked) => plain(rssOf(asked, { date: () => new Date(asked.now).toUTCString() })) },
  {
    name: 'titles edited an hour later',
    serve: (asked) => plain(rssOf(asked, { title: ({ title, at }) => (asked.now - at > HOUR_MS ? `${title} (updated)` : title) })),
  },
  { name: 'every entry twice', serve: shown(() => ({ order: (reports) => reports.flatMap((report) => [report, report]) })) },
  {
    name: 'no guids, and links with another tracking number every time',
    serve: (asked) => plain(rssOf(asked, { guid: () => null, link: ({ link }) => `${link}?utm_source=rss&amp;utm_id=${asked.asked}` })),
  },
  { name: 'another defect every time', serve: (asked) => plain(spoilt(asked)) },
]

/** The ways in which servers answer. */
const ANSWERING: readonly Way[] = [
  { name: 'no validators', serve: (asked) => plain(rssOf(asked)) },
  { name: 'another ETag every time', serve: (asked) => plain(rssOf(asked), { etag: `"${asked.asked}"` }) },
  { name: 'an ETag that cannot be sent back', serve: (asked) => plain(rssOf(asked), { etag: '"a\tb\u0001"' }) },
  {
    name: 'Last-Modified alone',
    serve: (asked) => {
      const modified = new Date(asked.reports[0]?.at ?? 0).toUTCString()
      return asked.request.lastModified === modified ? { status: 304 } : plain(rssOf(asked), { 'last-modified': modified })
    },
  },
  {
    name: '304 to everyone who has any ETag',
    keepsAll: true,
    serve: (asked) => (asked.request.etag === null ? plain(rssOf(asked, { window: 5_000 }), { etag: '"for-ever"' }) : { status: 304 }),
  },
  { name: '429 with seconds', serve: atTimes(9, () => ({ status: 429, headers: { 'retry-after': '5400' } })) },
  {
    name: '429 with a date',
    serve: atTimes(11, ({ now }) => ({ status: 429, headers: { 'retry-after': new Date(now + 2 * HOUR_MS).toUTCString() } })),
  },
  { name: '503 without a word', serve: atTimes(7, () => ({ status: 503 })) },
  { name: '404 for an hour', serve: atTimes(10, () => ({ status: 404 })) },
  { name: '500 every other time', serve: (asked) => (asked.asked % 2 === 1 ? { status: 500 } : plain(rssOf(asked))) },
  {
    name: 'dark for nine hours',
    serve: (asked) =>
      asked.age % (3 * DAY_MS) < 2 * DAY_MS || asked.age % (3 * DAY_MS) > 2 * DAY_MS + 9 * HOUR_MS
        ? withEtag(asked, rssOf(asked))
        : { network: DARK[asked.asked % DARK.length] ?? 'dns' },
  },
  { name: 'a challenge page at times', serve: atTimes(6, () => plain(CHALLENGE)) },
  { name: 'an empty list at times', serve: atTimes(5, ({ random }) => plain(rssOf({ reports: [] }), { etag: `"${random()}"` })) },
  { name: 'nothing at times', serve: atTimes(8, () => plain('')) },
  {
    name: 'an error inside a good answer',
    serve: atTimes(8, () => plain('<rss version="2.0"><channel><ERROR>try later</ERROR></channel></rss>')),
  },
  { name: 'cut off at times', serve: atTimes(3, (asked) => withEtag(asked, cut(asked))) },
  {
    name: 'a max-age of a year',
    pauseMs: HOUR_MS,
    serve: (asked) => withEtag(asked, rssOf(asked), { 'cache-control': 'public, max-age=31536000' }),
  },
  { name: 'a ttl of 45 minutes', pauseMs: 45 * MINUTE_MS, serve: (asked) => plain(rssOf(asked, { channel: '<ttl>45</ttl>' })) },
  {
    name: 'gone on the fifth day',
    goneAfterMs: 4 * DAY_MS,
    serve: (asked) => (asked.age > 4 * DAY_MS ? { status: 410 } : withEtag(asked, rssOf(asked))),
  },
  {
    name: 'moved for good on the second day',
    serve: (asked) =>
      asked.age > DAY_MS && !asked.request.url.includes('/new/')
        ? { status: 301, headers: { location: '/new/feed' } }
        : withEtag(asked, rssOf(asked)),
  },
  {
    name: 'elsewhere for a while at times',
    serve: (asked) =>
      asked.asked % 3 === 1 && !asked.request.url.includes('/mirror/')
        ? { status: 302, headers: { location: '/mirror/feed' } }
        : withEtag(asked, rssOf(asked)),
  },
]

export const WAYS: readonly Way[] = [...TELLING, ...ANSWERING]
