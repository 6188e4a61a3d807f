import { describe, expect, test } from 'vitest'
import { formatPeriod, formatTime } from '#src/commands/dates.ts'

describe('periods', () => {
  test.each([
    ['2004-03-09', null, 'since 9 March 2004'],
    ['2012-11-06', '2024-05-12', '6 November 2012 – 12 May 2024'],
    ['2024-06-27', '2024-06-29', '27–29 June 2024'],
    ['2023', '2025', '2023 – 2025'],
    ['2025-06', null, 'since June 2025'],
    [null, '2022', 'until 2022'],
    ['2024-06-19', '2024-06-19', '19 June 2024'],
    [null, null, ''],
  ])('%s to %s', (from, to, written) => {
    expect(formatPeriod({ from, to })).toBe(written)
  })
})

describe('moments', () => {
  const at = Date.UTC(2025, 6, 12, 20, 5)
  test.each([
    ['Asia/Seoul', '13 July 2025, 05:05 KST'],
    ['Europe/Moscow', '12 July 2025, 23:05 MSK'],
    ['UTC', '12 July 2025, 20:05 UTC'],
    ['America/Sao_Paulo', '12 July 2025, 17:05 GMT-3'],
  ])('carry their zone: %s', (zone, written) => {
    expect(formatTime(at, zone)).toBe(written)
  })

  test('at midnight are of the day that begins', () => {
    expect(formatTime(Date.UTC(2025, 6, 12, 15), 'Asia/Seoul')).toBe('13 July 2025, 00:00 KST')
  })
})
