import { describe, expect, test } from 'vitest'
import { SUMMARY_LIMIT, SUMMARY_SENTENCES, summarise } from '#src/stories/summary.ts'
import { told } from './told.ts'

const one = (text: string, language = 'en') => summarise([{ title: '', text, language, phrases: [] }])

/** Our own reading of "stands in a source": the same letters in the same order, whatever the spacing. */
const letters = (text: string) => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

describe('a summary', () => {
  test('says only what its source says, in whole sentences, within the limits', () => {
    for (const { content, lang } of told) {
      const summary = one(content, lang)
      expect(summary.length).toBeGreaterThan(0)
      expect(summary.length).toBeLessThanOrEqual(SUMMARY_SENTENCES)
      expect(summary.join(' ').length).toBeLessThanOrEqual(SUMMARY_LIMIT)
      for (const sentence of summary) expect(letters(content)).toContain(letters(sentence))
    }
  })

  test('begins with the lead, not with a sentence that leans on another', () => {
    const text =
      'The foreign ministers of Russia and North Korea met in Wonsan on Saturday. He said the talks went well. However, no statement was issued by either side.'
    expect(one(text)[0]).toBe('The foreign ministers of Russia and North Korea met in Wonsan on Saturday.')
    expect(one('He said the talks went well for both delegations. The ministers of Russia and North Korea met in Wonsan.')[0]).toBe(
      'The ministers of Russia and North Korea met in Wonsan.',
    )
  })

  test('has no byline, dateline, advert or call to read on', () => {
    const text =
      'By Jane Writer\nSEOUL, Sept. 15 (Yonhap) -- South Korea, the United States and Japan began a naval drill on Monday.\nSubscribe to our newsletter for more stories.\nRead more'
    expect(one(text)).toEqual(['South Korea, the United States and Japan began a naval drill on Monday.'])
  })

  test('has no caption of a picture', () => {
    const caption =
      'President Vladimir Putin (center left) and Kim Jong Un (center right) visit the Vostochny Cosmodrome on Sept. 13, 2023.'
    expect(one(`${caption} The two states later denied that arms were discussed at the cosmodrome.`)).not.toContain(caption)
  })

  test('has no sentence whose speaker is a pronoun', () => {
    const text = 'Russia and North Korea opened a road bridge on Monday. “It is a great day for all of us here,” he said.'
    expect(one(text)).toEqual(['Russia and North Korea opened a road bridge on Monday.'])
  })

  test('does not say one thing twice in the words of two outlets', () => {
    const lead = 'South Korea, the United States and Japan began the third Freedom Edge exercise off Jeju on Monday.'
    const again = 'The United States, Japan and South Korea began the third Freedom Edge exercise on Monday off Jeju.'
    const texts = [lead, again].map((text) => ({ title: '', text, language: 'en', phrases: [] }))
    expect(summarise(texts)).toEqual([lead])
  })

  test('of a text that was cut off is its whole sentences, or its beginning marked as cut', () => {
    expect(one('The two leaders met in Pyongyang on Wednesday. They signed a treaty that would oblige…')).toEqual([
      'The two leaders met in Pyongyang on Wednesday.',
    ])
    const [cut = ''] = one(`The ministers met in New York and ${'spoke about many things and '.repeat(20)}agreed.`)
    expect(cut.length).toBeLessThanOrEqual(SUMMARY_LIMIT)
    expect(cut).toMatch(/^The ministers met in New York .*…$/)
  })

  test.each(['', '   ', '...', 'Photo: Agency', '12345', '\u200b'])('of a text with no sentence in it is nothing: %j', (text) => {
    expect(one(text)).toEqual([])
  })
})

test('what points back at words the reader does not see never stands alone, nor does an opinion from beside', () => {
  const text = (title: string, content: string) => ({ title, text: content, language: 'en', phrases: [] })
  const told = summarise([
    text('Drill', 'The United States, Japan and South Korea opened a naval exercise off Jeju Island on Monday morning.'),
    text('Other', 'A day earlier the three had held talks by video about the schedule of the exercise in September.'),
    text('Column', 'The reckless drill is a frenzied rampage of useful idiots around the waters of Jeju Island again.'),
  ]).join(' ')
  expect(told).toContain('opened a naval exercise')
  expect(told).not.toContain('the three')
  expect(told).not.toContain('useful idiots')
})

test('a Korean or Japanese text cut before its verb is no summary: it does not say what happened', () => {
  const cut = (text: string, language: string) => summarise([{ title: '', text, language, phrases: [] }])
  expect(cut('한국과 미국, 일본의 외교장관이 12일 도쿄에서 만나 북한의 핵과 미사일 문제를 놓고...', 'ko')).toEqual([])
  expect(cut('日米韓の外相は12日、東京で会談し、北朝鮮の核とミサイルの問題をめぐって意見を交わし…', 'ja')).toEqual([])
  expect(cut('The foreign ministers of Japan, South Korea and the United States met in Tokyo on Friday to discuss…', 'en')).toHaveLength(1)
})
