import type { Words } from '../en.ts'

const number = new Intl.NumberFormat('zh')

export const digests: Words['digests'] = {
  title: (count) => (count === 0 ? '摘要：无新消息' : `摘要：${count}条消息`),
  heldBack: (count) => `此前暂缓发布的${count}条消息`,
  update: '更新',
  nothing: (watched) => `这段时间没有关于${watched}的新消息。`,
  left: (count) => `另有${count}条放不下：最新消息用 /latest，其余用 /search 查找。`,
  feedsDown: (down, total, named, more) => `这段时间${total}个订阅源中有${down}个无法读取：${named}${more > 0 ? `等另外${more}个` : ''}。`,
  unusualTitle: (subject) => `异常活跃：${subject}`,
  unusualFinding: (count, low, high) => `七天内${count}条消息；平时每周${low === high ? low : `${low}至${high}`}条`,
  unusualChance: (weeks, onceIn) =>
    `按此前${weeks}周推算，纯属偶然出现这样一周的机会${onceIn === null ? '不到一万周一次' : `约为每${number.format(onceIn)}周一次`}。`,
}
