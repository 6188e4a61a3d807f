import { describe, expect, it } from 'vitest'
import { counted, figuresOf } from '#src/cli/figures.ts'
import { readGold } from './gold-items.ts'
import { assessor } from './world.ts'

const items = readGold()

const answers = items.map((item) => ({
  item,
  verdicts: assessor.assess({ title: item.title, text: item.description, language: item.lang, publishedAt: Date.parse(item.published) })
    .verdicts,
}))

/** The twelve hard cases of the codebook, and those that the labelled data is known for. */
const HARD = [
  ...Array.from({ length: 12 }, (_, at) => `hard ${at + 1}`),
  'launch, answered',
  'parade, attended',
  'parade, met',
  'parade, a bloc',
  'troops, Russia unnamed',
  'hackers',
  'Moscow on sanctions of the three',
  'G7',
  'digest',
  'UN vote',
]

/** F1 that the gold set must reach. */
const WANTED = 0.97

describe('the gold set', () => {
  it('holds at least 1,000 items, in all five languages', () => {
    expect(items.length).toBeGreaterThanOrEqual(1000)
    expect([...new Set(items.map((item) => item.lang))]).toEqual(expect.arrayContaining(['en', 'ko', 'ja', 'ru', 'zh']))
  })

  it('has every hard case of the codebook and of the data in all five languages', () => {
    const languages = Map.groupBy(items, (item) => item.case)
    for (const hard of HARD) {
      const found = new Set(languages.get(hard)?.map(({ lang }) => lang))
      expect([...found], hard).toEqual(expect.arrayContaining(['en', 'ko', 'ja', 'ru', 'zh']))
    }
  })

  for (const [alignment, key] of [
    ['us-jp-kr', 'us_jp_kr'],
    ['dprk-russia', 'dprk_russia'],
  ] as const) {
    it(`is judged right for ${alignment}`, () => {
      const pairs = answers.map(({ item, verdicts }) => ({ label: item[key], answer: verdicts[alignment]?.kept === true }))
      const wrong = answers
        .filter(({ item, verdicts }) => item[key] !== verdicts[alignment]?.kept)
        .map(({ item }) => `${item.id} ${item.title}`)
      expect(figuresOf(counted(pairs)).f1, wrong.join('\n')).toBeGreaterThanOrEqual(WANTED)
    })
  }

  it('names a rule of the alignment for everything kept, and none for the rest', () => {
    for (const { item, verdicts } of answers) {
      expect(verdicts['us-jp-kr']?.rule ?? 'none', item.title).toMatch(verdicts['us-jp-kr']?.kept ? /^A[123]$/ : /^none$/)
      expect(verdicts['dprk-russia']?.rule ?? 'none', item.title).toMatch(verdicts['dprk-russia']?.kept ? /^B[123]$/ : /^none$/)
    }
  })
})
