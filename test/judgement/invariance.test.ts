import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAssessor } from '#src/judgement/assess.ts'
import { readGold } from './gold-items.ts'
import { assessor, knowledge } from './world.ts'

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

  it('with half-width kana', () => {
    const narrow = (text: string): string => [...text].map((sign) => NARROW.get(sign) ?? sign).join('')
    const japanese = fc.constantFrom(...items.filter(({ lang }) => lang === 'ja'))
    fc.assert(
      fc.property(japanese, ({ title, description }) => {
        expect(found(narrow(title), narrow(description))).toEqual(found(title, description))
      }),
      { numRuns: 100 },
    )
  })

  it('with the order of sentences behind the lead, whoever they name', () => {
    const tail = [
      'Vladimir Putin was in Moscow.',
      'Xi Jinping stayed at home.',
      'Kim Jong Un saw a ship.',
      'Japan and Russia spoke.',
      'It rained.',
    ]
    fc.assert(
      fc.property(item, fc.shuffledSubarray(tail, { minLength: tail.length }), ({ title }, order) => {
        const lead = `${'One was here and stayed for a long while. '.repeat(16)}Two were there. Three were gone. `
        const [one, other] = [found(title, lead + order.join(' ')), found(title, lead + tail.join(' '))]
        expect(one.kept).toEqual(other.kept)
        expect(one.actors.toSorted()).toEqual(other.actors.toSorted())
      }),
      { numRuns: 100 },
    )
  })

  it('with a wrong word of the feed about its language', () => {
    const verdictsOf = (title: string, text: string, language: string) =>
      assessor.assess({ title, text, language, publishedAt: Date.parse('2025-09-15') })
    fc.assert(
      fc.property(item, fc.constantFrom('', 'en', 'ko', 'ja', 'zh', 'ru', 'xx'), ({ title, description, lang }, language) => {
        const [wrong, right] = [verdictsOf(title, description, language), verdictsOf(title, description, lang)]
        expect({ ...wrong, language: '' }).toEqual({ ...right, language: '' })
      }),
      { numRuns: 200 },
    )
  })

  it('with what was judged before', () => {
    const date = Date.parse('2025-09-15')
    const other = createAssessor(knowledge)
    fc.assert(
      fc.property(item, item, (before, { title, description }) => {
        const alone = other.assess({ title, text: description, publishedAt: date })
        assessor.assess({ title: before.title.repeat(3), text: before.description, publishedAt: date })
        expect(assessor.assess({ title, text: description, publishedAt: date })).toEqual(alone)
      }),
      { numRuns: 10 },
    )
  })
})

const NARROW = new Map(
  [...'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝｯｬｭｮｰ'].flatMap((narrow) => {
    const plain = narrow.normalize('NFKC')
    const voiced = ['ﾞ', 'ﾟ'].map((mark) => [`${narrow}${mark}`.normalize('NFKC'), `${narrow}${mark}`] as const)
    return [[plain, narrow] as const, ...voiced.filter(([letter]) => letter.length === 1)]
  }),
)

/** Signs that a feed may have encoded twice, as they stand if nothing decoded them: apostrophes, which belong to names, are decoded with the feed. */
const ENCODED: readonly (readonly [string, string])[] = [
  [' & ', ' &amp;amp; '],
  ['"', '&amp;quot;'],
]

describe('signs that a feed encoded twice', () => {
  it('hide nobody', () => {
    const encoded = (text: string): string => ENCODED.reduce((told, [sign, code]) => told.replaceAll(sign, code), text)
    fc.assert(
      fc.property(item, ({ title, description }) => {
        const names = new Set(found(encoded(title), encoded(description)).actors)
        for (const actor of found(title, description).actors) expect(names).toContain(actor)
      }),
      { numRuns: 300 },
    )
  })
})

describe('states and full names', () => {
  const actorsIn = (title: string) =>
    new Set(assessor.assess({ title, text: '', publishedAt: Date.parse('2025-09-15') }).mentions.map(({ actorId }) => actorId))
  /** Acronyms and names of one word can be other words in small letters (US, WHO, Lee): of those a reader knows by the capital. */
  const names = knowledge.facts.actors.flatMap(({ id, kind, aliases }) =>
    Object.values(aliases)
      .flat()
      .filter((alias) => (kind === 'state' ? /\p{Ll}{3}/u.test(alias) : kind === 'person' && /^\p{Lu}\p{Ll}+[ -]\p{Lu}\p{Ll}/u.test(alias)))
      .map((alias) => ({ id, alias })),
  )
  it('are found in small letters and in capitals', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), ({ id, alias }) => {
        fc.pre(actorsIn(`${alias}, 2025`).has(id))
        expect(actorsIn(`${alias}, 2025`.toLowerCase()), alias).toContain(id)
        expect(actorsIn(`${alias}, 2025`.toUpperCase()), alias).toContain(id)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('time', () => {
  it('does not stall on text made to be slow', () => {
    for (const unit of ['한·', '(', 'Kim ', '北', 'a', '\u0301', 'の', '、', 'U.S. ', '日米']) {
      const before = process.threadCpuUsage()
      assessor.assess({ title: unit.repeat(2_000), text: unit.repeat(Math.ceil(1_048_576 / unit.length)), publishedAt: 0 })
      const { user, system } = process.threadCpuUsage(before)
      expect((user + system) / 1e3, unit).toBeLessThan(5_000)
    }
  }, 60_000)
})
