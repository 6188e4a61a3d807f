import type { Words } from '../en.ts'

const names: Words['affairs']['names'] = {
  'Leaders’ meetings of the United States, Japan and South Korea': 'Встречи лидеров США, Японии и Южной Кореи',
  'Calls among the United States, Japan and South Korea': 'Переговоры США, Японии и Южной Кореи по телефону',
  'Japan–South Korea leaders’ visits': 'Взаимные визиты лидеров Японии и Южной Кореи',
  'Joint drills of the United States, Japan and South Korea': 'Совместные учения США, Японии и Южной Кореи',
  'Joint drills of the United States and South Korea': 'Совместные учения США и Южной Кореи',
  'Missile-warning data shared by the United States, Japan and South Korea':
    'Обмен данными о пусках ракет между США, Японией и Южной Кореей',
  'Meetings of Vladimir Putin and Kim Jong Un': 'Встречи Владимира Путина и Ким Чен Ына',
  'Russia–North Korea visits': 'Визиты между Россией и КНДР',
  'Russia–North Korea treaty': 'Договор России и КНДР',
  'North Korean troops and builders for Russia': 'Военные и строители КНДР для России',
  'North Korean troops in the war on Ukraine': 'Военные КНДР в войне в Украине',
  'North Korean arms for Russia': 'Оружие КНДР для России',
  'Russian technology for North Korea': 'Российские технологии для КНДР',
  'Russia–North Korea transport and tourism': 'Транспорт и туризм между Россией и КНДР',
  'North Korean workers in Russia': 'Рабочие из КНДР в России',
  'Russia and North Korea at the United Nations': 'Россия и КНДР в ООН',
  'Warnings to the United States, Japan and South Korea': 'Предостережения США, Японии и Южной Корее',
  'North Korean prisoners of war': 'Военнопленные из КНДР',
}

export const affairs: Words['affairs'] = { names, edition: (name, number) => `${name}, ${number === 3 ? '3-и' : `${number}-е`} учения` }
