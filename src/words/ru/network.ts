import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'
import { counts } from './counts.ts'

const last = (days: number): string => (days === 1 ? 'последний день' : `последние ${counts.days(days)}`)

export const network: Words['network'] = {
  title: (subject) => `Связи: ${subject}`,
  conflictual: (acts) => `${acts} ${russianForm(acts, 'конфликтное', 'конфликтных', 'конфликтных')}`,
  joint: (acts) => `${acts} ${russianForm(acts, 'совместное', 'совместных', 'совместных')} в отношении третьих сторон`,
  nothing: (days) => `За ${last(days)} в отобранных сюжетах нет действий в чей-либо адрес.`,
  nothingOf: (subject, days) => `${subject}: за ${last(days)} в отобранных сюжетах нет действий в чей-либо адрес.`,
  weaker: (ties) => `и ещё ${ties} ${russianForm(ties, 'более слабая связь', 'более слабые связи', 'более слабых связей')}.`,
  footer: (days, time) => `Все действия из отобранных сюжетов, включая заявленные и планируемые; за ${last(days)}, на ${time}`,
}
