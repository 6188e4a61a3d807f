import type { Words } from '../en.ts'

export const tries: Words['tries'] = {
  title: '입력 횟수 초과',
  tooMany: (wait) => `틀린 토큰이 너무 많이 입력되었습니다. ${wait} 다시 시도하세요.`,
  inMinutes: (minutes) => `${minutes}분 뒤에`,
}
