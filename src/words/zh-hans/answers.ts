import type { Words } from '../en.ts'
import { counts } from './counts.ts'

export const answers: Words['answers'] = {
  latest: {
    title: '最新消息',
    titleOf: (alignment) => `${alignment}最新消息`,
    footer: (time) => `新的在前，截至${time}`,
    nothing: '暂无消息。',
    nothingOn: (alignment) => `暂无关于${alignment}的消息。`,
    soFar: (read) => `目前为止：${read}。`,
    read: (items, kept, stories) => `已读${counts.items(items)}，入选${kept}篇，共${counts.stories(stories)}`,
    noFeedYet: '尚未读取任何订阅源。',
    feedsWell: (well, all, time) => `${all}个订阅源中${well}个正常，上次读取于${time}。`,
    noAlignment: (typed, known) => `没有名为“${typed}”的阵营。可选：${known}。`,
  },
  parties: {
    noDays: (least, most, typed) => `天数须为 ${least} 到 ${most} 的整数，不能是“${typed}”。`,
    doesNotAct: (names) => `${names}不是行为主体。请输入国家、人物、职务或机构。`,
    cardOf: (name) => `${name}的资料`,
    nobody: (name) => `没有名为“${name}”的关注对象。`,
    nobodyBut: (name, meant) => `没有名为“${name}”的关注对象。您是指${meant}吗？`,
    which: (name) => `是哪一个“${name}”？`,
    moreNames: (count) => `另有${count}个：请加上名字或职务。`,
  },
  help: { follows: (alignments) => `关注${alignments}的新闻，并说明每件事证实到什么程度。` },
}
