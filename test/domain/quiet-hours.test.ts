import { describe, expect, test } from 'vitest'
import { quietUntil } from '#src/domain/quiet-hours.ts'

const at = (iso: string): number => Date.parse(iso)
const until = (quiet: string, timeZone: string, iso: string): string | null => {
  const end = quietUntil({ from: quiet.slice(0, 5), to: quiet.slice(6), timeZone }, at(iso))
  return end === null ? null : new Date(end).toISOString()
}

describe('quiet hours', () => {
  test('end in the morning where they go over midnight', () => {
    expect(until('22:00-07:00', 'Asia/Seoul', '2026-11-22T14:30:00Z')).toBe('2026-11-22T22:00:00.000Z')
    expect(until('22:00-07:00', 'Asia/Seoul', '2026-11-22T20:59:30Z')).toBe('2026-11-22T22:00:00.000Z')
  })

  test('begin with their first minute and are over with their last', () => {
    expect(until('22:00-07:00', 'UTC', '2026-11-22T21:59:59.999Z')).toBeNull()
    expect(until('22:00-07:00', 'UTC', '2026-11-22T22:00:00Z')).toBe('2026-11-23T07:00:00.000Z')
    expect(until('22:00-07:00', 'UTC', '2026-11-23T06:59:59Z')).toBe('2026-11-23T07:00:00.000Z')
    expect(until('22:00-07:00', 'UTC', '2026-11-23T07:00:00Z')).toBeNull()
  })

  test('within one day', () => {
    expect(until('12:00-13:30', 'Asia/Tokyo', '2026-11-22T03:10:00Z')).toBe('2026-11-22T04:30:00.000Z')
    expect(until('12:00-13:30', 'Asia/Tokyo', '2026-11-22T05:00:00Z')).toBeNull()
  })

  test('end by the wall clock also in the night in which the clocks are changed', () => {
    expect(until('22:00-07:00', 'America/New_York', '2026-03-08T04:00:00Z')).toBe('2026-03-08T11:00:00.000Z')
    expect(until('22:00-07:00', 'America/New_York', '2026-11-01T03:00:00Z')).toBe('2026-11-01T12:00:00.000Z')
  })

  test('end later, never before they were asked for, where the clocks skip the minute of their end', () => {
    expect(until('01:30-02:30', 'Europe/Berlin', '2026-03-29T00:41:00Z')).toBe('2026-03-29T01:30:00.000Z')
    expect(until('01:30-02:30', 'Europe/Berlin', '2026-03-29T01:00:00Z')).toBeNull()
  })
})
