import type { Words } from '../en.ts'

export const commands: Words['commands'] = {
  actor: {
    name: '프로필',
    description: '누구, 무엇인가? 인물, 직책, 기관, 국가, 장소, 무기, 훈련, 조약',
    options: {
      name: { name: '이름', description: '영어, 한국어, 일본어, 러시아어, 중국어 이름 또는 직책', choices: {} },
      on: { name: '날짜', description: '기준일, 예: 2025-07-12. 생략하면 오늘', choices: {} },
      days: { name: '일수', description: '며칠 전부터 셀지, 7~730. 생략하면 182', choices: {} },
    },
  },
  latest: {
    name: '최신',
    description: '전체 또는 한 진영의 최신 소식, 또는 아깝게 제외된 기사',
    options: {
      alignment: { name: '진영', description: '어느 진영. 생략하면 전체', choices: {} },
      show: {
        name: '보기',
        description: '소식, 또는 기준에 근접했으나 제외된 기사와 그 이유',
        choices: { stories: '소식', near: '아깝게 제외된 기사' },
      },
      actor: { name: '행위자', description: '소식에 나오는 인물이나 대상', choices: {} },
      language: { name: '언어', description: '이 언어로 된 보도가 있는 소식', choices: {} },
      page: { name: '쪽', description: '몇째 쪽', choices: {} },
    },
  },
  digest: {
    name: '요약',
    description: '지난 하루 또는 며칠간의 일: 진영과 사안별, 중요한 순',
    options: {
      days: { name: '일수', description: '며칠 전까지, 1~31. 생략하면 1', choices: {} },
      alignment: { name: '진영', description: '어느 진영. 생략하면 전체', choices: {} },
    },
  },
  search: {
    name: '검색',
    description: '모든 언어의 단어와 날짜, 인물, 진영, 매체, 언어로 소식 찾기',
    options: {
      query: {
        name: '검색어',
        description: '단어; "붙은 말"; -제외할말; since:2025-06 actor:lavrov outlet:TASS language:ko 도 가능',
        choices: {},
      },
      since: { name: '부터', description: '이날 또는 그 뒤에 처음 보도: 2025-07-12, 2025-07, 30d', choices: {} },
      until: { name: '까지', description: '이날 또는 그 전에 처음 보도', choices: {} },
      actor: { name: '행위자', description: '소식에 나오는 인물이나 대상, 여럿이면 쉼표로', choices: {} },
      alignment: { name: '진영', description: '어느 진영', choices: {} },
      outlet: { name: '매체', description: '보도한 매체', choices: {} },
      language: { name: '언어', description: '이 언어로 된 보도가 있는 소식', choices: {} },
      page: { name: '쪽', description: '몇째 쪽', choices: {} },
    },
  },
  story: {
    name: '소식',
    description: '소식의 전개: 언제 무엇이 바뀌었고, 누가 먼저 보도했고, 어느 측이 무엇을 전하는지',
    options: { id: { name: '번호', description: '게시물 마지막 줄에 있는 소식 번호 또는 그 앞부분', choices: {} } },
  },
  timeline: {
    name: '연표',
    description: '둘 사이에 있었던 일: 국가, 인물, 직책, 기관',
    options: {
      a: { name: '가', description: '둘 중 하나, 또는 둘 다: 러시아, 북한', choices: {} },
      b: { name: '나', description: '나머지 하나', choices: {} },
      days: { name: '일수', description: '며칠 전까지, 1~3650. 생략하면 90', choices: {} },
      page: { name: '쪽', description: '몇째 쪽', choices: {} },
    },
  },
  trend: {
    name: '추세',
    description: '진영, 행위자 또는 한 쌍의 주간 사건 수: 협력 대 갈등',
    options: {
      of: { name: '대상', description: '진영, 행위자 또는 한 쌍: 러시아, 북한. 생략하면 전체', choices: {} },
      with: { name: '상대', description: '쌍의 나머지 하나', choices: {} },
      days: { name: '일수', description: '며칠 전까지, 14~730. 생략하면 182', choices: {} },
    },
  },
  network: {
    name: '관계망',
    description: '누가 누구와 움직이는가: 전체, 진영 또는 한 행위자를 중심으로',
    options: {
      actor: { name: '행위자', description: '국가, 인물, 기관·단체 또는 진영. 생략하면 전체', choices: {} },
      days: { name: '일수', description: '며칠 전까지, 1~730. 생략하면 90', choices: {} },
    },
  },
  why: {
    name: '근거',
    description: '소식이 게시된 이유, 또는 기사가 제외된 이유',
    options: {
      story: { name: '소식', description: '게시물 마지막 줄에 있는 소식 번호, 또는 기사 주소', choices: {} },
    },
  },
  help: { name: '도움말', description: '이 봇이 다루는 것과 물어볼 수 있는 것', options: {} },
}
