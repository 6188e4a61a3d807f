import type { Dispatcher } from 'undici'

/** A redirect that cannot be followed; the message is the second half of a sentence. */
export class RedirectFailure extends Error {}

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

const PERMANENT: ReadonlySet<number> = new Set([301, 308])

export type NextHop = { readonly url: URL; readonly permanent: boolean }

/**
 * Where an answer sends us; null where it is no redirect.
 * @throws RedirectFailure for a malformed `Location`, a loop, another scheme, or a step from https down to http.
 */
export function followable(
  response: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  from: URL,
  seen: ReadonlySet<string>,
): NextHop | null {
  const { statusCode, headers } = response
  if (!REDIRECTS.has(statusCode) || headers.location === undefined) return null
  const location = Array.isArray(headers.location) ? (headers.location[0] ?? '') : headers.location
  const url = URL.parse(location, from)
  if (url === null) throw new RedirectFailure(`it redirects to “${location.slice(0, 100)}”, which is no address`)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new RedirectFailure(`it redirects to ${url.protocol}, which is neither http nor https`)
  if (from.protocol === 'https:' && url.protocol === 'http:')
    throw new RedirectFailure(`it redirects from https down to http (${url.host})`)
  if (url.username !== '' || url.password !== '') throw new RedirectFailure('it redirects to an address with a password in it')
  url.hash = ''
  if (seen.has(url.href)) throw new RedirectFailure('it redirects in a circle')
  return { url, permanent: PERMANENT.has(statusCode) }
}
