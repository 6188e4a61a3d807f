import type { Words } from '../en.ts'
import { russianForm } from '../plural.ts'
import { counts } from './counts.ts'

export const answers: Words['answers'] = {
  latest: {
    title: 'Свежие сюжеты',
    titleOf: (alignment) => `Свежее: ${alignment}`,
    footer: (time) => `Сначала новые, на ${time}`,
    nothing: 'Сюжетов пока нет.',
    nothingOn: (alignment) => `${alignment}: сюжетов пока нет.`,
    soFar: (read) => `На данный момент: ${read}.`,
    read: (items, kept, stories) => `прочитано: ${counts.items(items)}, отобрано: ${kept}, ${counts.stories(stories)}`,
    noFeedYet: 'Ни одна лента ещё не прочитана.',
    feedsWell: (well, all, time) =>
      `Исправно работают ${well} из ${all} ${russianForm(all, 'ленты', 'лент', 'лент')}, последнее чтение: ${time}.`,
    noAlignment: (typed, known) => `Группы «${typed}» нет. Есть: ${known}.`,
  },
  parties: {
    noDays: (least, most, typed) => `Число дней — целое от ${least} до ${most}, а не «${typed}».`,
    doesNotAct: (names) => `${names}: не действующее лицо. Укажите страну, человека, должность или ведомство.`,
    cardOf: (name) => `Карточка: ${name}`,
    nobody: (name) => `Под именем «${name}» никто не отслеживается.`,
    nobodyBut: (name, meant) => `Под именем «${name}» никто не отслеживается. Возможно, вы имели в виду: ${meant}?`,
    which: (name) => `Какой именно «${name}»?`,
    moreNames: (count) => `и ещё ${count}: добавьте имя или должность.`,
  },
  help: { follows: (alignments) => `Следит за новостями: ${alignments}; сообщает, насколько каждая из них подтверждена.` },
}
