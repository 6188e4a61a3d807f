import type { Words } from '../en.ts'

export const counts: Words['counts'] = {
  days: (count) => `${count}天`,
  events: (count) => `${count}起事件`,
  feeds: (count) => `${count}個訂閱來源`,
  items: (count) => `${count}篇文章`,
  outlets: (count) => `${count}家媒體`,
  reports: (count) => `${count}篇報導`,
  revisions: (count) => `${count}次修訂`,
  sources: (count) => `${count}個獨立來源`,
  stories: (count) => `${count}則消息`,
  weeks: (count) => `${count}週`,
}
