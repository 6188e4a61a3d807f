import type { Words } from '../en.ts'

export const writing: Words['writing'] = {
  listed: (words) => (words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join('、')}和${words.at(-1)}`),
  either: (words) => words.join('或'),
  clause: '，',
  comma: '、',
  pause: '，',
  quoted: (text) => `「${text}」`,
  colon: '：',
  labelled: (label, text) => `${label}：${text}`,
  bracketed: (text) => `（${text}）`,
  more: (count) => `等另外${count}個`,
  moreLines: (count) => `……另有${count}項`,
  stop: '。',
  gap: '',
  inEnglish: (text) => `「${text}」（英文）`,
  between: (from, to) => `${from}至${to}`,
}
