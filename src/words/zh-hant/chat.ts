import type { Words } from '../en.ts'

export const chat: Words['chat'] = {
  noted: (verdict) => `已記錄：${verdict}。謝謝。`,
  noRoomFor: (count) => `另有${count}條放不下。`,
  failed: (id) => `我們這邊出了錯，紀錄檔編號為 ${id}。請稍後重試；若仍不行，請把編號告訴機器人的管理員。`,
  noCommand: (name) => `此版本沒有 /${name} 指令。請試試 /help。`,
  noCommandBut: (typed, known) => `沒有這個指令。請輸入 ${typed}，再加上其中之一：${known}。`,
  oldButton: '此按鈕來自機器人的其他版本，現已失效。',
  answer: '回答',
  nothingToShow: '沒有可顯示的內容。',
  chart: '圖表',
  partsLeft: (count) => `訊息長度所限，另有${count}項未顯示。`,
  missing: (option, usage) => `缺少「${option}」。請輸入：${usage}`,
  noChoice: (given, option, choices) => `「${given}」不能用於${option}。可選：${choices}`,
  sayWhat: (known) => `請說明要做什麼。請輸入其中之一：${known}`,
  nothingItDoes: (typed, command, known) => `/${command} 沒有「${typed}」這一操作。請輸入其中之一：${known}`,
}
