import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'

export const tries: Words['tries'] = {
  title: 'Слишком много попыток',
  tooMany: (wait) => `Слишком много неверных токенов. Повторите ${wait}.`,
  inMinutes: (minutes) => `через ${minutes} ${russianForm(minutes, 'минуту', 'минуты', 'минут')}`,
}
