import { beforeAll, describe, expect, test } from 'vitest'
import { WAYS } from '../stand-ins/misbehaving/ways.ts'
import { simulateWeek, type WeekResult } from '../stand-ins/misbehaving/week.ts'

/** Eight and a half days, so that what is dropped weekly has been dropped; `npm run bench -- week` is the long form. */
describe(`a week of ${WAYS.length} feeds that each misbehave in a way of their own, through sleeps and restarts`, () => {
  let week: WeekResult

  beforeAll(async () => {
    week = await simulateWeek({ feeds: WAYS.length, days: 8.5, intervalMs: 4 * 3_600_000 })
  }, 240_000)

  test('no report is lost', () => {
    expect(week.reports).toBeGreaterThan(7_000)
    expect(week.lost).toEqual([])
  })

  test('no report is stored twice', () => {
    expect(week.stored).toBeGreaterThanOrEqual(week.reports)
    expect(week.repeated).toEqual([])
  })

  test('no server is asked sooner than it asked for', () => {
    expect(week.requests).toBeGreaterThan(WAYS.length * 40)
    expect(week.tooSoon).toEqual([])
  })

  test('a feed that behaves is read within its interval', () => {
    expect(week.longestMs).toBeLessThanOrEqual(4 * 3_600_000 + 4 * 60_000)
  })
})
