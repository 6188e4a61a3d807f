import type { Words } from '../en.ts'

export const network: Words['network'] = {
  title: (subject) => `関係図：${subject}`,
  conflictual: (acts) => `うち対立${acts}件`,
  joint: (acts) => `第三者への共同行為${acts}件`,
  nothing: (days) => `過去${days}日間に採用したニュースに、相手に向けた行為はありません。`,
  nothingOf: (subject, days) => `過去${days}日間に採用したニュースに、${subject}の相手に向けた行為はありません。`,
  weaker: (ties) => `ほかに弱い関係${ties}件。`,
  footer: (days, time) => `採用したニュースの全行為（主張・予定を含む）、過去${days}日間、${time}現在`,
}
