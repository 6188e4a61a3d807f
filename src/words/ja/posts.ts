import type { Change, Gap, Grounds } from '../../domain/said.ts'
import type { Words } from '../en.ts'
import { needsNoState, stateName } from '../states.ts'
import { writing } from './writing.ts'

const { quoted, either } = writing

const state = (code: string): string => stateName(code, 'ja')
const states = (codes: readonly string[]): string => codes.map(state).join('・')

const standings: Words['posts']['standings'] = {
  confirmed: '確認済み',
  reported: '報道',
  claimed: '主張',
  alleged: '疑惑',
  planned: '予定',
}

function grounds(ground: Grounds): string {
  switch (ground.kind) {
    case 'planned':
      return ground.by.length > 0 ? `予定（${states(ground.by)}が発表）` : '予定'
    case 'alleged':
      return ground.by === null ? '伝聞、未確認' : `${state(ground.by)}が指摘、未確認`
    case 'claimed':
      return `${states(ground.by)}側の主張`
    case 'claimed-alone':
      return `${ground.outlet}のみが主張`
    case 'claim':
      return ground.reports > 1 ? `主張、独立した報道${ground.reports}件` : `主張、${ground.outlet ?? '1社'}のみ報道`
    case 'confirmed':
      return `${states(ground.by)}が確認`
    case 'reported':
      return ground.outlets > 1 ? `独立した${ground.outlets}社が報道` : `${ground.outlet ?? '1社'}が報道`
    case 'withdrawn':
      return '裏付ける報道がなくなった'
    case 'merged':
      return '同じ出来事と判明。報道と続報はそちらの投稿に掲載'
    case 'worded':
      return ground.text
  }
}

function change(one: Change, label: (id: string, name: string) => string): string {
  switch (one.kind) {
    case 'standing':
      return `現在は「${grounds(one.now)}」（以前は「${standings[one.was]}」）`
    case 'alignments':
      return `分類を変更：${one.alignments.map(({ id, label: name }) => label(id, name)).join('、')}`
    case 'outlets':
      return one.outlets.length > 3
        ? `${one.outlets.slice(0, 3).join('、')}ほか${one.outlets.length - 3}社も報道`
        : `${one.outlets.join('、')}も報道`
    case 'headline':
      return one.by === null ? '見出しを変更' : `見出しを${one.by}のものに変更`
    case 'corrects':
      return `${one.outlet}が記事を訂正`
    case 'withdraws':
      return `${one.outlet}が記事を撤回`
    case 'changes':
      return `${one.outlet}が記事を変更`
    case 'leaves':
      return `${one.outlet}の記事が別の内容に変わった`
    case 'moved':
      return `${one.outlets.join('、')}の報道は別の出来事と判明`
    case 'merged':
      return `別件としていた${one.headlines.map(quoted).join('と')}は同じ出来事`
  }
}

const GAPS = { number: '規模', time: '時期', day: '日付', place: '場所' } as const

export const posts: Words['posts'] = {
  standings,
  kinds: {
    wire: '通信社',
    newspaper: '新聞',
    broadcaster: '放送局',
    'state-media': '国営メディア',
    government: '政府',
    'think-tank': 'シンクタンク',
    aggregator: 'まとめサイト',
  },
  feedback: { relevant: '関連あり', 'wrong-alignment': '分類違い', 'not-relevant': '関連なし', duplicate: '重複' },
  grounds,
  change,
  semicolon: '；',
  person: ({ name, office, country }) =>
    needsNoState(country, 'JPN') || office.includes(state(country)) ? `${name}${office}` : `${state(country)}の${name}${office}`,
  gap: (gap: Gap) => (gap.kind === 'word' ? `${either(gap.of.map(state))}が${gap.admits ? '認めるか' : '確認するか'}` : GAPS[gap.kind]),
  major: '重要',
  update: (number) => `続報${number}`,
  correction: '訂正',
  changed: '変更',
  withdrawn: (headline) => `【撤回】${headline}`,
  mergedInto: (headline) => `【統合】${headline}`,
  noHeadline: '（見出しなし）',
  standing: '確度',
  whereAndWhen: '場所・日時',
  reportedBy: '報道',
  sources: '情報源',
  thread: '関連する動き',
  sourceWords: '原文の表現',
  notKnown: '不明な点',
  read: '記事を読む',
  why: '選定理由',
  latest: '最新',
  neitherSide: 'その他',
  first: '第一報',
  earlier: (story) => `これまで：${story}`,
  silent: (sides) => `${sides}側のメディアはまだ報じていない`,
  story: (id) => `ニュース ${id}`,
  rules: (ids) => `ルール ${ids.join('、')}`,
  independentOutlets: (count) => `独立した${count}社`,
  outletsIndependent: (outlets, independent) => `${outlets}社、うち独立${independent}社`,
  outletsInAll: (outlets) => `計${outlets}社`,
  wording: ({ headline, summary }) =>
    `${summary && headline ? '見出しと要約' : headline ? '見出し' : '要約'}は言語モデルが作成し、報道と照合済み`,
}
