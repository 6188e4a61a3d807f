import { describe, expect, test } from 'vitest'
import { chanceOfMore, type DailyCounts, judgeWeek, LOOKED_BACK_DAYS, newsOf, type Window } from '#src/domain/unusual.ts'
import { falseAlarms, found, randomOf } from './traffic.ts'

const weeks = (...counts: readonly number[]): readonly Window[] => counts.map((count) => ({ count, share: 1 }))
const steady = (count: number, length = 26): readonly Window[] => weeks(...Array.from({ length }, () => count))

/** Half a year with so many stories every seventh day, and then a week with these. */
const daysWith = (usual: number, last: readonly number[]): DailyCounts => {
  const before = Array.from({ length: LOOKED_BACK_DAYS }, (_, day) => (day % 7 === 0 ? usual : 0))
  const counts = [...before, ...last]
  return { counts, shares: counts.map(() => 1) }
}

describe('the chance of so many or more', () => {
  test('is that of Poisson where the variance is the mean', () => {
    expect(chanceOfMore(1, 2, 2)).toBeCloseTo(1 - Math.exp(-2), 7)
    expect(chanceOfMore(3, 1, 1)).toBeCloseTo(1 - Math.exp(-1) * 2.5, 7)
  })

  test('is that of the negative binomial where it is greater: with size 1, a geometric one', () => {
    // Mean 3 and variance 12: each further one has the chance 3/4.
    expect(chanceOfMore(5, 3, 12)).toBeCloseTo(0.75 ** 5, 9)
  })

  test('is told also where it is very small, and where means are large', () => {
    expect(chanceOfMore(60, 2, 2)).toBeGreaterThan(0)
    expect(chanceOfMore(60, 2, 2)).toBeLessThan(1e-50)
    expect(chanceOfMore(900, 1_000, 1_000)).toBeGreaterThan(0.99)
    expect(chanceOfMore(0, 5, 5)).toBe(1)
  })
})

describe('a week held against those before', () => {
  test('is unusual far above them, and not a little above', () => {
    expect(judgeWeek(14, weeks(...Array.from({ length: 26 }, (_, index) => 2 + (index % 4))))?.isUnusual).toBe(true)
    expect(judgeWeek(6, steady(4))?.isUnusual).toBe(false)
  })

  test('of many stories is none for a few beyond chance: half as many again must there be', () => {
    const judged = judgeWeek(520, steady(400))
    expect(judged?.chance).toBeLessThan(1e-6)
    expect(judged?.isUnusual).toBe(false)
  })

  test('after weeks that had nothing is unusual from three stories on: two may be one day’s', () => {
    expect(judgeWeek(2, steady(0))?.isUnusual).toBe(false)
    expect(judgeWeek(3, steady(0))?.isUnusual).toBe(true)
  })

  test('of a pair whose news come in bursts must be further above', () => {
    const bursts = weeks(...Array.from({ length: 26 }, (_, index) => (index % 2 === 0 ? 0 : 12)))
    expect(judgeWeek(16, bursts)?.isUnusual).toBe(false)
    expect(judgeWeek(16, steady(6))?.isUnusual).toBe(true)
  })

  test('is found half a year after a great wave too, which does not count for a usual week', () => {
    expect(judgeWeek(14, [...steady(4, 25), { count: 50, share: 1 }])?.isUnusual).toBe(true)
  })

  test('is not judged by fewer than eight weeks of which the feeds were read', () => {
    expect(judgeWeek(40, steady(4, 7))).toBeNull()
    expect(judgeWeek(40, [...steady(4, 7), ...Array.from({ length: 19 }, () => ({ count: 0, share: 0.2 }))])).toBeNull()
  })

  test('is not unusual because feeds were down before: what half of the feeds told of is taken for half a week', () => {
    const half = Array.from({ length: 26 }, () => ({ count: 5, share: 0.5 }))
    expect(judgeWeek(10, half)?.expected).toBeCloseTo(10, 0)
    expect(judgeWeek(10, half)?.isUnusual).toBe(false)
    expect(judgeWeek(12, steady(5))?.isUnusual).toBe(true)
  })
})

describe('what is news', () => {
  const wave = [0, 2, 2, 2, 2, 2, 4]

  test('a week far above the usual that was not told', () => {
    expect(newsOf(daysWith(3, wave), null)?.count).toBe(14)
    expect(newsOf(daysWith(3, [0, 0, 1, 1, 1, 0, 0]), null)).toBeNull()
  })

  test('not the same wave again: neither that day, nor the next, nor when it goes on for weeks', () => {
    expect(newsOf(daysWith(3, wave), { daysAgo: 0, count: 10 })).toBeNull()
    expect(newsOf(daysWith(3, wave), { daysAgo: 1, count: 12 })).toBeNull()
    expect(newsOf(daysWith(3, [...wave, ...wave]), { daysAgo: 7, count: 14 })).toBeNull()
  })

  test('but when it grew by half', () => {
    expect(newsOf(daysWith(3, wave), { daysAgo: 1, count: 9 })?.count).toBe(14)
  })

  test('and the next wave, when the one that was told had ended', () => {
    const quiet = [0, 0, 0, 1, 1, 1, 0]
    expect(newsOf(daysWith(3, [...wave, ...quiet, ...wave]), { daysAgo: 14, count: 14 })?.count).toBe(14)
  })
})

/** `npm run bench -- unusual` measures more, and longer. */
describe('by simulation', () => {
  test.each([
    [0.2, 1],
    [2, 1],
    [10, 2],
    [40, 1],
    [40, 3],
  ])(
    'steady traffic of %s stories a week, variance %s times the mean, with feeds that fail, is told of less than once in three months',
    (rate, dispersion) => {
      expect(falseAlarms(randomOf(7), { rate, dispersion, outages: true }, 12)).toBeLessThan(1 / 3)
    },
  )

  test.each([
    [15, 1],
    [30, 2],
  ])('nine of ten doublings of %s stories a week for two weeks are found, variance %s times the mean', (rate, dispersion) => {
    expect(found(randomOf(7), { rate, dispersion }, 150)).toBeGreaterThanOrEqual(0.9)
  })
})
