import type { Words } from '../en.ts'

export const writing: Words['writing'] = {
  listed: (words) => words.join(', '),
  either: (words) => words.join(' 또는 '),
  clause: ', ',
  comma: ', ',
  pause: ', ',
  quoted: (text) => `“${text}”`,
  colon: ': ',
  labelled: (label, text) => `${label}: ${text}`,
  bracketed: (text) => `(${text})`,
  more: (count) => `외 ${count}건`,
  moreLines: (count) => `… 외 ${count}건`,
  stop: '.',
  gap: ' ',
  inEnglish: (text) => `“${text}”(영문)`,
  between: (from, to) => `${from}~${to}`,
}
