import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countSteps } from './count-steps.ts'

const stepsOf = await countSteps()
const { assessor } = await import('./world.ts')

const MEGABYTE = 1_048_576
const filled = (unit: string, length: number): string => unit.repeat(Math.ceil(length / unit.length)).slice(0, length)
const inText = (text: string): Promise<number> => stepsOf(() => assessor.assess({ title: 'Long', text, publishedAt: 0 }))
const inTitle = (title: string): Promise<number> => stepsOf(() => assessor.assess({ title, text: 'Short.', publishedAt: 0 }))

/** Each in its own way hard: names, groups, cues, masks and marks in rows without end. */
const UNITS = {
  'sentences of five scripts': 'Putin and 김정은 met in Vladivostok, 日米韓 said; Россия и КНДР. ',
  compounds: '한미일 ',
  'pairs without a space': '日米',
  dots: '한·',
  'brackets that never close': '(',
  'family names': 'Kim ',
  'letters of states': '北 ',
  'one word': 'a',
  abbreviations: 'U.S. ',
  'accents on nothing': '\u0301',
  'accents and joiners': 'e\u0301\u200b',
  'decomposed syllables': '한국'.normalize('NFD'),
  'words of background': 'amid ',
  'an enumeration': 'Russia, North Korea, ',
  'words that are masked': '北朝鮮拉致 ',
  'offices beside states': 'Japanese Prime Minister Aso ',
  headlines: 'South Korea, the US and Japan hold a drill – North Korea objects; ',
  'empty lines': 'Kim\n\n',
}

describe('the steps that judging takes', () => {
  it.each(Object.entries(UNITS))('grow with the length and no faster, in text and headline: %s', async (_, unit) => {
    for (const steps of [inText, inTitle]) {
      const [short, long] = [await steps(filled(unit, 16_384)), await steps(filled(unit, 131_072))]
      expect(long).toBeLessThan(short * 8 * 1.2 + 20_000)
    }
  })

  it('grow so with any mixture of these', async () => {
    const mixture = fc.array(fc.constantFrom(...Object.values(UNITS)), { minLength: 2, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(mixture, async (units) => {
        const unit = units.join('')
        const [short, long] = [await inTitle(filled(unit, 8_192)), await inTitle(filled(unit, 65_536))]
        expect(long).toBeLessThan(short * 8 * 1.2 + 20_000)
      }),
      { numRuns: 10 },
    )
  })

  it('stay below a hundred a character, for a megabyte of text as of headline', async () => {
    const { 'sentences of five scripts': unit } = UNITS
    for (const steps of [inText, inTitle]) expect(await steps(filled(unit, MEGABYTE))).toBeLessThan(MEGABYTE * 100)
  })
})
