import type { Words } from '../en.ts'

export const choosing: Words['choosing'] = {
  ask: (usage) => `在此输入开头几个字再选择，或一次输入完整：${usage}`,
  hint: '输入后选择',
  around: '以谁为中心？请输入名称并选择：',
  other: '要看谁（什么）？请输入名称并选择：',
  who: '谁与谁之间？请先输入其中一方的名称并选择：',
  andWho: '另一方是谁？请输入名称并选择：',
  noChannel: (name) =>
    `机器人所在的频道中没有 #${name}。请先在该频道用 /invite 邀请机器人再试，或填写频道 ID：以 C 开头，见频道“关于”页底部。`,
  unknown: (name) => `目前无法向 Slack 查询 #${name} 是哪个频道。请填写频道 ID：以 C 开头，见频道“关于”页底部。`,
}
