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

/** An element's name as a document writes it, as it is compared, and as it is understood. */
export type ElementName = {
  readonly spelled: string
  /** In lower case, as written. */
  readonly raw: string
  /** In lower case under its canonical prefix: `dc:date`, `title`. */
  readonly name: string
}

/** What prefixes mean at one place of a document, with what was worked out under them: a document uses few names, very often. */
export type Scope = {
  readonly prefixes: ReadonlyMap<string, string>
  readonly names: Map<string, ElementName>
  readonly inner: Map<string, Scope>
}

/** Most names and inner scopes remembered in one scope: a hostile document invents new ones for ever. */
const MAX_REMEMBERED = 1_000

const createScope = (prefixes: ReadonlyMap<string, string>): Scope => ({ prefixes, names: new Map(), inner: new Map() })

/** The scope outside a document's root; a new one for each document. */
export const outermost = (): Scope => createScope(new Map())

const readUri = (uri: string): string =>
  uri
    .trim()
    .toLowerCase()
    .replace(/[/#]+$/, '')

const isDeclaration = (name: string): boolean => name === 'xmlns' || name.startsWith('xmlns:')

/**
 * The scope inside an element with these attributes; the same one where they declare nothing. `declared` is how its
 * declarations are written: the same ones mean the same again.
 */
export function scopeWith(outer: Scope, declared: string, attributes: () => Readonly<Record<string, string>>): Scope {
  const known = outer.inner.get(declared)
  if (known !== undefined) return known
  const prefixes = new Map(outer.prefixes)
  for (const [name, value] of Object.entries(attributes())) {
    if (!isDeclaration(name)) continue
    const prefix = name === 'xmlns' ? '' : name.slice(6)
    prefixes.set(prefix, PREFIXES.get(readUri(value)) ?? (BARE.has(prefix) ? '' : prefix))
  }
  const scope = createScope(prefixes)
  if (outer.inner.size < MAX_REMEMBERED) outer.inner.set(declared, scope)
  return scope
}

/** An element's name as it stands in a tag, understood in a scope. */
export function nameIn(scope: Scope, spelled: string): ElementName {
  const known = scope.names.get(spelled)
  if (known !== undefined) return known
  const raw = spelled.toLowerCase()
  const colon = raw.indexOf(':')
  const prefix = colon < 0 ? '' : raw.slice(0, colon)
  const meant = scope.prefixes.get(prefix) ?? (BARE.has(prefix) ? '' : prefix)
  const local = raw.slice(colon + 1)
  const made = { spelled, raw, name: meant === '' ? local : `${meant}:${local}` }
  if (scope.names.size < MAX_REMEMBERED) scope.names.set(spelled, made)
  return made
}
