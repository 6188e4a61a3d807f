import { describe, expect, test } from 'vitest'
import { fittedTo, widthOf, wrap } from '#src/charts/lines.ts'

describe('lines of a picture', () => {
  test('break at blanks, and say so where they were cut', () => {
    const size = 14
    expect(wrap('one two three', widthOf('one two', size) * 1.1, 3, { size })).toEqual(['one two', 'three'])
    expect(wrap('one two three', widthOf('three', size) * 1.1, 2, { size })).toEqual(['one', 'two …'])
  })

  test('break between words where a language writes none apart, no mark first in a line, no number off what it counts', () => {
    const size = 10
    const at = (text: string, width: number, locale: string) => wrap(text, width, 99, { size, locale })
    for (const [text, locale] of [
      ['協力には共同での第三者への行為を含みます。破線は対立です、12件。', 'ja'],
      ['入选消息中的行为，2025年4月28日至7月20日，按周（周一起）统计，UTC。', 'zh-Hans'],
    ] as const)
      for (let width = 60; width < 330; width += 10) {
        const lines = at(text, width, locale)
        expect(lines.join('')).toBe(text)
        expect(lines.filter((line) => /^[、。，）]|[（「]$/u.test(line))).toEqual([])
        expect(lines.filter((line, index) => /\d$/.test(line) && /^[年月日件]/u.test(lines[index + 1] ?? ''))).toEqual([])
        if (width > 120) expect(lines.filter((line) => widthOf(line, size) > width)).toEqual([])
      }
    expect(at('채택된 소식의 행위', 50, 'ko')).toEqual(['채택된', '소식의', '행위'])
  })

  test('are cut at a word to fit', () => {
    const cut = fittedTo('俄罗斯 → 美国、日本、韩国：威胁（声明）', 120, { size: 13, locale: 'zh-Hans' })
    expect(cut).toMatch(/^俄罗斯 → .*[^、，：]…$/u)
    expect(widthOf(cut, 13)).toBeLessThanOrEqual(120)
    expect(fittedTo('Russia', 120, { size: 13 })).toBe('Russia')
  })

  test('a square letter is as wide as high, Hangul a little less, and Cyrillic as the face has it', () => {
    expect(widthOf('中', 20)).toBe(20)
    expect(widthOf('한', 100)).toBe(92)
    expect(widthOf('Щ', 100)).toBe(103)
  })
})
