import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, foldPhrase } from '#src/knowledge/normalise.ts'

const folded = (text: string): string => {
  const { codes, length } = fold(text)
  return String.fromCharCode(...codes.subarray(0, length))
}

describe('fold', () => {
  it.each([
    ['full-width letters', 'ＵＳ', 'us'],
    ['decomposed Hangul', '한국'.normalize('NFD'), '한국'],
    ['half-width kana with their marks', 'ﾛｼｱ ｶﾞｽ', 'ロシア ガス'],
    ['accents on Latin letters', 'Kim Jŏng-ŭn', 'kim jong un'],
    ['accents as marks of their own', 'Kim Jŏng', 'kim jong'],
    ['the Russian yo', 'Ёлка', 'елка'],
    ['a decomposed Russian short i', 'Южный'.normalize('NFD'), 'южный'],
    ['traditional characters', '美韓軍演', '美韩军演'],
    ['invisible marks', 'N\u200borth\u202e Korea\ufeff', 'north korea'],
    ['runs of space', 'North \u00a0 Korea', 'north korea'],
    ['quotes', '“자유”「의」', '"자유""의"'],
    ['mathematical letters', '𝐔𝐒', 'us'],
  ])('folds %s', (_, text, wanted) => {
    expect(folded(text)).toBe(wanted)
  })

  it('leads back to the original', () => {
    const text = `x ${'한'.normalize('NFD')}국`
    const { starts, ends } = fold(text)
    expect(text.slice(starts[2], ends[3])).toBe(`${'한'.normalize('NFD')}국`)
  })

  it('gives spans that lie in the text and never go back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const { starts, ends, length } = fold(text)
        let last = 0
        for (let i = 0; i < length; i += 1) {
          const [start = -1, end = -1] = [starts[i], ends[i]]
          if (start < last || end <= start || end > text.length) return false
          last = start
        }
        return true
      }),
    )
  })

  it('folds a phrase as it folds a text', () => {
    for (const phrase of ['Kim Jong-un', 'ラブロフ外相', '한·미·일', 'США, Япония', '㈱北韓'])
      expect(foldPhrase(phrase)).toBe(folded(phrase))
  })
})
