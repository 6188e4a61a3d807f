import type { Words } from '../en.ts'

const names: Words['affairs']['names'] = {
  'Leaders’ meetings of the United States, Japan and South Korea': '한미일 정상회담',
  'Calls among the United States, Japan and South Korea': '한미일 통화',
  'Japan–South Korea leaders’ visits': '한일 셔틀외교',
  'Joint drills of the United States, Japan and South Korea': '한미일 연합훈련',
  'Joint drills of the United States and South Korea': '한미 연합훈련',
  'Missile-warning data shared by the United States, Japan and South Korea': '한미일 미사일 경보정보 공유',
  'Meetings of Vladimir Putin and Kim Jong Un': '푸틴–김정은 회담',
  'Russia–North Korea visits': '북러 왕래',
  'Russia–North Korea treaty': '북러 조약',
  'North Korean troops and builders for Russia': '북한군·건설인력의 러시아 파견',
  'North Korean troops in the war on Ukraine': '우크라이나 전쟁의 북한군',
  'North Korean arms for Russia': '북한의 대러 무기 제공',
  'Russian technology for North Korea': '러시아의 대북 기술 이전',
  'Russia–North Korea transport and tourism': '북러 교통·관광',
  'North Korean workers in Russia': '러시아 내 북한 노동자',
  'Russia and North Korea at the United Nations': '유엔에서의 러시아와 북한',
  'Warnings to the United States, Japan and South Korea': '한미일에 대한 경고',
  'North Korean prisoners of war': '북한군 포로',
}

export const affairs: Words['affairs'] = { names, edition: (name, number) => `${number}차 ${name}` }
