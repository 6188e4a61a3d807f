import type { NoAnswer } from '../domain/model.ts'

/** A call that brought no usable answer. The message is ours: what the endpoint said may hold anything, the key too. */
export class NoUse extends Error {
  override readonly name = 'NoUse'
  readonly why: NoAnswer
  readonly status: number | null
  /** How long the endpoint asked us to wait. */
  readonly retryAfterMs: number | null

  constructor(why: NoAnswer, message: string, details: { readonly status?: number; readonly retryAfterMs?: number | null } = {}) {
    super(message)
    this.why = why
    this.status = details.status ?? null
    this.retryAfterMs = details.retryAfterMs ?? null
  }
}

/** What an HTTP status that is no success means for us. */
export function failureOf(status: number, retryAfter: string | null, now: number): NoUse {
  const retryAfterMs = waitOf(retryAfter, now)
  if (status === 429) return new NoUse('busy', 'the endpoint takes no more calls for now (HTTP 429)', { status, retryAfterMs })
  if (status === 401 || status === 403)
    return new NoUse('refused', `the endpoint refuses the key (HTTP ${status}): see MODEL_API_KEY`, { status })
  if (status === 404)
    return new NoUse('refused', 'the endpoint knows no such address or model (HTTP 404): see MODEL_BASE_URL, MODEL_NAME', { status })
  if (status >= 300 && status < 400)
    return new NoUse('failing', `the endpoint leads elsewhere (HTTP ${status}); redirects are not followed: see MODEL_BASE_URL`, { status })
  return new NoUse('failing', `the endpoint answered HTTP ${status}`, { status, retryAfterMs })
}

/** `Retry-After` in milliseconds: seconds or a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
function waitOf(value: string | null, now: number): number | null {
  if (value === null) return null
  const ms = /^\d+$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(ms) && ms > 0 ? ms : null
}
