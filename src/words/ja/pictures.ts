import type { Words } from '../en.ts'
import { cards } from './cards.ts'
import { counts } from './counts.ts'

const band = (low: number, high: number): string => (low === high ? String(low) : `${low}〜${high}`)

const trend: Words['pictures']['trend'] = {
  lead: '週ごとの出来事：上が協力、下が対立',
  cooperative: '協力',
  conflictual: '対立',
  deeds: (count) => `行動 ${count}`,
  words: (count) => `発言 ${count}`,
  feedsDown: (down, feeds) => `フィード${feeds}件中${down}件停止`,
  someDown: 'フィード停止',
  down: '停止',
  notRead: '未取得',
  none: '出来事なし',
  noneRead: '出来事は確認されず、フィードは停止中',
  cooperativeBeyond: (count, low, high) => `協力${count}件（通常${band(low, high)}件）`,
  conflictualBeyond: (count, low, high) => `対立${count}件（通常${band(low, high)}件）`,
  inWeek: (found, day) => `${day}からの週に${found.join('、')}`,
  lastDown: (count) => `先週はフィードが停止、把握した${count}件がすべてとは限らない`,
  all: (cooperative, conflictual, weeks) => `${weeks}週で協力${cooperative}件、対立${conflictual}件`,
  asUsual: (all) => `${all}、直近の週は通常どおり`,
  source: (span) => `採用したニュースの行為、${span}、月曜からの週ごと、UTC。`,
  noUsual: '比べる週が8週に満たないため、通常の範囲はありません。',
  usualOf: (weeks, before, someLeftOut) =>
    `通常：${before ? '以前の' : '表示中の'}${weeks}週${someLeftOut ? '（フィードを読めた週）' : ''}の中央80%。`,
  hatched: (someUnread) => `斜線：フィードの1割以上が1日以上停止${someUnread ? '、または未取得' : ''}。`,
  nothingKnown: 'フィードの停止については不明です。',
  alt: (finding) => `週ごとの出来事の棒グラフ。${finding}。`,
  side: (name, deeds, words) => `${name}：行動${deeds}件、発言${words}件。`,
  darkWeeks: (dark, weeks) => `${weeks}週のうち${dark}週はフィードが停止または未取得。`,
  cooperativeDeeds: '協力の行動',
  cooperativeWords: '協力の発言',
  conflictualWords: '対立の発言',
  conflictualDeeds: '対立の行動',
  score: 'PLOVER平均点',
  downColumn: '停止フィード',
  downOf: (down, feeds) => `${feeds}件中${down}件`,
}

const about = (label: string): string => (label === '' ? '' : `${label}関連の`)

const mentions: Words['pictures']['mentions'] = {
  lead: '名前が挙がった報道の週ごとの件数、陣営別',
  other: 'その他の話題',
  none: (weeks) => `${weeks}週間報道なし`,
  peak: (day) => `${day}からの週に報道が最多`,
  change: (isUp, late, before, label) => `${about(label)}報道は4週で${late}件に${isUp ? '増加' : '減少'}、その前の4週は${before}件`,
  total: (count, weeks, label) => `${weeks}週で${about(label)}${counts.reports(count)}`,
  source: (span) => `読み取った報道、${span}、月曜からの週ごと、UTC。`,
  both: '両陣営に関する報道はそれぞれに数えています。',
  alt: (finding) => `週ごとの報道件数の棒グラフ。${finding}。`,
  row: (label, total, most, day) => `${label}：計${total}件、最多${most}件（${day}からの週）。`,
  marked: (list) => `印の出来事：${list}。`,
}

const unusual: Words['pictures']['unusual'] = {
  lead: '7日間のニュース件数',
  source: (span) => `行為を伝える採用ニュース、${span}、今日までの7日ごと、UTC。`,
  usualOf: (weeks) => `通常：以前の${weeks}週の中央80%。`,
  hatched: '斜線：フィードが停止、または未取得。',
  highest: (count, day) => `これまでの7日間の最多：${count}件（${day}まで）。`,
  alt: (finding) => `7日間のニュース件数の棒グラフ。${finding}。`,
  from: '7日間の初日',
  stories: 'ニュース',
  read: '取得できた時間',
}

const network: Words['pictures']['network'] = {
  lead: '誰が誰と関わるか：線が太いほど行為が多い',
  leadNone: '二者間の行為',
  none: (subject) => `${subject}：行為なし`,
  hostile: (acts) => `${cards.acts(acts)}、大半が対立`,
  friendly: (acts) => `${cards.acts(acts)}、すべて協力`,
  mixed: (acts) => `${cards.acts(acts)}、大半が協力`,
  mostWith: (subject, other, acts) => `${subject}の最多の相手は${other}：${acts}`,
  mostBetween: (a, b, acts) => `最多は${a}と${b}：${acts}`,
  source: (span) => `採用したニュースの行為、${span}。`,
  lines: '協力には共同での第三者への行為を含みます。破線は対立です。',
  left: (ties) => `より弱い関係${ties}件は省略。`,
  alt: (finding) => `誰が誰と関わるかの関係図。${finding}。`,
  tie: (a, b, cooperative, conflictual) => `${a}と${b}：協力${cooperative}件、対立${conflictual}件。`,
  more: (ties) => `ほかに${ties}件の関係。`,
  cooperative: (count) => `協力${count}件`,
  conflictual: (count) => `対立${count}件`,
  columns: { between: '当事者', and: '相手', cooperative: '協力', joint: '共同で第三者へ', conflictual: '対立', acts: '行為' },
}

export const pictures: Words['pictures'] = {
  span: (from, to) => `${from}〜${to}`,
  usual: (low, high) => `通常${band(low, high)}`,
  weekOf: '週の初日',
  open: '最後の週はまだ終わっていません。',
  trend,
  mentions,
  unusual,
  network,
}
