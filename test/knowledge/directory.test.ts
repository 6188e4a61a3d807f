import { describe, expect, it } from 'vitest'
import { createDirectory } from '#src/knowledge/directory.ts'
import { knowledge } from '../judgement/world.ts'

const directory = createDirectory(knowledge.facts, knowledge.wording)
const NOW = Date.parse('2026-11-01')
const find = (name: string, at: string | number = NOW) => directory.find(name, typeof at === 'number' ? at : Date.parse(at)).actor?.id

describe('find', () => {
  it.each([
    'Lavrov',
    'Sergei Lavrov',
    'Lavrov Sergey',
    '라브로프',
    'ラブロフ',
    'ラヴロフ',
    'Лавров',
    '拉夫罗夫',
    'ＬＡＶＲＯＶ',
    'Lavrof',
    'Lavrow',
  ])('knows %s', (name) => {
    expect(find(name)).toBe('sergey-lavrov')
  })

  it.each([
    ['Kim Jung Un', 'kim-jong-un'],
    ['Jong Un Kim', 'kim-jong-un'],
    ['Choe Sonhui', 'choe-son-hui'],
    ['Yun Seok-yeol', 'yoon-suk-yeol'],
    ['Washington', 'usa'],
    ['프리덤 에지', 'freedom-edge'],
  ])('takes %s for %s', (name, id) => {
    expect(find(name)).toBe(id)
  })

  it.each([
    ['Japanese PM', '2023-06-01', 'fumio-kishida'],
    ['Japanese PM', '2025-03-01', 'shigeru-ishiba'],
    ['일본 총리', '2026-03-01', 'sanae-takaichi'],
    ['South Korean president', '2024-06-01', 'yoon-suk-yeol'],
    ['the defence minister of Russia', '2024-06-01', 'andrei-belousov'],
    ['외무상', '2025-07-12', 'choe-son-hui'],
    ['президент России', '2025-07-12', 'vladimir-putin'],
  ])('finds the holder: %s on %s', (office, day, id) => {
    expect(find(office, day)).toBe(id)
  })

  it('offers candidates for a name that many bear, those in office first', () => {
    const { actor, candidates } = directory.find('Kim', NOW)
    expect(actor).toBeNull()
    expect(candidates[0]?.id).toBe('kim-jong-un')
    expect(candidates.length).toBeGreaterThan(5)
  })

  it.each(['김', '金', '李', '이', '王', '박'])('offers everybody whose name begins with %s, nobody alone', (letter) => {
    const { actor, candidates } = directory.find(letter, NOW)
    expect(actor).toBeNull()
    expect(candidates.length).toBeGreaterThan(1)
    expect(new Set(candidates.map(({ kind }) => kind))).toEqual(new Set(['person']))
  })

  it('offers first the state that headlines write with the letter', () => {
    expect(directory.find('미', NOW).candidates[0]?.id).toBe('usa')
    expect(directory.find('日', NOW).candidates[0]?.id).toBe('japan')
  })

  it('takes a president for that of a state, not of a party', () => {
    expect(directory.find('president', NOW).candidates.map(({ id }) => id)).not.toContain('sanae-takaichi')
    expect(find('US vice president')).toBe('jd-vance')
  })

  it('offers the South’s office first where only "Korean" is said', () => {
    const { candidates } = directory.find('Korean president', NOW)
    expect(candidates.map(({ country }) => country)).toEqual(['KOR', 'PRK'])
  })

  it('offers all holders where the state is not said', () => {
    expect(directory.find('prime minister', NOW).actor).toBeNull()
    expect(directory.find('prime minister', NOW).candidates.length).toBeGreaterThan(1)
  })

  it.each(['', '   ', '@everyone', 'Xyzzy', '!!!'])('finds nobody for %j', (name) => {
    expect(directory.find(name, NOW)).toEqual({ actor: null, candidates: [] })
  })
})

describe('complete', () => {
  it('gives names that begin with what is typed, in any script', () => {
    expect(directory.complete('lav', 5).map(({ id }) => id)).toContain('sergey-lavrov')
    expect(directory.complete('라브', 5).map(({ id }) => id)).toContain('sergey-lavrov')
  })

  it('keeps to the limit, and answers at once', () => {
    const start = performance.now()
    expect(directory.complete('k', 25).length).toBeLessThanOrEqual(25)
    expect(performance.now() - start).toBeLessThan(200)
  })
})
