import type { Words } from '../en.ts'

export const chat: Words['chat'] = {
  noted: (verdict) => `ご意見を記録しました：${verdict}。ありがとうございます。`,
  noRoomFor: (count) => `ほか${count}件は表示しきれません。`,
  failed: (id) =>
    `内部でエラーが発生しました（ログ番号 ${id}）。しばらくしてからもう一度お試しください。続く場合は、この番号をボットの運営者にお知らせください。`,
  noCommand: (name) => `/${name} はこのバージョンにはないコマンドです。/help をお試しください。`,
  noCommandBut: (typed, known) => `そのコマンドはありません。${typed} に続けて次のいずれかを入力してください：${known}。`,
  oldButton: '別のバージョンのボタンのため、現在は使えません。',
  answer: '回答',
  nothingToShow: '表示する内容がありません。',
  chart: 'グラフ',
  partsLeft: (count) => `メッセージの上限のため、ほか${count}項目は表示していません。`,
  missing: (option, usage) => `「${option}」がありません。入力例：${usage}`,
  noChoice: (given, option, choices) => `「${given}」は${option}に使えません。選べるのは：${choices}`,
  sayWhat: (known) => `何をするか入力してください。次のいずれか：${known}`,
  nothingItDoes: (typed, command, known) => `/${command} に「${typed}」という操作はありません。次のいずれかを入力してください：${known}`,
}
