import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '#src/config.ts'
import { actorName } from '#src/domain/actor-name.ts'
import { LOCALES, type Locale } from '#src/domain/locale.ts'
import { createDirectory } from '#src/knowledge/directory.ts'
import { namesIn } from '#src/words/names.ts'
import { toldIn } from '#src/words/told.ts'
import { wordsIn } from '#src/words/words.ts'
import { makeVisitBrief } from '../fixtures/make.ts'

const { facts } = await loadConfig({ dir: join(import.meta.dirname, '../../config'), env: {} })
const directory = createDirectory(facts)
const { alignments } = facts

const visit = makeVisitBrief({
  placeId: 'wonsan-kalma',
  people: ['Russian Foreign Minister Sergey Lavrov', 'North Korean Foreign Minister Choe Son Hui', 'UN Secretary-General António Guterres'],
  named: [
    { id: 'sergey-lavrov', title: 'Minister of Foreign Affairs' },
    { id: 'choe-son-hui', title: 'Minister of Foreign Affairs' },
    { id: 'antonio-guterres', title: 'UN Secretary-General' },
  ],
  thread: { label: 'Freedom Edge, 3rd edition', about: 'freedom-edge', earlier: [] },
})

const toldTo = (locale: Locale, brief = visit) => {
  const { people = [], place, thread } = toldIn(brief, wordsIn(locale), namesIn({ alignments, directory }, locale))
  return [...people, place, thread?.label]
}

describe('a post names people, their offices, the place and the exercise as newsrooms do', () => {
  test.each<[Locale, readonly string[]]>([
    ['en', [...(visit.people ?? []), 'Wonsan', 'Freedom Edge, 3rd edition']],
    ['ko', ['세르게이 라브로프 러시아 외무장관', '최선희 북한 외무상', '안토니우 구테흐스 유엔 사무총장', '원산', '3차 프리덤 에지']],
    [
      'ja',
      ['ロシアのセルゲイ・ラブロフ外相', '北朝鮮の崔善姫外相', 'アントニオ・グテーレス国連事務総長', '元山', '第3回フリーダム・エッジ'],
    ],
    [
      'ru',
      [
        'Министр иностранных дел России Сергей Лавров',
        'Министр иностранных дел КНДР Цой Сон Хи',
        'Генеральный секретарь ООН Антониу Гутерриш',
        'Вонсан',
        'Freedom Edge, 3-и учения',
      ],
    ],
    ['zh-Hans', ['俄罗斯外长谢尔盖·拉夫罗夫', '朝鲜外务相崔善姬', '联合国秘书长安东尼奥·古特雷斯', '元山', '第3次“自由刀刃”演习']],
    ['zh-Hant', ['俄羅斯外交部長拉夫羅夫', '北韓外務相崔善姬', '聯合國秘書長古特瑞斯', '元山', '第3次「自由之刃」演習']],
  ])('in %s', (locale, said) => {
    expect(toldTo(locale)).toEqual(said)
  })

  test('newsrooms of Seoul and Tokyo name their own officials without the state', () => {
    const named = [
      { id: 'lee-jae-myung', title: 'President of the Republic of Korea' },
      { id: 'sanae-takaichi', title: 'Prime Minister of Japan' },
    ]
    const brief = makeVisitBrief({ named })
    expect(toldTo('ko', brief).slice(0, 2)).toEqual(['이재명 대통령', '다카이치 사나에 일본 총리'])
    expect(toldTo('ja', brief).slice(0, 2)).toEqual(['韓国の李在明大統領', '高市早苗首相'])
  })

  test('an ambassador is told with the state once', () => {
    const brief = makeVisitBrief({ named: [{ id: 'george-glass', title: 'US Ambassador to Japan' }] })
    expect(LOCALES.slice(1).map((locale) => toldTo(locale, brief)[0])).toEqual([
      '조지 글래스 주일미국대사',
      'ジョージ・グラス駐日米国大使',
      'Посол США в Японии Джордж Гласс',
      '美国驻日大使乔治·格拉斯',
      '美國駐日大使喬治·葛拉斯',
    ])
  })

  test('what was told before it was kept as data, and who is no longer in the table, stay in English', () => {
    const { named: _named, placeId: _placeId, ...old } = visit
    expect(toldTo('ko', old)).toEqual([...(visit.people ?? []), 'Wonsan', '3차 프리덤 에지'])
    expect(toldTo('ko', { ...visit, named: [{ id: 'nobody-known', title: 'Minister' }] })[0]).toBe('Russian Foreign Minister Sergey Lavrov')
  })
})

describe('the facts of the configuration', () => {
  const scripts: Readonly<Record<Exclude<Locale, 'en'>, RegExp>> = {
    ko: /\p{Script=Hangul}/u,
    ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
    ru: /\p{Script=Cyrillic}/u,
    'zh-Hans': /\p{Script=Han}/u,
    'zh-Hant': /\p{Script=Han}/u,
  }
  /** Names that newsrooms of the language write in Latin letters. */
  const LATIN = /^[A-Z0-9][\w /-]*$/

  test.each(LOCALES.filter((locale) => locale !== 'en'))('name every actor, office, edition and step in %s', (locale) => {
    const strange = facts.actors.filter((actor) => {
      const name = actorName(actor, locale)
      return !scripts[locale].test(name) && !LATIN.test(name)
    })
    expect(strange.map(({ id }) => id)).toEqual([])
    const untold = facts.actors.flatMap(({ roles }) => roles.filter(({ titles }) => titles === undefined).map(({ title }) => title))
    expect(untold).toEqual([])
  })

  test('are found by every name that they give', () => {
    const at = Date.UTC(2026, 9, 1)
    // A capital's name may mean its state, and that of a house or command its head.
    const plain = facts.actors.filter(({ kind }) => kind !== 'place' && kind !== 'office' && kind !== 'organisation')
    const lost = plain.flatMap((actor) =>
      LOCALES.map((locale) => actorName(actor, locale)).filter((name) => {
        const found = directory.find(name, at)
        return found.actor?.id !== actor.id && !found.candidates.some(({ id }) => id === actor.id)
      }),
    )
    expect(lost).toEqual([])
  })
})
