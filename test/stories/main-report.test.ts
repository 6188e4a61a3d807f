import { describe, expect, test } from 'vitest'
import type { Report } from '#src/domain/story.ts'
import { bestFirst, englishReport } from '#src/stories/main-report.ts'
import { randomOf } from '../faults/random.ts'
import { reportOf } from './told.ts'

/** A report whose headline names these. */
function naming(id: string, lang: string, ids: readonly string[]): Report {
  const { item, assessment } = reportOf({ id, title: `A headline of the report ${id}`, published: '2025-07-12T00:00:00Z', lang })
  const [mention] = reportOf({ id, title: 'Lavrov meets Kim', published: '2025-07-12T00:00:00Z', lang: 'en' }).assessment.mentions
  if (mention === undefined) throw new Error('nobody is named')
  return { item, assessment: { ...assessment, language: lang, mentions: ids.map((actorId) => ({ ...mention, actorId })) } }
}

const manyOf = (count: number): readonly string[] => Array.from({ length: count }, (_, n) => `actor-${n}`)

describe('the report that a story is told from', () => {
  test.each([1, 2, 3, 5, 6, 7, 8, 11])('is the only one of its language also where its headline names %i whom no other names', (count) => {
    const mine = naming('mine', 'ja', manyOf(count))
    expect(bestFirst([mine, naming('other', 'en', ['somebody-else'])], 'ja', null)).toEqual([mine])
  })

  test('is none that is about something beside the story', () => {
    const story = [1, 2, 3].map((n) => naming(`${n}`, 'en', ['lavrov', 'kim']))
    const beside = naming('beside', 'en', ['somebody-else'])
    expect(bestFirst([beside, ...story], 'en', null)).toEqual(story)
    expect(englishReport([beside, ...story])).toBe(story[0])
  })

  test('is the same in a story of hundreds as where each headline is compared with those of the first sixty', () => {
    const random = randomOf(3)
    const reports = Array.from({ length: 300 }, (_, n) =>
      naming(
        `${n}`,
        'en',
        manyOf(6).filter(() => random.chance(0.4)),
      ),
    )
    const titles = reports.map(({ assessment }) => new Set(assessment.mentions.map(({ actorId }) => actorId)))
    const central = titles.map((named, index) => {
      const others = titles.slice(0, 60).filter((_, other) => other !== index)
      const cosines = others.map((other) => other.intersection(named).size / Math.max(1, Math.sqrt(other.size * named.size)))
      return cosines.reduce((sum, cosine) => sum + cosine, 0) / others.length
    })
    const wanted = reports.filter((_, index) => (central[index] ?? 0) >= 0.5 * Math.max(...central))
    expect(wanted.length).toBeGreaterThan(100)
    expect(wanted.length).toBeLessThan(300)
    expect(new Set(bestFirst(reports, 'en', null))).toEqual(new Set(wanted))
  })
})
