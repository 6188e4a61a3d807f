import type { Words } from '../en.ts'

export const chat: Words['chat'] = {
  noted: (verdict) => `의견이 기록되었습니다: ${verdict}. 감사합니다.`,
  noRoomFor: (count) => `지면이 부족해 ${count}건은 표시하지 못했습니다.`,
  failed: (id) => `내부 오류가 발생했습니다. 로그 번호는 ${id}입니다. 잠시 후 다시 시도하고, 계속되면 봇 운영자에게 이 번호를 알려 주세요.`,
  noCommand: (name) => `/${name} 명령은 이 버전에 없습니다. /help를 사용해 보세요.`,
  noCommandBut: (typed, known) => `그런 명령은 없습니다. ${typed} 뒤에 다음 중 하나를 입력하세요: ${known}.`,
  oldButton: '다른 버전의 버튼이라 더는 작동하지 않습니다.',
  answer: '답변',
  nothingToShow: '표시할 내용이 없습니다.',
  chart: '그래프',
  partsLeft: (count) => `메시지 길이 제한으로 ${count}개 항목은 표시하지 않았습니다.`,
  missing: (option, usage) => `“${option}” 항목이 빠졌습니다. 입력 형식: ${usage}`,
  noChoice: (given, option, choices) => `“${given}” 값은 ${option}에 쓸 수 없습니다. 선택 가능: ${choices}`,
  sayWhat: (known) => `무엇을 할지 입력하세요. 다음 중 하나: ${known}`,
  nothingItDoes: (typed, command, known) => `/${command}에 “${typed}” 기능은 없습니다. 다음 중 하나를 입력하세요: ${known}`,
}
