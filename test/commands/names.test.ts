import { describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '#src/domain/locale.ts'
import { plain } from '#src/domain/rich-text.ts'
import { commandNamed, contextOver } from './sample.ts'

const over = contextOver()
const ask = (locale: Locale, name: string, args: Readonly<Record<string, string>>) => commandNamed(name).run(args, { ...over, locale })

type Card = {
  readonly title: string
  readonly scripts: string
  readonly office: string
  readonly state: string
  readonly with: readonly string[]
  readonly button: string
  readonly choice: string
}

const LAVROV: Readonly<Record<Locale, Card>> = {
  en: {
    title: 'Sergey Lavrov',
    scripts: 'Сергей Лавров · 세르게이 라브로프 · セルゲイ・ラブロフ · 谢尔盖·拉夫罗夫',
    office: 'Minister of Foreign Affairs since 9 March 2004',
    state: 'Person · Russia · North Korea–Russia',
    with: ['North Korea', 'Choe Son Hui', 'Kim Jong Un'],
    button: 'Choe Son Hui',
    choice: 'Sergey Lavrov — Minister of Foreign Affairs, Russia',
  },
  ko: {
    title: '세르게이 라브로프',
    scripts: 'Sergey Lavrov · Сергей Лавров · セルゲイ・ラブロフ · 谢尔盖·拉夫罗夫',
    office: '외무장관(2004년 3월 9일부터)',
    state: '인물 · 러시아 · 북한–러시아',
    with: ['북한', '최선희', '김정은'],
    button: '최선희',
    choice: '세르게이 라브로프 — 외무장관, 러시아',
  },
  ja: {
    title: 'セルゲイ・ラブロフ',
    scripts: 'Sergey Lavrov · Сергей Лавров · 세르게이 라브로프 · 谢尔盖·拉夫罗夫',
    office: '外相（2004年3月9日から）',
    state: '人物 · ロシア · 北朝鮮–ロシア',
    with: ['北朝鮮', '崔善姫', '金正恩'],
    button: '崔善姫',
    choice: 'セルゲイ・ラブロフ — 外相、ロシア',
  },
  ru: {
    title: 'Сергей Лавров',
    scripts: 'Sergey Lavrov · 세르게이 라브로프 · セルゲイ・ラブロフ · 谢尔盖·拉夫罗夫',
    office: 'Министр иностранных дел (с 9 марта 2004 года)',
    state: 'Персона · Россия · КНДР–Россия',
    with: ['КНДР', 'Цой Сон Хи', 'Ким Чен Ын'],
    button: 'Цой Сон Хи',
    choice: 'Сергей Лавров — министр иностранных дел, Россия',
  },
  'zh-Hans': {
    title: '谢尔盖·拉夫罗夫',
    scripts: 'Sergey Lavrov · Сергей Лавров · 세르게이 라브로프 · セルゲイ・ラブロフ',
    office: '外长（自2004年3月9日起）',
    state: '人物 · 俄罗斯 · 朝鲜–俄罗斯',
    with: ['朝鲜', '崔善姬', '金正恩'],
    button: '崔善姬',
    choice: '谢尔盖·拉夫罗夫 — 外长，俄罗斯',
  },
  'zh-Hant': {
    title: '拉夫羅夫',
    scripts: 'Sergey Lavrov · Сергей Лавров · 세르게이 라브로프 · セルゲイ・ラブロフ',
    office: '外交部長（自2004年3月9日起）',
    state: '人物 · 俄羅斯 · 北韓–俄羅斯',
    with: ['北韓', '崔善姬', '金正恩'],
    button: '崔善姬',
    choice: '拉夫羅夫 — 外交部長，俄羅斯',
  },
}

describe('a card names people, offices and states in the reader’s language', () => {
  test.each(LOCALES)('in %s, the English name once at its head', async (locale) => {
    const wanted = LAVROV[locale]
    const { title, body, fields, suggestions } = await ask(locale, 'actor', { name: 'sergey-lavrov' })
    expect(title).toBe(wanted.title)
    expect(body.slice(0, 3).map(plain)).toEqual([wanted.scripts, wanted.state, wanted.office])
    const named = fields.slice(0, 2).flatMap(({ value }) => value.map((line) => line[0]?.text))
    expect(named).toEqual(wanted.with)
    expect(suggestions[0]?.label).toBe(wanted.button)
    const choices = commandNamed('actor').complete?.('name', 'lavrov', { ...over, locale }) ?? []
    expect(choices[0]).toEqual({ name: wanted.choice, value: 'sergey-lavrov' })
  })

  test.each<[Locale, string]>([
    ['en', '1st, 27–29 June 2024'],
    ['ko', '1차(2024년 6월 27일~29일)'],
    ['ja', '第1回（2024年6月27日〜29日）'],
    ['ru', '1-е учения (27–29 июня 2024)'],
    ['zh-Hans', '第1次（2024年6月27日至29日）'],
    ['zh-Hant', '第1次（2024年6月27日至29日）'],
  ])('an exercise tells its editions in %s', async (locale, first) => {
    const { body } = await ask(locale, 'actor', { name: 'freedom-edge' })
    expect(body.map(plain)).toContain(`• ${first}`)
  })

  test('what an operator noted in English is said to be so', async () => {
    const notes = await Promise.all(
      (['en', 'ko'] as const).map(async (locale) => (await ask(locale, 'actor', { name: 'hwasong-19' })).body.map(plain)),
    )
    expect(notes[0]).toContain('First flown 2024-10-31.')
    expect(notes[1]).toContain('비고(영문): First flown 2024-10-31.')
  })
})

test.each<[Locale, string]>([
  ['en', 'Between Sergey Lavrov and North Korea'],
  ['ko', '세르게이 라브로프 – 북한 사이의 일'],
  ['ja', 'セルゲイ・ラブロフと北朝鮮の間の出来事'],
  ['ru', 'Сергей Лавров – КНДР: хроника'],
  ['zh-Hans', '谢尔盖·拉夫罗夫与朝鲜之间'],
  ['zh-Hant', '拉夫羅夫與北韓之間'],
])('a timeline names both in %s', async (locale, title) => {
  expect((await ask(locale, 'timeline', { a: 'sergey-lavrov', b: 'north-korea' })).title).toBe(title)
})

test.each<[Locale, string, string]>([
  ['en', 'Trend: Sergey Lavrov', 'Network: Sergey Lavrov'],
  ['ko', '추세: 세르게이 라브로프', '관계망: 세르게이 라브로프'],
  ['ja', '推移：セルゲイ・ラブロフ', '関係図：セルゲイ・ラブロフ'],
  ['ru', 'Динамика: Сергей Лавров', 'Связи: Сергей Лавров'],
  ['zh-Hans', '趋势：谢尔盖·拉夫罗夫', '关系网：谢尔盖·拉夫罗夫'],
  ['zh-Hant', '趨勢：拉夫羅夫', '關係網：拉夫羅夫'],
])('trends and networks name their subject in %s', async (locale, trend, network) => {
  expect((await ask(locale, 'trend', { of: 'sergey-lavrov' })).title).toBe(trend)
  expect((await ask(locale, 'network', { actor: 'sergey-lavrov' })).title).toBe(network)
})

test('a name typed in another language is found by it', async () => {
  for (const { title } of Object.values(LAVROV)) expect((await ask('en', 'actor', { name: title })).title).toBe('Sergey Lavrov')
})
