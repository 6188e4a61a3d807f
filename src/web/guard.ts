import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { wordsIn } from '../words/words.ts'
import { noticePage } from './notice-page.ts'
import { wordsOf } from './reader.ts'

/** Nothing from elsewhere, nothing inline: a script or style that slips into a page does not run. https://www.w3.org/TR/CSP3/ */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers } = context.res
  headers.set('Content-Security-Policy', POLICY)
  headers.set('X-Content-Type-Options', 'nosniff')
  headers.set('Referrer-Policy', 'no-referrer')
  headers.set('Cross-Origin-Opener-Policy', 'same-origin')
  headers.set('Cross-Origin-Resource-Policy', 'same-origin')
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]', '::1'])

export const isLoopback = (host: string): boolean => LOOPBACK.has(host)

/** The host name of a Host header, without its port. */
function hostName(header: string): string {
  const url = URL.parse(`http://${header}`)
  return url?.hostname ?? ''
}

/** Where the page listens, and by which names, beside addresses, it is asked for. */
export type OwnNames = { readonly boundTo: string; readonly names: readonly string[] }

/**
 * Whether a host is the page's own: this machine's names, the host it listens on, and those the operator named. Shown to the
 * network without any name given, it answers to addresses too: no other site's name can be one.
 */
function isOwn(host: string, { boundTo, names }: OwnNames): boolean {
  if (isLoopback(host) || host === boundTo.toLowerCase() || names.some((name) => name.toLowerCase() === host)) return true
  return !isLoopback(boundTo) && names.length === 0 && isIP(host.replaceAll(/[[\]]/g, '')) !== 0
}

/** Refuses requests under another name: a site whose name was pointed at this machine (DNS rebinding) would be the page's own origin. */
export const hostCheck =
  (own: OwnNames): MiddlewareHandler =>
  async (context, next) => {
    const host = hostName(context.req.header('host') ?? '')
    if (!isOwn(host, own)) {
      return context.text(
        `This page answers only at its own address, for example http://127.0.0.1. You asked for “${host.slice(0, 100)}”: the operator can allow a name with WEB_NAMES.`,
        403,
      )
    }
    return next()
  }

/** A page that tells nobody where its reader comes from sends this in a form: then the browser's other word decides. */
const UNTOLD = 'null'

/** Refuses what another site's page sends: the origin must be this page's own. Programs send no origin and pass. */
export const sameOrigin: MiddlewareHandler = async (context, next) => {
  const origin = context.req.header('origin')
  const site = context.req.header('sec-fetch-site')
  const foreign = origin !== undefined && origin !== UNTOLD && URL.parse(origin)?.host !== context.req.header('host')
  if (foreign || (origin === UNTOLD && site !== 'same-origin') || (site !== undefined && site !== 'same-origin' && site !== 'none')) {
    return context.json({ error: 'This is taken only from this page itself.' }, 403)
  }
  return next()
}

/** The longest address that is read, in characters. */
const MAX_ADDRESS = 8_192

/** Refuses addresses that no form and no link of the page makes, in words. */
export const lengthCheck: MiddlewareHandler = async (context, next) => {
  const { length } = context.req.url
  if (length <= MAX_ADDRESS) return next()
  const words = wordsOf(context)
  const { tooLong, tooLongWhy } = words.page.notices
  return context.req.path.startsWith('/api/')
    ? context.json({ error: wordsIn('en').page.notices.tooLongWhy(length, MAX_ADDRESS) }, 414)
    : context.html(noticePage(tooLong, tooLongWhy(length, MAX_ADDRESS), words), 414)
}
