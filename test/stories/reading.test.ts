import { describe, expect, test } from 'vitest'
import { cleanTitle, paragraphs } from '#src/stories/boilerplate.ts'
import { conceptsIn } from '#src/stories/concepts.ts'
import { findDates, isoDay } from '#src/stories/dates.ts'
import { fold } from '#src/stories/fold.ts'
import { findNumbers, isRare } from '#src/stories/numbers.ts'
import { sentencesOf } from '#src/stories/sentences.ts'
import { facts } from './told.ts'

describe('numbers', () => {
  test.each([
    ['12,000 workers', 12000],
    ['12 000 рабочих', 12000],
    ['12 тыс. рабочих', 12000],
    ['12 тисяч робітників', 12000],
    ['約1万2000人', 12000],
    ['約１万２０００人', 12000],
    ['1만2천명', 12000],
    ['1.2万人', 12000],
    ['twelve thousand workers', 12000],
    ['3천여 명', 3000],
    ['2.5 million tonnes', 2_500_000],
  ])('one value is read from every way of writing it: %s', (text, value) => {
    expect(findNumbers(text)[0]?.value).toBe(value)
  })

  test('years and small counts are too common to tie reports together', () => {
    expect([2025, 3, 1500].map(isRare)).toEqual([false, false, true])
  })
})

describe('dates', () => {
  const published = Date.UTC(2025, 8, 5)
  test.each([
    ['from Sept. 15-19', '2025-09-15', '2025-09-19'],
    ['on 12 July 2025', '2025-07-12', '2025-07-12'],
    ['15 сентября', '2025-09-15', '2025-09-15'],
    ['１５～１９日に', '2025-09-15', '2025-09-19'],
    ['今（15）日', '2025-09-15', '2025-09-15'],
    ['9월 15일', '2025-09-15', '2025-09-15'],
    ['本月15日至19日', '2025-09-15', '2025-09-19'],
    ['on Dec 30', '2025-12-30', '2025-12-30'],
  ])('days are read in five languages against the day of publication: %s', (text, from, to) => {
    const [found] = findDates(text, published)
    expect(found && [isoDay(found.from), isoDay(found.to)]).toEqual([from, to])
  })

  test('the year that is not written is the nearest: December, told in January', () => {
    const [found] = findDates('on December 29', Date.UTC(2026, 0, 2))
    expect(found && isoDay(found.from)).toBe('2025-12-29')
  })

  test('Japan is no day of the month', () => {
    expect(findDates('3日本企業', published)).toEqual([])
  })
})

describe('sentences', () => {
  test('titles, initials, months and U.S. do not end one', () => {
    const text = 'Mr. Lee met U.S. Gen. Brunson on Nov. 3 in the U.S. The talks ended at noon. J. D. Vance was there.'
    expect(sentencesOf(text, 'en')).toEqual([
      'Mr. Lee met U.S. Gen. Brunson on Nov. 3 in the U.S.',
      'The talks ended at noon.',
      'J. D. Vance was there.',
    ])
  })

  test('a quotation of two sentences stays whole', () => {
    expect(sentencesOf('外相は「協力する。必ずだ」と述べた。会談は終わった。', 'ja')).toHaveLength(2)
  })
})

describe('what is no part of a text', () => {
  test.each([
    ['SEOUL, Dec. 19 (Yonhap) -- Han spoke by phone.', 'Han spoke by phone.'],
    ['Wonsan, July 13 (KCNA) -- Kim Jong Un received a guest.', 'Kim Jong Un received a guest.'],
    ['(서울=연합뉴스) 기자 = 한미일이 훈련했다.', '기자 = 한미일이 훈련했다.'],
    ['[서울=뉴시스] 홍길동 기자 = 한미일이 훈련했다.', '한미일이 훈련했다.'],
    ['Han spoke by phone. Continue reading...', 'Han spoke by phone.'],
    ['Acting President Han Duck-soo spoke by phone.', 'Acting President Han Duck-soo spoke by phone.'],
    ['High-level talks began.', 'High-level talks began.'],
  ])('datelines and calls to read on go, words stay: %s', (text, rest) => {
    expect(paragraphs(text).join(' ')).toBe(rest)
  })

  test('bylines, addresses and adverts on lines of their own go', () => {
    const text = 'Written by: A Writer\n\nFollow Us\n\nThe bridge opened on Monday.\n\nAlso Read:\ndesk@news.example'
    expect(paragraphs(text)).toEqual(['The bridge opened on Monday.'])
  })

  test.each([
    ['LIVE: Kim meets Putin - Example Daily', 'Kim meets Putin'],
    ['[속보] 한미일 훈련 시작(종합2보)', '한미일 훈련 시작'],
    ['(LEAD) Han, Ishiba speak by phone', 'Han, Ishiba speak by phone'],
    ['Kim-Putin talks end - no statement issued', 'Kim-Putin talks end - no statement issued'],
  ])('headlines lose what outlets add, and nothing else: %s', (title, rest) => {
    expect(cleanTitle(title, 'Example Daily')).toBe(rest)
  })
})

test('traditional and simplified Chinese fold to one form', () => {
  expect(fold('美國、韓國聯合軍演')).toBe(fold('美国、韩国联合军演'))
})

test('one concept is found in five languages', () => {
  const workers = ['North Korean workers', '북한 노동자', '北朝鮮の労働者', 'рабочие из КНДР', '朝鲜工人', '朝鮮勞動者']
  for (const text of workers) expect(conceptsIn(text, facts.affairs)).toContain('workers')
})
