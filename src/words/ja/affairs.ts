import type { Words } from '../en.ts'

const names: Words['affairs']['names'] = {
  'Leaders’ meetings of the United States, Japan and South Korea': '日米韓首脳会談',
  'Calls among the United States, Japan and South Korea': '日米韓の電話協議',
  'Japan–South Korea leaders’ visits': '日韓シャトル外交',
  'Joint drills of the United States, Japan and South Korea': '日米韓共同訓練',
  'Joint drills of the United States and South Korea': '米韓合同演習',
  'Missile-warning data shared by the United States, Japan and South Korea': '日米韓のミサイル警戒データ共有',
  'Meetings of Vladimir Putin and Kim Jong Un': 'プーチン氏と金正恩氏の会談',
  'Russia–North Korea visits': 'ロシアと北朝鮮の往来',
  'Russia–North Korea treaty': '露朝条約',
  'North Korean troops and builders for Russia': 'ロシアへの北朝鮮兵・建設要員派遣',
  'North Korean troops in the war on Ukraine': 'ウクライナでの戦争と北朝鮮兵',
  'North Korean arms for Russia': '北朝鮮の対ロシア武器供与',
  'Russian technology for North Korea': 'ロシアの対北朝鮮技術提供',
  'Russia–North Korea transport and tourism': '露朝の交通・観光',
  'North Korean workers in Russia': 'ロシアの北朝鮮労働者',
  'Russia and North Korea at the United Nations': '国連でのロシアと北朝鮮',
  'Warnings to the United States, Japan and South Korea': '日米韓への警告',
  'North Korean prisoners of war': '北朝鮮兵の捕虜',
}

export const affairs: Words['affairs'] = { names, edition: (name, number) => `第${number}回${name}` }
