import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'

const counted = (one: string, few: string, many: string) => (count: number) => `${count} ${russianForm(count, one, few, many)}`

export const counts: Words['counts'] = {
  days: counted('день', 'дня', 'дней'),
  events: counted('событие', 'события', 'событий'),
  feeds: counted('лента', 'ленты', 'лент'),
  items: counted('материал', 'материала', 'материалов'),
  outlets: counted('издание', 'издания', 'изданий'),
  reports: counted('сообщение', 'сообщения', 'сообщений'),
  revisions: counted('правка', 'правки', 'правок'),
  sources: counted('независимый источник', 'независимых источника', 'независимых источников'),
  stories: counted('сюжет', 'сюжета', 'сюжетов'),
  weeks: counted('неделя', 'недели', 'недель'),
}
