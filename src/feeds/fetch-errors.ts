import type { OutcomeKind } from '../domain/feed.ts'
import { BlockedAddress } from './addresses.ts'
import { TooLarge, UnknownEncoding } from './body.ts'
import { RedirectFailure } from './redirects.ts'

/** Error codes of Node's DNS, sockets and TLS, of undici and zlib, by what they mean for a feed. */
const KINDS: readonly (readonly [RegExp, OutcomeKind])[] = [
  [/^(?:ENOTFOUND|EAI_\w+|ENODATA|ESERVFAIL|ENONAME|EBADNAME|EREFUSED)$/, 'dns'],
  [/^ECONNREFUSED$/, 'refused'],
  [/^(?:ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, 'timeout'],
  [/^(?:CERT_|ERR_TLS_|ERR_SSL_|EPROTO|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|ERR_OSSL)/, 'tls'],
]

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** Node tries IPv6 and IPv4 side by side and collects the errors of both: the first tells enough. */
const innermost = (error: unknown): unknown =>
  error instanceof AggregateError && error.errors.length > 0 ? innermost(error.errors[0]) : error

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`

const megabytes = (bytes: number): string => `${Math.round(bytes / 100_000) / 10} MB`

type Limits = { readonly connectTimeoutMs: number; readonly totalTimeoutMs: number; readonly maxBytes: number }

const hostOf = (url: string): string => URL.parse(url)?.hostname ?? url

function sentence(kind: OutcomeKind, code: string, error: unknown, url: string, limits: Limits): string {
  switch (kind) {
    case 'dns':
      return code === 'EAI_AGAIN'
        ? `the name ${hostOf(url)} does not resolve just now (is the network up?)`
        : `the name ${hostOf(url)} does not resolve`
    case 'refused':
      return `${hostOf(url)} refuses the connection`
    case 'timeout':
      return code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT'
        ? `no connection within ${seconds(limits.connectTimeoutMs)}`
        : `no whole answer within ${seconds(limits.totalTimeoutMs)}`
    case 'tls':
      return `its certificate or TLS handshake is bad (${code})`
    default:
      return `the connection failed (${code || (error instanceof Error ? error.name : 'unknown error')})`
  }
}

/**
 * Anything a fetch may throw as a typed failure with words. `late` says that the deadline for the whole has passed: that
 * explains an abort, and nothing that was found out before.
 */
export function explainError(
  thrown: unknown,
  url: string,
  limits: Limits,
  late: boolean,
): { readonly kind: OutcomeKind; readonly message: string } {
  const error = innermost(thrown)
  if (error instanceof BlockedAddress) return { kind: 'blocked-address', message: error.message }
  if (error instanceof RedirectFailure) return { kind: 'redirects', message: error.message }
  if (error instanceof TooLarge) return { kind: 'too-large', message: `it is larger than ${megabytes(limits.maxBytes)}` }
  if (error instanceof UnknownEncoding) return { kind: 'network', message: `it is packed in an unknown way (${error.message})` }
  if (late) return { kind: 'timeout', message: `no whole answer within ${seconds(limits.totalTimeoutMs)}` }
  const code = codeOf(error)
  if (/^(?:Z_|ERR_BROTLI|ERR__ERROR|ERR_ZSTD|ZSTD)/.test(code))
    return { kind: 'network', message: 'its compressed body is damaged or cut off' }
  if (code === 'UND_ERR_SOCKET' || code === 'ECONNRESET')
    return { kind: 'network', message: 'the connection was cut in the middle of the answer' }
  const kind = KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'network'
  return { kind, message: sentence(kind, code, error, url, limits) }
}
