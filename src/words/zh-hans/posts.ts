import type { Change, Gap, Grounds } from '../../domain/said.ts'
import type { Words } from '../en.ts'
import { needsNoState, stateName } from '../states.ts'
import { writing } from './writing.ts'

const { either, quoted } = writing

const state = (code: string): string => stateName(code, 'zh-Hans')
const states = (codes: readonly string[]): string => codes.map(state).join('、')

const standings: Words['posts']['standings'] = {
  confirmed: '已证实',
  reported: '据报道',
  claimed: '单方说法',
  alleged: '指称',
  planned: '计划中',
}

function grounds(ground: Grounds): string {
  switch (ground.kind) {
    case 'planned':
      return ground.by.length > 0 ? `计划中（${states(ground.by)}宣布）` : '计划中'
    case 'alleged':
      return ground.by === null ? '转述，未获证实' : `${state(ground.by)}指称，未获证实`
    case 'claimed':
      return `${states(ground.by)}单方说法`
    case 'claimed-alone':
      return `仅${ground.outlet}一家的说法`
    case 'claim':
      return ground.reports > 1 ? `单方说法，${ground.reports}篇独立报道` : `单方说法，仅${ground.outlet ?? '一家媒体'}报道`
    case 'confirmed':
      return `${states(ground.by)}证实`
    case 'reported':
      return ground.outlets > 1 ? `${ground.outlets}家独立媒体报道` : `${ground.outlet ?? '一家媒体'}报道`
    case 'withdrawn':
      return '已无报道支持此消息'
    case 'merged':
      return '两者为同一事件：报道和后续更新见该帖'
    case 'worded':
      return ground.text
  }
}

function change(one: Change, label: (id: string, name: string) => string): string {
  switch (one.kind) {
    case 'standing':
      return `现为“${grounds(one.now)}”（此前为“${standings[one.was]}”）`
    case 'alignments':
      return `归类改为：${one.alignments.map(({ id, label: name }) => label(id, name)).join('、')}`
    case 'outlets':
      return one.outlets.length > 3
        ? `${one.outlets.slice(0, 3).join('、')}等${one.outlets.length}家媒体也作了报道`
        : `${one.outlets.join('、')}也作了报道`
    case 'headline':
      return one.by === null ? '标题更新' : `标题改用${one.by}的报道`
    case 'corrects':
      return `${one.outlet}更正报道`
    case 'withdraws':
      return `${one.outlet}撤回报道`
    case 'changes':
      return `${one.outlet}修改了报道`
    case 'leaves':
      return `${one.outlet}的报道已改为其他内容`
    case 'moved':
      return `${one.outlets.join('、')}的报道实为另一事件`
    case 'merged':
      return `与此前分开的${one.headlines.map(quoted).join('和')}为同一事件`
  }
}

const GAPS = { number: '数量', time: '时间', day: '日期', place: '地点' } as const

export const posts: Words['posts'] = {
  standings,
  kinds: {
    wire: '通讯社',
    newspaper: '报纸',
    broadcaster: '广播电视',
    'state-media': '官方媒体',
    government: '政府',
    'think-tank': '智库',
    aggregator: '聚合网站',
  },
  feedback: { relevant: '相关', 'wrong-alignment': '归类有误', 'not-relevant': '不相关', duplicate: '重复' },
  grounds,
  change,
  semicolon: '；',
  person: ({ name, office, country }) =>
    needsNoState(country) || office.includes(state(country)) ? `${office}${name}` : `${state(country)}${office}${name}`,
  gap: (gap: Gap) => (gap.kind === 'word' ? `${either(gap.of.map(state))}是否${gap.admits ? '承认' : '证实'}` : GAPS[gap.kind]),
  major: '重要',
  update: (number) => `更新${number}`,
  correction: '更正',
  changed: '变更',
  withdrawn: (headline) => `【撤回】${headline}`,
  mergedInto: (headline) => `【并入】${headline}`,
  noHeadline: '（无标题）',
  standing: '可信度',
  whereAndWhen: '地点与时间',
  reportedBy: '报道媒体',
  sources: '来源',
  thread: '相关事态',
  sourceWords: '原文措辞',
  notKnown: '尚不清楚',
  read: '阅读',
  why: '入选理由',
  latest: '最新',
  neitherSide: '其他',
  first: '首发',
  earlier: (story) => `此前：${story}`,
  silent: (sides) => `${sides}方面的媒体尚未报道`,
  story: (id) => `消息 ${id}`,
  rules: (ids) => `规则 ${ids.join('、')}`,
  independentOutlets: (count) => `${count}家独立媒体`,
  outletsIndependent: (outlets, independent) => `${outlets}家媒体，其中${independent}家独立`,
  outletsInAll: (outlets) => `共${outlets}家媒体`,
  wording: ({ headline, summary }) => `${summary && headline ? '标题和摘要' : headline ? '标题' : '摘要'}由语言模型撰写，并已与报道核对`,
}
