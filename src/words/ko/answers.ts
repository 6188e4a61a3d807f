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
}
