import { describe, expect, test } from 'vitest'
import { formatDay, formatSpan, monthMarks } from '#src/charts/calendar.ts'
import { LOCALES } from '#src/domain/locale.ts'
import { wordsIn } from '#src/words/words.ts'

const week = (index: number, from: number) => from + index * 604_800_000

describe('months under a row of weeks', () => {
  test('stand where they begin; the first and January carry the year', () => {
    const starts = Array.from({ length: 12 }, (_, index) => week(index, Date.UTC(2024, 10, 4)))
    expect(monthMarks(starts, { gap: 2 })).toEqual([
      { index: 0, label: 'Nov 2024' },
      { index: 4, label: 'Dec' },
      { index: 9, label: 'Jan 2025' },
    ])
  })

  test('a stub of a month at the beginning gives way to the next', () => {
    const starts = Array.from({ length: 4 }, (_, index) => week(index, Date.UTC(2025, 1, 24)))
    expect(monthMarks(starts, { gap: 3 })).toEqual([{ index: 1, label: 'Mar 2025' }])
  })
})

const plain = (text: string) => text.replaceAll('\u00a0', ' ')

test('a span names the year once, or both', () => {
  const en = wordsIn('en')
  expect(plain(formatSpan(Date.UTC(2025, 3, 28), Date.UTC(2025, 6, 20), en))).toBe('28 April – 20 July 2025')
  expect(plain(formatSpan(Date.UTC(2024, 11, 30), Date.UTC(2025, 0, 5), en))).toBe('30 December 2024 – 5 January 2025')
})

test('days, months and spans are written as each language writes them', () => {
  const [from, to] = [Date.UTC(2025, 3, 28), Date.UTC(2025, 6, 20)]
  const written = LOCALES.map((locale) => [
    locale,
    plain(formatDay(to, locale)),
    plain(formatSpan(from, to, wordsIn(locale))),
    monthMarks([Date.UTC(2025, 8, 1)], { gap: 2, locale }).map(({ label }) => plain(label))[0],
  ])
  expect(written).toEqual([
    ['en', '20 July 2025', '28 April – 20 July 2025', 'Sep 2025'],
    ['ko', '2025년 7월 20일', '2025년 4월 28일 ~ 7월 20일', '2025년 9월'],
    ['ja', '2025年7月20日', '2025年4月28日〜7月20日', '2025年9月'],
    ['ru', '20 июля 2025', '28 апреля – 20 июля 2025', 'сент. 2025'],
    ['zh-Hans', '2025年7月20日', '2025年4月28日至7月20日', '2025年9月'],
    ['zh-Hant', '2025年7月20日', '2025年4月28日至7月20日', '2025年9月'],
  ])
})
