import type { Words } from '../en.ts'

export const counts: Words['counts'] = {
  days: (count) => `${count}日`,
  events: (count) => `出来事${count}件`,
  feeds: (count) => `フィード${count}件`,
  items: (count) => `記事${count}件`,
  outlets: (count) => `${count}社`,
  reports: (count) => `報道${count}件`,
  revisions: (count) => `改訂${count}回`,
  sources: (count) => `独立した情報源${count}件`,
  stories: (count) => `ニュース${count}件`,
  weeks: (count) => `${count}週`,
}
