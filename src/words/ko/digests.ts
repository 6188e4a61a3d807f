import type { Words } from '../en.ts'

const number = new Intl.NumberFormat('ko')

export const digests: Words['digests'] = {
  title: (count) => (count === 0 ? '소식 모음: 새 소식 없음' : `소식 모음: ${count}건`),
  heldBack: (count) => `잠시 보류했던 소식 ${count}건`,
  update: '업데이트',
  nothing: (watched) => `이 기간에 ${watched} 관련 새 소식은 없습니다.`,
  left: (count) => `지면 관계로 ${count}건은 생략했습니다. /latest에서 최신 소식을, /search에서 모든 소식을 볼 수 있습니다.`,
  feedsDown: (down, total, named, more) =>
    `이 기간에 피드 ${total}개 중 ${down}개를 읽지 못했습니다: ${named}${more > 0 ? ` 외 ${more}개` : ''}.`,
  unusualTitle: (subject) => `이례적 움직임: ${subject}`,
  unusualFinding: (count, low, high) => `7일간 소식 ${count}건, 평소 주당 ${low === high ? low : `${low}~${high}`}건`,
  unusualChance: (weeks, onceIn) =>
    `이전 ${weeks}주를 기준으로, 우연히 이런 주가 나올 확률은 ${onceIn === null ? '10,000주에 한 번 미만' : `약 ${number.format(onceIn)}주에 한 번`}입니다.`,
}
