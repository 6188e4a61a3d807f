import { describe, expect, test } from 'vitest'
import { assess } from './world.ts'

/** Who is named by an office alone, with the words that mean them. */
const heldBy = (title: string, at: string, text = ''): readonly string[] =>
  assess(title, text, at)
    .mentions.filter(
      (mention) =>
        mention.text !== '' &&
        /minister|president|pm|premier|leader|министр|президент|相|大统领|大統領|外长|防长|장관|외무상|대통령/i.test(mention.text),
    )
    .map(({ actorId }) => actorId)

describe('an office names whoever held it on the item’s day', () => {
  test.each([
    ['South Korean president speaks with Japanese PM', '2023-08-18', ['yoon-suk-yeol', 'fumio-kishida']],
    ['South Korean president speaks with Japanese PM', '2025-05-15', ['lee-ju-ho', 'shigeru-ishiba']],
    ['South Korean president speaks with Japanese PM', '2025-12-01', ['lee-jae-myung', 'sanae-takaichi']],
    ['Japanese PM to visit Washington', '2024-09-30', ['fumio-kishida']],
    ['Japanese PM to visit Washington', '2024-10-01', ['shigeru-ishiba']],
    ['Japanese PM to visit Washington', '2025-10-21', ['sanae-takaichi']],
    ['Министр обороны РФ прибыл в Пхеньян', '2023-07-25', ['sergei-shoigu']],
    ['Министр обороны РФ прибыл в Пхеньян', '2024-11-29', ['andrei-belousov']],
    ['北 외무상, 모스크바 방문', '2021-11-29', ['ri-son-gwon']],
    ['北 외무상, 모스크바 방문', '2024-11-29', ['choe-son-hui']],
    ['日本首相访问首尔', '2024-09-06', ['fumio-kishida']],
    ['日本首相访问首尔', '2026-01-13', ['sanae-takaichi']],
    ['韓国大統領が訪日', '2023-03-16', ['yoon-suk-yeol']],
    ['韓国大統領が訪日', '2025-08-23', ['lee-jae-myung']],
    ['The foreign minister of Japan meets the defence minister of South Korea', '2024-06-01', ['yoko-kamikawa', 'shin-won-sik']],
  ])('%s, %s', (title, at, holders) => {
    expect(heldBy(title, at)).toEqual(holders)
  })

  test('of every state that a compound or a row names', () => {
    expect(heldBy('日米韩防长会谈', '2024-07-28').toSorted()).toEqual(['lloyd-austin', 'minoru-kihara', 'shin-won-sik'])
    expect(heldBy('US, South Korean and Japanese foreign ministers meet', '2025-07-11')).toEqual(
      expect.arrayContaining(['marco-rubio', 'cho-tae-yul', 'takeshi-iwaya']),
    )
  })

  test('with the words that mean him and the state that he speaks for', () => {
    const title = 'Seoul: South Korea’s president is to visit Tokyo'
    const [found] = assess(title, '', '2025-08-20').mentions.filter(({ actorId }) => actorId === 'lee-jae-myung')
    expect(found).toMatchObject({ text: 'South Korea’s president', country: 'KOR', start: 7, end: 30 })
  })
})

describe('an office names nobody', () => {
  test.each([
    ['where somebody else is named beside it', 'South Korean President Kim Dae-jung is remembered'],
    ['where its holder is named beside it', 'South Korean President Lee Jae-myung arrives'],
    ['where a former one is meant', 'Former South Korean president arrives in Tokyo'],
    ['where a deputy is meant', 'Japan’s deputy foreign minister is in Seoul'],
    ['where one is only elected', 'South Korea’s president-elect speaks to reporters'],
    ['in an election', '韓国大統領選、6月に'],
    ['where two held it at one time', 'South Korean president at odds with parliament'],
  ])('%s', (why, title) => {
    const at = why.includes('two held') ? '2025-01-15' : '2025-07-01'
    const { mentions } = assess(title, '', at)
    expect(mentions.filter(({ text }) => /president$|minister$|大統領$/.test(text))).toEqual([])
  })

  test('twice: whom the text names as well is found by name alone', () => {
    const { mentions } = assess('Ishiba visits Seoul', 'The Japanese prime minister left Tokyo in the morning.', '2025-08-23')
    expect(mentions.filter(({ actorId }) => actorId === 'shigeru-ishiba').map(({ text }) => text)).toEqual(['Ishiba'])
  })

  test('an office that ten thousand states stand beside is read in time', () => {
    const started = performance.now()
    assess('Japanese PM speaks', 'The foreign minister of Japan and the South Korean president. '.repeat(5_000), '2025-08-23')
    expect(performance.now() - started).toBeLessThan(5_000)
  })
})
