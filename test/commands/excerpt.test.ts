import { describe, expect, test } from 'vitest'
import { excerptOf } from '#src/commands/excerpt.ts'
import { plain, type RichText } from '#src/domain/rich-text.ts'
import { makeBrief } from '../fixtures/make.ts'

const words = (...texts: readonly string[]) => texts.map((text) => ({ text, quoted: false }))
const bolds = (rich: RichText | null) => rich?.flatMap(({ text, bold }) => (bold ? [text] : [])) ?? null

describe('the excerpt of a found story', () => {
  test('shows the text that holds most of the words, those in bold', () => {
    const brief = makeBrief({ headline: 'A call', summary: ['They spoke of drills.', 'The drills and a treaty were agreed in Busan.'] })
    const excerpt = excerptOf(brief, words('drills', 'Busan'))
    expect(plain(excerpt ?? [])).toBe('The drills and a treaty were agreed in Busan.')
    expect(bolds(excerpt)).toEqual(['drills', 'Busan'])
  })

  test('is left out where the headline holds all the words', () => {
    expect(excerptOf(makeBrief({ headline: 'Drills off Busan' }), words('busan', 'drills'))).toBeNull()
  })

  test('finds Korean, Japanese and Chinese words inside a run', () => {
    const brief = makeBrief({ headline: 'A call', summary: [], original: { text: '한덕수 권한대행, 이시바 총리와 통화', language: 'ko' } })
    expect(bolds(excerptOf(brief, words('총리')))).toEqual(['총리'])
  })

  test('quotes a report where only that holds the words, cut around them', () => {
    const text = `Yonhap: ${'before '.repeat(60)}the Wonsan talks ${'after '.repeat(60)}`
    const excerpt = excerptOf(makeBrief({ headline: 'A call', summary: [] }), words('wonsan'), [text])
    expect(plain(excerpt ?? [])).toMatch(/^… .*the Wonsan talks.* …$/)
    expect(plain(excerpt ?? []).length).toBeLessThan(170)
  })

  test('what would move or hide other text is taken out; markup stays letters', () => {
    const brief = makeBrief({ headline: 'A call', summary: ['\u202eevil <b>@everyone</b> [x](http://y) treaty'] })
    expect(plain(excerptOf(brief, words('treaty')) ?? [])).toBe('evil <b>@everyone</b> [x](http://y) treaty')
  })

  test.each([['(('], ['[a-z'], ['\\'], ['.*'], ['$^']])('%s is no pattern', (text) => {
    expect(excerptOf(makeBrief(), words(text))).toBeNull()
  })
})
