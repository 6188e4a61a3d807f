import { entryDate } from './entry-dates.ts'
import { entryLink, feedLink, resolveLink } from './links.ts'
import { repairMojibake } from './mojibake.ts'
import { collapse, oneLine } from './one-line.ts'
import { htmlToText } from './plain-text.ts'
import { aboutOf, type Node, type Tree } from './tree.ts'

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

/** Tags that stand in titles which say they are plain text. */
const INLINE_MARKUP = /<\/?(?:a|b|br|i|em|strong|span|p|div|font|u|sub|sup)\b/i

/** The text of a field as people read it, one line. */
export function fieldText(node: Node | undefined): string {
  if (node === undefined) return ''
  const text = repairMojibake(collapse(node.text), 'latin-1')
  if (node.markup) return htmlToText(text)
  const literal = /^text(?:\/plain)?$/.test(node.attributes.type ?? '') && !INLINE_MARKUP.test(text)
  return literal || !/[<&]/.test(text) ? collapse(text) : htmlToText(text)
}

/** A Base64 body, as Atom 0.3 marks it by its mode and Atom 1.0 by a type that is no text. */
function decoded(node: Node): Node {
  const { mode = '', type = '' } = node.attributes
  if (mode.toLowerCase() !== 'base64' && !/^application\/octet-stream$/i.test(type)) return node
  return { ...node, text: Buffer.from(node.text, 'base64').toString('utf8') }
}

const named = (parent: Node, ...names: readonly string[]): readonly Node[] => parent.children.filter((child) => names.includes(child.name))

function firstText(nodes: readonly Node[]): string {
  for (const node of nodes) {
    const text = fieldText(decoded(node))
    if (text !== '') return text
  }
  return ''
}

/** Every element below, in document order, without going into those that `stop` names. */
function* below(node: Node, stop: (node: Node) => boolean): Generator<Node> {
  const waiting = node.children.toReversed()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    if (!stop(next)) for (let i = next.children.length - 1; i >= 0; i -= 1) waiting.push(next.children[i] as Node)
  }
}

const NESTED_AWAY: ReadonlySet<string> = new Set(['source', 'image', 'textinput', 'author', 'contributor'])

function entryTitle(entry: Node): string {
  const own = firstText(named(entry, 'title', 'dc:title'))
  if (own !== '') return own
  const media = firstText(named(entry, 'media:title'))
  if (media !== '') return media
  const nested = [...below(entry, (node) => NESTED_AWAY.has(node.name))]
  return firstText(nested.filter((node) => /(?:^|:)title$/.test(node.name) && !NESTED_AWAY.has(node.parent?.name ?? '')))
}

const BODIES = [
  'description',
  'summary',
  'content',
  'content:encoded',
  'xhtml:body',
  'body',
  'media:description',
  'itunes:summary',
  'dc:description',
]

/** The longest of what an entry says about itself, as plain text: some feeds cut the summary, others the content. */
function entryText(entry: Node, maxText: number): string {
  const bodies = [...named(entry, ...BODIES), ...named(entry, 'media:group').flatMap((group) => named(group, 'media:description'))]
  let longest = ''
  for (const body of bodies) {
    const text = fieldText({ ...decoded(body), text: decoded(body).text.slice(0, maxText * 4) })
    if (text.length > longest.length) longest = text
  }
  return longest.slice(0, maxText)
}

function authors(entry: Node): readonly string[] {
  const names = named(entry, 'author', 'dc:creator', 'itunes:author').map((node) => fieldText(named(node, 'name')[0] ?? node))
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 20)
}

function categories(entry: Node): readonly string[] {
  const labels = named(entry, 'category', 'dc:subject').map((node) =>
    oneLine(node.attributes.label ?? node.attributes.term ?? fieldText(node)),
  )
  return [...new Set(labels.filter((label) => label !== ''))].slice(0, 50)
}

const languageCode = (said: string): string => /^\s*([a-z]{2})(?![a-z])/i.exec(said)?.[1]?.toLowerCase() ?? ''

/** The language an element says it is in: itself, or by `xml:lang` of what it stands in. '' where nothing says. */
function languageOf(node: Node): string {
  const own = languageCode(named(node, 'language', 'dc:language')[0]?.text ?? '')
  if (own !== '') return own
  for (let at: Node | null = node; at !== null; at = at.parent) {
    const code = languageCode(at.attributes['xml:lang'] ?? '')
    if (code !== '') return code
  }
  return ''
}

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

const isEntry = (node: Node): boolean => node.name === 'item' || node.name === 'entry'

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
