import { entryDate } from './entry-dates.ts'
import { authors, below, categories, entryText, entryTitle, fieldText, firstText, languageOf, named } from './entry-fields.ts'
import { entryLink, feedLink, resolveLink } from './links.ts'
import { oneLine } from './one-line.ts'
import { aboutOf, isEntry, type Node, type Tree } from './tree.ts'

/** xml2js's shape of an RSS 2.0 item, as rss-parser's `buildRSS` reads it: every field an array of one. */
export type CanonicalItem = {
  readonly title: readonly [string]
  readonly link: readonly [string]
  readonly guid: readonly [string]
  /** ISO 8601 in UTC, where the entry has a usable date. */
  readonly pubDate?: readonly [string]
  /** Plain text. Under a name of our own, so that rss-parser's `stripHtml`, quadratic on bad markup, never sees it. */
  readonly entryText: readonly [string]
  readonly entryLanguage: readonly [string]
  readonly entryAuthors: readonly string[]
  readonly entryCategories: readonly string[]
  readonly sourceTitle: readonly [string]
  readonly sourceUrl: readonly [string]
}

export type CanonicalRss = {
  readonly rss: {
    readonly $: { readonly version: '2.0' }
    readonly channel: readonly [
      {
        readonly title: readonly [string]
        readonly link: readonly [string]
        readonly entrySummary: readonly [string]
        readonly language: readonly [string]
        readonly ttl: readonly [string]
        readonly format: readonly [string]
        readonly skipped: readonly [number]
        readonly item: readonly CanonicalItem[]
      },
    ]
  }
}

export type CanonicalOptions = {
  readonly url: string | undefined
  /** Epoch ms of a local time in the feed's zone, for dates that name none. */
  readonly timeZone: string
  readonly maxText: number
}

/** Roots that are other things than feeds, whatever stands in them. */
const OTHER_ROOTS: ReadonlySet<string> = new Set(
  'html xhtml:html body head opml urlset sitemapindex svg svg:svg envelope soap:envelope soapenv:envelope error kml plist wsdl:definitions'.split(
    ' ',
  ),
)

const FEED_ROOTS: ReadonlySet<string> = new Set(['rss', 'rdf:rdf', 'rdf', 'feed', 'channel'])

/** What entries take from their feed, found once for all of them. */
type Home = { readonly link: string; readonly language: string }

function canonicalItem(entry: Node, home: Home, options: CanonicalOptions): CanonicalItem {
  const publishedAt = entryDate(entry, options.timeZone)
  const source = named(entry, 'source')[0]
  const sourceUrl = source?.attributes.url ?? (source === undefined ? '' : (named(source, 'link')[0]?.attributes.href ?? ''))
  return {
    title: [entryTitle(entry)],
    link: [entryLink(entry, home.link, options.url)],
    guid: [oneLine(named(entry, 'guid', 'id', 'dc:identifier')[0]?.text ?? aboutOf(entry)).slice(0, 2_000)],
    ...(publishedAt === null ? {} : { pubDate: [new Date(publishedAt).toISOString()] as const }),
    entryText: [entryText(entry, options.maxText)],
    entryLanguage: [languageOf(entry) || home.language],
    entryAuthors: authors(entry),
    entryCategories: categories(entry),
    sourceTitle: [source === undefined ? '' : fieldText(named(source, 'title')[0] ?? source)],
    sourceUrl: [resolveLink(sourceUrl, entry, options.url)],
  }
}

/** A whole feed with entries inside a page's frame: some sites wrap what they serve. */
const framed = (page: Node): Node | null =>
  [...below(page, isEntry)].find(
    (node) => FEED_ROOTS.has(node.name) && node.children.some((child) => isEntry(child) && child.children.length > 1),
  ) ?? null

/** The first element that tells what the document is: junk before a feed's root (a PHP notice) is passed over. */
function findRoot(tree: Tree): Node | null {
  for (const child of tree.root.children) {
    if (OTHER_ROOTS.has(child.name)) return framed(child)
    if (FEED_ROOTS.has(child.name) || isEntry(child)) return child
  }
  for (const node of below(tree.root, isEntry)) {
    if (OTHER_ROOTS.has(node.name)) return null
    if (FEED_ROOTS.has(node.name) || isEntry(node)) return node
  }
  return null
}

/**
 * Any RSS, RDF or Atom tree, whatever its version, prefixes and spelling, as an RSS 2.0 tree in xml2js's shape.
 * null where the document is no feed.
 */
export function canonicalise(tree: Tree, options: CanonicalOptions): CanonicalRss | null {
  const root = findRoot(tree)
  if (root === null) return null
  const entries = [...below(tree.root, isEntry)].filter(isEntry)
  if (tree.truncated && tree.skipped === 0) entries.pop()
  const feed = [...below(tree.root, isEntry)].find((node) => node.name === 'channel' || node.name === 'feed') ?? root
  const home = { link: feedLink(feed, options.url), language: languageOf(feed) }
  const format = root.name.startsWith('rdf') ? 'rdf' : root.name === 'feed' || root.name === 'entry' ? 'atom' : 'rss'
  return {
    rss: {
      $: { version: '2.0' },
      channel: [
        {
          title: [firstText(named(feed, 'title', 'dc:title'))],
          link: [home.link],
          entrySummary: [firstText(named(feed, 'description', 'subtitle', 'tagline'))],
          language: [home.language],
          ttl: [named(feed, 'ttl')[0]?.text.trim() ?? ''],
          format: [format],
          skipped: [tree.skipped],
          item: entries.map((entry) => canonicalItem(entry, home, options)),
        },
      ],
    },
  }
}
