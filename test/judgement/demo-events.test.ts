import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Event } from '#src/domain/event.ts'
import { parseFeed } from '#src/feeds/parse.ts'
import { assessor } from './world.ts'

const FOLDER = join(import.meta.dirname, '../../demo/feeds')

/** The events of every item of the demo, by its headline. */
async function coded(): Promise<ReadonlyMap<string, readonly Event[]>> {
  const found = new Map<string, readonly Event[]>()
  for (const name of await readdir(FOLDER)) {
    const result = await parseFeed(await readFile(join(FOLDER, name)), {})
    if (!result.ok) continue
    for (const { title, text, publishedAt } of result.document.entries)
      found.set(title, assessor.assess({ title, text, publishedAt: publishedAt ?? Number.NaN }).events)
  }
  return found
}

const events = await coded()

/** `AID PRK>RUS alleged KOR`: category, actors, recipients, standing, and on whose word. States in the order of the alphabet. */
const inWords = ({ category, actors, recipients, standing, claimant }: Event): string => {
  const states = (codes: readonly string[]): string => codes.toSorted().join('+')
  return `${category} ${states(actors)}${recipients.length === 0 ? '' : `>${states(recipients)}`} ${standing}${claimant ? ` ${claimant}` : ''}`
}

const CODED: readonly (readonly [headline: string, ...events: string[]])[] = [
  ['Zelenskyy says North Korea prepares to send about 10,000 more troops to Russia', 'AGREE PRK>RUS alleged UKR'],
  ['North Korea may send 10,000 more soldiers to Russia, Ukraine’s president says', 'AGREE PRK>RUS alleged UKR'],
  ['젤렌스키 “북한, 러시아에 병력 1만 명 추가 파병 준비”', 'AGREE PRK>RUS alleged UKR'],
  ['Fourth Freedom Edge exercise begins with six Aegis ships', 'COOPERATE JPN+KOR+USA confirmed'],
  ['Japan joins US and South Korea for fourth Freedom Edge drill', 'COOPERATE JPN+KOR+USA confirmed'],
  ['한미일, 네 번째 ‘프리덤 에지’ 훈련 시작…이지스함 6척 참가', 'COOPERATE JPN+KOR+USA confirmed'],
  ['First road bridge between Russia and North Korea opens over the Tumen', 'COOPERATE PRK+RUS confirmed'],
  ['俄朝图们江公路桥正式开通', 'COOPERATE PRK+RUS confirmed'],
  ['Автомобильный мост через Туманную между Россией и КНДР открыт', 'COOPERATE PRK+RUS confirmed'],
  ['Rubio meets Japanese and South Korean foreign ministers in New York', 'CONSULT JPN+KOR+USA confirmed'],
  ['한미일 외교장관, 뉴욕에서 회의…북한 비핵화 원칙 재확인', 'CONSULT JPN+KOR+USA confirmed'],
  ['Third Freedom Edge exercise by South Korea, US and Japan starts off Jeju', 'COOPERATE JPN+KOR+USA confirmed'],
  ['韩美日在济州岛外海展开第三次“自由刀刃”演习', 'COOPERATE JPN+KOR+USA confirmed'],
  ['Южная Корея, США и Япония начали третьи учения Freedom Edge', 'COOPERATE JPN+KOR+USA confirmed'],
  ['Foreign Minister of Russian Federation Visits Wonsan', 'CONSULT RUS>PRK confirmed'],
  ['Lavrov, in Wonsan, warns US, South Korea and Japan against alliance aimed at North Korea', 'THREATEN RUS>JPN+KOR+USA confirmed'],
  ['라브로프, 원산에서 김정은 면담…한미일에 “대북 동맹 말라” 경고', 'CONSULT PRK+RUS confirmed', 'THREATEN RUS>JPN+KOR+USA confirmed'],
  ['ラブロフ外相、元山で金正恩総書記と会談 日米韓をけん制', 'CONSULT PRK+RUS confirmed', 'THREATEN RUS>JPN+KOR+USA confirmed'],
  ['Лавров в Вонсане предостерёг США, Южную Корею и Японию от создания союза против КНДР', 'THREATEN RUS>JPN+KOR+USA confirmed'],
  ['拉夫罗夫访元山会见金正恩 警告美韩日勿结盟对付朝鲜', 'CONSULT PRK+RUS confirmed'],
  ['North Korea to send sappers and military builders to Russia’s Kursk, Shoigu says', 'AGREE PRK>RUS planned RUS'],
  ['北朝鮮、ロシアのクルスク州に工兵ら6000人派遣へ ショイグ氏が訪朝', 'AGREE PRK>RUS planned', 'CONSULT RUS>PRK confirmed'],
  ['쇼이구 방북…“북한, 쿠르스크에 공병 1000명·건설병력 5000명 파견”', 'CONSULT RUS>PRK confirmed'],
  ['Шойгу в Пхеньяне: КНДР направит в Курскую область сапёров и военных строителей', 'AGREE PRK>RUS planned RUS'],
  ['Monitoring team’s first report details military cooperation between North Korea and Russia', 'ACCUSE JPN+KOR+USA>PRK+RUS confirmed'],
  ['다국적제재모니터링팀, 북러 군사협력 첫 보고서 발표', 'ACCUSE JPN+KOR+USA>PRK+RUS confirmed'],
  ['Acting President Han and Japan’s Ishiba reaffirm trilateral cooperation with US in phone call', 'CONSULT JPN+KOR confirmed'],
  ['한덕수 권한대행, 이시바 총리와 통화…“한미일 협력 계속”', 'CONSULT JPN+KOR confirmed'],
  ['石破首相、韓国の韓悳洙大統領代行と電話会談 日米韓の連携を確認', 'CONSULT JPN+KOR confirmed'],
  ['韩国代总统韩悳洙与石破茂通电话 重申韩美日合作', 'CONSULT JPN+KOR confirmed'],
  ['Treaty on Comprehensive Strategic Partnership Takes Effect', 'SUPPORT PRK+RUS confirmed'],
  ['Договор о всеобъемлющем стратегическом партнёрстве России и КНДР вступил в силу', 'SUPPORT PRK+RUS confirmed'],
  [
    'US, Japan and South Korea set up trilateral secretariat, condemn North Korean troops in Russia',
    'AGREE JPN+KOR+USA confirmed',
    'ACCUSE JPN+KOR+USA>PRK confirmed',
  ],
  ['日米韓首脳がリマで会談、事務局の設置で合意', 'AGREE JPN+KOR+USA confirmed', 'CONSULT JPN+KOR+USA confirmed'],
  ['한미일 정상, 리마에서 3국 협력 사무국 설립 발표', 'AGREE JPN+KOR+USA confirmed'],
  ['Seoul’s spy agency says North Korea has begun sending troops to Russia', 'AID PRK>RUS alleged KOR'],
  ['국정원 “북한, 러시아에 특수부대 파병 시작”', 'AID PRK>RUS alleged KOR'],
  ['韩国国家情报院：朝鲜已开始向俄罗斯派兵', 'AID PRK>RUS alleged KOR'],
  ['US, Japan and South Korea begin first Freedom Edge exercise', 'COOPERATE JPN+KOR+USA confirmed'],
  ['日米韓、初の共同訓練「フリーダム・エッジ」を開始', 'COOPERATE JPN+KOR+USA confirmed'],
  ['Putin and Kim sign mutual defence treaty in Pyongyang', 'SUPPORT PRK+RUS confirmed'],
  ['Treaty on Comprehensive Strategic Partnership Signed Between DPRK and Russia', 'SUPPORT PRK+RUS confirmed'],
  ['プーチン大統領と金正恩総書記、包括的戦略パートナーシップ条約に署名', 'SUPPORT PRK+RUS confirmed'],
  ['Россия и КНДР подписали договор о всеобъемлющем стратегическом партнёрстве', 'SUPPORT PRK+RUS confirmed'],
  ['Russia vetoes UN panel that monitors sanctions on North Korea', 'REJECT RUS>PRK confirmed'],
  ['러시아, 대북제재 감시 전문가패널 연장 결의안에 거부권', 'REJECT RUS>PRK confirmed'],
  ['Kim Jong Un meets Putin at Russia’s Vostochny spaceport', 'CONSULT PRK+RUS confirmed'],
  ['普京与金正恩在东方航天发射场会谈', 'CONSULT PRK+RUS confirmed'],
  ['Путин и Ким Чен Ын провели переговоры на космодроме Восточный', 'CONSULT PRK+RUS confirmed'],
  ['Biden, Kishida and Yoon agree at Camp David to consult on shared threats', 'AGREE JPN+KOR+USA confirmed'],
  ['日米韓首脳、キャンプ・デービッドで会談 協議の約束を確認', 'CONSULT JPN+KOR+USA confirmed'],
  ['한미일 정상, 캠프 데이비드에서 회담…3국 협의 공약 채택', 'CONSULT JPN+KOR+USA confirmed'],
]

describe('the reports of the demo are coded as a careful annotator codes them', () => {
  test.for(CODED)('%s', ([headline, ...wanted]) => {
    const found = (events.get(headline) ?? []).map(inWords)
    for (const event of wanted) expect(found).toContain(event)
  })

  test('no item has more than three events', () => {
    for (const each of events.values()) expect(each.length).toBeLessThanOrEqual(3)
  })
})

describe('day and place', () => {
  const first = (headline: string, category: string): Event | undefined =>
    events.get(headline)?.find((event) => event.category === category)

  test('a day written with its month and year is the day of the act', () => {
    expect(first('Seoul reports first North Korean soldiers moved to Russia for war on Ukraine', 'AID')?.actors).toEqual(['PRK'])
    expect(events.get('俄朝图们江公路桥正式开通')?.some(({ date }) => date === '2026-09-07')).toBe(true)
  })

  test('the place is named by its actor', () => {
    expect(first('Kim Jong Un meets Putin at Russia’s Vostochny spaceport', 'CONSULT')?.place).toBe('vostochny-cosmodrome')
    expect(first('Putin and Kim sign mutual defence treaty in Pyongyang', 'SUPPORT')?.place).toBe('pyongyang')
  })
})
