import type { Words } from '../en.ts'

const names: Words['affairs']['names'] = {
  'Leaders’ meetings of the United States, Japan and South Korea': '美日韓領袖會晤',
  'Calls among the United States, Japan and South Korea': '美日韓通話',
  'Japan–South Korea leaders’ visits': '日韓領袖穿梭外交',
  'Joint drills of the United States, Japan and South Korea': '美日韓聯合演習',
  'Joint drills of the United States and South Korea': '美韓聯合演習',
  'Missile-warning data shared by the United States, Japan and South Korea': '美日韓共享飛彈預警資料',
  'Meetings of Vladimir Putin and Kim Jong Un': '普丁與金正恩會晤',
  'Russia–North Korea visits': '俄羅斯與北韓互訪',
  'Russia–North Korea treaty': '俄羅斯與北韓條約',
  'North Korean troops and builders for Russia': '北韓向俄羅斯派兵及派遣建設人員',
  'North Korean troops in the war on Ukraine': '烏克蘭戰爭中的北韓軍人',
  'North Korean arms for Russia': '北韓向俄羅斯提供武器',
  'Russian technology for North Korea': '俄羅斯向北韓提供技術',
  'Russia–North Korea transport and tourism': '俄羅斯與北韓的交通與旅遊',
  'North Korean workers in Russia': '在俄北韓工人',
  'Russia and North Korea at the United Nations': '俄羅斯與北韓在聯合國',
  'Warnings to the United States, Japan and South Korea': '對美日韓的警告',
  'North Korean prisoners of war': '北韓戰俘',
}

export const affairs: Words['affairs'] = { names, edition: (name, number) => `第${number}次「${name}」演習` }
