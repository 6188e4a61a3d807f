import { describe, expect, test } from 'vitest'
import { formatSpan, monthMarks } from '#src/charts/calendar.ts'

const week = (index: number, from: number) => from + index * 604_800_000

describe('months under a row of weeks', () => {
  test('stand where they begin; the first and January carry the year', () => {
    const starts = Array.from({ length: 12 }, (_, index) => week(index, Date.UTC(2024, 10, 4)))
    expect(monthMarks(starts, 2)).toEqual([
      { index: 0, label: 'Nov 2024' },
      { index: 4, label: 'Dec' },
      { index: 9, label: 'Jan 2025' },
    ])
  })

  test('a stub of a month at the beginning gives way to the next', () => {
    const starts = Array.from({ length: 4 }, (_, index) => week(index, Date.UTC(2025, 1, 24)))
    expect(monthMarks(starts, 3)).toEqual([{ index: 1, label: 'Mar 2025' }])
  })
})

test('a span names the year once, or both', () => {
  const plain = (text: string) => text.replaceAll('\u00a0', ' ')
  expect(plain(formatSpan(Date.UTC(2025, 3, 28), Date.UTC(2025, 6, 20)))).toBe('28 April – 20 July 2025')
  expect(plain(formatSpan(Date.UTC(2024, 11, 30), Date.UTC(2025, 0, 5)))).toBe('30 December 2024 – 5 January 2025')
})
