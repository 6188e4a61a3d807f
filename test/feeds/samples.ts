import type { Feed } from '#src/domain/feed.ts'

/** A feed for tests; fields can be replaced. */
export const sampleFeed = (fields: Partial<Feed> = {}): Feed => ({
  id: 'sample',
  title: 'Sample Wire',
  url: 'http://127.0.0.1/feed.xml',
  language: 'en',
  country: 'KOR',
  kind: 'wire',
  bloc: 'us-jp-kr',
  enabled: true,
  disabledReason: null,
  intervalMs: 900_000,
  timeZone: 'Asia/Seoul',
  charset: null,
  userAgent: null,
  note: '',
  ...fields,
})

export type SampleEntry = {
  readonly title: string
  readonly link?: string
  readonly guid?: string
  readonly date?: string
  readonly text?: string
}

/** An RSS document of entries, as their text stands: nothing is escaped. */
export const rss = (entries: readonly SampleEntry[], channel = ''): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Sample</title><link>https://news.example/</link>${channel}${entries
    .map(
      ({ title, link, guid, date, text }) =>
        `<item><title>${title}</title>${link === undefined ? '' : `<link>${link}</link>`}${guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`}${
          date === undefined ? '' : `<pubDate>${date}</pubDate>`
        }${text === undefined ? '' : `<description>${text}</description>`}</item>`,
    )
    .join('')}</channel></rss>`

/** Entry number `n` of a made-up wire, with a date a minute after the one before. */
export const numbered = (n: number): SampleEntry => ({
  title: `Report ${n}`,
  link: `https://news.example/${n}`,
  guid: `report-${n}`,
  date: new Date(Date.UTC(2025, 6, 12, 0, n)).toUTCString(),
})
