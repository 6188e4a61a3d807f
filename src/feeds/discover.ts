import { decodeBytes } from './decode.ts'
import type { FeedDocument } from './document.ts'
import type { FetchFeed } from './fetch.ts'
import type { ParseFeed } from './parse-pool.ts'
import { tokenise } from './tokenise.ts'

/** A feed that was found behind a page. */
export type FoundFeed = { readonly url: string; readonly document: FeedDocument }

export type Discovery = {
  readonly found: readonly FoundFeed[]
  /** Why the page itself could not be read, as the second half of a sentence; null where it could. */
  readonly problem: string | null
}

export type DiscoverDeps = { readonly fetch: FetchFeed; readonly parse: ParseFeed }

/** Addresses asked at most: a page may link to anything. */
const MAX_CANDIDATES = 12

const FEED_TYPE = /^(?:application|text)\/(?:(?:rss|atom|rdf)\+xml|feed\+json|xml)\b/i
const FEED_PATH = /(?:^|[/._-])(?:rss|atom|feeds?|rdf|index\.xml)(?:[/._?-]|$)/i

/** Where sites usually have their feed, tried where the page names none. */
const USUAL = ['/feed', '/rss', '/rss.xml', '/feed.xml', '/atom.xml', '/index.xml', '/feeds/posts/default', '/feed.json']

const absolute = (href: string | undefined, base: string): string | null => {
  const url = href === undefined ? null : URL.parse(href, base)
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null
}

type Tag = { readonly name: string; readonly attributes: ReadonlyMap<string, string> }

/** Calls back for every start tag of a page. Without a stack, so that no nesting costs time. */
function eachTag(html: string, onTag: (tag: Tag) => void): void {
  let tag: { readonly name: string; readonly attributes: Map<string, string> } = { name: '', attributes: new Map() }
  let attribute = ''
  let value = ''
  const close = () => onTag(tag)
  tokenise(
    html,
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (start, end) => {
        tag = { name: html.slice(start, end).toLowerCase(), attributes: new Map() }
      },
      onattribname: (start, end) => {
        attribute = html.slice(start, end).toLowerCase()
        value = ''
      },
      onattribdata: (start, end) => {
        value += html.slice(start, end)
      },
      onattribentity: (codepoint) => {
        value += String.fromCodePoint(codepoint)
      },
      onattribend: () => {
        if (!tag.attributes.has(attribute)) tag.attributes.set(attribute, value)
      },
      onopentagend: close,
      onselfclosingtag: close,
    },
  )
}

/** Addresses that may be feeds, as a page names them: first what it declares, then what it links to that looks like one. */
export function candidatesOf(html: string, pageUrl: string): readonly string[] {
  const declared: string[] = []
  const linked: string[] = []
  let base = pageUrl
  eachTag(html, ({ name, attributes }) => {
    const type = attributes.get('type') ?? ''
    const href = attributes.get('href')
    if (name === 'base') base = absolute(href, pageUrl) ?? base
    const url = absolute(href, base)
    if (url === null) return
    if (name === 'link' && /\balternate\b/i.test(attributes.get('rel') ?? '') && FEED_TYPE.test(type)) declared.push(url)
    if (name === 'a' && (FEED_TYPE.test(type) || FEED_PATH.test(new URL(url).pathname))) linked.push(url)
  })
  return [...new Set([...declared, ...linked])].filter((url) => url !== pageUrl).slice(0, MAX_CANDIDATES)
}

type Read = { readonly url: string; readonly document: FeedDocument | null; readonly html: string; readonly problem: string | null }

async function readAt(url: string, { fetch, parse }: DiscoverDeps, signal: AbortSignal): Promise<Read> {
  const result = await fetch({ url, etag: null, lastModified: null, userAgent: null }, signal)
  if (result.kind === 'failed') return { url, document: null, html: '', problem: result.failure.message }
  if (result.kind === 'not-modified') return { url, document: null, html: '', problem: 'it says that nothing changed' }
  const { bytes, contentType } = result
  const parsed = await parse(bytes, { url: result.url, contentType })
  if (parsed.ok) return { url: result.url, document: parsed.document, html: '', problem: null }
  const html = parsed.failure.kind === 'too-large' ? '' : decodeBytes(bytes, { contentType }).text
  return { url: result.url, document: null, html, problem: null }
}

/**
 * The feeds behind a web address: the address itself where it is one, else those that its page declares or links to, else
 * those at the usual places of its site. Each one is fetched through the guard and read: what is answered is a feed.
 */
export async function discoverFeeds(url: string, deps: DiscoverDeps, signal: AbortSignal): Promise<Discovery> {
  const page = await readAt(url, deps, signal)
  if (page.document !== null) return { found: [{ url: page.url, document: page.document }], problem: null }
  const ask = async (candidates: readonly string[]): Promise<readonly FoundFeed[]> => {
    const found = new Map<string, FoundFeed>()
    for (const candidate of candidates) {
      const { url: at, document } = await readAt(candidate, deps, signal)
      if (document !== null) found.set(at, { url: at, document })
    }
    return [...found.values()]
  }
  const named = await ask(candidatesOf(page.html, page.url))
  if (named.length > 0 || page.problem !== null) return { found: named, problem: page.problem }
  return { found: await ask(USUAL.map((path) => new URL(path, page.url).href)), problem: null }
}
