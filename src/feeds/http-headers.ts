const HOUR_MS = 3_600_000

/** Longest wait a server may ask for: a day. */
const MAX_RETRY_AFTER_MS = 24 * HOUR_MS

/** Reads `Retry-After`, seconds or an HTTP date (RFC 9110 §10.2.3), as ms from now; null where absent or unreadable. */
export function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  const text = value.trim()
  const ms = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : httpDate(text) - now
  return Number.isFinite(ms) ? Math.min(Math.max(0, ms), MAX_RETRY_AFTER_MS) : null
}

/** An HTTP date always names GMT, so the runtime's own parser cannot mistake its zone. */
const httpDate = (text: string): number => (/GMT$/i.test(text) ? Date.parse(text) : Number.NaN)

/** How long the answer says it stays fresh: `max-age` less `Age`, else `Expires` less `Date`; null where it does not say. */
export function freshForMs(headers: Readonly<Record<string, string | undefined>>, now: number): number | null {
  const maxAge = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,9})/i.exec(headers['cache-control'] ?? '')?.[1]
  const age = Number(headers.age ?? 0)
  if (maxAge !== undefined) return Math.max(0, (Number(maxAge) - (Number.isFinite(age) ? age : 0)) * 1_000)
  const expires = httpDate(headers.expires?.trim() ?? '')
  const date = httpDate(headers.date?.trim() ?? '')
  const ms = expires - (Number.isFinite(date) ? date : now)
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}
