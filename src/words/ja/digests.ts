import type { Words } from '../en.ts'

const number = new Intl.NumberFormat('ja')

export const digests: Words['digests'] = {
  title: (count) => (count === 0 ? 'まとめ：新しいニュースなし' : `まとめ：ニュース${count}件`),
  heldBack: (count) => `一時保留していたニュース${count}件`,
  update: '続報',
  nothing: (watched) => `この期間、${watched}に関する新しいニュースはありません。`,
  left: (count) => `ほか${count}件は載せきれませんでした。最新は /latest、すべては /search で見られます。`,
  feedsDown: (down, total, named, more) =>
    `この期間、フィード${total}件中${down}件を読み込めませんでした：${named}${more > 0 ? `ほか${more}件` : ''}。`,
  unusualTitle: (subject) => `異例の動き：${subject}`,
  unusualFinding: (count, low, high) => `7日間にニュース${count}件、通常は週${low === high ? low : `${low}〜${high}`}件`,
  unusualChance: (weeks, onceIn) =>
    `それ以前の${weeks}週から見て、偶然このような週になるのは${onceIn === null ? '1万週に1度未満' : `約${number.format(onceIn)}週に1度`}です。`,
}
