import type { Words } from '../en.ts'
import { counts } from './counts.ts'

const kinds: Words['lookups']['kinds'] = {
  person: 'Люди',
  office: 'Должности',
  organisation: 'Организации',
  state: 'Государства',
  place: 'Места',
  system: 'Вооружения',
  exercise: 'Учения',
  treaty: 'Договоры и соглашения',
}

const form: Words['lookups']['form'] = {
  any: 'Любые',
  find: 'Найти',
  clear: 'Сбросить',
  show: 'Показать',
  neither: 'Прочие',
  words: 'Слова',
  wordsHint: '«Freedom Edge» или 파병',
  alignment: 'Группа',
  actor: 'Участник',
  actorHint: 'Лавров',
  language: 'Язык',
  outlet: 'Издание',
  outletHint: 'TASS',
  from: 'С',
  to: 'По',
  name: 'Имя или должность',
  nameHint: 'Лавров, 외무상, Freedom Edge',
  kind: 'Вид',
  watchedFor: 'Относится к группе',
  of: 'О ком',
  ofHint: 'Россия',
  with: 'С кем',
  withHint: 'КНДР',
  around: 'Вокруг кого',
  aroundHint: 'все или Россия, Лавров',
  span: 'Срок',
  spans: { '30': 'Месяц', '90': 'Три месяца', '182': 'Полгода', '365': 'Год', '730': 'Два года' },
  days: (days) => `Дней: ${days}`,
  asOf: 'На дату',
}

const mistakes: Words['lookups']['mistakes'] = {
  heading: (count) => `Не удалось понять (${count}):`,
  longName: (most, length) => `В имени не больше ${most} знаков, здесь ${length}.`,
  unknown: (typed) => `«${typed}»: никто и ничто не известно под этим именем. Все имена — на странице участников.`,
  nobody: (typed) => `«${typed}»: никто и ничто не известно под этим именем`,
  several: (typed) => `«${typed}» может означать нескольких`,
  write: (lead, ids) => `${lead}: напишите ${ids}.`,
  noDate: (field, typed) => `${field} — это дата, например 2026-10-01 или 2026-10-01T12:00:00Z, а не «${typed}».`,
  wrongWay: (until, since) => `Конец (until: ${until}) раньше начала (since: ${since}): поменяйте их местами.`,
  page: (most, typed) => `Номер страницы — число от 1 до ${most}, а не «${typed}».`,
  longWords: (length, most) => `В запросе ${length} знаков, читается не больше ${most}. Меньше слов находят больше.`,
  noAlignment: (known) => `Такой группы нет. Есть ${known}.`,
  noLanguage: (typed, known) => `Лент на языке «${typed}» нет. Есть ${known}.`,
  longOutlet: (most) => `В названии издания не больше ${most} знаков.`,
  oneOf: (field, known) => `${field} — одно из: ${known}.`,
}

const stories: Words['lookups']['stories'] = {
  count: (first, last, all) => `${first}–${last} из ${all}, сначала новые. Дни по UTC.`,
  moreThan: (count) => `более чем ${count}`,
  noneKept: 'Пока не отобрано ни одного сюжета. {feeds} показывают, что прочитано.',
  theFeeds: 'Ленты',
  noneFits: 'Под всё сразу не подходит ни один сюжет. Уберите {parts} или {anew}.',
  or: ' или ',
  anew: 'начните заново',
  parts: {
    q: 'слова',
    alignment: 'группу',
    actor: 'участника',
    language: 'язык',
    outlet: 'издание',
    since: 'первый день',
    until: 'последний день',
  },
}

const story: Words['lookups']['story'] = {
  title: 'Сюжет',
  by: 'авторы: {authors}',
  filedUnder: 'рубрики: {categories}',
  noRule: 'без правила',
  score: (score) => `балл ${score}`,
  notByItself: 'Само по себе не отобрано.',
  sameAs: (id) => `Оказался тем же, что сюжет ${id}`,
  withdrawn: 'Отозван: сообщений в подтверждение больше нет',
  firstTold: 'Первая публикация',
  wordedAnew: 'Изменены формулировки',
  headlineAnew: 'Изменён заголовок',
  as: (id) => `как сюжет ${id}`,
  changed: 'Изменилось',
  standing: 'Достоверность',
  reports: 'Сообщения',
  independent: (reports, independent) => `${reports}, независимых ${independent}`,
  grew: 'Как развивался сюжет',
  when: 'Когда',
  whatChanged: 'Что изменилось',
  sources: 'Источники',
  named: 'Упомянуты',
  why: 'Почему отобран',
  asData: 'В виде данных',
  wherePosted: 'Где опубликован',
}

const actors: Words['lookups']['actors'] = {
  title: 'Участники',
  lede: 'Люди, должности, государства, места, вооружения, учения и договоры, которые бот знает по именам на пяти языках.',
  name: 'Имя',
  officeOrKind: 'Должность или вид',
  of: 'Страна',
  nobody: 'Под таким именем никто и ничто не известно. {search} или {all}.',
  search: 'Поищите эти слова в сюжетах',
  all: 'посмотрите всех участников',
  known: (count) => `Известно: ${count}.`,
  knownBest: (count) => `Известно: ${count}, сначала самые подходящие.`,
}

const actor: Words['lookups']['actor'] = {
  who: 'Кто это',
  between: 'между ними',
  betweenThem: (a, b) => `между ними: ${a} и ${b}`,
  nobodyElse: (date) => `В сюжетах с ${date} никто другой не упомянут.`,
  storyCount: (count) => counts.stories(count),
  since: (date) => `В сюжетах с ${date}, с видами действий.`,
  noneYet: (name) => `Отобранных сюжетов, где упоминается ${name}, пока нет.`,
  noneHere: (name) => `На этой странице нет сюжетов, где упоминается ${name}.`,
  notNamed: 'За последние полгода в сообщениях не упоминается.',
  aside: 'Упоминается с, ленты',
  namedWith: 'Упоминается с',
  follow: 'Следить',
  asFeed: 'Эти сюжеты лентой: {feeds}.',
  trend: 'Динамика',
  network: 'Связи',
  findIn: 'Искать в этих сюжетах',
  anotherDay: 'Другой день',
}

const pictured: Words['lookups']['pictured'] = {
  trends:
    'Что сообщают отобранные сюжеты по неделям: сотрудничество вверх, конфликты вниз, в сравнении с обычным уровнем. Недели, когда ленты не удалось прочитать, заштрихованы: это не признак затишья.',
  network: 'Кто с кем взаимодействует в отобранных сюжетах: чем больше действий, тем толще линия.',
}

export const lookups: Words['lookups'] = { kinds, form, mistakes, stories, story, actors, actor, pictured }
