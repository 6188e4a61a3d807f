import type { Words } from '../en.ts'
import { counts } from './counts.ts'

export const answers: Words['answers'] = {
  latest: {
    title: '최신 소식',
    titleOf: (alignment) => `${alignment} 최신 소식`,
    footer: (time) => `최신순, ${time} 기준`,
    nothing: '아직 소식이 없습니다.',
    nothingOn: (alignment) => `${alignment} 관련 소식이 아직 없습니다.`,
    soFar: (read) => `현재까지: ${read}.`,
    read: (items, kept, stories) => `${counts.items(items)} 수집, ${kept}건 채택, ${counts.stories(stories)}`,
    noFeedYet: '아직 읽은 피드가 없습니다.',
    feedsWell: (well, all, time) => `피드 ${all}개 중 ${well}개 정상, 최근 수집 ${time}.`,
    noAlignment: (typed, known) => `“${typed}”라는 진영은 없습니다. 선택 가능: ${known}.`,
  },
  parties: {
    noDays: (least, most, typed) => `일수는 ${least}에서 ${most} 사이의 정수여야 합니다. “${typed}”은(는) 쓸 수 없습니다.`,
    doesNotAct: (names) => `${names}은(는) 스스로 행동하는 주체가 아닙니다. 국가, 인물, 직책, 기관을 입력하세요.`,
    cardOf: (name) => `${name} 프로필`,
    nobody: (name) => `“${name}”(이)라는 감시 대상은 없습니다.`,
    nobodyBut: (name, meant) => `“${name}”(이)라는 감시 대상은 없습니다. 혹시 ${meant}?`,
    which: (name) => `어느 “${name}”입니까?`,
    moreNames: (count) => `외 ${count}건: 이름이나 직책을 덧붙여 주세요.`,
  },
  help: { follows: (alignments) => `${alignments} 관련 뉴스를 추적하고, 각 사안이 어디까지 확인됐는지 알려 드립니다.` },
}
