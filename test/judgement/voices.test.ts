import { describe, expect, test } from 'vitest'
import { assess } from './world.ts'

/** The first event in words: `AID PRK>RUS alleged UKR`; states in the order of the alphabet. */
const coded = (headline: string): readonly string[] =>
  assess(headline).events.map(({ category, actors, recipients, standing, claimant }) => {
    const to = recipients.length === 0 ? '' : `>${recipients.toSorted().join('+')}`
    return `${category} ${actors.toSorted().join('+')}${to} ${standing}${claimant === null ? '' : ` ${claimant}`}`
  })

describe('in the passive voice, whom it is done to receives', () => {
  test.each([
    ['North Korean troops were sent to Russia, the United States says', 'AID PRK>RUS alleged USA'],
    ['Two North Korean soldiers were captured by Ukrainian forces', 'ASSAULT UKR>PRK confirmed'],
    ['러시아, 북한에서 포탄 공급받아', 'AID PRK>RUS confirmed'],
    ['北朝鮮、日米韓に非難される', 'ACCUSE JPN+KOR+USA>PRK confirmed'],
    ['朝鲜试射遭美日韩谴责', 'ACCUSE JPN+KOR+USA>PRK confirmed'],
    ['Пуск КНДР осуждён США, Японией и Южной Кореей', 'ACCUSE JPN+KOR+USA>PRK confirmed'],
  ])('%s', (headline, event) => {
    expect(coded(headline)[0]).toBe(event)
  })
})

describe('what somebody is quoted with is alleged on that word', () => {
  test.each([
    ['Ukraine: "North Korea is sending more soldiers to Russia"', 'AID PRK>RUS alleged UKR'],
    ['우크라 "북한, 러시아에 병력 보냈다"', 'AID PRK>RUS alleged UKR'],
    ['ウクライナ「北朝鮮がロシアに兵士を派遣」', 'AID PRK>RUS alleged UKR'],
    ['乌克兰：朝鲜向俄罗斯派兵', 'AID PRK>RUS alleged UKR'],
    ['Киев: КНДР направила солдат в Россию', 'AID PRK>RUS alleged UKR'],
  ])('%s', (headline, event) => {
    expect(coded(headline)[0]).toBe(event)
  })
})

describe('what is denied is no act', () => {
  test.each([
    'North Korea did not send troops to Russia, Moscow says',
    '북한, 러시아에 무기 지원하지 않았다',
    '北朝鮮「ロシアに武器を供与していない」',
    '朝鲜没有向俄罗斯提供武器',
    'КНДР не поставляла оружие России',
  ])('%s', (headline) => {
    expect(coded(headline).filter((event) => event.startsWith('AID'))).toEqual([])
  })
})

describe('what lies ahead is agreed, and planned', () => {
  test.each([
    ['US, Japan and South Korea will hold a drill next week', 'AGREE JPN+KOR+USA planned'],
    ['한미일, 다음 주 해상훈련 실시 예정', 'AGREE JPN+KOR+USA planned'],
    ['日米韓、来週に共同訓練を実施へ', 'AGREE JPN+KOR+USA planned'],
    ['美日韩下周将举行联合演习', 'AGREE JPN+KOR+USA planned'],
    ['США, Япония и Южная Корея проведут учения на следующей неделе', 'AGREE JPN+KOR+USA planned'],
  ])('%s', (headline, event) => {
    expect(coded(headline)[0]).toBe(event)
  })
})

describe('what only may be is claimed', () => {
  test.each([
    ['Kim could visit Russia', 'AGREE PRK>RUS claimed'],
    ['김정은, 러시아 방문 가능성', 'AGREE PRK>RUS claimed'],
    ['金正恩氏がロシアを訪問する可能性', 'AGREE PRK>RUS claimed'],
    ['金正恩可能访俄', 'AGREE PRK>RUS claimed'],
    ['Ким Чен Ын может посетить Россию', 'AGREE PRK>RUS claimed'],
  ])('%s', (headline, event) => {
    expect(coded(headline)[0]).toBe(event)
  })
})

describe('what grows in the background is no act', () => {
  test.each([
    ['Amid growing ties between North Korea and Russia, US and South Korea start drill with Japan', 'COOPERATE JPN+KOR+USA confirmed'],
    ['북러 밀착 속 한미일 해상훈련', 'COOPERATE JPN+KOR+USA confirmed'],
    ['露朝が接近する中、日米韓が共同訓練', 'COOPERATE JPN+KOR+USA confirmed'],
    ['На фоне сближения России и КНДР США, Япония и Южная Корея провели учения', 'COOPERATE JPN+KOR+USA confirmed'],
    ['朝俄走近背景下 美日韩举行联合演习', 'COOPERATE JPN+KOR+USA confirmed'],
  ])('%s', (headline, event) => {
    expect(coded(headline)[0]).toBe(event)
  })
})
