import type { Words } from '../en.ts'

export const choosing: Words['choosing'] = {
  ask: (usage) => `여기에 첫 글자를 입력해 고르거나, 한 번에 입력하세요: ${usage}`,
  hint: '입력해서 고르기',
  around: '누구를 중심으로 볼까요? 이름을 입력해 고르세요.',
  other: '누구 또는 무엇을 볼까요? 이름을 입력해 고르세요.',
  who: '누구와 누구 사이인가요? 먼저 한쪽 이름을 입력해 고르세요.',
  andWho: '다른 한쪽은 누구인가요? 이름을 입력해 고르세요.',
  noChannel: (name) =>
    `봇이 들어가 있는 채널 가운데 #${name}은(는) 없습니다. 그 채널에서 /invite로 봇을 초대한 뒤 다시 입력하거나, 채널 ID를 적으세요. ID는 C로 시작하며 채널 정보 맨 아래에 있습니다.`,
  unknown: (name) =>
    `지금은 #${name}이(가) 어느 채널인지 Slack에 물어볼 수 없습니다. 채널 ID를 적으세요. C로 시작하며 채널 정보 맨 아래에 있습니다.`,
}
