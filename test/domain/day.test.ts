import { describe, expect, test } from 'vitest'
import { parseDay, parseMoment } from '#src/domain/day.ts'

describe('typed days', () => {
  test.each([
    ['2025-07-12', '2025-07-12'],
    ['2025/07/12', '2025-07-12'],
    ['12 July 2025', '2025-07-12'],
    ['3 Sept 2025', '2025-09-03'],
    ['July 2025', '2025-07'],
    ['2025', '2025'],
  ])('%s', (typed, date) => {
    expect(parseDay(typed)?.date).toBe(date)
  })

  test('months and years mean their last moment, days their first', () => {
    expect(parseDay('2025-02')?.at).toBe(Date.UTC(2025, 2, 1) - 1)
    expect(parseDay('2025-02-01')?.at).toBe(Date.UTC(2025, 1, 1))
  })

  test.each(['', 'soon', '2025-02-29', '32 July 2025', '12 Juli-x 2025'])('%j is none', (typed) => {
    expect(parseDay(typed)).toBeNull()
  })
})

describe('typed moments', () => {
  test.each([
    ['2026-10-01', Date.UTC(2026, 9, 1)],
    ['2026-10-01T12:00Z', Date.UTC(2026, 9, 1, 12)],
    ['2026-10-01T12:00:30.5+09:00', Date.UTC(2026, 9, 1, 3, 0, 30, 500)],
  ])('%s', (typed, at) => {
    expect(parseMoment(typed)).toBe(at)
  })

  test.each(['', '1', '2026', 'x 1', '2026-02-30', '2026-10-01T25:00Z', '2026-10-01T12:00', 'Oct 1 2026'])('%j is none', (typed) => {
    expect(parseMoment(typed)).toBeNull()
  })
})
