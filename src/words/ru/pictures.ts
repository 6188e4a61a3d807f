import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'
import { cards } from './cards.ts'
import { counts } from './counts.ts'

const band = (low: number, high: number): string => (low === high ? String(low) : `${low}–${high}`)
const ofWeeks = (count: number): string => `${count} ${russianForm(count, 'недели', 'недель', 'недель')}`

const trend: Words['pictures']['trend'] = {
  lead: 'События по неделям: сотрудничество вверх, конфликты вниз',
  cooperative: 'Сотрудничество',
  conflictual: 'Конфликты',
  deeds: (count) => `на деле ${count}`,
  words: (count) => `на словах ${count}`,
  feedsDown: (down, feeds) => `не работали ${down} из ${feeds} лент`,
  someDown: 'ленты не работали',
  down: 'сбой',
  notRead: 'ещё не читались',
  none: 'событий нет',
  noneRead: 'событий не известно, но ленты не работали',
  cooperativeBeyond: (count, low, high) => `сотрудничество ${count} (обычно ${band(low, high)})`,
  conflictualBeyond: (count, low, high) => `конфликты ${count} (обычно ${band(low, high)})`,
  inWeek: (found, day) => `${found.join(', ')} за неделю с ${day}`,
  lastDown: (count) => `на прошлой неделе ленты не работали, известно не всё (${counts.events(count)})`,
  all: (cooperative, conflictual, weeks) =>
    `сотрудничество — ${cooperative}, конфликты — ${conflictual} за ${counts.weeks(weeks).replace(/неделя$/u, 'неделю')}`,
  asUsual: (all) => `${all}, последняя неделя обычная`,
  source: (span) => `Действия в отобранных сюжетах, ${span}, по неделям с понедельника, UTC.`,
  noUsual: 'Обычный уровень не определён: меньше восьми недель наблюдений.',
  usualOf: (weeks, before, someLeftOut) =>
    `Обычно: средние 80 % из ${ofWeeks(weeks)} ${before ? 'до показанных' : 'на рисунке'}${someLeftOut ? ', когда ленты читались' : ''}.`,
  hatched: (someUnread) =>
    `Штриховка: десятая часть лент или больше не работала сутки и дольше${someUnread ? ' либо ещё не читалась' : ''}.`,
  nothingKnown: 'О сбоях лент данных нет.',
  alt: (finding) => `Столбчатая диаграмма событий по неделям. ${finding}.`,
  side: (name, deeds, words) => `${name}: на деле ${deeds}, на словах ${words}.`,
  darkWeeks: (dark, weeks) => `Недель, когда ленты не работали или ещё не читались: ${dark} из ${weeks}.`,
  cooperativeDeeds: 'Сотрудничество на деле',
  cooperativeWords: 'Сотрудничество на словах',
  conflictualWords: 'Конфликты на словах',
  conflictualDeeds: 'Конфликты на деле',
  score: 'Средний балл PLOVER',
  downColumn: 'Лент не работало',
  downOf: (down, feeds) => `${down} из ${feeds}`,
}

const about = (label: string): string => (label === '' ? '' : ` по теме «${label}»`)

const mentions: Words['pictures']['mentions'] = {
  lead: 'Сообщения с упоминанием по неделям, по группам',
  other: 'Другие темы',
  none: (weeks) => `за ${counts.weeks(weeks).replace(/неделя$/u, 'неделю')} сообщений нет`,
  peak: (day) => `больше всего сообщений за неделю с ${day}`,
  change: (isUp, late, before, label) =>
    `${isUp ? 'рост' : 'спад'} до ${late} ${russianForm(late, 'сообщения', 'сообщений', 'сообщений')}${about(label)} за четыре недели; четырьмя неделями ранее — ${before}`,
  total: (count, weeks, label) => `${counts.reports(count)}${about(label)} за ${counts.weeks(weeks).replace(/неделя$/u, 'неделю')}`,
  source: (span) => `Прочитанные сообщения, ${span}, по неделям с понедельника, UTC.`,
  both: 'Сообщение об обеих группах учтено в каждой.',
  alt: (finding) => `Столбчатая диаграмма сообщений по неделям. ${finding}.`,
  row: (label, total, most, day) => `${label}: всего ${total}, самое большее ${most} (неделя с ${day}).`,
  marked: (list) => `Отмечено: ${list}.`,
}

const unusual: Words['pictures']['unusual'] = {
  lead: 'Сюжеты за семь дней',
  source: (span) => `Отобранные сюжеты, где есть действие, ${span}, по семь дней до сегодняшнего, UTC.`,
  usualOf: (weeks) => `Обычно: средние 80 % из ${ofWeeks(weeks)} до этого.`,
  hatched: 'Штриховка: ленты не работали или ещё не читались.',
  highest: (count, day) => `Раньше больше всего за семь дней: ${count}, по ${day}.`,
  alt: (finding) => `Столбчатая диаграмма сюжетов за семь дней. ${finding}.`,
  from: 'Семь дней с',
  stories: 'Сюжеты',
  read: 'Доля прочитанного времени лент',
}

const network: Words['pictures']['network'] = {
  lead: 'Кто с кем взаимодействует: чем толще линия, тем больше действий',
  leadNone: 'Действия между двумя сторонами',
  none: (subject) => `${subject}: действий нет`,
  hostile: (acts) => `${cards.acts(acts)}, в основном конфликт`,
  friendly: (acts) => `${cards.acts(acts)}, только сотрудничество`,
  mixed: (acts) => `${cards.acts(acts)}, в основном сотрудничество`,
  mostWith: (subject, other, acts) => `${subject}: чаще всего ${other} (${acts})`,
  mostBetween: (a, b, acts) => `Чаще всего ${a} и ${b}: ${acts}`,
  source: (span) => `Действия в отобранных сюжетах, ${span}.`,
  lines: 'Сотрудничество — в том числе вместе в отношении других. Конфликты показаны пунктиром.',
  left: (ties) => `Более слабых связей не показано: ${ties}.`,
  alt: (finding) => `Схема: кто с кем взаимодействует. ${finding}.`,
  tie: (a, b, cooperative, conflictual) => `${a} и ${b}: сотрудничество ${cooperative}, конфликты ${conflictual}.`,
  more: (ties) => `Ещё связей: ${ties}.`,
  cooperative: (count) => `сотрудничество ${count}`,
  conflictual: (count) => `конфликты ${count}`,
  columns: {
    between: 'Кто',
    and: 'с кем',
    cooperative: 'Сотрудничество',
    joint: 'Вместе в отношении других',
    conflictual: 'Конфликты',
    acts: 'Действий',
  },
}

export const pictures: Words['pictures'] = {
  span: (from, to) => `${from} – ${to}`,
  usual: (low, high) => `обычно ${band(low, high)}`,
  weekOf: 'Неделя с',
  open: 'Последняя неделя ещё не закончилась.',
  trend,
  mentions,
  unusual,
  network,
}
