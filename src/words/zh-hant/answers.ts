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
  parties: {
    noDays: (least, most, typed) => `天數須為 ${least} 到 ${most} 的整數，不能是「${typed}」。`,
    doesNotAct: (names) => `${names}不是行為主體。請輸入國家、人物、職務或機構。`,
    cardOf: (name) => `${name}的資料`,
    nobody: (name) => `沒有名為「${name}」的關注對象。`,
    nobodyBut: (name, meant) => `沒有名為「${name}」的關注對象。您是指${meant}嗎？`,
    which: (name) => `是哪一個「${name}」？`,
    moreNames: (count) => `另有${count}個：請加上名字或職務。`,
  },
  help: { follows: (alignments) => `關注${alignments}的新聞，並說明每件事證實到什麼程度。` },
}
