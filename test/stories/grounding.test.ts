import { describe, expect, test } from 'vitest'
import { ungrounded } from '#src/stories/grounding.ts'
import { facts } from './told.ts'

const actors = facts.actors.filter(({ id }) => ['sergey-lavrov', 'kim-jong-un', 'wonsan-kalma'].includes(id))
const grounds = {
  sources: [
    {
      text: 'Лавров в Вонсане. Министр встретился 12 июля с Ким Чен Ыном и сказал: «Мы предостерегаем от союзов». Туда приедут 12 тыс. туристов.',
      publishedAt: Date.UTC(2025, 6, 12, 8),
    },
  ],
  actors,
  states: ['RUS', 'PRK'],
}
const kinds = (text: string) => ungrounded(text, grounds).map(({ kind, text: what }) => `${kind}: ${what}`)

describe('what a composed text says must stand in a source', () => {
  test('names in English, offices held that day and other forms of a number pass', () => {
    expect(kinds('Russian Foreign Minister Sergey Lavrov met Kim Jong Un in Wonsan on 12 July 2025; 12,000 tourists will come.')).toEqual(
      [],
    )
  })

  test('an invented president is caught', () => {
    expect(kinds('Lavrov met President Dupont in Wonsan.')).toEqual(['name: Dupont'])
  })

  test('a figure that no source has is caught', () => {
    expect(kinds('Lavrov met Kim Jong Un; 15,000 tourists will come to Wonsan.')).toEqual(['number: 15,000'])
  })

  test('another day is caught', () => {
    expect(kinds('Lavrov met Kim Jong Un on 14 July 2025.')).toEqual(['date: 14 July 2025'])
  })

  test('a quotation that nobody said is caught', () => {
    expect(kinds('Lavrov said: “We will never sign anything”.')).toEqual(['quotation: “We will never sign anything”'])
  })

  test('a quotation that stands in a source passes', () => {
    expect(kinds('Лавров: «Мы предостерегаем от союзов».').filter((problem) => problem.startsWith('quotation'))).toEqual([])
  })
})
