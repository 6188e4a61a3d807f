import { aboutOf, type Node } from './node.ts'
import { oneLine } from './one-line.ts'

const HTML_TYPE = /^(?:text\/html|html|xhtml|text\/plain|text|application\/xhtml\+xml)/i

const isHttp = (text: string): boolean => /^https?:\/\//i.test(text)

/** An address with a scheme of its own that is none of the web's: `javascript:`, `tag:`, `urn:`, `mailto:`. */
const isOtherScheme = (text: string): boolean => /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^https?:/i.test(text)

/** `xml:base` in force at an element, resolved outwards to the document's own address; undefined where nothing absolute is known. */
function baseOf(node: Node | null, documentUrl: string | undefined): string | undefined {
  if (node === null) return documentUrl !== undefined && URL.canParse(documentUrl) ? documentUrl : undefined
  const outer = baseOf(node.parent, documentUrl)
  const own = node.attributes['xml:base']?.trim()
  if (own === undefined || own === '' || isOtherScheme(own)) return outer
  return URL.canParse(own, outer) ? new URL(own, outer).href : outer
}

/** Some publishers escape an address twice: `&amp;amp;` arrives here as `&amp;`. */
const unescapeTwice = (text: string): string => text.replaceAll('&amp;', '&')

/** An address that stands as the URL standard would write it: most do, and need not be taken apart. */
const PLAIN = /^https?:\/\/(?:[a-z](?:-?[a-z0-9])*\.)+[a-z]{2,}\/[\w~!$&()*+,;=:@./-]*(?:\?[\w~!$&()*+,;=:@%./?-]*)?$/

const isPlain = (address: string): boolean => !address.includes('/.') && PLAIN.test(address)

/**
 * An address as it stands in an element, made absolute. '' for anything that is no web address (scripts, mail, tags);
 * relative as it is where nothing says what it is relative to.
 */
export function resolveLink(text: string, at: Node, documentUrl: string | undefined, fallbackBase?: string): string {
  const trimmed = unescapeTwice(oneLine(text))
  if (trimmed === '' || trimmed.length > 4_000 || isOtherScheme(trimmed)) return ''
  if (isPlain(trimmed)) return trimmed
  const base = baseOf(at, documentUrl) ?? fallbackBase
  const url = URL.parse(trimmed, base)
  if (url === null) return isHttp(trimmed) ? '' : trimmed
  return isHttp(url.href) ? url.href : ''
}

const hrefOf = (link: Node): string | undefined =>
  link.attributes.href ?? link.attributes.url ?? link.attributes.uri ?? link.attributes['rdf:resource']

/** An address that may be a link, and where it stands. */
type Candidate = { readonly target: string; readonly at: Node }

/** An empty `href` means the base itself (RFC 3986 §4.4). */
const SELF = '#self'

/** What a `<link>` says: an Atom alternate for people, or RSS's text; undefined for feeds, enclosures, empty ones. */
function linkTarget(link: Node): string | undefined {
  const href = hrefOf(link)
  const rel = link.attributes.rel ?? 'alternate'
  const alternate = /^(?:alternate|http:\/\/www\.iana\.org\/assignments\/relation\/alternate)$/i.test(rel.trim())
  if (href === undefined) return alternate && link.text.trim() !== '' ? link.text : undefined
  return alternate && HTML_TYPE.test(link.attributes.type ?? 'text/html') ? href.trim() || SELF : undefined
}

/**
 * The last of an element's own `<link>`s that leads to a page: later ones correct earlier ones, as feed readers take it.
 * In RSS its own `<link>` comes before one borrowed from Atom.
 */
function lastLink(node: Node): Candidate | undefined {
  let last: Candidate | undefined
  for (let i = node.children.length - 1; i >= 0; i -= 1) {
    const at = node.children[i]
    const target = at?.name === 'link' ? (linkTarget(at) ?? '') : ''
    if (at === undefined || target === '') continue
    if (node.name !== 'item' || !at.raw.includes(':')) return { target, at }
    last ??= { target, at }
  }
  return last
}

export function feedLink(feed: Node, documentUrl: string | undefined): string {
  const found = lastLink(feed)
  return found === undefined || found.target === SELF ? '' : resolveLink(found.target, found.at, documentUrl)
}

/** What may stand for a missing link, best first. */
function* substitutes(entry: Node): Generator<Candidate> {
  for (const at of entry.children) {
    if (at.name !== 'guid' && at.name !== 'id') continue
    const permalink = at.name === 'id' || (at.attributes.ispermalink ?? 'true').toLowerCase() === 'true'
    const target = oneLine(at.text)
    if (isHttp(target) || (permalink && /^\.{0,2}\//.test(target))) yield { target, at }
  }
  const about = aboutOf(entry)
  if (isHttp(about)) yield { target: about, at: entry }
  for (const at of entry.children)
    if (at.name === 'link' && hrefOf(at) !== undefined && at.attributes.rel !== 'self') yield { target: hrefOf(at) ?? '', at }
  for (const at of entry.children) if (at.name === 'enclosure' || at.name === 'media:content') yield { target: at.attributes.url ?? '', at }
  if (entry.attributes.href !== undefined) yield { target: entry.attributes.href, at: entry }
  for (const at of entry.children) if (at.name === 'comments') yield { target: at.text, at }
}

/** One address for an entry of the feed whose page is `home`: its link, else a permalink id, `rdf:about`, an enclosure. '' where there is none. */
export function entryLink(entry: Node, home: string, documentUrl: string | undefined): string {
  const own = lastLink(entry)
  const fallbackBase = isHttp(home) ? home : undefined
  const read = ({ target, at }: Candidate) =>
    target === SELF ? (baseOf(at, undefined) ?? '') : resolveLink(target, at, documentUrl, fallbackBase)
  const link = own === undefined ? '' : read(own)
  if (link !== '') return link
  for (const candidate of substitutes(entry)) {
    const found = read(candidate)
    if (found !== '') return found
  }
  return ''
}
