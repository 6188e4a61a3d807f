import { describe, expect, test } from 'vitest'
import { dateSpan } from '#src/domain/date-span.ts'

const NOW = Date.UTC(2025, 6, 20, 16)
const span = (typed: string, zone = 'UTC') => {
  const found = dateSpan(typed, NOW, zone)
  return found === null
    ? null
    : [found.date, new Date(found.fromAt).toISOString().slice(0, 16), new Date(found.toAt).toISOString().slice(0, 16)].join(' ')
}

describe('a typed date', () => {
  test.each([
    ['2025-07-12', '2025-07-12 2025-07-12T00:00 2025-07-13T00:00'],
    ['12 July 2025', '2025-07-12 2025-07-12T00:00 2025-07-13T00:00'],
    ['12.07.2025', '2025-07-12 2025-07-12T00:00 2025-07-13T00:00'],
    ['2025년 7월 12일', '2025-07-12 2025-07-12T00:00 2025-07-13T00:00'],
    ['2025年7月', '2025-07 2025-07-01T00:00 2025-08-01T00:00'],
    ['2024-12', '2024-12 2024-12-01T00:00 2025-01-01T00:00'],
    ['2024', '2024 2024-01-01T00:00 2025-01-01T00:00'],
    ['today', '2025-07-20 2025-07-20T00:00 2025-07-21T00:00'],
    ['yesterday', '2025-07-19 2025-07-19T00:00 2025-07-20T00:00'],
    ['30d', '2025-06-20 2025-06-20T00:00 2025-06-21T00:00'],
    ['2W', '2025-07-06 2025-07-06T00:00 2025-07-07T00:00'],
  ])('%s is a span of whole days', (typed, expected) => {
    expect(span(typed)).toBe(expected)
  })

  test('days begin at midnight where the reader is', () => {
    expect(span('2025-07-12', 'Asia/Seoul')).toBe('2025-07-12 2025-07-11T15:00 2025-07-12T15:00')
    expect(span('today', 'Asia/Seoul')).toBe('2025-07-21 2025-07-20T15:00 2025-07-21T15:00')
  })

  test.each([['2025-02-30'], ['soon'], [''], ['31.13.2025'], ['99999d'], ['-5d'], ['2025-7']])('%j is none', (typed) => {
    expect(span(typed)).toBeNull()
  })
})
