import type { Words } from '../en.ts'

export const tries: Words['tries'] = {
  title: '尝试次数过多',
  tooMany: (wait) => `错误令牌尝试次数过多。请${wait}再试。`,
  inMinutes: (minutes) => `在${minutes}分钟后`,
}
