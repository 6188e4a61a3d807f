import type { Entry } from './document.ts'
import { entryDate } from './entry-dates.ts'
import { authors, below, categories, entryText, entryTitle, fieldText, firstText, languageOf, named } from './entry-fields.ts'
import { entryLink, feedLink, resolveLink } from './links.ts'
import { aboutOf, isEntry, type Node } from './node.ts'
import { oneLine } from './one-line.ts'
import type { Tree } from './tree.ts'

/** xml2js's shape of an RSS 2.0 item, as rss-parser's `buildRSS` reads it: every field an array of one. */
export type CanonicalItem = {
  readonly title: readonly [string]
  readonly link: readonly [string]
  readonly guid: readonly [string]
  /**
   * What rss-parser would only spoil, under a name of our own: of texts its `stripHtml`, quadratic on bad markup, would make
   * snippets, and dates it would read once more, by the machine's own zone.
   */
  readonly entry: readonly [EntryRest]
}

/** What an entry has besides title, link and guid. */
export type EntryRest = Omit<Entry, 'title' | 'link' | 'guid'>

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

const IDS = ['guid', 'id', 'dc:identifier']
const TITLE = ['title']
const LINK = ['link']
const SOURCE = ['source']

/** What entries take from their feed, found once for all of them. */
type Home = { readonly link: string; readonly language: string }

function canonicalItem(entry: Node, home: Home, options: CanonicalOptions): CanonicalItem {
  const source = named(entry, SOURCE)[0]
  return {
    title: [entryTitle(entry)],
    link: [entryLink(entry, home.link, options.url)],
    guid: [oneLine(named(entry, IDS)[0]?.text ?? aboutOf(entry)).slice(0, 2_000)],
    entry: [
      {
        publishedAt: entryDate(entry, options.timeZone),
        text: entryText(entry, options.maxText),
        authors: authors(entry),
        categories: categories(entry),
        language: languageOf(entry) || home.language || null,
        source: source === undefined ? null : sourceOf(source, entry, options),
      },
    ],
  }
}

/** `<source>`: whom an aggregator's entry comes from, by RSS's text and `url` or Atom's title and link. */
function sourceOf(source: Node, entry: Node, options: CanonicalOptions): EntryRest['source'] {
  const title = fieldText(named(source, TITLE)[0] ?? source)
  const url = resolveLink(source.attributes.url ?? named(source, LINK)[0]?.attributes.href ?? '', entry, options.url)
  return title === '' && url === '' ? null : { title, url }
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
          title: [firstText(named(feed, ['title', 'dc:title']))],
          link: [home.link],
          entrySummary: [firstText(named(feed, ['description', 'subtitle', 'tagline']))],
          language: [home.language],
          ttl: [named(feed, ['ttl'])[0]?.text.trim() ?? ''],
          format: [format],
          skipped: [tree.skipped],
          item: entries.map((entry) => canonicalItem(entry, home, options)),
        },
      ],
    },
  }
}
