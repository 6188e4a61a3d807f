import type { Words } from '../en.ts'

export const network: Words['network'] = {
  title: (subject) => `관계망: ${subject}`,
  conflictual: (acts) => `갈등 ${acts}건`,
  joint: (acts) => `제3자에 대한 공동 행위 ${acts}건`,
  nothing: (days) => `최근 ${days}일 동안 채택된 소식에 상대를 향한 행위가 없습니다.`,
  nothingOf: (subject, days) => `최근 ${days}일 동안 채택된 소식에 ${subject}의 상대를 향한 행위가 없습니다.`,
  weaker: (ties) => `그 밖의 약한 관계 ${ties}건.`,
  footer: (days, time) => `채택된 소식의 모든 행위(주장·예정 포함), 최근 ${days}일, ${time} 기준`,
}
