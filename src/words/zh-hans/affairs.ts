import type { Words } from '../en.ts'

const names: Words['affairs']['names'] = {
  'Leaders’ meetings of the United States, Japan and South Korea': '美日韩领导人会晤',
  'Calls among the United States, Japan and South Korea': '美日韩通话',
  'Japan–South Korea leaders’ visits': '日韩领导人穿梭外交',
  'Joint drills of the United States, Japan and South Korea': '美日韩联合演习',
  'Joint drills of the United States and South Korea': '美韩联合演习',
  'Missile-warning data shared by the United States, Japan and South Korea': '美日韩共享导弹预警数据',
  'Meetings of Vladimir Putin and Kim Jong Un': '普京与金正恩会晤',
  'Russia–North Korea visits': '俄朝互访',
  'Russia–North Korea treaty': '俄朝条约',
  'North Korean troops and builders for Russia': '朝鲜向俄罗斯派兵和派遣建设人员',
  'North Korean troops in the war on Ukraine': '乌克兰战争中的朝鲜军人',
  'North Korean arms for Russia': '朝鲜向俄罗斯提供武器',
  'Russian technology for North Korea': '俄罗斯向朝鲜提供技术',
  'Russia–North Korea transport and tourism': '俄朝交通与旅游',
  'North Korean workers in Russia': '在俄朝鲜工人',
  'Russia and North Korea at the United Nations': '俄罗斯与朝鲜在联合国',
  'Warnings to the United States, Japan and South Korea': '对美日韩的警告',
  'North Korean prisoners of war': '朝鲜战俘',
}

export const affairs: Words['affairs'] = { names, edition: (name, number) => `第${number}次“${name}”演习` }
