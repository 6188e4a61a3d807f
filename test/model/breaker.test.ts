import { describe, expect, test } from 'vitest'
import { createBreaker } from '#src/model/breaker.ts'

const NOW = Date.UTC(2026, 10, 22)
const MINUTE_MS = 60_000
const TIMEOUT = { why: 'timeout', retryAfterMs: null } as const

describe('the breaker', () => {
  test('after four failures in a row the endpoint rests a minute, then one may try, then it rests twice as long', () => {
    const breaker = createBreaker()
    expect([1, 2, 3, 4].map(() => breaker.failed(TIMEOUT, NOW))).toEqual([false, false, false, true])
    expect(breaker.allows(NOW + MINUTE_MS - 1)).toBe(false)
    expect([1, 2].map(() => breaker.allows(NOW + MINUTE_MS))).toEqual([true, false])
    expect(breaker.failed(TIMEOUT, NOW + MINUTE_MS)).toBe(true)
    expect(breaker.restingUntil()).toBe(NOW + 3 * MINUTE_MS)
  })

  test('calls that were under way together and fail together are one rest, told once', () => {
    const breaker = createBreaker()
    expect(Array.from({ length: 8 }, () => breaker.failed(TIMEOUT, NOW)).filter(Boolean)).toHaveLength(1)
    expect(breaker.restingUntil()).toBe(NOW + MINUTE_MS)
    const refused = createBreaker()
    expect([1, 2].map(() => refused.failed({ why: 'refused', retryAfterMs: null }, NOW))).toEqual([true, false])
  })

  test('a clock that was set back by a year does not make the rest last a year', () => {
    const breaker = createBreaker()
    breaker.failed({ why: 'refused', retryAfterMs: null }, NOW)
    expect(breaker.allows(NOW - MINUTE_MS)).toBe(true)
    const other = createBreaker()
    other.failed({ why: 'refused', retryAfterMs: null }, NOW)
    expect(other.allows(NOW + MINUTE_MS)).toBe(false)
  })
})
