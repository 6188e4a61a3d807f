import type { Words } from '../en.ts'

export const commands: Words['commands'] = {
  actor: {
    name: 'кто',
    description: 'Кто это или что: человек, должность, ведомство, страна, место, оружие, учения, договор',
    options: {
      name: { name: 'имя', description: 'Имя на английском, корейском, японском, русском, китайском или должность', choices: {} },
      on: { name: 'дата', description: 'На какой день, например 2025-07-12; без даты — сегодня', choices: {} },
      days: { name: 'дней', description: 'За сколько дней считать, от 7 до 730; по умолчанию 182', choices: {} },
    },
  },
  latest: {
    name: 'свежее',
    description: 'Новые сюжеты одной группы или всех; или то, что чуть не прошло отбор',
    options: {
      alignment: { name: 'группа', description: 'Какая группа; без выбора — все', choices: {} },
      show: {
        name: 'что',
        description: 'Сюжеты или то, что чуть не прошло отбор, с причинами',
        choices: { stories: 'Сюжеты', near: 'Чуть не прошло отбор' },
      },
      actor: { name: 'лицо', description: 'Кто или что упомянуто', choices: {} },
      language: { name: 'язык', description: 'Есть сообщение на этом языке', choices: {} },
      page: { name: 'страница', description: 'Какая страница ответа', choices: {} },
    },
  },
  digest: {
    name: 'дайджест',
    description: 'Что произошло за сутки или несколько дней: по группам и темам, сначала главное',
    options: {
      days: { name: 'дней', description: 'За сколько дней, от 1 до 31; по умолчанию 1', choices: {} },
      alignment: { name: 'группа', description: 'Какая группа; без выбора — все', choices: {} },
    },
  },
  search: {
    name: 'поиск',
    description: 'Сюжеты по словам на любом языке, по дате, лицу, группе, изданию или языку',
    options: {
      query: {
        name: 'запрос',
        description: 'Слова; "подряд"; -без; и since:2025-06 actor:lavrov outlet:TASS language:ko',
        choices: {},
      },
      since: { name: 'с', description: 'Впервые сообщено в этот день или позже: 2025-07-12, 12.07.2025, 30d', choices: {} },
      until: { name: 'по', description: 'Впервые сообщено в этот день или раньше', choices: {} },
      actor: { name: 'лицо', description: 'Кто или что упомянуто; несколько через запятую', choices: {} },
      alignment: { name: 'группа', description: 'Какая группа', choices: {} },
      outlet: { name: 'издание', description: 'Кто сообщает', choices: {} },
      language: { name: 'язык', description: 'Есть сообщение на этом языке', choices: {} },
      page: { name: 'страница', description: 'Какая страница ответа', choices: {} },
    },
  },
  story: {
    name: 'сюжет',
    description: 'Как менялся сюжет: что и когда изменилось, кто сообщил первым, что пишет каждая сторона',
    options: { id: { name: 'номер', description: 'Номер сюжета или его начало — последняя строка публикации', choices: {} } },
  },
  timeline: {
    name: 'хроника',
    description: 'Что было между двумя: странами, людьми, должностями, ведомствами',
    options: {
      a: { name: 'первый', description: 'Один из двух или сразу оба: Россия, КНДР', choices: {} },
      b: { name: 'второй', description: 'Другой из двух', choices: {} },
      days: { name: 'дней', description: 'За сколько дней, от 1 до 3650; по умолчанию 90', choices: {} },
      page: { name: 'страница', description: 'Какая страница ответа', choices: {} },
    },
  },
  trend: {
    name: 'динамика',
    description: 'События по неделям, сотрудничество и конфликты: группы, участника или пары',
    options: {
      of: { name: 'кого', description: 'Группа, участник или пара: Россия, КНДР; без выбора — все', choices: {} },
      with: { name: 'с-кем', description: 'Другой участник пары', choices: {} },
      days: { name: 'дней', description: 'За сколько дней, от 14 до 730; по умолчанию 182', choices: {} },
    },
  },
  network: {
    name: 'связи',
    description: 'Кто с кем действует: все, группа или вокруг одного участника',
    options: {
      actor: { name: 'кто', description: 'Страна, человек, ведомство, организация или группа; без выбора — все', choices: {} },
      days: { name: 'дней', description: 'За сколько дней, от 1 до 730; по умолчанию 90', choices: {} },
    },
  },
  why: {
    name: 'почему',
    description: 'Почему сюжет опубликован, а статья — нет',
    options: {
      story: { name: 'сюжет', description: 'Номер сюжета из последней строки публикации или адрес статьи', choices: {} },
    },
  },
  help: { name: 'справка', description: 'За чем следит бот и о чём его можно спросить', options: {} },
}
