import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'
import { counts } from './counts.ts'

export const stories: Words['stories'] = {
  mergedInto: (id) => `оказался тем же, что сюжет ${id}`,
  withdrawn: 'отозван: сообщений в подтверждение больше нет',
  firstTold: (outlets) => `первая публикация: ${counts.outlets(outlets)}`,
  headlineNow: (headline) => `новый заголовок: «${headline}»`,
  outletsNow: (outlets, independent) => `${counts.outlets(outlets)}, из них независимых: ${independent}`,
  wordedAnew: 'изменены формулировки',
  ofStory: (id, words) => `Сюжет ${id}, ${words}`,
  whatChanged: 'Что и когда изменилось',
  revisionsBetween: (count) => `… между ними ${counts.revisions(count)} …`,
  thread: (label) => `Тема: ${label}`,
  noEarlier: 'Более ранних сюжетов в ней нет.',
  earlierLine: (headline, time, id) => `${headline} — ${time} · сюжет ${id}`,
  page: 'Страница сюжета',
  turnedOut: (id) => `Сюжет ${id} оказался этим.`,
  standingUnknown: 'Достоверность неизвестна',
  earlier: (headline) => `Ранее: ${headline}`,
  footer: (id, revision, time) => `Сюжет ${id}, редакция ${revision}, на ${time}`,
  giveId: 'Укажите номер сюжета из последней строки публикации.',
  unknownId: (asked) =>
    `С «${asked}» не начинается номер ни одного сюжета или начинается больше одного. Полный номер — в последней строке публикации.`,
  neitherSide: 'Прочие',
  inLanguage: (name) => `язык: ${name}`,
  moreOutlets: (count) => `ещё ${count}`,
  sourcesBySide: 'Источники по сторонам',
  firstReport: 'Первое сообщение',
  firstOfEach: 'Первое сообщение каждой стороны',
  firstOfAll: 'самое первое',
  share: (category, count, of) => `${category} в ${count} из ${of}`,
  differently: 'Что стороны сообщают по-разному',
  coded: 'Действия определены по заголовку и тексту каждого сообщения.',
  between: (a, b) => `${a} – ${b}: хроника`,
  tenYears: 'За десять лет',
  nothingBetween: (days, a, b) =>
    `${a} – ${b}: за ${russianForm(days, 'последний', 'последние', 'последние')} ${counts.days(days)} сюжетов о событиях между ними нет.`,
  storyButton: (headline) => `Сюжет: ${headline}`,
  manyEvents: (count) => `${count} событий или больше`,
  eventsIn: (events, stories) => `${events}, ${counts.stories(stories)}, сначала последние`,
  olderNotShown: (count) =>
    `ещё ${count} более ${russianForm(count, 'ранний сюжет', 'ранних сюжета', 'ранних сюжетов')} не ${russianForm(count, 'показан', 'показаны', 'показаны')}`,
  span: (from, to) => `${from} – ${to}`,
  sayTwo: 'Укажите, между кем: /timeline Россия, КНДР. Две страны, два человека, должности или ведомства.',
  both: (name) => `Оба — ${name}. Назовите двух разных участников.`,
}
