import type { Words } from '../en.ts'

const quads: Words['about']['quads'] = {
  'material-cooperation': '협력, 행동',
  'verbal-cooperation': '협력, 발언',
  'verbal-conflict': '갈등, 발언',
  'material-conflict': '갈등, 행동',
}

const standings: Words['about']['standings'] = {
  confirmed: '당사국을 대변하는 매체(국영 매체나 정부)가 전하고 다른 매체도 전합니다.',
  reported: '여러 매체가 사실로 전하지만 당사자를 대변하는 매체는 없습니다.',
  claimed: '한쪽의 공식 매체만 전합니다.',
  alleged: '한 국가가 상대에 대해 말하거나, 보도 스스로 확인되지 않았다고 밝힙니다.',
  planned: '발표되었거나 예상되지만 아직 일어나지 않았습니다.',
}

const steps: Words['about']['steps'] = {
  read: ['읽기', '피드를 차례로 읽고, 모든 항목을 매체·국가·진영·언어·시각과 함께 저장합니다.'],
  find: ['찾기', '제목과 본문에서 다섯 언어의 이름과 직책으로 인물·기관을 찾고, 그날 맡고 있던 직책을 함께 봅니다.'],
  code: ['분류', '누가 누구에게 무엇을 했는지 PLOVER로 분류하고, 사실·주장·의혹·계획 중 무엇으로 전해지는지 봅니다.'],
  decide: [
    '판정',
    '진영마다 아래 규칙은 채택 쪽으로, 거부 조건은 반대쪽으로 작용해 0에서 1 사이의 점수가 됩니다. 진영의 기준점 이상이면 채택합니다.',
  ],
  fold: ['묶기', '어느 언어든 한 사건의 보도는 하나의 소식이 됩니다. 통신사 기사 전재는 같은 출처로 셉니다.'],
  tell: ['알리기', '소식에는 출처와 진영, 첫 보도 매체, 확인 정도를 밝힙니다. 알려진 내용이 바뀌면 고칩니다.'],
}

const limits: Words['about']['limits'] = {
  feeds: '피드가 주는 제목과 짧은 글만 읽습니다. 기사 본문에만 있는 내용은 알지 못합니다.',
  languages: '규칙은 영어, 한국어, 일본어, 러시아어, 중국어를 압니다. 다른 언어의 보도는 이름으로만 판단합니다.',
  mistakes:
    '오류는 양쪽으로 생깁니다. 채택하지 말아야 할 것이 채택되거나 그 반대입니다. /why는 무엇이 결정했는지, /latest near는 아깝게 빠진 것을 보여 줍니다.',
  verified: '여기서는 사실 여부를 검증하지 않습니다. “확인됨”은 누가 전하는지를 뜻할 뿐 사실이라는 뜻이 아닙니다.',
  sides: '매체의 진영은 소유와 소재지에 따른 것이며 보도에 대한 평가가 아닙니다.',
  offices: '직책은 봇의 인물표에 따릅니다. 확인하지 못한 것은 미확인으로 표시합니다.',
  calm: '사건이 적은 주는 평온일 수도, 피드를 읽지 못했을 수도 있습니다. 그림에서는 그런 주에 빗금을 칩니다.',
  counts: '매체마다 보도량과 피드에서 빠지는 것이 다릅니다. 같은 피드의 주끼리 비교할 수 있을 뿐 국가끼리는 아닙니다.',
}

export const about: Words['about'] = {
  title: '소개',
  lede: 'Alignment Watch는 뉴스 피드를 읽고 {alignments} 관련 보도를 골라냅니다. 한 사건의 보도는 출처를 밝힌 하나의 소식이 되어 이 페이지와 대화방, 피드로 전해집니다.',
  alignments: '진영',
  members: '구성국',
  instruments: '훈련·조약·기구',
  aboutItWhen: '다음일 때 관련 보도로 봅니다',
  andScore: (threshold) => `그리고 점수가 ${threshold} 이상일 때.`,
  itsStories: '소식',
  allStories: '모든 소식',
  theTrend: '추세',
  judged: '판정 방법',
  background:
    '배경을 설명하는 구절(“관계가 긴밀해지는 가운데”)은 근거로 치지 않습니다. 의견과 분석은 채택할 수 있으나 행위로 세지 않습니다.',
  standing: '확인 정도의 뜻',
  acts: '행위의 뜻',
  coding: '행위는 PLOVER의 16개 범주로 분류합니다. 점수는 −10(갈등)에서 +10(협력)까지이며 주간 점수는 그 주 행위의 평균입니다.',
  categories: '행위 범주',
  category: '범주',
  kind: '종류',
  score: '점수',
  sources: '출처',
  polledOf: (polled, known) => `알려진 피드 ${known}개 중 ${polled}개를 읽습니다.`,
  howEach: '피드별 상태',
  bySide: '진영·언어별 피드',
  sideOfOutlet: '매체의 진영',
  all: '전체',
  neither: '기타',
  allCounted: (feeds) => `피드 ${feeds}개 전체`,
  allFeeds: '모든 피드',
  feed: '피드',
  country: '국가',
  language: '언어',
  side: '진영',
  state: '상태',
  polled: '읽음',
  notPolled: '알지만 읽지 않음',
  limitsTitle: '한계',
  data: '데이터',
  dataText: '전체, 진영별, 인물·기관별 소식 피드는 각 페이지 아래에 있습니다. 소식, 인물·기관, 추세, 피드 상태의 JSON: {api}.',
  theApi: '데이터 인터페이스',
  thisCopy: '이 사본',
  copy: (actors, feeds, alignments) => `이름을 아는 대상 ${actors}개, 피드 ${feeds}개, 진영 ${alignments}개`,
  read: (items, kept, stories) => `지금까지 보도 ${items}건을 읽어 ${kept}건 채택, 소식 ${stories}건`,
  zone: (zone) => `시각은 ${zone} 기준입니다.`,
  quads,
  standings,
  steps,
  limits,
}
