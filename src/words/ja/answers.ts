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
  parties: {
    noDays: (least, most, typed) => `日数は${least}から${most}までの整数です。「${typed}」は使えません。`,
    doesNotAct: (names) => `${names}は行動の主体ではありません。国、人物、役職、組織を入力してください。`,
    cardOf: (name) => `${name}の紹介`,
    nobody: (name) => `「${name}」という対象は登録されていません。`,
    nobodyBut: (name, meant) => `「${name}」という対象は登録されていません。もしかして：${meant}`,
    which: (name) => `どの「${name}」ですか`,
    moreNames: (count) => `ほか${count}件。名または役職を加えてください。`,
  },
  help: { follows: (alignments) => `${alignments}に関するニュースを追い、それぞれどこまで確認されたかを伝えます。` },
}
