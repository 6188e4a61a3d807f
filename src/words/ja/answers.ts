import type { Words } from '../en.ts'
import { counts } from './counts.ts'

export const answers: Words['answers'] = {
  latest: {
    title: '最新ニュース',
    titleOf: (alignment) => `${alignment}の最新ニュース`,
    footer: (time) => `新しい順、${time}現在`,
    nothing: 'まだニュースはありません。',
    nothingOn: (alignment) => `${alignment}に関するニュースはまだありません。`,
    soFar: (read) => `これまでに：${read}。`,
    read: (items, kept, stories) => `${counts.items(items)}を取得、${kept}件を採用、${counts.stories(stories)}`,
    noFeedYet: 'まだどのフィードも読み込んでいません。',
    feedsWell: (well, all, time) => `フィード${all}件中${well}件が正常、最終取得 ${time}。`,
    noAlignment: (typed, known) => `「${typed}」という陣営はありません。選べるのは${known}です。`,
  },
}
