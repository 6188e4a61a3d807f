import { expect, test } from 'vitest'
import { agencyOf, syndicationGroups } from '#src/stories/syndication.ts'
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
