import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadConfig } from '#src/config.ts'
import { labelIn, ruleIn } from '#src/domain/alignment.ts'
import { COUNTRIES } from '#src/domain/country.ts'
import { LOCALES } from '#src/domain/locale.ts'
import { russianForm } from '#src/words/plural.ts'
import { stateName, tongueName } from '#src/words/states.ts'
import { affairName } from '#src/words/told.ts'
import { wordsFor, wordsIn } from '#src/words/words.ts'
import { KNOWN } from './known.ts'
import { mark, OTHERS, phrasesOf, saidOf } from './phrases.ts'

const english = phrasesOf(wordsIn('en'))

/** Phrases that are nothing but their values and signs. */
const NOTHING_OWN = /^[\s\p{P}\p{S}\p{N}⟦A-H⟧]*$/u

/** Phrases that are rightly the same in another language: signs, and what languages call themselves. */
const SAME = /^writing\.|\.speak\.choices\.|^desk\.platforms\.|^troubles\.at$|^posting\.slack$/

describe.each(OTHERS)('in %s', (locale, words) => {
  const phrases = phrasesOf(words)

  test('no phrase lacks, and there is none that English has not', () => {
    expect([...phrases.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  test('no phrase is empty, and none says that a value is missing', () => {
    const odd = [...phrases].flatMap(([path, phrase]) =>
      saidOf(path, phrase)
        .filter((said) => (said.trim() === '' && !path.startsWith('writing.')) || /undefined|\[object|NaN/.test(said))
        .map(() => path),
    )
    expect(odd).toEqual([])
  })

  test('each value that English tells is told', () => {
    const untold = [...english].flatMap(([path, phrase]) => {
      const own = phrases.get(path)
      if (own === undefined) return [path]
      const said = saidOf(path, own)
      return saidOf(path, phrase).flatMap((inEnglish, way) => {
        const marks = Array.from({ length: 8 }, (_, index) => mark(index)).filter((one) => inEnglish.toUpperCase().includes(one))
        return marks.filter((one) => said[way]?.toUpperCase().includes(one) !== true).map((one) => `${path}: ${one}`)
      })
    })
    expect(untold).toEqual([])
  })

  test('none is the English one', () => {
    const same = [...english].flatMap(([path, phrase]) => {
      const own = phrases.get(path)
      if (own === undefined || SAME.test(path)) return []
      const said = saidOf(path, own)
      return saidOf(path, phrase)
        .filter((inEnglish, way) => said[way] === inEnglish && !NOTHING_OWN.test(inEnglish))
        .map(() => path)
    })
    expect(same).toEqual([])
  })

  test('no English word is left among its own', () => {
    const left = [...phrases].flatMap(([path, phrase]) =>
      /^(?:commands|admin)\b/.test(path)
        ? []
        : saidOf(path, phrase)
            .filter((said) => /[A-Za-z]{3,}/.test(said.replace(KNOWN, '')))
            .map((said) => `${path}: ${said}`),
    )
    expect(left).toEqual([])
  })

  test('every state has a name of its own script, and an unknown code is its own name', () => {
    const latin = COUNTRIES.filter((code) => /[A-Za-z]/.test(stateName(code, locale)))
    expect(latin).toEqual([])
    expect(new Set(COUNTRIES.map((code) => stateName(code, locale))).size).toBe(COUNTRIES.length)
    expect([stateName('XYZ', locale), tongueName('x-y-z', locale)]).toEqual(['XYZ', 'x-y-z'])
  })
})

test('the two Koreas are called as newsrooms without a side in it call them', () => {
  expect(LOCALES.map((locale) => [stateName('PRK', locale), stateName('KOR', locale)])).toEqual([
    ['North Korea', 'South Korea'],
    ['북한', '한국'],
    ['北朝鮮', '韓国'],
    ['КНДР', 'Южная Корея'],
    ['朝鲜', '韩国'],
    ['北韓', '南韓'],
  ])
})

describe('Russian', () => {
  test.each([
    [0, 'много'],
    [1, 'один'],
    [2, 'два'],
    [4, 'два'],
    [5, 'много'],
    [11, 'много'],
    [12, 'много'],
    [14, 'много'],
    [21, 'один'],
    [22, 'два'],
    [25, 'много'],
    [101, 'один'],
    [111, 'много'],
    [1_003, 'два'],
  ])('%i takes the form that its numbers take', (count, form) => {
    expect(russianForm(count, 'один', 'два', 'много')).toBe(form)
  })

  test('things are counted in it', () => {
    const { counts, posts } = wordsIn('ru')
    expect([1, 2, 5, 21].map(counts.stories)).toEqual(['1 сюжет', '2 сюжета', '5 сюжетов', '21 сюжет'])
    expect(posts.outletsIndependent(4, 3)).toBe('4 издания, из них независимых: 3')
  })
})

describe('the two scripts of Chinese', () => {
  // Characters that only one of them has, pair by pair.
  const SIMPLE =
    '国关对报军导韩东时发说开会间门问见现实还这个为与从产业义乌书买乱争于亿仅们价众优传伤体华协单卖卫历压参双变叙号后听启员团围图场坏块声处备复头夺奖学宁审宪宽层属岁岛师带帮并广应废异张强归录彻忆态总恶悬惊惩战户执扩扫扬护担择损换据摆摇敌数断无旧显晋暂术机权条来杨极构枪标栏样桥检楼欢毁气汇汉沟没测济浏涨渐湾湿满灭灯灵灾点热爱环电画监盖盘确离种积称稳签简类粮约级纪线练组细织终绍经结绕给络绝统继续维综编缘网罗罚罢职联胁脉节范药获营补装观规视览觉认讨让训议讯记讲许论设访证评识诈诉词译试话该详语误请诸读课调谈谋贝负责败账质贵贷费贺资赔赞赢赶转轮软轻载较输达迁过运进远违连适选遗邮释里针钟钢钱铁银锁错镇长闭闻队阳阴际陆险难雾静页项顺须顾顿预领频题颜额风飞饭饰马驻验鲁鲜鸟麦黄齐龙'
  const FULL =
    '國關對報軍導韓東時發說開會間門問見現實還這個為與從產業義烏書買亂爭於億僅們價眾優傳傷體華協單賣衛歷壓參雙變敘號後聽啟員團圍圖場壞塊聲處備復頭奪獎學寧審憲寬層屬歲島師帶幫並廣應廢異張強歸錄徹憶態總惡懸驚懲戰戶執擴掃揚護擔擇損換據擺搖敵數斷無舊顯晉暫術機權條來楊極構槍標欄樣橋檢樓歡毀氣匯漢溝沒測濟瀏漲漸灣濕滿滅燈靈災點熱愛環電畫監蓋盤確離種積稱穩簽簡類糧約級紀線練組細織終紹經結繞給絡絕統繼續維綜編緣網羅罰罷職聯脅脈節範藥獲營補裝觀規視覽覺認討讓訓議訊記講許論設訪證評識詐訴詞譯試話該詳語誤請諸讀課調談謀貝負責敗賬質貴貸費賀資賠贊贏趕轉輪軟輕載較輸達遷過運進遠違連適選遺郵釋裡針鐘鋼錢鐵銀鎖錯鎮長閉聞隊陽陰際陸險難霧靜頁項順須顧頓預領頻題顏額風飛飯飾馬駐驗魯鮮鳥麥黃齊龍'

  const strangers = (locale: 'zh-Hans' | 'zh-Hant', other: string): readonly string[] => {
    const own = new Set(locale === 'zh-Hans' ? SIMPLE : FULL)
    const foreign = new Set([...other].filter((character) => !own.has(character)))
    const phrases = [...phrasesOf(wordsIn(locale))].filter(([path]) => !SAME.test(path))
    return phrases.flatMap(([path, phrase]) =>
      [...saidOf(path, phrase).join('')].filter((character) => foreign.has(character)).map((character) => `${path}: ${character}`),
    )
  }

  test('keep apart', () => {
    expect(SIMPLE.length).toBe(FULL.length)
    expect(strangers('zh-Hans', FULL)).toEqual([])
    expect(strangers('zh-Hant', SIMPLE)).toEqual([])
  })
})

test('a reader of a language that we do not speak reads the one that is set for all', () => {
  expect(
    [wordsFor('ko-KR'), wordsFor('fr'), wordsFor(undefined), wordsFor('fr', 'ja'), wordsFor('zh-HK', 'ja')].map(({ locale }) => locale),
  ).toEqual(['ko', 'en', 'en', 'ja', 'zh-Hant'])
})

test('every affair that the configuration names has words in every language', async () => {
  const { facts } = await loadConfig({ dir: join(import.meta.dirname, '../../config'), env: {} })
  const named = Object.values(facts.affairs.threads)
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !Object.keys(wordsIn('en').affairs.names).includes(name))).toEqual([])
  expect(
    ['Freedom Edge, 3rd edition', 'Russia–North Korea visits', 'Something new'].map((label) => affairName(label, wordsIn('ko'))),
  ).toEqual(['3차 Freedom Edge', '북러 왕래', 'Something new'])
  for (const number of [1, 2, 3, 4, 11, 12, 21]) {
    const label = wordsIn('en').affairs.edition('Freedom Edge', number)
    expect(affairName(label, wordsIn('en'))).toBe(label)
    expect(affairName(label, wordsIn('ja'))).toBe(`第${number}回Freedom Edge`)
  }
})

test('every alignment and rule of the configuration has words in every language', async () => {
  const { facts } = await loadConfig({ dir: join(import.meta.dirname, '../../config'), env: {} })
  for (const locale of LOCALES.filter((one) => one !== 'en'))
    for (const alignment of facts.alignments) {
      expect(labelIn(alignment, locale)).not.toBe(alignment.label)
      for (const rule of alignment.rules) expect(ruleIn(rule, locale)).not.toBe(rule.text)
    }
})
