import type { Words } from '../en.ts'
import { cards } from './cards.ts'
import { counts } from './counts.ts'

const band = (low: number, high: number): string => (low === high ? String(low) : `${low}至${high}`)

const trend: Words['pictures']['trend'] = {
  lead: '每週事件數：向上為合作，向下為衝突',
  cooperative: '合作',
  conflictual: '衝突',
  deeds: (count) => `行動 ${count}`,
  words: (count) => `言辭 ${count}`,
  feedsDown: (down, feeds) => `${feeds}個訂閱來源中有${down}個中斷`,
  someDown: '訂閱來源中斷',
  down: '中斷',
  notRead: '尚未讀取',
  none: '沒有事件',
  noneRead: '未發現事件，但訂閱來源曾中斷',
  cooperativeBeyond: (count, low, high) => `合作${count}起（平時${band(low, high)}起）`,
  conflictualBeyond: (count, low, high) => `衝突${count}起（平時${band(low, high)}起）`,
  inWeek: (found, day) => `${day}起的一週${found.join('，')}`,
  lastDown: (count) => `上週訂閱來源中斷，已知的${count}起可能不是全部`,
  all: (cooperative, conflictual, weeks) => `${weeks}週內合作${cooperative}起，衝突${conflictual}起`,
  asUsual: (all) => `${all}，最近一週如常`,
  source: (span) => `入選消息中的行為，${span}，按週（週一起）統計，UTC。`,
  noUsual: '可參照的不足八週，沒有平時範圍。',
  usualOf: (weeks, before, someLeftOut) =>
    `平時：${before ? '此前' : '圖中'}${weeks}週${someLeftOut ? '（訂閱來源可讀的週）' : ''}居中的80%。`,
  hatched: (someUnread) => `斜線：一成或更多訂閱來源中斷一天以上${someUnread ? '，或尚未讀取' : ''}。`,
  nothingKnown: '訂閱來源是否中斷不詳。',
  alt: (finding) => `每週事件數長條圖。${finding}。`,
  side: (name, deeds, words) => `${name}：行動${deeds}起，言辭${words}起。`,
  darkWeeks: (dark, weeks) => `${weeks}週中有${dark}週訂閱來源中斷或尚未讀取。`,
  cooperativeDeeds: '合作行動',
  cooperativeWords: '合作言辭',
  conflictualWords: '衝突言辭',
  conflictualDeeds: '衝突行動',
  score: 'PLOVER平均分',
  downColumn: '中斷的訂閱來源',
  downOf: (down, feeds) => `${feeds}個中${down}個`,
}

const about = (label: string): string => (label === '' ? '' : `有關${label}的`)

const mentions: Words['pictures']['mentions'] = {
  lead: '每週提及的報導數，按陣營',
  other: '其他主題',
  none: (weeks) => `${weeks}週內沒有報導`,
  peak: (day) => `${day}起的一週報導最多`,
  change: (isUp, late, before, label) => `${about(label)}報導四週內${isUp ? '增' : '減'}至${late}篇，此前四週為${before}篇`,
  total: (count, weeks, label) => `${weeks}週內${label === '' ? counts.reports(count) : `有關${label}的報導${count}篇`}`,
  source: (span) => `已讀取的報導，${span}，按週（週一起）統計，UTC。`,
  both: '同時涉及兩個陣營的報導各計一次。',
  alt: (finding) => `每週報導數長條圖。${finding}。`,
  row: (label, total, most, day) => `${label}：共${total}篇，最多${most}篇（${day}起的一週）。`,
  marked: (list) => `標出的事件：${list}。`,
}

const unusual: Words['pictures']['unusual'] = {
  lead: '七天內的消息數',
  source: (span) => `載有行為的入選消息，${span}，截至今天每七天統計，UTC。`,
  usualOf: (weeks) => `平時：此前${weeks}週居中的80%。`,
  hatched: '斜線：訂閱來源中斷或尚未讀取。',
  highest: (count, day) => `此前七天最多：${count}則（截至${day}）。`,
  alt: (finding) => `七天內消息數長條圖。${finding}。`,
  from: '七天起始日',
  stories: '消息',
  read: '訂閱來源可讀時間',
}

const network: Words['pictures']['network'] = {
  lead: '誰與誰互動：線越粗，行為越多',
  leadNone: '兩方之間的行為',
  none: (subject) => `${subject}：沒有行為`,
  hostile: (acts) => `${cards.acts(acts)}，多為衝突`,
  friendly: (acts) => `${cards.acts(acts)}，均為合作`,
  mixed: (acts) => `${cards.acts(acts)}，多為合作`,
  mostWith: (subject, other, acts) => `${subject}與${other}互動最多：${acts}`,
  mostBetween: (a, b, acts) => `${a}與${b}互動最多：${acts}`,
  source: (span) => `入選消息中的行為，${span}。`,
  lines: '合作含共同針對他方的行為。虛線為衝突。',
  left: (ties) => `另有${ties}組較弱的關係未顯示。`,
  alt: (finding) => `誰與誰互動的關係網。${finding}。`,
  tie: (a, b, cooperative, conflictual) => `${a}與${b}：合作${cooperative}起，衝突${conflictual}起。`,
  more: (ties) => `另有${ties}組關係。`,
  cooperative: (count) => `合作${count}起`,
  conflictual: (count) => `衝突${count}起`,
  columns: { between: '一方', and: '另一方', cooperative: '合作', joint: '共同針對他方', conflictual: '衝突', acts: '行為' },
}

export const pictures: Words['pictures'] = {
  span: (from, to) => `${from}至${to}`,
  usual: (low, high) => `平時${band(low, high)}`,
  weekOf: '週起始日',
  open: '最後一週尚未結束。',
  trend,
  mentions,
  unusual,
  network,
}
