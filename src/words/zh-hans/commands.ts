import type { Words } from '../en.ts'

export const commands: Words['commands'] = {
  actor: {
    name: '人物',
    description: '这是谁、是什么？人物、职务、机构、国家、地点、武器、演习或条约',
    options: {
      name: { name: '名称', description: '英文、韩文、日文、俄文或中文名称，或职务', choices: {} },
      on: { name: '日期', description: '以哪一天为准，如 2025-07-12；不填为今天', choices: {} },
      days: { name: '天数', description: '往前统计多少天，7 到 730；不填为 182', choices: {} },
    },
  },
  latest: {
    name: '最新',
    description: '最新消息，全部或某一阵营；也可查看险些入选的文章',
    options: {
      alignment: { name: '阵营', description: '哪个阵营；不填为全部', choices: {} },
      show: {
        name: '显示',
        description: '消息，或接近标准但未入选的文章及原因',
        choices: { stories: '消息', near: '险些入选的文章' },
      },
      actor: { name: '对象', description: '消息提到的人或事物', choices: {} },
      language: { name: '语言', description: '有这种语言的报道', choices: {} },
      page: { name: '页', description: '第几页', choices: {} },
    },
  },
  digest: {
    name: '摘要',
    description: '最近一天或几天发生的事：按阵营和事态，重要的在前',
    options: {
      days: { name: '天数', description: '往前多少天，1 到 31；不填为 1', choices: {} },
      alignment: { name: '阵营', description: '哪个阵营；不填为全部', choices: {} },
    },
  },
  search: {
    name: '搜索',
    description: '按任何语言的词语以及日期、对象、阵营、媒体或语言查找消息',
    options: {
      query: {
        name: '查询',
        description: '词语；"相连的词"；-排除的词；也可写 since:2025-06 actor:lavrov outlet:TASS language:ko',
        choices: {},
      },
      since: { name: '自', description: '当天或之后首次报道：2025-07-12、2025-07、30d', choices: {} },
      until: { name: '至', description: '当天或之前首次报道', choices: {} },
      actor: { name: '对象', description: '消息提到的人或事物，多个用逗号', choices: {} },
      alignment: { name: '阵营', description: '哪个阵营', choices: {} },
      outlet: { name: '媒体', description: '哪家媒体报道', choices: {} },
      language: { name: '语言', description: '有这种语言的报道', choices: {} },
      page: { name: '页', description: '第几页', choices: {} },
    },
  },
  story: {
    name: '消息',
    description: '一条消息的来龙去脉：何时有何变化，谁最先报道，各方怎么说',
    options: { id: { name: '编号', description: '帖子最后一行的消息编号，或编号的开头', choices: {} } },
  },
  timeline: {
    name: '时间线',
    description: '两者之间发生的事：国家、人物、职务或机构',
    options: {
      a: { name: '甲', description: '其中一方；或同时写两方：俄罗斯、朝鲜', choices: {} },
      b: { name: '乙', description: '另一方', choices: {} },
      days: { name: '天数', description: '往前多少天，1 到 3650；不填为 90', choices: {} },
      page: { name: '页', description: '第几页', choices: {} },
    },
  },
  trend: {
    name: '趋势',
    description: '某一阵营、行为体或双方每周的事件：合作与冲突对比',
    options: {
      of: { name: '对象', description: '阵营、行为体或双方：俄罗斯、朝鲜；不填为全部', choices: {} },
      with: { name: '对方', description: '双方中的另一方', choices: {} },
      days: { name: '天数', description: '往前多少天，14 到 730；不填为 182', choices: {} },
    },
  },
  network: {
    name: '关系网',
    description: '谁与谁互动：全部、某一阵营，或以某一行为体为中心',
    options: {
      actor: { name: '行为体', description: '国家、人物、机构、组织或阵营；不填为全部', choices: {} },
      days: { name: '天数', description: '往前多少天，1 到 730；不填为 90', choices: {} },
    },
  },
  why: {
    name: '理由',
    description: '一条消息为何发布，或一篇文章为何没有入选',
    options: {
      story: { name: '消息', description: '帖子最后一行的消息编号，或文章网址', choices: {} },
    },
  },
  help: { name: '帮助', description: '本机器人关注什么，可以问什么', options: {} },
}
