import type { Words } from '../en.ts'

export const writing: Words['writing'] = {
  listed: (words) => words.join('、'),
  either: (words) => words.join('または'),
  clause: '、',
  comma: '、',
  pause: '、',
  quoted: (text) => `「${text}」`,
  colon: '：',
  labelled: (label, text) => `${label}：${text}`,
  bracketed: (text) => `（${text}）`,
  more: (count) => `ほか${count}件`,
  moreLines: (count) => `…ほか${count}件`,
  stop: '。',
  gap: '',
  inEnglish: (text) => `「${text}」（英文）`,
  between: (from, to) => `${from}〜${to}`,
}
