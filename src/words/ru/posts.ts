import type { Change, Gap, Grounds } from '../../domain/said.ts'
import type { Words } from '../en.ts'
import { small } from '../letters.ts'
import { russianForm } from '../plural.ts'
import { stateName } from '../states.ts'
import { writing } from './writing.ts'

const { listed, either, quoted } = writing

/** Whose officials posts name, as it stands behind the office. */
const GENITIVES: Readonly<Record<string, string>> = {
  USA: 'США',
  JPN: 'Японии',
  KOR: 'Южной Кореи',
  PRK: 'КНДР',
  RUS: 'России',
  CHN: 'Китая',
  UKR: 'Украины',
}

const state = (code: string): string => stateName(code, 'ru')
const states = (codes: readonly string[]): string => listed(codes.map(state))
const bars = (codes: readonly string[]): string => codes.map(state).join(', ')

const standings: Words['posts']['standings'] = {
  confirmed: 'подтверждено',
  reported: 'по сообщениям',
  claimed: 'утверждается',
  alleged: 'не подтверждено',
  planned: 'запланировано',
}

/** State names keep their first form: they stand behind a colon or a bracket. */
function grounds(ground: Grounds): string {
  switch (ground.kind) {
    case 'planned':
      return ground.by.length > 0 ? `Запланировано (сообщает ${bars(ground.by)})` : 'Запланировано'
    case 'alleged':
      return ground.by === null ? 'С чужих слов, не подтверждено' : `Не подтверждено, утверждает ${state(ground.by)}`
    case 'claimed':
      return ground.by.length > 1 ? `Утверждают ${states(ground.by)}` : `Утверждает ${states(ground.by)}`
    case 'claimed-alone':
      return `Утверждает только ${ground.outlet}`
    case 'claim':
      return ground.reports > 1
        ? `Утверждение, ${ground.reports} ${russianForm(ground.reports, 'независимое сообщение', 'независимых сообщения', 'независимых сообщений')}`
        : `Утверждение, сообщает только ${ground.outlet ?? 'одно издание'}`
    case 'confirmed':
      return ground.by.length > 1 ? `Подтверждают ${states(ground.by)}` : `Подтверждает ${states(ground.by)}`
    case 'reported':
      return ground.outlets > 1
        ? `${russianForm(ground.outlets, 'Сообщает', 'Сообщают', 'Сообщают')} ${ground.outlets} ${russianForm(ground.outlets, 'независимое издание', 'независимых издания', 'независимых изданий')}`
        : `Сообщает ${ground.outlet ?? 'одно издание'}`
    case 'withdrawn':
      return 'Сообщений в подтверждение больше нет'
    case 'merged':
      return 'Это одно событие: сообщения и обновления — в той публикации'
    case 'worded':
      return ground.text
  }
}

function change(one: Change, label: (id: string, name: string) => string): string {
  switch (one.kind) {
    case 'standing':
      return `теперь ${small(grounds(one.now))} (было: ${standings[one.was]})`
    case 'alignments':
      return `теперь относится к: ${one.alignments.map(({ id, label: name }) => label(id, name)).join(', ')}`
    case 'outlets':
      return `также сообщили: ${one.outlets.length > 3 ? `${one.outlets.slice(0, 3).join(', ')} и ещё ${one.outlets.length - 3}` : listed(one.outlets)}`
    case 'headline':
      return one.by === null ? 'новый заголовок' : `теперь заголовок: ${one.by}`
    case 'corrects':
      return `исправление: ${one.outlet}`
    case 'withdraws':
      return `сообщение отозвано: ${one.outlet}`
    case 'changes':
      return `сообщение изменено: ${one.outlet}`
    case 'leaves':
      return `сообщение теперь о другом: ${one.outlet}`
    case 'moved':
      return `сообщение оказалось о другом событии: ${one.outlets.join(', ')}`
    case 'merged':
      return `одно событие с ${one.headlines.map(quoted).join(' и ')}, ранее показано отдельно`
  }
}

const GAPS = { number: 'сколько', time: 'когда', day: 'в какой день', place: 'где' } as const

export const posts: Words['posts'] = {
  standings,
  kinds: {
    wire: 'информагентство',
    newspaper: 'газета',
    broadcaster: 'вещатель',
    'state-media': 'государственное СМИ',
    government: 'правительство',
    'think-tank': 'аналитический центр',
    aggregator: 'агрегатор',
  },
  feedback: { relevant: 'По теме', 'wrong-alignment': 'Не та группа', 'not-relevant': 'Не по теме', duplicate: 'Повтор' },
  grounds,
  change,
  semicolon: '; ',
  person: ({ name, office, country }) => {
    const of = GENITIVES[country] ?? ''
    return of === '' || office.includes(of) || office.includes('КНР') ? `${office} ${name}` : `${office} ${of} ${name}`
  },
  gap: (gap: Gap) =>
    gap.kind === 'word' ? `${gap.admits ? 'признаёт' : 'подтверждает'} ли это ${either(gap.of.map(state))}` : GAPS[gap.kind],
  major: 'важное',
  update: (number) => `обновление ${number}`,
  correction: 'исправление',
  changed: 'изменено',
  withdrawn: (headline) => `Отозвано: ${headline}`,
  mergedInto: (headline) => `Объединено с: ${headline}`,
  noHeadline: '(без заголовка)',
  standing: 'Достоверность',
  whereAndWhen: 'Где и когда',
  reportedBy: 'Сообщают',
  sources: 'Источники',
  thread: 'Тема',
  sourceWords: 'Словами источника',
  notKnown: 'Неизвестно',
  read: 'Читать',
  why: 'Почему',
  latest: 'Свежее',
  neitherSide: 'прочие',
  first: 'первым',
  earlier: (story) => `ранее: ${story}`,
  silent: (sides) => `Пока не сообщали СМИ стороны: ${sides}`,
  story: (id) => `сюжет ${id}`,
  rules: (ids) => `${ids.length === 1 ? 'правило' : 'правила'} ${ids.join(', ')}`,
  independentOutlets: (count) => `${count} ${russianForm(count, 'независимое издание', 'независимых издания', 'независимых изданий')}`,
  outletsIndependent: (outlets, independent) =>
    `${outlets} ${russianForm(outlets, 'издание', 'издания', 'изданий')}, из них независимых: ${independent}`,
  outletsInAll: (outlets) => `всего ${outlets} ${russianForm(outlets, 'издание', 'издания', 'изданий')}`,
  wording: ({ headline, summary }) =>
    `${summary && headline ? 'Заголовок и сводку написала' : headline ? 'Заголовок написала' : 'Сводку написала'} языковая модель, текст сверен с сообщениями`,
}
