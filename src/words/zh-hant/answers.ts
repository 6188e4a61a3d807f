import type { Words } from '../en.ts'
import { counts } from './counts.ts'

export const answers: Words['answers'] = {
  latest: {
    title: '最新消息',
    titleOf: (alignment) => `${alignment}最新消息`,
    footer: (time) => `新的在前，截至${time}`,
    nothing: '暫無消息。',
    nothingOn: (alignment) => `暫無關於${alignment}的消息。`,
    soFar: (read) => `目前為止：${read}。`,
    read: (items, kept, stories) => `已讀${counts.items(items)}，入選${kept}篇，共${counts.stories(stories)}`,
    noFeedYet: '尚未讀取任何訂閱來源。',
    feedsWell: (well, all, time) => `${all}個訂閱來源中${well}個正常，上次讀取於${time}。`,
    noAlignment: (typed, known) => `沒有名為「${typed}」的陣營。可選：${known}。`,
  },
}
