import { describe, expect, test } from 'vitest'
import { agencyOf, syndicationGroups } from '#src/stories/syndication.ts'
import { randomOf } from '../faults/random.ts'
import { reportOf, reportsOf } from './told.ts'

const groupsOf = (story: string) => {
  const reports = reportsOf(story)
  const groups = syndicationGroups(reports)
  return reports.map(({ item }, index) => ({ outlet: item.source.outlet, group: groups[index] }))
}

test('a newspaper that reprints a wire text counts as the same source as the wire', () => {
  const groups = groupsOf('han-ishiba-2024')
  const group = (outlet: string) => groups.find((each) => each.outlet === outlet)?.group
  expect(group('Korea Herald')).toBe(group('Yonhap'))
  expect(new Set(groups.map((each) => each.group)).size).toBe(4)
})

test('outlets that tell one event in words of their own are independent', () => {
  const groups = groupsOf('bridge-2026')
  expect(new Set(groups.map(({ group }) => group)).size).toBe(groups.length)
})

test('groups are numbered from one in the order they appear', () => {
  expect(groupsOf('freedom-edge-3').map(({ group }) => group)).toEqual([1, 1, 2, 3, 4, 5])
})

test.each([
  ['SEOUL, Dec. 19 (Yonhap) -- Han spoke by phone.', 'Yonhap'],
  ['(도쿄=연합뉴스) 기자 = 통화했다.', 'Yonhap'],
  ['МОСКВА, 19 дек - РИА Новости. Переговоры прошли.', 'RIA'],
  ['Talks were held. (AP)', 'AP'],
  ['Talks were held, TASS reported, after a day of silence.', null],
  ['APEC leaders met in Lima.', null],
])('an agency is credited by a dateline or a last word, not by being quoted: %s', (text, agency) => {
  const { item } = reportOf({ id: 'credit', title: 'Talks held in Tokyo', content: text, published: '2024-12-19T00:00:00Z', lang: 'en' })
  expect(agencyOf(item)).toBe(agency)
})

test('two outlets with one short headline and no text are not taken for a reprint', () => {
  const at = { published: '2024-12-19T00:00:00Z', lang: 'en' }
  const reports = [
    reportOf({ ...at, id: 'a', title: 'Kim meets Putin', source: 'First Daily' }),
    reportOf({ ...at, id: 'b', title: 'Kim meets Putin', source: 'Second Daily' }),
  ]
  expect(syndicationGroups(reports)).toEqual([1, 2])
})

describe('of many reports', () => {
  const WORDS = 'envoy port treaty rail summit trade coal ferry drill pact visit bridge radar fleet grain'.split(' ')
  const random = randomOf(7)
  const sentence = (): string => Array.from({ length: 30 }, () => WORDS[Math.floor(random.next() * WORDS.length)]).join(' ')
  const wires = [sentence(), sentence(), sentence()]
  const at = { published: '2024-12-19T00:00:00Z', lang: 'en' }
  /** A third reprints a wire with a sentence of its own, some of them cut short; the others tell it in their own words. */
  const bodies = Array.from({ length: 60 }, (_, n) => {
    const wire = wires[n % wires.length] ?? ''
    if (n % 3 !== 0) return `${sentence()} ${sentence()}`
    return n % 2 === 0 ? `${wire} ${WORDS[n % WORDS.length]} said` : wire.split(' ').slice(0, 22).join(' ')
  })
  const reports = bodies.map((content, n) => reportOf({ ...at, id: `r${n}`, title: `Headline ${n}`, content, source: `Outlet ${n}` }))

  const runs = (text: string): ReadonlySet<string> => {
    const words = text.split(' ')
    return new Set(words.slice(0, -3).map((_, index) => words.slice(index, index + 4).join(' ')))
  }
  const isAlike = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean => a.intersection(b).size / Math.min(a.size, b.size) >= 0.6

  test('those are one source that can be reached from text to text, as if each were compared with each', () => {
    const all = bodies.map(runs)
    const groupOf = (start: number): string => {
      const reached = new Set([start])
      for (const index of reached) for (const [other, its] of all.entries()) if (isAlike(all[index] ?? its, its)) reached.add(other)
      return [...reached].toSorted((a, b) => a - b).join(' ')
    }
    const wanted = all.map((_, index) => groupOf(index))
    const numbers = [...new Set(wanted)]
    expect(numbers.length).toBeGreaterThan(40)
    expect(numbers.length).toBeLessThan(60)
    expect(syndicationGroups(reports)).toEqual(wanted.map((group) => numbers.indexOf(group) + 1))
  })

  test('the order in which they come changes the numbers only', () => {
    const partition = (list: typeof reports): readonly string[] => {
      const groups = syndicationGroups(list)
      return [...Map.groupBy(list, (report) => groups[list.indexOf(report)])]
        .map(([, group]) =>
          group
            .map(({ item }) => item.id)
            .toSorted()
            .join(' '),
        )
        .toSorted()
    }
    expect(partition(reports.toReversed())).toEqual(partition(reports))
  })
})
