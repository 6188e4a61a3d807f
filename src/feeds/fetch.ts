import { createHash } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher } from 'undici'
import type { OutcomeKind } from '../domain/feed.ts'
import { guardedConnector } from './addresses.ts'
import { ACCEPT_ENCODING, readBody } from './body.ts'
import { explainError } from './fetch-errors.ts'
import { freshForMs, retryAfterMs } from './http-headers.ts'
import { type Proxies, type Via, viaProxies } from './proxies.ts'
import { followable, RedirectFailure } from './redirects.ts'

export type FetchSettings = {
  /** Names the product and where to read about it. */
  readonly userAgent: string
  readonly connectTimeoutMs: number
  readonly totalTimeoutMs: number
  /** Largest body, unpacked. */
  readonly maxBytes: number
  /** CIDRs that feeds may live in although they are not public. */
  readonly allowAddresses: readonly string[]
  /** Of the environment; none where absent. */
  readonly proxies?: Proxies
  /** For tests: resolves names. */
  readonly lookup?: LookupFunction
  /** For tests: a certificate to trust, PEM. */
  readonly ca?: string
}

export type FetchRequest = {
  readonly url: string
  /** Validators, exactly as the server gave them. */
  readonly etag: string | null
  readonly lastModified: string | null
  /** Replaces the settings' one. */
  readonly userAgent: string | null
}

/** What went wrong, as the second half of a sentence: "the name x.example does not resolve". */
export type FetchFailure = {
  readonly kind: OutcomeKind
  readonly message: string
  readonly httpStatus?: number
  readonly retryAfterMs?: number
}

type Answered = {
  /** Where the document was found, after all redirects. */
  readonly url: string
  /** Where permanent redirects (301, 308) alone lead; null where they lead nowhere else. */
  readonly permanentUrl: string | null
  readonly etag: string | null
  readonly lastModified: string | null
  readonly freshForMs: number | null
}

export type FetchResult =
  | (Answered & {
      readonly kind: 'document'
      readonly bytes: Uint8Array
      readonly contentType: string | undefined
      readonly headers: Headers
      readonly bodyHash: string
    })
  | (Answered & { readonly kind: 'not-modified' })
  | { readonly kind: 'failed'; readonly failure: FetchFailure }

/** Fetches one document. Rejects only where `signal` was aborted; everything a server or network does is a result. */
export type FetchFeed = (request: FetchRequest, signal: AbortSignal) => Promise<FetchResult>

export type Fetcher = { readonly fetch: FetchFeed; readonly close: () => Promise<void> }

const ACCEPT =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5'

const NO_PROXIES: Proxies = { http: '', https: '', except: '' }

/** Redirects followed before giving up. */
export const MAX_REDIRECTS = 5

/** Header values with anything but visible ASCII are not sent: a server could have put a line break into its ETag. */
const isSendable = (value: string | null): value is string => value !== null && /^[\x20-\x7e]{1,1000}$/.test(value)

function requestHeaders(request: FetchRequest, settings: FetchSettings): Record<string, string> {
  return {
    'user-agent': request.userAgent ?? settings.userAgent,
    accept: ACCEPT,
    'accept-encoding': ACCEPT_ENCODING,
    ...(isSendable(request.etag) ? { 'if-none-match': request.etag } : {}),
    ...(isSendable(request.lastModified) ? { 'if-modified-since': request.lastModified } : {}),
  }
}

export type Headers = Readonly<Record<string, string | undefined>>

/** Repeated headers joined as HTTP joins them. */
const flat = (headers: Dispatcher.ResponseData['headers']): Headers =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]))

/** What an answer that is neither good nor "not modified" means. */
export function failedStatus(status: number, headers: Headers, now: number): FetchFailure {
  const waitMs = retryAfterMs(headers['retry-after'], now)
  const wait = waitMs === null ? {} : { retryAfterMs: waitMs }
  if (headers['cf-mitigated'] === 'challenge')
    return { kind: 'challenge', message: 'the server asks visitors to prove they are human', httpStatus: status, ...wait }
  if (status === 410) return { kind: 'gone', message: 'the server says it is gone for good (HTTP 410)', httpStatus: status }
  return { kind: 'http-status', message: `the server answered ${status} ${STATUS_CODES[status] ?? ''}`.trim(), httpStatus: status, ...wait }
}

