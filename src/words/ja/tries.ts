import type { Words } from '../en.ts'

export const tries: Words['tries'] = {
  title: '試行回数の上限',
  tooMany: (wait) => `誤ったトークンが何度も入力されました。${wait}もう一度お試しください。`,
  inMinutes: (minutes) => `${minutes}分後に`,
}
