import type { Change, Gap, Grounds } from '../../domain/said.ts'
import type { Words } from '../en.ts'
import { needsNoState, stateName } from '../states.ts'
import { writing } from './writing.ts'

const { either, quoted } = writing

const state = (code: string): string => stateName(code, 'zh-Hant')
const states = (codes: readonly string[]): string => codes.map(state).join('、')

const standings: Words['posts']['standings'] = {
  confirmed: '已證實',
  reported: '據報導',
  claimed: '單方說法',
  alleged: '指稱',
  planned: '計畫中',
}

function grounds(ground: Grounds): string {
  switch (ground.kind) {
    case 'planned':
      return ground.by.length > 0 ? `計畫中（${states(ground.by)}宣布）` : '計畫中'
    case 'alleged':
      return ground.by === null ? '轉述，未獲證實' : `${state(ground.by)}指稱，未獲證實`
    case 'claimed':
      return `${states(ground.by)}單方說法`
    case 'claimed-alone':
      return `僅${ground.outlet}一家的說法`
    case 'claim':
      return ground.reports > 1 ? `單方說法，${ground.reports}篇獨立報導` : `單方說法，僅${ground.outlet ?? '一家媒體'}報導`
    case 'confirmed':
      return `${states(ground.by)}證實`
    case 'reported':
      return ground.outlets > 1 ? `${ground.outlets}家獨立媒體報導` : `${ground.outlet ?? '一家媒體'}報導`
    case 'withdrawn':
      return '已無報導支持此消息'
    case 'merged':
      return '兩者為同一事件：報導和後續更新見該貼文'
    case 'worded':
      return ground.text
  }
}

function change(one: Change, label: (id: string, name: string) => string): string {
  switch (one.kind) {
    case 'standing':
      return `現為「${grounds(one.now)}」（此前為「${standings[one.was]}」）`
    case 'alignments':
      return `歸類改為：${one.alignments.map(({ id, label: name }) => label(id, name)).join('、')}`
    case 'outlets':
      return one.outlets.length > 3
        ? `${one.outlets.slice(0, 3).join('、')}等${one.outlets.length}家媒體也作了報導`
        : `${one.outlets.join('、')}也作了報導`
    case 'headline':
      return one.by === null ? '標題更新' : `標題改用${one.by}的報導`
    case 'corrects':
      return `${one.outlet}更正報導`
    case 'withdraws':
      return `${one.outlet}撤回報導`
    case 'changes':
      return `${one.outlet}修改了報導`
    case 'leaves':
      return `${one.outlet}的報導已改為其他內容`
    case 'moved':
      return `${one.outlets.join('、')}的報導實為另一事件`
    case 'merged':
      return `與此前分開的${one.headlines.map(quoted).join('和')}為同一事件`
  }
}

const GAPS = { number: '數量', time: '時間', day: '日期', place: '地點' } as const

export const posts: Words['posts'] = {
  standings,
  kinds: {
    wire: '通訊社',
    newspaper: '報紙',
    broadcaster: '廣播電視',
    'state-media': '官方媒體',
    government: '政府',
    'think-tank': '智庫',
    aggregator: '新聞彙整網站',
  },
  feedback: { relevant: '相關', 'wrong-alignment': '歸類有誤', 'not-relevant': '不相關', duplicate: '重複' },
  grounds,
  change,
  semicolon: '；',
  person: ({ name, office, country }) =>
    needsNoState(country) || office.includes(state(country)) ? `${office}${name}` : `${state(country)}${office}${name}`,
  gap: (gap: Gap) => (gap.kind === 'word' ? `${either(gap.of.map(state))}是否${gap.admits ? '承認' : '證實'}` : GAPS[gap.kind]),
  major: '重要',
  update: (number) => `更新${number}`,
  correction: '更正',
  changed: '變更',
  withdrawn: (headline) => `【撤回】${headline}`,
  mergedInto: (headline) => `【併入】${headline}`,
  noHeadline: '（無標題）',
  standing: '可信度',
  whereAndWhen: '地點與時間',
  reportedBy: '報導媒體',
  sources: '來源',
  thread: '相關事態',
  sourceWords: '原文措辭',
  notKnown: '尚不清楚',
  read: '閱讀',
  why: '入選理由',
  latest: '最新',
  neitherSide: '其他',
  first: '首發',
  earlier: (story) => `此前：${story}`,
  silent: (sides) => `${sides}方面的媒體尚未報導`,
  story: (id) => `消息 ${id}`,
  rules: (ids) => `規則 ${ids.join('、')}`,
  independentOutlets: (count) => `${count}家獨立媒體`,
  outletsIndependent: (outlets, independent) => `${outlets}家媒體，其中${independent}家獨立`,
  outletsInAll: (outlets) => `共${outlets}家媒體`,
  wording: ({ headline, summary }) => `${summary && headline ? '標題和摘要' : headline ? '標題' : '摘要'}由語言模型撰寫，並已與報導核對`,
}
