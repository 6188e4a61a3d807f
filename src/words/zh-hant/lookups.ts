import type { Words } from '../en.ts'
import { counts } from './counts.ts'

const kinds: Words['lookups']['kinds'] = {
  person: '人物',
  office: '職務',
  organisation: '機構',
  state: '國家',
  place: '地點',
  system: '武器係統',
  exercise: '演習',
  treaty: '條約與協議',
}

const form: Words['lookups']['form'] = {
  any: '不限',
  find: '查找',
  clear: '清除',
  show: '顯示',
  neither: '其他',
  words: '關鍵詞',
  wordsHint: '「Freedom Edge」或 派兵',
  alignment: '陣營',
  actor: '人物或機構',
  actorHint: '拉夫羅夫',
  language: '語言',
  outlet: '媒體',
  outletHint: 'TASS',
  from: '起始日',
  to: '截止日',
  name: '名稱或職務',
  nameHint: '拉夫羅夫、外務相、Freedom Edge',
  kind: '類型',
  watchedFor: '所屬陣營',
  of: '對象',
  ofHint: '俄羅斯',
  with: '另一方',
  withHint: '北韓',
  around: '中心',
  aroundHint: '全部，或俄羅斯、拉夫羅夫',
  span: '時段',
  spans: { '30': '一個月', '90': '三個月', '182': '半年', '365': '一年', '730': '兩年' },
  days: (days) => `${days}天`,
  asOf: '截至日期',
}

const mistakes: Words['lookups']['mistakes'] = {
  heading: (count) => `有${count}處無法理解：`,
  longName: (most, length) => `名稱最多${most}個字元，這裡有${length}個。`,
  unknown: (typed) => `沒有名為「${typed}」的對象。人物與機構頁面列出全部名稱。`,
  nobody: (typed) => `沒有名為「${typed}」的對象`,
  several: (typed) => `「${typed}」可能指多個對象`,
  write: (lead, ids) => `${lead}：請寫 ${ids}。`,
  noDate: (field, typed) => `${field} 須為日期，例如 2026-10-01 或 2026-10-01T12:00:00Z，而不是「${typed}」。`,
  wrongWay: (until, since) => `截止日（until: ${until}）早於起始日（since: ${since}）：請對調。`,
  page: (most, typed) => `頁碼須為1至${most}的數字，而不是「${typed}」。`,
  longWords: (length, most) => `關鍵詞有${length}個字元，最多${most}個。詞少反而找到更多。`,
  noAlignment: (known) => `沒有這個陣營。現有 ${known}。`,
  noLanguage: (typed, known) => `沒有「${typed}」語言的訂閱來源。現有 ${known}。`,
  longOutlet: (most) => `媒體名稱最多${most}個字元。`,
  oneOf: (field, known) => `${field} 須為下列之一：${known}。`,
}

const stories: Words['lookups']['stories'] = {
  count: (first, last, all) => `第${first}–${last}則，共${all}則，最新在前。日期按UTC。`,
  moreThan: (count) => `超過${count}`,
  noneKept: '尚無入選消息。已讀取的內容見{feeds}。',
  theFeeds: '訂閱來源',
  noneFits: '沒有符合全部條件的消息。可去掉{parts}，或{anew}。',
  or: '或',
  anew: '重新開始',
  parts: {
    q: '關鍵詞',
    alignment: '陣營',
    actor: '人物或機構',
    language: '語言',
    outlet: '媒體',
    since: '起始日',
    until: '截止日',
  },
}

const story: Words['lookups']['story'] = {
  title: '消息',
  by: '作者：{authors}',
  filedUnder: '欄目：{categories}',
  noRule: '無規則',
  score: (score) => `得分${score}`,
  notByItself: '單獨未入選。',
  sameAs: (id) => `查明與消息 ${id} 為同一事件`,
  withdrawn: '撤回：已無報導支持此消息',
  firstTold: '首次發布',
  wordedAnew: '措辭修改',
  headlineAnew: '標題修改',
  as: (id) => `作為消息 ${id}`,
  changed: '變更',
  standing: '可信度',
  reports: '報導',
  independent: (reports, independent) => `${reports}，其中${independent}個獨立`,
  grew: '發展過程',
  when: '時間',
  whatChanged: '變更內容',
  sources: '來源',
  named: '提及的人物與機構',
  why: '入選理由',
  asData: '資料格式',
  wherePosted: '發布去向',
}

const actors: Words['lookups']['actors'] = {
  title: '人物與機構',
  lede: '機器人以五種語言的名稱所知的人物、職務、國家、地點、武器、演習和條約。',
  name: '名稱',
  officeOrKind: '職務或類型',
  of: '國家',
  nobody: '沒有這個名稱的對象。{search}，或{all}。',
  search: '在消息中查找這些詞',
  all: '查看全部',
  known: (count) => `共${count}個。`,
  knownBest: (count) => `共${count}個，最匹配的在前。`,
}

const actor: Words['lookups']['actor'] = {
  who: '簡介',
  between: '兩者之間',
  betweenThem: (a, b) => `兩者之間：${a}與${b}`,
  nobodyElse: (date) => `${date}以來的消息中沒有其他對象。`,
  storyCount: (count) => counts.stories(count),
  since: (date) => `據${date}以來的消息，並列出行為類型。`,
  noneYet: (name) => `尚無提及${name}的入選消息。`,
  noneHere: (name) => `本頁沒有提及${name}的入選消息。`,
  notNamed: '最近半年的報導均未提及。',
  aside: '一同被提及、訂閱',
  namedWith: '一同被提及',
  follow: '訂閱',
  asFeed: '這些消息的訂閱來源：{feeds}。',
  trend: '趨勢',
  network: '關係網',
  findIn: '在這些消息中查找',
  anotherDay: '其他日期',
}

const pictured: Words['lookups']['pictured'] = {
  trends: '入選消息所載行為，按週統計：合作向上，衝突向下，並與平時相比。訂閱來源未能讀取的週以斜線標出，並不表示平靜。',
  network: '入選消息中誰與誰互動：行為越多，線越粗。',
}

export const lookups: Words['lookups'] = { kinds, form, mistakes, stories, story, actors, actor, pictured }
