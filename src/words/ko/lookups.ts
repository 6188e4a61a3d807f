import type { Words } from '../en.ts'
import { counts } from './counts.ts'

const kinds: Words['lookups']['kinds'] = {
  person: '인물',
  office: '직책',
  organisation: '기관',
  state: '국가',
  place: '장소',
  system: '무기 체계',
  exercise: '훈련',
  treaty: '조약·합의',
}

const form: Words['lookups']['form'] = {
  any: '전체',
  find: '찾기',
  clear: '지우기',
  show: '보기',
  neither: '기타',
  words: '검색어',
  wordsHint: '“프리덤 에지” 또는 파병',
  alignment: '진영',
  actor: '인물·기관',
  actorHint: '라브로프',
  language: '언어',
  outlet: '매체',
  outletHint: 'TASS',
  from: '시작일',
  to: '종료일',
  name: '이름 또는 직책',
  nameHint: '라브로프, 외무상, Freedom Edge',
  kind: '종류',
  watchedFor: '감시 진영',
  of: '대상',
  ofHint: '러시아',
  with: '상대',
  withHint: '북한',
  around: '중심',
  aroundHint: '전체, 또는 러시아, 라브로프',
  span: '기간',
  spans: { '30': '1개월', '90': '3개월', '182': '6개월', '365': '1년', '730': '2년' },
  days: (days) => `${days}일`,
  asOf: '기준일',
}

const mistakes: Words['lookups']['mistakes'] = {
  heading: (count) => `이해하지 못한 입력 ${count}건:`,
  longName: (most, length) => `이름은 ${most}자까지입니다. 입력한 것은 ${length}자입니다.`,
  unknown: (typed) => `“${typed}”(으)로 알려진 대상이 없습니다. 인물·기관 페이지에 모든 이름이 있습니다.`,
  nobody: (typed) => `“${typed}”(으)로 알려진 대상이 없습니다`,
  several: (typed) => `“${typed}”은(는) 여럿을 뜻할 수 있습니다`,
  write: (lead, ids) => `${lead}: ${ids} 중에서 입력하세요.`,
  noDate: (field, typed) => `${field}에는 2026-10-01 또는 2026-10-01T12:00:00Z 같은 날짜를 쓰세요. “${typed}”은(는) 날짜가 아닙니다.`,
  wrongWay: (until, since) => `종료일(until: ${until})이 시작일(since: ${since})보다 앞섭니다. 서로 바꾸세요.`,
  page: (most, typed) => `쪽 번호는 1부터 ${most}까지의 수입니다. “${typed}”은(는) 아닙니다.`,
  longWords: (length, most) => `검색어가 ${length}자입니다. ${most}자까지 받습니다. 줄이면 더 많이 찾습니다.`,
  noAlignment: (known) => `그런 진영은 없습니다. 있는 진영: ${known}.`,
  noLanguage: (typed, known) => `“${typed}” 언어의 피드는 없습니다. 있는 언어: ${known}.`,
  longOutlet: (most) => `매체 이름은 ${most}자까지입니다.`,
  oneOf: (field, known) => `${field}은(는) 다음 중 하나여야 합니다: ${known}.`,
}

const stories: Words['lookups']['stories'] = {
  count: (first, last, all) => `${all}건 중 ${first}–${last}, 최신순. 날짜는 UTC 기준입니다.`,
  moreThan: (count) => `${count}건 초과`,
  noneKept: '아직 채택된 소식이 없습니다. 읽은 내용은 {feeds}에 있습니다.',
  theFeeds: '피드',
  noneFits: '모든 조건에 맞는 소식이 없습니다. 빼 볼 조건: {parts}. 또는 {anew}.',
  or: ' 또는 ',
  anew: '처음부터 다시',
  parts: {
    q: '검색어',
    alignment: '진영',
    actor: '인물·기관',
    language: '언어',
    outlet: '매체',
    since: '시작일',
    until: '종료일',
  },
}

const story: Words['lookups']['story'] = {
  title: '소식',
  by: '{authors} 기자',
  filedUnder: '분류: {categories}',
  noRule: '규칙 없음',
  score: (score) => `점수 ${score}`,
  notByItself: '단독으로는 채택되지 않음.',
  sameAs: (id) => `소식 ${id}와(과) 같은 사건으로 확인`,
  withdrawn: '철회: 뒷받침하는 보도가 더는 없음',
  firstTold: '첫 게시',
  wordedAnew: '표현 수정',
  headlineAnew: '제목 수정',
  as: (id) => `소식 ${id}(으)로`,
  changed: '변경',
  standing: '확인 정도',
  reports: '보도',
  independent: (reports, independent) => `${reports}, 독립 ${independent}`,
  grew: '전개 과정',
  when: '시각',
  whatChanged: '변경 내용',
  sources: '출처',
  named: '언급된 인물·기관',
  why: '채택 이유',
  asData: '데이터로 보기',
  wherePosted: '게시된 곳',
}

const actors: Words['lookups']['actors'] = {
  title: '인물·기관',
  lede: '봇이 다섯 언어의 이름으로 아는 인물, 직책, 국가, 장소, 무기, 훈련, 조약입니다.',
  name: '이름',
  officeOrKind: '직책 또는 종류',
  of: '국가',
  nobody: '그런 이름으로 알려진 대상이 없습니다. {search} 또는 {all}.',
  search: '소식에서 검색어로 찾기',
  all: '전체 목록 보기',
  known: (count) => `${count}건.`,
  knownBest: (count) => `${count}건, 일치도순.`,
}

const actor: Words['lookups']['actor'] = {
  who: '누구인가',
  between: '둘 사이의 일',
  betweenThem: (a, b) => `둘 사이의 일: ${a}, ${b}`,
  nobodyElse: (date) => `${date} 이후 소식에 다른 대상은 없습니다.`,
  storyCount: (count) => counts.stories(count),
  since: (date) => `${date} 이후 소식 기준, 행위 종류 포함.`,
  noneYet: (name) => `${name} 관련 채택 소식이 아직 없습니다.`,
  noneHere: (name) => `이 쪽에는 ${name} 관련 채택 소식이 없습니다.`,
  notNamed: '최근 반년간 보도에서 언급되지 않았습니다.',
  aside: '함께 언급, 피드',
  namedWith: '함께 언급',
  follow: '구독',
  asFeed: '이 소식의 피드: {feeds}.',
  trend: '추세',
  network: '관계망',
  findIn: '이 소식에서 찾기',
  anotherDay: '다른 날짜',
}

const pictured: Words['lookups']['pictured'] = {
  trends:
    '채택된 소식의 행위를 주별로 보여 줍니다. 협력은 위, 갈등은 아래이며 평소 수준과 비교합니다. 피드를 읽지 못한 주는 빗금으로 표시합니다. 평온하다는 뜻이 아닙니다.',
  network: '채택된 소식에서 누가 누구와 움직이는지 보여 줍니다. 행위가 많을수록 선이 굵습니다.',
}

export const lookups: Words['lookups'] = { kinds, form, mistakes, stories, story, actors, actor, pictured }
