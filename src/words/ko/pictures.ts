import type { Words } from '../en.ts'
import { cards } from './cards.ts'
import { counts } from './counts.ts'

const band = (low: number, high: number): string => (low === high ? String(low) : `${low}~${high}`)

const trend: Words['pictures']['trend'] = {
  lead: '주간 사건 수: 위는 협력, 아래는 갈등',
  cooperative: '협력',
  conflictual: '갈등',
  deeds: (count) => `행동 ${count}`,
  words: (count) => `발언 ${count}`,
  feedsDown: (down, feeds) => `피드 ${feeds}개 중 ${down}개 중단`,
  someDown: '피드 중단',
  down: '중단',
  notRead: '아직 읽지 않음',
  none: '사건 없음',
  noneRead: '확인된 사건 없음, 피드 중단',
  cooperativeBeyond: (count, low, high) => `협력 ${count}건(평소 ${band(low, high)}건)`,
  conflictualBeyond: (count, low, high) => `갈등 ${count}건(평소 ${band(low, high)}건)`,
  inWeek: (found, day) => `${day} 시작 주에 ${found.join(', ')}`,
  lastDown: (count) => `지난주 피드 중단, 확인된 ${count}건이 전부가 아닐 수 있음`,
  all: (cooperative, conflictual, weeks) => `${weeks}주간 협력 ${cooperative}건, 갈등 ${conflictual}건`,
  asUsual: (all) => `${all}, 마지막 주는 평소 수준`,
  source: (span) => `채택된 소식의 행위, ${span}, 월요일 기준 주별 집계(UTC).`,
  noUsual: '기준이 될 주가 8주 미만이어서 평소 범위가 없습니다.',
  usualOf: (weeks, before, someLeftOut) =>
    `평소: ${before ? '이전' : '표시된'} ${weeks}주${someLeftOut ? '(피드를 읽은 주)' : ''}의 가운데 80%.`,
  hatched: (someUnread) => `빗금: 피드의 10% 이상이 하루 넘게 중단${someUnread ? '되었거나 아직 읽히지 않음' : '됨'}.`,
  nothingKnown: '피드 중단 여부는 알려지지 않았습니다.',
  alt: (finding) => `주간 사건 수 막대그래프. ${finding}.`,
  side: (name, deeds, words) => `${name}: 행동 ${deeds}건, 발언 ${words}건.`,
  darkWeeks: (dark, weeks) => `${weeks}주 중 ${dark}주는 피드가 중단되었거나 아직 읽히지 않았습니다.`,
  cooperativeDeeds: '협력 행동',
  cooperativeWords: '협력 발언',
  conflictualWords: '갈등 발언',
  conflictualDeeds: '갈등 행동',
  score: 'PLOVER 평균 점수',
  downColumn: '중단된 피드',
  downOf: (down, feeds) => `${feeds}개 중 ${down}개`,
}

const about = (label: string): string => (label === '' ? '' : `${label} 관련 `)

const mentions: Words['pictures']['mentions'] = {
  lead: '주별 언급 보도 수, 진영별',
  other: '기타 주제',
  none: (weeks) => `${weeks}주간 보도 없음`,
  peak: (day) => `${day} 시작 주에 보도 최다`,
  change: (isUp, late, before, label) => `${about(label)}보도, 직전 4주 ${before}건에서 최근 4주 ${late}건으로 ${isUp ? '증가' : '감소'}`,
  total: (count, weeks, label) => `${weeks}주간 ${about(label)}${counts.reports(count)}`,
  source: (span) => `수집한 보도, ${span}, 월요일 기준 주별 집계(UTC).`,
  both: '두 진영 모두에 관한 보도는 각각 집계했습니다.',
  alt: (finding) => `주별 보도 수 막대그래프. ${finding}.`,
  row: (label, total, most, day) => `${label}: 총 ${total}건, 최다 ${most}건(${day} 시작 주).`,
  marked: (list) => `표시된 사건: ${list}.`,
}

const unusual: Words['pictures']['unusual'] = {
  lead: '7일간 소식 수',
  source: (span) => `행위가 담긴 채택 소식, ${span}, 오늘까지 7일 단위 집계(UTC).`,
  usualOf: (weeks) => `평소: 이전 ${weeks}주의 가운데 80%.`,
  hatched: '빗금: 피드가 중단되었거나 아직 읽히지 않음.',
  highest: (count, day) => `이전 7일 최다: ${count}건(${day}까지).`,
  alt: (finding) => `7일간 소식 수 막대그래프. ${finding}.`,
  from: '7일의 시작',
  stories: '소식',
  read: '피드를 읽은 시간',
}

const network: Words['pictures']['network'] = {
  lead: '누가 누구와 움직이나: 선이 굵을수록 행위가 많음',
  leadNone: '양자 간 행위',
  none: (subject) => `${subject}: 행위 없음`,
  hostile: (acts) => `${cards.acts(acts)}, 대부분 갈등`,
  friendly: (acts) => `${cards.acts(acts)}, 모두 협력`,
  mixed: (acts) => `${cards.acts(acts)}, 대부분 협력`,
  mostWith: (subject, other, acts) => `${subject}의 최다 상대는 ${other}: ${acts}`,
  mostBetween: (a, b, acts) => `${a}–${b} 최다: ${acts}`,
  source: (span) => `채택된 소식의 행위, ${span}.`,
  lines: '협력에는 제3자에 대한 공동 행위도 포함됩니다. 점선은 갈등입니다.',
  left: (ties) => `더 약한 관계 ${ties}개는 표시하지 않았습니다.`,
  alt: (finding) => `누가 누구와 움직이는지 보여 주는 관계망. ${finding}.`,
  tie: (a, b, cooperative, conflictual) => `${a}–${b}: 협력 ${cooperative}건, 갈등 ${conflictual}건.`,
  more: (ties) => `그 밖의 관계 ${ties}개.`,
  cooperative: (count) => `협력 ${count}건`,
  conflictual: (count) => `갈등 ${count}건`,
  columns: { between: '당사자', and: '상대', cooperative: '협력', joint: '제3자에 대한 공동 행위', conflictual: '갈등', acts: '행위' },
}

export const pictures: Words['pictures'] = {
  span: (from, to) => `${from} ~ ${to}`,
  usual: (low, high) => `평소 ${band(low, high)}`,
  weekOf: '주 시작일',
  open: '마지막 주는 아직 끝나지 않았습니다.',
  trend,
  mentions,
  unusual,
  network,
}
