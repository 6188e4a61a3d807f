/**
 * Namespace addresses and the prefix each is read under, whatever prefix a document binds to it. '' is RSS and Atom
 * themselves. Addresses are compared in lower case without a closing slash or `#`.
 */
const PREFIXES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'http://www.w3.org/2005/atom': '',
    'http://purl.org/atom/ns': '',
    'http://example.com/newformat': '',
    'http://purl.org/rss/1.0': '',
    'http://my.netscape.com/rdf/simple/0.9': '',
    'http://channel.netscape.com/rdf/simple/0.9': '',
    'http://my.netscape.com/publish/formats/rss-0.91.dtd': '',
    'http://backend.userland.com/rss': '',
    'http://backend.userland.com/rss2': '',
    'http://backend.userland.com/rss091': '',
    'http://blogs.law.harvard.edu/tech/rss': '',
    'http://purl.org/net/rss1.1': '',
    'http://www.rssboard.org/rss-specification': '',
    'http://purl.org/dc/elements/1.1': 'dc',
    'https://purl.org/dc/elements/1.1': 'dc',
    'http://purl.org/dc/elements/1.0': 'dc',
    'http://purl.org/dc/terms': 'dcterms',
    'https://purl.org/dc/terms': 'dcterms',
    'http://purl.org/rss/1.0/modules/content': 'content',
    'http://search.yahoo.com/mrss': 'media',
    'http://www.w3.org/1999/02/22-rdf-syntax-ns': 'rdf',
    'http://www.w3.org/1999/xhtml': 'xhtml',
    'http://www.itunes.com/dtds/podcast-1.0.dtd': 'itunes',
    'http://www.w3.org/xml/1998/namespace': 'xml',
    'http://rssnamespace.org/feedburner/ext/1.0': 'feedburner',
  }),
)

/** Prefixes that mean RSS or Atom where a document forgot to declare them. */
const BARE: ReadonlySet<string> = new Set(['atom', 'a10', 'rss', 'atom10', 'atom03'])

/** What prefixes mean at one place of a document. */
export type Scope = ReadonlyMap<string, string>

export const OUTERMOST: Scope = new Map()

const readUri = (uri: string): string =>
  uri
    .trim()
    .toLowerCase()
    .replace(/[/#]+$/, '')

/** The scope inside an element with these attributes; the same one where they declare nothing. */
export function scopeWith(outer: Scope, attributes: Readonly<Record<string, string>>): Scope {
  let inner: Map<string, string> | null = null
  for (const [name, value] of Object.entries(attributes)) {
    if (name !== 'xmlns' && !name.startsWith('xmlns:')) continue
    inner ??= new Map(outer)
    const prefix = name === 'xmlns' ? '' : name.slice(6)
    const known = PREFIXES.get(readUri(value))
    inner.set(prefix, known ?? (BARE.has(prefix) ? '' : prefix))
  }
  return inner ?? outer
}

/** An element's name with its canonical prefix: `dc:date`, `title`. Input is lower case. */
export function canonicalName(name: string, scope: Scope): string {
  const colon = name.indexOf(':')
  const prefix = colon < 0 ? '' : name.slice(0, colon)
  const known = scope.get(prefix) ?? (BARE.has(prefix) ? '' : prefix)
  const local = name.slice(colon + 1)
  return known === '' ? local : `${known}:${local}`
}
