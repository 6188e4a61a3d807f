import type { SendResult } from '../../domain/delivery.ts'

type Failed = Exclude<SendResult, { kind: 'sent' }>

const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])
const LIMIT_MS = 60_000

/** What an HTTP status other than 2xx means for the delivery. The name is the operator's, never the address. */
export function refusalOf(name: string, status: number, retryAfterMs: number | null): Failed {
  if (status === 429) return { kind: 'retry', reason: `webhook ${name}: rate limit`, afterMs: retryAfterMs ?? LIMIT_MS }
  if (status === 503 && retryAfterMs !== null) return { kind: 'retry', reason: `webhook ${name}: asks to wait`, afterMs: retryAfterMs }
  if (status >= 500 || status === 408) return { kind: 'unknown', reason: `webhook ${name}: HTTP ${status}` }
  if (status >= 300 && status < 400) {
    return { kind: 'rejected', scope: 'route', reason: `webhook ${name}: its address has moved (HTTP ${status}): set the new one` }
  }
  if (status === 401 || status === 403 || status === 404 || status === 410) {
    return { kind: 'rejected', scope: 'route', reason: `webhook ${name}: HTTP ${status}: its address or its secret is no longer right` }
  }
  return { kind: 'rejected', scope: 'delivery', reason: `webhook ${name}: the receiver refuses the document (HTTP ${status})` }
}

/** The message to edit was taken away in the channel: that is not ours to undo. */
export const goneOf = (name: string): Failed => ({
  kind: 'rejected',
  scope: 'delivery',
  reason: `webhook ${name}: the post was deleted in the channel (10008), so this revision has nothing to edit; it is not posted again`,
})

/** What a failed request means: never left, or perhaps arrived. Takes over the code only: messages hold addresses. */
export function failureOf(name: string, error: unknown): Failed {
  const code = codeOf(error)
  if (code !== null && NEVER_LEFT.has(code)) return { kind: 'retry', reason: `webhook ${name} cannot be reached: ${code}` }
  return { kind: 'unknown', reason: `webhook ${name} gave no answer${code === null ? '' : `: ${code}`}` }
}

function codeOf(error: unknown): string | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) if ('code' in at && typeof at.code === 'string') return at.code
  return null
}

/** Retry-After in ms: seconds (Discord's with decimals), or a date. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.ceil(Number(header) * 1000)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now)
}
