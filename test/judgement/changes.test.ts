import { describe, expect, test } from 'vitest'
import { createChangeFinder } from '#src/judgement/changes.ts'
import { createOffices } from '#src/knowledge/offices.ts'
import { assessor, knowledge } from './world.ts'

const find = createChangeFinder(knowledge.facts, createOffices(knowledge.facts, knowledge.wording))

const changesIn = (title: string, at: string, text = '') => {
  const item = { title, text, publishedAt: Date.parse(at) }
  return find(item, assessor.assess(item))
}
const subjects = (title: string, at: string, text?: string): readonly string[] => changesIn(title, at, text).map(({ subject }) => subject)

describe('a change of office is noted for whoever keeps the table', () => {
  test.each([
    ['Japanese PM Ishiba to resign', '2025-09-07', 'shigeru-ishiba'],
    ['Trump sacks Hegseth', '2026-01-10', 'pete-hegseth'],
    ['South Korea’s foreign minister resigns', '2026-03-01', 'cho-hyun'],
    ['이재명 대통령, 외교부 장관에 조현 임명', '2025-07-21', 'cho-hyun'],
    ['北 국방상에 노광철 임명', '2024-10-09', 'no-kwang-chol'],
    ['高市早苗氏、首相に就任', '2025-10-22', 'sanae-takaichi'],
    ['Путин сместил Шойгу с поста министра обороны', '2024-05-12', 'sergei-shoigu'],
    ['石破茂辞职', '2025-09-08', 'shigeru-ishiba'],
    ['Seoul: parliament impeaches the South Korean president', '2025-02-01', 'president/KOR'],
  ])('%s', (title, at, subject) => {
    expect(subjects(title, at)).toEqual([subject])
  })

  test('with the words that tell of it, and where they stand', () => {
    const title = 'Weather fair. Japanese PM Ishiba to resign, reports say'
    const [change] = changesIn(title, '2025-09-07')
    expect(change?.words).toBe('Japanese PM Ishiba to resign, reports say')
    expect(title.slice(change?.phrase.start, change?.phrase.end)).toBe('to resign')
  })

  test.each([
    ['Kim Jong Un inspects a shipyard', '2025-03-08'],
    ['Trump speaks with Ishiba for the first time since taking office', '2025-02-01'],
    ['이재명 대통령, 취임 후 첫 방일', '2025-08-23'],
    ['高市首相、就任後初の訪韓', '2026-01-13'],
    ['A club appoints a new coach', '2025-07-01'],
    ['', '2025-07-01'],
  ])('but not by %j', (title, at) => {
    expect(subjects(title, at)).toEqual([])
  })

  test('and not by what stands far down in an article', () => {
    expect(subjects('Ishiba visits Seoul', '2025-08-23', `${'He spoke of trade. '.repeat(20)}Ishiba is to resign.`)).toEqual([])
  })
})
