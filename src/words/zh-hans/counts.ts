import type { Words } from '../en.ts'

export const counts: Words['counts'] = {
  days: (count) => `${count}天`,
  events: (count) => `${count}起事件`,
  feeds: (count) => `${count}个订阅源`,
  items: (count) => `${count}篇文章`,
  outlets: (count) => `${count}家媒体`,
  reports: (count) => `${count}篇报道`,
  revisions: (count) => `${count}次修订`,
  sources: (count) => `${count}个独立来源`,
  stories: (count) => `${count}条消息`,
  weeks: (count) => `${count}周`,
}
