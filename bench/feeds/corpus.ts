import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Document = {
  readonly path: string
  readonly kind: string
  readonly bytes: Uint8Array
  readonly headers: Readonly<Record<string, string>>
  readonly url: string | undefined
  /** What a right reading gives; null where nobody says. */
  readonly expected: Expected | null
}

/** A right reading: its items, and the address that relative links are relative to. Null is what the oracle does not say. */
export type Expected = { readonly link: string | null; readonly items: readonly ExpectedItem[] }

/** `raw` is the date as written, `publishedS` as understood, in epoch seconds. */
export type ExpectedItem = {
  readonly title: string | null
  readonly link: string | null
  readonly publishedS: number | null
  readonly raw: string | null
}

type Listed = { readonly path: string; readonly kind?: string; readonly url?: string; readonly headers?: Record<string, string> }
type Told = { readonly t: string | null; readonly l: string | null; readonly d: number | null; readonly raw: string | null }
type Answer = { readonly path: string; readonly link?: string | null; readonly items?: readonly Told[] }

const expectedOf = ({ link = null, items = [] }: Answer): Expected => ({
  link,
  items: items.map(({ t, l, d, raw }) => ({ title: t, link: l, publishedS: d, raw })),
})

const linesOf = <Line>(file: string): readonly Line[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

const lowerCased = (headers: Record<string, string> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** The documents of an unpacked corpus, or of a folder that `feeds capture` filled. */
export function readCorpus(folder: string): readonly Document[] {
  const oracle = join(folder, 'oracle.jsonl')
  const expected = new Map(existsSync(oracle) ? linesOf<Answer>(oracle).map((answer) => [answer.path, expectedOf(answer)]) : [])
  return linesOf<Listed>(join(folder, 'manifest.jsonl')).map(({ path, kind = 'real', url, headers }) => ({
    path,
    kind,
    bytes: readFileSync(join(folder, path)),
    headers: lowerCased(headers),
    url: url ?? headers?.['content-location'],
    expected: expected.get(path) ?? null,
  }))
}

const PLACES = ['Wonsan', '부산', '横須賀', 'Владивосток', '平壤', 'Jeju', 'Kursk']
const ITEMS = 60

/** Item n of a made feed as it is to be read. */
const expectedItem = (feed: number, n: number): ExpectedItem => ({
  title: `Meeting ${n} in ${PLACES[(feed + n) % PLACES.length]}`,
  link: `https://feed-${feed}.example/${n}`,
  publishedS: Date.UTC(2025, 6, 1, feed, n) / 1_000,
  raw: null,
})

/** Item n of a made feed: a title, a link, a date and about 900 characters of marked-up text. */
function itemOf(feed: number, n: number): string {
  const place = PLACES[(feed + n) % PLACES.length]
  const text = `<p>Ministers met in <b>${place}</b> and spoke of drills, fuel &amp; trade.</p>`.repeat(12)
  const date = new Date(Date.UTC(2025, 6, 1, feed, n)).toUTCString()
  return `<item><title>Meeting ${n} in ${place}</title><link>https://feed-${feed}.example/${n}</link><guid isPermaLink="false">${feed}-${n}</guid><pubDate>${date}</pubDate><description><![CDATA[${text}]]></description></item>`
}

/** What is done to every second made feed: one defect of those that real feeds show. */
const DEFECTS: readonly ((xml: string) => string)[] = [
  (xml) => xml.replace('Meeting 7 in', 'Meeting 7 & more in'),
  (xml) => xml.replace('<guid isPermaLink="false">', '<guid isPermaLink="false">x').replace('</guid>', ''),
  (xml) => `Notice: undefined index\n${xml}`,
  (xml) => xml.replace('</title><link>', '</title>\u0008<link>'),
  (xml) => xml.replace('</item>', ''),
]

/** Forty feeds of sixty items, every second one with one defect. */
export const made = (): readonly Document[] =>
  Array.from({ length: 40 }, (_, feed) => {
    const items = Array.from({ length: ITEMS }, (_none, n) => expectedItem(feed, n))
    const written = items.map((_, n) => itemOf(feed, n)).join('\n')
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Made ${feed}</title><link>https://feed-${feed}.example/</link>${written}</channel></rss>`
    const spoil = feed % 2 === 0 ? undefined : DEFECTS[((feed - 1) / 2) % DEFECTS.length]
    const bytes = Buffer.from(spoil === undefined ? xml : spoil(xml))
    return { path: `made-${feed}.xml`, kind: 'real', bytes, headers: {}, url: undefined, expected: { link: null, items } }
  })
