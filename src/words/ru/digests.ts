import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'
import { counts } from './counts.ts'

const number = new Intl.NumberFormat('ru')

export const digests: Words['digests'] = {
  title: (count) => (count === 0 ? 'Дайджест: новых сюжетов нет' : `Дайджест: ${counts.stories(count)}`),
  heldBack: (count) => `Было отложено: ещё ${counts.stories(count)}`,
  update: 'обновление',
  nothing: (watched) => `За это время ничего нового: ${watched}.`,
  left: (count) =>
    `Не ${russianForm(count, 'поместился', 'поместились', 'поместились')} ещё ${counts.stories(count)}: новые — /latest, любые — /search.`,
  feedsDown: (down, total, named, more) =>
    `За это время не удалось прочитать ${down} из ${total} ${russianForm(total, 'ленты', 'лент', 'лент')}: ${named}${more > 0 ? ` и ещё ${more}` : ''}.`,
  unusualTitle: (subject) => `Необычная активность: ${subject}`,
  unusualFinding: (count, low, high) => `${counts.stories(count)} за семь дней; обычно ${low === high ? low : `${low}–${high}`} в неделю`,
  unusualChance: (weeks, onceIn) =>
    `Судя по ${weeks} ${russianForm(weeks, 'предыдущей неделе', 'предыдущим неделям', 'предыдущим неделям')}, случайно такая неделя бывает ${onceIn === null ? 'реже одного раза за 10 000 недель' : `примерно раз в ${number.format(onceIn)} ${russianForm(onceIn, 'неделю', 'недели', 'недель')}`}.`,
}
