import type { Change, Gap, Grounds } from '../../domain/said.ts'
import type { Words } from '../en.ts'
import { needsNoState, stateName } from '../states.ts'
import { writing } from './writing.ts'

const { either } = writing

const state = (code: string): string => stateName(code, 'ko')
const states = (codes: readonly string[]): string => codes.map(state).join('·')

const standings: Words['posts']['standings'] = {
  confirmed: '확인됨',
  reported: '보도',
  claimed: '주장',
  alleged: '미확인 주장',
  planned: '예정',
}

function grounds(ground: Grounds): string {
  switch (ground.kind) {
    case 'planned':
      return ground.by.length > 0 ? `예정 (${states(ground.by)} 발표)` : '예정'
    case 'alleged':
      return ground.by === null ? '전언, 미확인' : `${state(ground.by)} 측 주장, 미확인`
    case 'claimed':
      return `${states(ground.by)} 측 주장`
    case 'claimed-alone':
      return `${ground.outlet} 단독 주장`
    case 'claim':
      return ground.reports > 1 ? `주장, 독립 보도 ${ground.reports}건` : `주장, ${ground.outlet ?? '매체 1곳'} 단독 보도`
    case 'confirmed':
      return `${states(ground.by)} 측 확인`
    case 'reported':
      return ground.outlets > 1 ? `독립 매체 ${ground.outlets}곳 보도` : `${ground.outlet ?? '매체 1곳'} 보도`
    case 'withdrawn':
      return '이를 뒷받침하는 보도 없음'
    case 'merged':
      return '같은 사건으로 확인됨: 보도와 후속은 해당 게시물에서 계속'
    case 'worded':
      return ground.text
  }
}

function change(one: Change, label: (id: string, name: string) => string): string {
  switch (one.kind) {
    case 'standing':
      return `현재 ${grounds(one.now)} (이전: ${standings[one.was]})`
    case 'alignments':
      return `분류 변경: ${one.alignments.map(({ id, label: name }) => label(id, name)).join(', ')}`
    case 'outlets':
      return one.outlets.length > 3
        ? `추가 보도: ${one.outlets.slice(0, 3).join(', ')} 외 ${one.outlets.length - 3}곳`
        : `추가 보도: ${one.outlets.join(', ')}`
    case 'headline':
      return one.by === null ? '제목 변경' : `제목을 ${one.by} 기사로 교체`
    case 'corrects':
      return `${one.outlet} 정정 보도`
    case 'withdraws':
      return `${one.outlet} 기사 철회`
    case 'changes':
      return `${one.outlet} 기사 내용 변경`
    case 'leaves':
      return `${one.outlet} 기사가 다른 내용으로 바뀜`
    case 'moved':
      return `${one.outlets.join(', ')} 보도는 다른 사건으로 확인됨`
    case 'merged':
      return `별도로 다뤘던 ${one.headlines.map((headline) => `“${headline}”`).join(', ')} 건과 같은 사건`
  }
}

const GAPS = { number: '규모', time: '시기', day: '날짜', place: '장소' } as const

export const posts: Words['posts'] = {
  standings,
  kinds: {
    wire: '통신사',
    newspaper: '신문',
    broadcaster: '방송',
    'state-media': '관영 매체',
    government: '정부',
    'think-tank': '싱크탱크',
    aggregator: '뉴스 모음',
  },
  feedback: { relevant: '관련 있음', 'wrong-alignment': '분류 오류', 'not-relevant': '관련 없음', duplicate: '중복' },
  grounds,
  change,
  semicolon: '; ',
  person: ({ name, office, country }) =>
    needsNoState(country, 'KOR') || office.includes(state(country)) || office.startsWith('크렘린')
      ? `${name} ${office}`
      : `${name} ${state(country)} ${office}`,
  gap: (gap: Gap) => (gap.kind === 'word' ? `${either(gap.of.map(state))} 측의 ${gap.admits ? '인정' : '확인'} 여부` : GAPS[gap.kind]),
  major: '주요',
  update: (number) => `업데이트 ${number}`,
  correction: '정정',
  changed: '변경',
  withdrawn: (headline) => `[철회] ${headline}`,
  mergedInto: (headline) => `[통합] ${headline}`,
  noHeadline: '(제목 없음)',
  standing: '확인 수준',
  whereAndWhen: '장소·일시',
  reportedBy: '보도 매체',
  sources: '출처',
  thread: '현안',
  sourceWords: '원문 표현',
  notKnown: '알려지지 않은 점',
  read: '읽기',
  why: '근거',
  latest: '최신',
  neitherSide: '기타',
  first: '최초',
  earlier: (story) => `이전: ${story}`,
  silent: (sides) => `${sides} 측 매체는 아직 보도하지 않음`,
  story: (id) => `소식 ${id}`,
  rules: (ids) => `규칙 ${ids.join(', ')}`,
  independentOutlets: (count) => `독립 매체 ${count}곳`,
  outletsIndependent: (outlets, independent) => `매체 ${outlets}곳, 독립 ${independent}곳`,
  outletsInAll: (outlets) => `전체 매체 ${outlets}곳`,
  wording: ({ headline, summary }) =>
    `언어 모델이 작성하고 보도와 대조한 ${summary && headline ? '제목과 요약' : headline ? '제목' : '요약'}`,
}
