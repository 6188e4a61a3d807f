import { describe, expect, test } from 'vitest'
import { labelIn, labelsIn } from '#src/domain/alignment.ts'
import { localeOf } from '#src/domain/locale.ts'
import { createTimes, dateInWords, partialDateInWords } from '#src/domain/times.ts'

describe('the language that a tag asks for', () => {
  test.each([
    ['en-US', 'en'],
    ['en-GB', 'en'],
    ['ko', 'ko'],
    ['ko-KR', 'ko'],
    ['ja', 'ja'],
    ['ja_JP', 'ja'],
    ['ru-RU', 'ru'],
    ['zh', 'zh-Hans'],
    ['zh-CN', 'zh-Hans'],
    ['zh-SG', 'zh-Hans'],
    ['zh-TW', 'zh-Hant'],
    ['zh_HK', 'zh-Hant'],
    ['zh-Hant-MO', 'zh-Hant'],
    ['zh-Hans-HK', 'zh-Hans'],
    ['ZH-hant', 'zh-Hant'],
  ])('%s is %s', (tag, locale) => {
    expect(localeOf(tag)).toBe(locale)
  })

  test.each(['', 'fr', 'de-DE', 'kok', 'enx', 'xx-KR', '-', '__'])('“%s” is none of ours', (tag) => {
    expect(localeOf(tag)).toBeNull()
  })
})

describe('an alignment’s name', () => {
  const alignment = { id: 'dprk-russia', label: 'North Korea–Russia', labels: { ko: '북한·러시아' } }

  test('is that of the language where it has one, else the English one', () => {
    expect([labelIn(alignment), labelIn(alignment, 'ko'), labelIn(alignment, 'ja')]).toEqual([
      'North Korea–Russia',
      '북한·러시아',
      'North Korea–Russia',
    ])
    expect(labelsIn([alignment, { id: 'x', label: 'X' }], 'ko')).toEqual(
      new Map([
        ['dprk-russia', '북한·러시아'],
        ['x', 'X'],
      ]),
    )
  })
})

describe('a moment and a day in words', () => {
  const at = Date.UTC(2025, 6, 12, 5, 5)

  test.each([
    ['en', '12 July 2025, 14:05 KST', '12 Jul, 14:05 KST', 'Saturday 12 July 2025'],
    ['ko', '2025년 7월 12일 14:05 KST', '7월 12일 14:05 KST', '2025년 7월 12일 토요일'],
    ['ja', '2025年7月12日 14:05 KST', '7月12日 14:05 KST', '2025年7月12日土曜日'],
    ['ru', '12 июля 2025, 14:05 KST', '12 июл., 14:05 KST', 'суббота, 12 июля 2025'],
    ['zh-Hans', '2025年7月12日 14:05 KST', '7月12日 14:05 KST', '2025年7月12日星期六'],
    ['zh-Hant', '2025年7月12日 14:05 KST', '7月12日 14:05 KST', '2025年7月12日星期六'],
  ] as const)('are written as news in %s writes them, in the zone asked for', (locale, full, short, day) => {
    const times = createTimes('Asia/Seoul', locale)
    expect([times.full(at), times.short(at), times.day(at)]).toEqual([full, short, day])
  })

  test('a clock over midnight changes the day with the zone, in every language', () => {
    const late = Date.UTC(2025, 6, 11, 15, 30)
    expect(createTimes('Asia/Seoul', 'ko').date(late)).toBe('2025년 7월 12일')
    expect(createTimes('Europe/Moscow', 'ru').date(late)).toBe('11 июля 2025')
  })

  test('dates may be whole or partial; what is none stays as it is', () => {
    expect([dateInWords('2025-07-12', 'ru'), dateInWords('2025-07', 'ru'), dateInWords('soon', 'ja')]).toEqual([
      '12 июля 2025',
      '2025-07',
      'soon',
    ])
    expect(['2004-03-09', '2025-06', '2023', '2025-13', 'x'].map((date) => partialDateInWords(date))).toEqual([
      '9 March 2004',
      'June 2025',
      '2023',
      '2025-13',
      'x',
    ])
    expect([partialDateInWords('2025-06', 'ko'), partialDateInWords('2023', 'ja'), partialDateInWords('2025-06', 'zh-Hant')]).toEqual([
      '2025년 6월',
      '2023年',
      '2025年6月',
    ])
  })
})
