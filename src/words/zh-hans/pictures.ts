import type { Words } from '../en.ts'
import { cards } from './cards.ts'
import { counts } from './counts.ts'

const band = (low: number, high: number): string => (low === high ? String(low) : `${low}至${high}`)

const trend: Words['pictures']['trend'] = {
  lead: '每周事件数：向上为合作，向下为冲突',
  cooperative: '合作',
  conflictual: '冲突',
  deeds: (count) => `行动 ${count}`,
  words: (count) => `言辞 ${count}`,
  feedsDown: (down, feeds) => `${feeds}个订阅源中有${down}个中断`,
  someDown: '订阅源中断',
  down: '中断',
  notRead: '尚未读取',
  none: '没有事件',
  noneRead: '未发现事件，但订阅源曾中断',
  cooperativeBeyond: (count, low, high) => `合作${count}起（平时${band(low, high)}起）`,
  conflictualBeyond: (count, low, high) => `冲突${count}起（平时${band(low, high)}起）`,
  inWeek: (found, day) => `${day}起的一周${found.join('，')}`,
  lastDown: (count) => `上周订阅源中断，已知的${count}起可能不是全部`,
  all: (cooperative, conflictual, weeks) => `${weeks}周内合作${cooperative}起，冲突${conflictual}起`,
  asUsual: (all) => `${all}，最近一周如常`,
  source: (span) => `入选消息中的行为，${span}，按周（周一起）统计，UTC。`,
  noUsual: '可参照的不足八周，没有平时范围。',
  usualOf: (weeks, before, someLeftOut) =>
    `平时：${before ? '此前' : '图中'}${weeks}周${someLeftOut ? '（订阅源可读的周）' : ''}居中的80%。`,
  hatched: (someUnread) => `斜线：一成或更多订阅源中断一天以上${someUnread ? '，或尚未读取' : ''}。`,
  nothingKnown: '订阅源是否中断不详。',
  alt: (finding) => `每周事件数柱状图。${finding}。`,
  side: (name, deeds, words) => `${name}：行动${deeds}起，言辞${words}起。`,
  darkWeeks: (dark, weeks) => `${weeks}周中有${dark}周订阅源中断或尚未读取。`,
  cooperativeDeeds: '合作行动',
  cooperativeWords: '合作言辞',
  conflictualWords: '冲突言辞',
  conflictualDeeds: '冲突行动',
  score: 'PLOVER平均分',
  downColumn: '中断的订阅源',
  downOf: (down, feeds) => `${feeds}个中${down}个`,
}

const about = (label: string): string => (label === '' ? '' : `有关${label}的`)

const mentions: Words['pictures']['mentions'] = {
  lead: '每周提及的报道数，按阵营',
  other: '其他主题',
  none: (weeks) => `${weeks}周内没有报道`,
  peak: (day) => `${day}起的一周报道最多`,
  change: (isUp, late, before, label) => `${about(label)}报道四周内${isUp ? '增' : '减'}至${late}篇，此前四周为${before}篇`,
  total: (count, weeks, label) => `${weeks}周内${label === '' ? counts.reports(count) : `有关${label}的报道${count}篇`}`,
  source: (span) => `已读取的报道，${span}，按周（周一起）统计，UTC。`,
  both: '同时涉及两个阵营的报道各计一次。',
  alt: (finding) => `每周报道数柱状图。${finding}。`,
  row: (label, total, most, day) => `${label}：共${total}篇，最多${most}篇（${day}起的一周）。`,
  marked: (list) => `标出的事件：${list}。`,
}

const unusual: Words['pictures']['unusual'] = {
  lead: '七天内的消息数',
  source: (span) => `载有行为的入选消息，${span}，截至今天每七天统计，UTC。`,
  usualOf: (weeks) => `平时：此前${weeks}周居中的80%。`,
  hatched: '斜线：订阅源中断或尚未读取。',
  highest: (count, day) => `此前七天最多：${count}条（截至${day}）。`,
  alt: (finding) => `七天内消息数柱状图。${finding}。`,
  from: '七天起始日',
  stories: '消息',
  read: '订阅源可读时间',
}

const network: Words['pictures']['network'] = {
  lead: '谁与谁互动：线越粗，行为越多',
  leadNone: '两方之间的行为',
  none: (subject) => `${subject}：没有行为`,
  hostile: (acts) => `${cards.acts(acts)}，多为冲突`,
  friendly: (acts) => `${cards.acts(acts)}，均为合作`,
  mixed: (acts) => `${cards.acts(acts)}，多为合作`,
  mostWith: (subject, other, acts) => `${subject}与${other}互动最多：${acts}`,
  mostBetween: (a, b, acts) => `${a}与${b}互动最多：${acts}`,
  source: (span) => `入选消息中的行为，${span}。`,
  lines: '合作含共同针对他方的行为。虚线为冲突。',
  left: (ties) => `另有${ties}组较弱的关系未显示。`,
  alt: (finding) => `谁与谁互动的关系网。${finding}。`,
  tie: (a, b, cooperative, conflictual) => `${a}与${b}：合作${cooperative}起，冲突${conflictual}起。`,
  more: (ties) => `另有${ties}组关系。`,
  cooperative: (count) => `合作${count}起`,
  conflictual: (count) => `冲突${count}起`,
  columns: { between: '一方', and: '另一方', cooperative: '合作', joint: '共同针对他方', conflictual: '冲突', acts: '行为' },
}

export const pictures: Words['pictures'] = {
  span: (from, to) => `${from}至${to}`,
  usual: (low, high) => `平时${band(low, high)}`,
  weekOf: '周起始日',
  open: '最后一周尚未结束。',
  trend,
  mentions,
  unusual,
  network,
}
