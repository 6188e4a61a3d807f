import type { Language } from '#src/domain/actor.ts'

/** Numbers that are the same in every run: mulberry32. https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function numbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A place in a list as language uses its words: the first most often, each in inverse proportion to its place (Zipf's law). */
export const zipf = (random: () => number, count: number): number =>
  Math.min(count - 1, Math.floor(Math.exp(random() * Math.log(count + 1))) - 1)

export const oneOf = <T>(random: () => number, list: readonly T[]): T => {
  const found = list[Math.floor(random() * list.length)]
  if (found === undefined) throw new Error('the list is empty')
  return found
}

/** Words that news of the two alignments is made of, the commonest first. What follows them is made up of syllables. */
const COMMON: Readonly<Record<Language, readonly string[]>> = {
  en: 'the of to in and a on for with that its has was by as at from said will military talks minister cooperation security missile exercise foreign defence summit nuclear president joint drill leaders troops treaty sanctions launch weapons statement visit alliance region peninsula trilateral ballistic intelligence support ammunition'.split(
    ' ',
  ),
  ko: '것으로 대한 지난 이날 북한 한국 미국 일본 러시아 회담 장관 협력 군사 훈련 미사일 정상 안보 외교 국방 제재 발사 파병 조약 방문 성명 핵 대통령 합동 한미일 동맹 무기 지원 총리 협의'.split(
    ' ',
  ),
  ja: 'について として による 首相 韓国 米国 日本 北朝鮮 ロシア 会談 協力 安全保障 訓練 ミサイル 外相 防衛 発射 制裁 条約 訪問 声明 共同 首脳 同盟 大統領 兵士 派遣 武器 支援 協議'.split(
    ' ',
  ),
  ru: 'в и на с что по о из к для министр переговоры сотрудничество КНДР России США Япония Корея учения ракета санкции договор визит заявил саммит безопасности оборона президент совместные войска помощь альянс запуск'.split(
    ' ',
  ),
  zh: '的 在 和 对 将 朝鲜 俄罗斯 美国 日本 韩国 合作 外长 会谈 军事 演习 导弹 峰会 安全 国防 制裁 发射 条约 访问 声明 总统 联合 同盟 派兵 武器 支持'.split(
    ' ',
  ),
}

const SYLLABLES: Readonly<Record<Language, readonly string[]>> = {
  en: 'ba co di fe ga hu ja ka li mo na pe ro sa ti ver wen tor lan mer sti den ral pho xin'.split(' '),
  ko: [
    ...'가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토포호구누두루무부수우주추쿠투푸후기니디리미비시이지치키티피히',
  ],
  ja: [...'亜位宇江尾加木久家古佐志須世曽田知津手戸奈仁奴根野羽比不部保真実武女茂也由与良利留礼呂和東西南北山川海空森林花鳥風月'],
  ru: 'ба во ге ди ро ла мо не па се ту фи ха чи шо ни ко ре за жи ств ени льн'.split(' '),
  zh: [...'天地人山水火木金土日月星云雨风雷电河海江湖石玉田禾竹米虫鱼鸟马牛羊犬龙虎豹狼猫鹿花草叶果实根枝茎皮毛骨血肉心手足口目耳鼻'],
}

const SPACED: ReadonlySet<Language> = new Set(['en', 'ru', 'ko'])

/** Twenty thousand words of a language: as many as a year of news has. */
export function vocabulary(language: Language, size = 20_000): readonly string[] {
  const random = numbers(language.codePointAt(0) ?? 1)
  const syllables = SYLLABLES[language]
  const words = new Set(COMMON[language])
  const [least, most] = language === 'en' || language === 'ru' ? [2, 4] : [2, 3]
  while (words.size < size)
    words.add(Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, () => oneOf(random, syllables)).join(''))
  return [...words]
}

/** So many words as running text. */
export function prose(random: () => number, language: Language, words: readonly string[], length: number): string {
  const taken = Array.from({ length }, () => words[zipf(random, words.length)] ?? '')
  return taken.join(SPACED.has(language) ? ' ' : '')
}
