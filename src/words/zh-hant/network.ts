import type { Words } from '../en.ts'

export const network: Words['network'] = {
  title: (subject) => `關係網：${subject}`,
  conflictual: (acts) => `其中衝突${acts}次`,
  joint: (acts) => `共同針對第三方${acts}次`,
  nothing: (days) => `最近${days}天的入選消息中，沒有針對他方的行為。`,
  nothingOf: (subject, days) => `最近${days}天的入選消息中，沒有${subject}針對他方的行為。`,
  weaker: (ties) => `另有${ties}條較弱的聯繫。`,
  footer: (days, time) => `入選消息中的所有行為（含單方說法和計畫），最近${days}天，截至${time}`,
}
