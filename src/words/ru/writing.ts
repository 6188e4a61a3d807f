import type { Words } from '../en.ts'

const chain = (words: readonly string[], last: string): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

export const writing: Words['writing'] = {
  listed: (words) => chain(words, 'и'),
  either: (words) => chain(words, 'или'),
  clause: ', ',
  comma: ', ',
  pause: ', ',
  quoted: (text) => `«${text}»`,
  colon: ': ',
  labelled: (label, text) => `${label}: ${text}`,
  bracketed: (text) => ` (${text})`,
  more: (count) => `и ещё ${count}`,
  moreLines: (count) => `… ещё ${count}`,
  stop: '.',
  gap: ' ',
  inEnglish: (text) => `«${text}» (по-английски)`,
  between: (from, to) => `${from} – ${to}`,
}
