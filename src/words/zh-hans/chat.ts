import type { Words } from '../en.ts'

export const chat: Words['chat'] = {
  noted: (verdict) => `已记录：${verdict}。谢谢。`,
  noRoomFor: (count) => `另有${count}条放不下。`,
  failed: (id) => `我们这边出了错，日志编号为 ${id}。请稍后重试；若仍不行，请把编号告诉机器人的管理员。`,
  noCommand: (name) => `此版本没有 /${name} 命令。请试试 /help。`,
  noCommandBut: (typed, known) => `没有这个命令。请输入 ${typed}，再加上其中之一：${known}。`,
  oldButton: '此按钮来自机器人的其他版本，现已失效。',
  answer: '回答',
  nothingToShow: '没有可显示的内容。',
  chart: '图表',
  partsLeft: (count) => `消息长度所限，另有${count}项未显示。`,
  missing: (option, usage) => `缺少“${option}”。请输入：${usage}`,
  noChoice: (given, option, choices) => `“${given}”不能用于${option}。可选：${choices}`,
  sayWhat: (known) => `请说明要做什么。请输入其中之一：${known}`,
  nothingItDoes: (typed, command, known) => `/${command} 没有“${typed}”这一操作。请输入其中之一：${known}`,
}