type Hop = { readonly url: URL; readonly permanent: boolean; readonly response: Dispatcher.ResponseData }

/** Follows redirects by hand. Every hop connects through the guard. */
async function follow(via: Via, request: FetchRequest, headers: Record<string, string>, signal: AbortSignal) {
  const seen = new Set<string>()
  let url = new URL(request.url)
  let permanentUrl: string | null = null
  let permanent = true
  for (let hops = 0; ; hops += 1) {
    if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new RedirectFailure(`${url.protocol} is neither http nor https`)
    seen.add(url.href)
    const dispatcher = await via.of(url)
    const response = await dispatcher.request({ origin: url.origin, path: url.pathname + url.search, method: 'GET', headers, signal })
    const next = followable(response, url, seen)
    if (next === null) return { url, permanentUrl, response } satisfies Omit<Hop, 'permanent'> & { permanentUrl: string | null }
    await response.body.dump({ limit: 65_536, signal }).catch(() => {})
    if (hops === MAX_REDIRECTS) throw new RedirectFailure(`it redirects more than ${MAX_REDIRECTS} times`)
    permanent &&= next.permanent
    url = next.url
    if (permanent) permanentUrl = url.href
  }
}

async function fetchOnce(via: Via, settings: FetchSettings, request: FetchRequest, signal: AbortSignal): Promise<FetchResult> {
  const { url, permanentUrl, response } = await follow(via, request, requestHeaders(request, settings), signal)
  const headers = flat(response.headers)
  const { statusCode: status } = response
  const answered = {
    url: url.href,
    permanentUrl,
    etag: headers.etag ?? null,
    lastModified: headers['last-modified'] ?? null,
    freshForMs: freshForMs(headers, Date.now()),
  }
  if (status === 304 || status < 200 || status > 299) await response.body.dump({ limit: 65_536, signal }).catch(() => {})
  if (status === 304) return { kind: 'not-modified', ...answered }
  if (status < 200 || status > 299) return { kind: 'failed', failure: failedStatus(status, headers, Date.now()) }
  const bytes = await readBody(response.body, headers['content-encoding'], settings.maxBytes, signal)
  const bodyHash = createHash('sha256').update(bytes).digest('hex')
  return { kind: 'document', ...answered, bytes, contentType: headers['content-type'], headers, bodyHash }
}

/**
 * A polite and guarded fetcher: conditional requests, one connection a host, own deadlines, a cap on what it unpacks, and
 * no way into a private network by address, name or redirect.
 */
export function createFetcher(settings: FetchSettings): Fetcher {
  const { connectTimeoutMs, totalTimeoutMs, allowAddresses, lookup, ca } = settings
  const options = {
    connections: 1,
    pipelining: 1,
    headersTimeout: totalTimeoutMs,
    bodyTimeout: totalTimeoutMs,
    maxHeaderSize: 32_768,
    connect: guardedConnector({ timeoutMs: connectTimeoutMs, allowAddresses, ca, ...(lookup === undefined ? {} : { lookup }) }),
  }
  const guard = { allowAddresses, ...(lookup === undefined ? {} : { lookup }) }
  const via = viaProxies(new Agent(options), settings.proxies ?? NO_PROXIES, { ...options, ...guard })
  return {
    fetch: async (request, signal) => {
      const deadline = AbortSignal.timeout(totalTimeoutMs)
      try {
        return await fetchOnce(via, settings, request, AbortSignal.any([signal, deadline]))
      } catch (error) {
        signal.throwIfAborted()
        return { kind: 'failed', failure: explainError(error, request.url, settings, deadline.aborted) }
      }
    },
    close: async () => void (await via.close()),
  }
}
