import { describe, expect, test } from 'vitest'
import { parseQuery, written } from '#src/commands/search-query.ts'

/** Words as they are told apart: quoted ones in quotation marks, those to leave out with a minus. */
const told = (text: string): string => written(parseQuery(text)).replaceAll(/[“”]/g, '"')
const odd = (text: string): readonly string[] => parseQuery(text).odd.map((one) => ('typed' in one ? `${one.kind} ${one.typed}` : one.kind))

describe('a query', () => {
  test.each([
    ['missile "Camp David" -drill', 'missile "Camp David" -drill'],
    ['파병 “한미일 정상” −훈련', '파병 "한미일 정상" -훈련'],
    ['「共同訓練」 会談', '"共同訓練" 会談'],
    ['«военные учения» КНДР', '"военные учения" КНДР'],
    ['한미일"정상 회담"', '한미일 "정상 회담"'],
    ['KN-23 19FortyFive', 'KN-23 19FortyFive'],
    ['a AND b NOT c', 'a b -c'],
    ['talks since:2025-07-01 actor:"Choe Son Hui"', 'talks since:2025-07-01 actor:"Choe Son Hui"'],
    ['actor:lavrov actor:shoigu', 'actor:lavrov actor:shoigu'],
    ['source:TASS lang:ko from:2025 before:2026', 'since:2025 until:2026 outlet:TASS language:ko'],
    ['SINCE：2025', 'since:2025'],
    ['since: 2025 talks', 'talks since:2025'],
  ])('%s is understood', (text, understood) => {
    expect(told(text)).toBe(understood)
    expect(odd(text)).toEqual([])
  })

  test.each([
    ['"half typed phrase', '"half typed phrase"', []],
    ['talks actor:', 'talks', ['empty actor:']],
    ['actor: since:2025', 'since:2025', ['empty actor:']],
    ['talks -', 'talks', []],
    ['talks ""', 'talks', ['empty ""']],
    ['talks -actor:lavrov', 'talks', ['not-without -actor:lavrov']],
    ['talks OR summit', 'talks summit', ['or']],
  ])('of %s, half typed or not to be had, the rest is understood', (text, understood, remarks) => {
    expect(told(text)).toBe(understood)
    expect(odd(text)).toEqual(remarks)
  })

  test.each([['https://news.example/a?b=1'], ['12:30'], ['foo:bar']])('%s is words, not a filter', (text) => {
    expect(parseQuery(text)).toEqual({ words: [{ text, quoted: false }], without: [], filters: {}, odd: [] })
  })

  test('filters may have other names', () => {
    expect(parseQuery('언어:ko 파병', new Map([['언어', 'language']])).filters).toEqual({ language: ['ko'] })
  })

  test('what is written again is understood the same', () => {
    for (const text of ['missile "Camp David" -drill since:"July 2025"', '"a b" -"c d" outlet:"Daily NK" 파병']) {
      const { words, without, filters } = parseQuery(text)
      expect(parseQuery(written({ words, without, filters }))).toMatchObject({ words, without, filters })
    }
  })

  test('more words than anybody types are told of', () => {
    const { words, odd: remarks } = parseQuery('w '.repeat(40))
    expect(words).toHaveLength(24)
    expect(remarks).toEqual([{ kind: 'many', left: 16 }])
  })

  test.each([['"-'.repeat(400)], ['a:'.repeat(400)], [':-"'.repeat(300)], ['\u0000\ufffd😀'.repeat(100)]])(
    'noise is read at once',
    (text) => {
      const before = performance.now()
      parseQuery(text)
      expect(performance.now() - before).toBeLessThan(200)
    },
  )
})
