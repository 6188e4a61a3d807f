import type { Words } from '../en.ts'
import { counts } from './counts.ts'

const kinds: Words['lookups']['kinds'] = {
  person: '人物',
  office: '职务',
  organisation: '机构',
  state: '国家',
  place: '地点',
  system: '武器系统',
  exercise: '演习',
  treaty: '条约与协议',
}

const form: Words['lookups']['form'] = {
  any: '不限',
  find: '查找',
  clear: '清除',
  show: '显示',
  neither: '其他',
  words: '关键词',
  wordsHint: '“Freedom Edge”或 派兵',
  alignment: '阵营',
  actor: '人物或机构',
  actorHint: '拉夫罗夫',
  language: '语言',
  outlet: '媒体',
  outletHint: 'TASS',
  from: '起始日',
  to: '截止日',
  name: '名称或职务',
  nameHint: '拉夫罗夫、外务相、Freedom Edge',
  kind: '类型',
  watchedFor: '所属阵营',
  of: '对象',
  ofHint: '俄罗斯',
  with: '另一方',
  withHint: '朝鲜',
  around: '中心',
  aroundHint: '全部，或俄罗斯、拉夫罗夫',
  span: '时段',
  spans: { '30': '一个月', '90': '三个月', '182': '半年', '365': '一年', '730': '两年' },
  days: (days) => `${days}天`,
  asOf: '截至日期',
}

const mistakes: Words['lookups']['mistakes'] = {
  heading: (count) => `有${count}处无法理解：`,
  longName: (most, length) => `名称最多${most}个字符，这里有${length}个。`,
  unknown: (typed) => `没有名为“${typed}”的对象。人物与机构页面列出全部名称。`,
  nobody: (typed) => `没有名为“${typed}”的对象`,
  several: (typed) => `“${typed}”可能指多个对象`,
  write: (lead, ids) => `${lead}：请写 ${ids}。`,
  noDate: (field, typed) => `${field} 须为日期，例如 2026-10-01 或 2026-10-01T12:00:00Z，而不是“${typed}”。`,
  wrongWay: (until, since) => `截止日（until: ${until}）早于起始日（since: ${since}）：请对调。`,
  page: (most, typed) => `页码须为1至${most}的数字，而不是“${typed}”。`,
  longWords: (length, most) => `关键词有${length}个字符，最多${most}个。词少反而找到更多。`,
  noAlignment: (known) => `没有这个阵营。现有 ${known}。`,
  noLanguage: (typed, known) => `没有“${typed}”语言的订阅源。现有 ${known}。`,
  longOutlet: (most) => `媒体名称最多${most}个字符。`,
  oneOf: (field, known) => `${field} 须为下列之一：${known}。`,
}

const stories: Words['lookups']['stories'] = {
  count: (first, last, all) => `第${first}–${last}条，共${all}条，最新在前。日期按UTC。`,
  moreThan: (count) => `超过${count}`,
  noneKept: '尚无入选消息。已读取的内容见{feeds}。',
  theFeeds: '订阅源',
  noneFits: '没有符合全部条件的消息。可去掉{parts}，或{anew}。',
  or: '或',
  anew: '重新开始',
  parts: {
    q: '关键词',
    alignment: '阵营',
    actor: '人物或机构',
    language: '语言',
    outlet: '媒体',
    since: '起始日',
    until: '截止日',
  },
}

const story: Words['lookups']['story'] = {
  title: '消息',
  by: '作者：{authors}',
  filedUnder: '栏目：{categories}',
  noRule: '无规则',
  score: (score) => `得分${score}`,
  notByItself: '单独未入选。',
  sameAs: (id) => `查明与消息 ${id} 为同一事件`,
  withdrawn: '撤回：已无报道支持此消息',
  firstTold: '首次发布',
  wordedAnew: '措辞修改',
  headlineAnew: '标题修改',
  as: (id) => `作为消息 ${id}`,
  changed: '变更',
  standing: '可信度',
  reports: '报道',
  independent: (reports, independent) => `${reports}，其中${independent}个独立`,
  grew: '发展过程',
  when: '时间',
  whatChanged: '变更内容',
  sources: '来源',
  named: '提及的人物与机构',
  why: '入选理由',
  asData: '数据格式',
  wherePosted: '发布去向',
}

const actors: Words['lookups']['actors'] = {
  title: '人物与机构',
  lede: '机器人以五种语言的名称所知的人物、职务、国家、地点、武器、演习和条约。',
  name: '名称',
  officeOrKind: '职务或类型',
  of: '国家',
  nobody: '没有这个名称的对象。{search}，或{all}。',
  search: '在消息中查找这些词',
  all: '查看全部',
  known: (count) => `共${count}个。`,
  knownBest: (count) => `共${count}个，最匹配的在前。`,
}

const actor: Words['lookups']['actor'] = {
  who: '简介',
  between: '两者之间',
  betweenThem: (a, b) => `两者之间：${a}与${b}`,
  nobodyElse: (date) => `${date}以来的消息中没有其他对象。`,
  storyCount: (count) => counts.stories(count),
  since: (date) => `据${date}以来的消息，并列出行为类型。`,
  noneYet: (name) => `尚无提及${name}的入选消息。`,
  noneHere: (name) => `本页没有提及${name}的入选消息。`,
  notNamed: '最近半年的报道均未提及。',
  aside: '一同被提及、订阅',
  namedWith: '一同被提及',
  follow: '订阅',
  asFeed: '这些消息的订阅源：{feeds}。',
  trend: '趋势',
  network: '关系网',
  findIn: '在这些消息中查找',
  anotherDay: '其他日期',
}

const pictured: Words['lookups']['pictured'] = {
  trends: '入选消息所载行为，按周统计：合作向上，冲突向下，并与平时相比。订阅源未能读取的周以斜线标出，并不表示平静。',
  network: '入选消息中谁与谁互动：行为越多，线越粗。',
}

export const lookups: Words['lookups'] = { kinds, form, mistakes, stories, story, actors, actor, pictured }
