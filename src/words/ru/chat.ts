import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'

export const chat: Words['chat'] = {
  noted: (verdict) => `Отмечено: ${verdict.toLowerCase()}. Спасибо.`,
  noRoomFor: (count) => `Ещё ${count} здесь не ${russianForm(count, 'помещается', 'помещаются', 'помещаются')}.`,
  failed: (id) =>
    `На нашей стороне произошла ошибка, в журнале она записана как ${id}. Повторите чуть позже; если не поможет, сообщите этот номер владельцу бота.`,
  noCommand: (name) => `Команды /${name} в этой версии нет. Попробуйте /help.`,
  noCommandBut: (typed, known) => `Такой команды нет. Введите ${typed} и одну из команд: ${known}.`,
  oldButton: 'Эта кнопка осталась от другой версии бота и больше не работает.',
  answer: 'Ответ',
  nothingToShow: 'Показать нечего.',
  chart: 'график',
  partsLeft: (count) =>
    `Сообщение закончилось: не ${russianForm(count, 'показана', 'показаны', 'показаны')} ещё ${count} ${russianForm(count, 'часть', 'части', 'частей')}.`,
  missing: (option, usage) => `Не указано «${option}». Введите: ${usage}`,
  noChoice: (given, option, choices) => `«${given}» не подходит для ${option}. Можно: ${choices}`,
  sayWhat: (known) => `Укажите, что сделать. Введите одно из: ${known}`,
  nothingItDoes: (typed, command, known) => `Команда /${command} не умеет «${typed}». Введите одно из: ${known}`,
}
