import type { Words } from '../en.ts'

export const counts: Words['counts'] = {
  days: (count) => `${count}일`,
  events: (count) => `사건 ${count}건`,
  feeds: (count) => `피드 ${count}개`,
  items: (count) => `기사 ${count}건`,
  outlets: (count) => `매체 ${count}곳`,
  reports: (count) => `보도 ${count}건`,
  revisions: (count) => `수정본 ${count}건`,
  sources: (count) => `독립 출처 ${count}곳`,
  stories: (count) => `소식 ${count}건`,
  weeks: (count) => `${count}주`,
}
