import type { Words } from '../en.ts'

export const network: Words['network'] = {
  title: (subject) => `关系网：${subject}`,
  conflictual: (acts) => `其中冲突${acts}次`,
  joint: (acts) => `共同针对第三方${acts}次`,
  nothing: (days) => `最近${days}天的入选消息中，没有针对他方的行为。`,
  nothingOf: (subject, days) => `最近${days}天的入选消息中，没有${subject}针对他方的行为。`,
  weaker: (ties) => `另有${ties}条较弱的联系。`,
  footer: (days, time) => `入选消息中的所有行为（含单方说法和计划），最近${days}天，截至${time}`,
}
