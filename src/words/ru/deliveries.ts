import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'

const posts = (count: number): string => `${count} ${russianForm(count, 'публикация', 'публикации', 'публикаций')}`

export const deliveries: Words['page']['deliveries'] = {
  next: (when) => `следующая попытка ${when}`,
  now: 'сейчас',
  message: 'сообщение {id}',
  route: 'Маршрут',
  revision: 'Редакция',
  state: 'Состояние',
  tries: 'Попытки',
  said: 'Ответ площадки',
  states: {
    pending: 'ждёт',
    claimed: 'отправляется',
    sent: 'отправлено',
    rejected: 'отправка прекращена',
    unknown: 'нет ответа, проверяется',
    superseded: 'пропущено',
    gathered: 'ждёт дайджеста',
  },
  heldPosts: (count, oldest) => `${posts(count)}, самая ранняя ${oldest}`,
  nothingHeld: 'Ничего не задержано.',
  held: 'Задержано',
  given: 'Этот браузер предъявил токен: команды могут вносить изменения.',
  forget: 'Забыть',
  to: 'По маршруту {route}.',
  ofOne: 'По одному сюжету.',
  all: 'Вся отправка',
  none: 'Публиковать было нечего.',
  newestFirst: 'Сначала новые',
  tokenNeeded: 'Нужен токен',
  title: 'Отправка: нужен токен',
  unset:
    'Токен не задан, поэтому никому не показано, что куда отправлено. Чтобы увидеть: задайте {variable} (см. {example}) и перезапустите бота.',
  give: 'Что в какой канал отправлено, видят те, кто обслуживает бота. Введите {variable} один раз; браузер будет узнан до закрытия. Программы передают его так: {header}.',
  wrong: 'Это не тот токен. Он задан в окружении бота как {variable}.',
  token: 'Токен',
  enter: 'Войти',
}
