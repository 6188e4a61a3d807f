import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readGold } from './gold-items.ts'
import { assessor } from './world.ts'

const items = readGold()
const item = fc.constantFrom(...items)
const found = (title: string, text: string) => {
  const { mentions, verdicts } = assessor.assess({ title, text, publishedAt: Date.parse('2025-09-15') })
  const kept = Object.entries(verdicts).map(([id, verdict]) => [id, verdict.kept, verdict.score.toFixed(6)])
  return { actors: mentions.map(({ actorId }) => actorId), kept }
}
const inserted = (text: string, mark: string, places: readonly number[]): string =>
  places.reduce((told, place) => {
    const at = Math.floor(place * (told.length + 1))
    return isMiddleOfPair(told, at) ? told : told.slice(0, at) + mark + told.slice(at)
  }, text)
const isMiddleOfPair = (text: string, at: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(at))
const wide = (text: string): string => text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

describe('who is found and what is kept does not change', () => {
  it('with the Unicode form: composed, decomposed, compatible', () => {
    fc.assert(
      fc.property(item, fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), ({ title, description }, form) => {
        expect(found(title.normalize(form), description.normalize(form))).toEqual(found(title, description))
      }),
      { numRuns: 300 },
    )
  })

  it('with zero-width characters and direction marks anywhere', () => {
    const mark = fc.constantFrom('\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff', '\u00ad')
    const places = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(item, mark, places, ({ title, description }, sign, where) => {
        expect(found(inserted(title, sign, where), inserted(description, sign, where))).toEqual(found(title, description))
      }),
      { numRuns: 300 },
    )
  })

  it('with full-width letters and digits', () => {
    fc.assert(
      fc.property(item, ({ title, description }) => {
        expect(found(wide(title), wide(description))).toEqual(found(title, description))
      }),
      { numRuns: 200 },
    )
  })

  it('with the order of sentences behind the lead', () => {
    const tail = ['A ship left port.', 'Nothing more was said.', 'The hall was full.', 'It rained.']
    fc.assert(
      fc.property(item, fc.shuffledSubarray(tail, { minLength: 4 }), ({ title }, order) => {
        const lead = 'One was here. Two were there. Three were gone. '
        expect(found(title, lead + order.join(' '))).toEqual(found(title, lead + tail.join(' ')))
      }),
      { numRuns: 100 },
    )
  })
})

describe('states and full names', () => {
  const plain = ['Vladimir Putin and Kim Jong Un met', 'The United States, Japan and South Korea met', 'Путин и Ким Чен Ын встретились']
  it('are found in small letters and in capitals', () => {
    const states = (title: string) =>
      assessor.assess({ title, text: '', publishedAt: Date.parse('2025-09-15') }).mentions.flatMap(({ country }) => country ?? [])
    for (const title of plain) expect(states(title.toUpperCase())).toEqual(states(title))
    expect(states('the united states, japan and south korea met')).toEqual(['USA', 'JPN', 'KOR'])
  })
})

describe('time', () => {
  it('grows with the length of the text and no faster, up to a million characters', () => {
    const sentence = 'Putin and 김정은 met in Vladivostok, 日米韓 said; Россия и КНДР. '
    const timed = (length: number): number => {
      const text = sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length)
      assessor.assess({ title: 'Long', text, publishedAt: 0 })
      const runs = Array.from({ length: 3 }, () => {
        const began = performance.now()
        assessor.assess({ title: 'Long', text, publishedAt: 0 })
        return performance.now() - began
      })
      return Math.min(...runs)
    }
    const [short, long] = [timed(125_000), timed(1_000_000)]
    expect(long).toBeLessThan(Math.max(50, short) * 8 * 4)
    expect(long).toBeLessThan(5_000)
  })

  it('does not stall on text made to be slow', () => {
    for (const unit of ['한·', '(', 'Kim ', '北', 'a', '\u0301', 'の', '、', 'U.S. ', '日米']) {
      const began = performance.now()
      assessor.assess({ title: unit.repeat(2_000), text: unit.repeat(200_000), publishedAt: 0 })
      expect(performance.now() - began, unit).toBeLessThan(5_000)
    }
  })
})
