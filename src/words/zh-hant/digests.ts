import type { Words } from '../en.ts'

const number = new Intl.NumberFormat('zh')

export const digests: Words['digests'] = {
  title: (count) => (count === 0 ? '摘要：無新消息' : `摘要：${count}則消息`),
  heldBack: (count) => `此前暫緩發布的${count}則消息`,
  update: '更新',
  nothing: (watched) => `這段時間沒有關於${watched}的新消息。`,
  left: (count) => `另有${count}則放不下：最新消息用 /latest，其餘用 /search 查詢。`,
  feedsDown: (down, total, named, more) =>
    `這段時間${total}個訂閱來源中有${down}個無法讀取：${named}${more > 0 ? `等另外${more}個` : ''}。`,
  unusualTitle: (subject) => `異常活躍：${subject}`,
  unusualFinding: (count, low, high) => `七天內${count}則消息；平時每週${low === high ? low : `${low}至${high}`}則`,
  unusualChance: (weeks, onceIn) =>
    `按此前${weeks}週推算，純屬偶然出現這樣一週的機會${onceIn === null ? '不到一万週一次' : `約為每${number.format(onceIn)}週一次`}。`,
}
