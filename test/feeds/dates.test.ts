import { describe, expect, test } from 'vitest'
import { parseDate } from '#src/feeds/dates.ts'

const iso = (text: string, zone = 'UTC') => {
  const at = parseDate(text, zone)
  return at === null ? null : new Date(at).toISOString()
}

const EXPECTED = '2024-12-19T01:20:30.000Z'

describe('with a zone', () => {
  test.each([
    'Thu, 19 Dec 2024 01:20:30 GMT',
    'Thu, 19 Dec 2024 10:20:30 +0900',
    'Thu,19 Dec 2024 10:20:30 +0900',
    'Thu 19 Dec 2024 10:20:30 +0900',
    'Thursday, December 19, 2024 - 10:20:30 +0900',
    'Thu, 19 Dec 24 10:20:30 +0900',
    'Thu, 19 12 2024 10:20:30 +0900',
    'Thu, 19 Dec 2024 10:20:30 KST',
    'Thu, 19 Dec 2024 10:20:30 JST',
    'Thu, 19 Dec 2024 04:20:30 MSK',
    'Wed, 18 Dec 2024 20:20:30 EST',
    'Thu, 19 Dec 2024 10:20:30 GMT+0900',
    'Thu Dec 19 2024 10:20:30 GMT+0900 (대한민국 표준시)',
    'Thu, 19 Dec 2024 10:20:30 +0900 (KST)',
    '19-Dec-2024 10:20:30 +0900',
    'Чт, 19 дек 2024 04:20:30 +0300',
    '19 декабря 2024 г. 04:20:30 +0300',
    '목, 19 12월 2024 10:20:30 +0900',
    '2024-12-19T01:20:30Z',
    '2024-12-19T10:20:30+09:00',
    '2024-12-19T10:20:30+09',
    '2024-12-19T10:20:30.123+0900',
    '2024-12-19 10:20:30 +0900',
    '1734571230',
    '1734571230000',
    'Mon, 19 Dec 2024 01:20:30 GMT',
  ])('%s', (text) => {
    expect(iso(text)?.slice(0, 19)).toBe(EXPECTED.slice(0, 19))
  })
})

describe('without a zone, in the zone of the feed', () => {
  test.each([
    '2024-12-19 10:20:30',
    '2024-12-19T10:20:30',
    '2024.12.19 10:20:30',
    '2024/12/19 10:20:30',
    '20241219102030',
    '2024년 12월 19일 10:20:30',
    '2024년 12월 19일 오전 10시 20분 30초',
    '2024-12-19 오전 10:20:30',
    '2024年12月19日 10時20分30秒',
    '2024年12月19日 午前10時20分30秒',
    '２０２４年１２月１９日　１０：２０：３０',
    'Thu, 19 Dec 2024 10:20:30',
    'Dec 19, 2024 10:20:30 AM',
  ])('%s', (text) => {
    expect(iso(text, 'Asia/Seoul')).toBe(EXPECTED)
  })

  test('an afternoon is one in Korean, Japanese and English', () => {
    for (const text of ['2024-12-19 오후 1:05', '2024年12月19日 午後1:05', '19 Dec 2024 1:05 PM'])
      expect(iso(text, 'Asia/Tokyo')).toBe('2024-12-19T04:05:00.000Z')
    expect(iso('2024-12-19 오전 12:05', 'Asia/Seoul')).toBe('2024-12-18T15:05:00.000Z')
  })

  test('a zone with summer time is on the side of its date', () => {
    expect(iso('2024-07-01 12:00:00', 'America/New_York')).toBe('2024-07-01T16:00:00.000Z')
    expect(iso('2024-12-01 12:00:00', 'America/New_York')).toBe('2024-12-01T17:00:00.000Z')
  })

  test('a date alone begins its day', () => {
    expect(iso('2024-12-19', 'Asia/Seoul')).toBe('2024-12-18T15:00:00.000Z')
  })
})

describe('no date', () => {
  test.each([
    '',
    'n/a',
    '3 hours ago',
    '<b>today</b>',
    '0000-00-00 00:00:00',
    'Fri, 30 Feb 2024 10:00:00 GMT',
    '2024-13-01',
    '2024-12-19T25:00:00Z',
    '05/01/2024',
    '05/01/2024 10:00',
    'x'.repeat(1_000),
    '12'.repeat(60),
  ])('%s', (text) => {
    expect(parseDate(text, 'Asia/Seoul')).toBeNull()
  })

  test('numbers that can be read one way only are read', () => {
    expect(iso('19/12/2024 10:00')).toBe('2024-12-19T10:00:00.000Z')
    expect(iso('12/19/2024 10:00')).toBe('2024-12-19T10:00:00.000Z')
    expect(iso('05.01.2024 10:00')).toBe('2024-01-05T10:00:00.000Z')
  })
})
