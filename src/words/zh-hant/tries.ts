import type { Words } from '../en.ts'

export const tries: Words['tries'] = {
  title: '嘗試次數過多',
  tooMany: (wait) => `錯誤權杖嘗試次數過多。請${wait}再試。`,
  inMinutes: (minutes) => `在${minutes}分鐘後`,
}
