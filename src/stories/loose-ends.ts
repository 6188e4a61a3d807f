import type { Actor } from '../domain/actor.ts'
import { countryName } from '../domain/country.ts'
import { findDates } from './dates.ts'
import { fold } from './fold.ts'
import type { Grounds, Ungrounded } from './grounding.ts'
import { personAt, shortCountry, shortOffice } from './names.ts'
import { findNumbers } from './numbers.ts'

const DAY_MS = 86_400_000

/** A day of the week, a month or a day told from today, in the languages of the reports. The first form is how English has it. */
const WEEKDAYS = [
  'sunday|일요일|日曜|星期日|周日|воскресень',
  'monday|월요일|月曜|星期一|周一|понедельник',
  'tuesday|화요일|火曜|星期二|周二|вторник',
  'wednesday|수요일|水曜|星期三|周三|сред[ауеы]',
  'thursday|목요일|木曜|星期四|周四|четверг',
  'friday|금요일|金曜|星期五|周五|пятниц',
  'saturday|토요일|土曜|星期六|周六|суббот',
] as const
const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const CYRILLIC_MONTHS = 'январ феврал март апрел ма[йяе] июн июл август сентябр октябр ноябр декабр'.split(' ')
const TOLD_DAYS = [
  'today|오늘|今日|きょう|今天|сегодня',
  'yesterday|어제|昨日|きのう|昨天|вчера',
  'tomorrow|내일|明日|あす|明天|завтра',
] as const

/** Small numbers as words: what the numbers of `numbers.ts` leave out, since they are no figures. */
const SMALL: readonly (readonly [number, string, string])[] = [
  [1, 'first|1st', 'first|1st|첫|最初|初|首|第一|1차|перв'],
  [
    2,
    'two|both|second|twice|pair',
    'two|both|second|twice|pair|bilateral|두|둘|양국|양측|양자|이틀|[二两両兩双雙]|дв[аеуо]|об[аео]|втор|\\b2',
  ],
  [3, 'three|third|trilateral', 'three|third|trilateral|세|셋|삼|3국|한미일|[三]|日米韓|美日韓|美日韩|韓美日|韩美日|тр[иеё]|\\b3'],
  [4, 'four|fourth', 'four|네|넷|사|[四]|четыр|четв[её]р|\\b4'],
  [5, 'five|fifth', 'five|fifth|다섯|오|[五]|пят|\\b5'],
  [6, 'six|sixth', 'six|여섯|육|[六]|шест|\\b6'],
  [7, 'seven|seventh', 'seven|일곱|칠|[七]|сем|седьм|\\b7'],
  [8, 'eight|eighth', 'eight|여덟|팔|[八]|вос[ье]м|\\b8'],
  [9, 'nine|ninth', 'nine|ninth|아홉|구|[九]|девят|\\b9'],
  [10, 'ten|tenth', '\\bten|열|십|[十]|десят|\\b10'],
  [11, 'eleven|eleventh', 'eleven|열한|십일|十一|одиннадцат|\\b11'],
  [12, 'twelve|twelfth', 'twel|열두|십이|十二|двенадцат|\\b12'],
  [12, 'dozen', 'dozen|열두|12|십이|дюжин'],
  [20, 'dozens', 'dozens|수십|数十|數十|десятк'],
  [100, 'hundreds', 'hundreds|수백|数百|數百|сотн'],
  [1000, 'thousands', 'thousands|수천|数千|數千|тысяч'],
  [1_000_000, 'millions', 'millions|수백만|数百万|миллион'],
  [0.5, 'half|halved', 'half|halv|절반|반|半|половин'],
]
/** Other English words for numbers, which must stand in an English source as they are. */
const LARGER =
  /\b(?:thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundredth|doubled?|tripled?|quadrupled?)\b/giu

/** Offices that stand before a name. Longer ones first. */
const OFFICE =
  /\b(?:acting |vice |deputy |former |first )*(?:prime minister|foreign minister|defen[cs]e minister|unification minister|secretary of state|defen[cs]e secretary|security council secretary|national security advis[eo]r|president|premier|chancellor|minister|secretary|leader|ambassador|general|admiral|marshal|king|emperor|spokes(?:man|woman|person))(?=\s)/giu
const NAME_BEHIND = /\s+((?:\p{Lu}[\p{L}’'-]*)(?:\s\p{Lu}[\p{L}’'-]*){0,3})/uy

/** Links, handles, markup, emoji: nothing of the kind belongs in a sentence of news. */
const MARKUP = /https?:|www\.|\S+\.(?:com|net|org|ru|kr|jp|cn|example)\b|[@#<>{}[\]|`*_\\~]|\p{Extended_Pictographic}/giu

const FOREIGN = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Cyrillic}]+/gu
const SINGLE_QUOTED = /‘([^’]{4,})’|(?<=\s)'([^']{8,})'(?=[\s.,;!?]|$)/gu

const squeezed = (text: string): string => fold(text).replace(/[\s\p{P}]+/gu, '')
const matches = (text: string, pattern: RegExp): readonly string[] => [...text.matchAll(pattern)].map(([found]) => found.trim())

function dayWords(text: string, sources: string): readonly Ungrounded[] {
  return [...WEEKDAYS, ...TOLD_DAYS]
    .filter((forms) => !new RegExp(forms, 'iu').test(sources))
    .flatMap((forms) => matches(text, new RegExp(`\\b(?:${forms.split('|')[0]})\\b`, 'giu')))
    .map((found) => ({ kind: 'date', text: found }))
}

/** A month is in a source by its name, or by a day that falls in it. */
function months(text: string, { sources }: Grounds): readonly Ungrounded[] {
  const named = sources.map((source) => source.text).join('\n')
  const days = sources.flatMap((source) => findDates(source.text, source.publishedAt))
  const inDays = new Set(days.map(({ from }) => new Date(from * DAY_MS).getUTCMonth()))
  return MONTHS.flatMap((month, index) => {
    const pattern =
      month === 'May' ? /(?<=\b(?:in|of|on|by|since|until|last|next|from|late|early|mid) )May\b/gu : new RegExp(`\\b${month}\\b`, 'gu')
    const known = new RegExp(`\\b${month}\\b|(?<!\\p{L})${CYRILLIC_MONTHS[index]}|(?<!\\d)${index + 1}\\s?[月월]`, 'iu')
    return inDays.has(index) || known.test(named) ? [] : matches(text, pattern).map((found): Ungrounded => ({ kind: 'date', text: found }))
  })
}

function smallNumbers(text: string, sources: string): readonly Ungrounded[] {
  const small = SMALL.filter(([, , forms]) => !new RegExp(forms, 'iu').test(sources)).flatMap(([, words]) =>
    matches(text, new RegExp(`\\b(?:${words})\\b(?! (?:hundred|thousand|million|billion)\\b)`, 'giu')),
  )
  const larger = matches(text, LARGER).filter((word) => !new RegExp(`\\b${word}`, 'iu').test(sources))
  const figures = new Set(findNumbers(sources).map(({ value }) => String(value)))
  const ordinals = [...text.matchAll(/\b(\d+)(?:st|nd|rd|th)\b/giu)].filter(([, value = '']) => !figures.has(value)).map(([found]) => found)
  return [...small, ...larger, ...ordinals].map((found) => ({ kind: 'number', text: found }))
}

/** Whether somebody of that name held that office when a source was published. */
function held(office: string, name: string, { sources, actors }: Grounds): boolean {
  const words = fold(name).match(/[\p{L}]+/gu) ?? []
  const wanted = fold(office).replace(/^(?:acting|vice|deputy|former|first) /u, '')
  return actors.some((actor) => {
    if (!namesOf(actor).some((each) => words.every((word) => each.includes(word)))) return false
    return sources.some(({ publishedAt }) => fold(shortOffice(actor, publishedAt) ?? '').endsWith(wanted))
  })
}

const namesOf = (actor: Actor): readonly (readonly string[])[] =>
  [actor.name, ...actor.aliases.en].map((name) => fold(name).match(/[\p{L}]+/gu) ?? [])

/** An office and the name behind it: as one in a source, or as the table of actors knows them for that day. */
function offices(text: string, grounds: Grounds, all: string): readonly Ungrounded[] {
  return [...text.matchAll(OFFICE)].flatMap(({ 0: office, index }): readonly Ungrounded[] => {
    NAME_BEHIND.lastIndex = index + office.length
    const name = NAME_BEHIND.exec(text)?.[1]?.replace(/[’']s$/u, '')
    if (name === undefined || all.includes(squeezed(`${office}${name}`)) || held(office, name, grounds)) return []
    return [{ kind: 'name', text: `${office} ${name}` }]
  })
}

/** Words that stand beside names without being part of them. */
const BESIDE =
  /^(?:us|un|president|prime|minister|foreign|defen[cs]e|secretary|state|leader|premier|acting|vice|deputy|former|first|north|south|korean?s?|russian?s?|japan(?:ese)?|chin(?:a|ese)|ukrain(?:e|ian)s?|american?s?|general|admiral|ambassador|security|national|council|the|in|on|at|of)$/u

/** Two names side by side that no source, alias or office has side by side: parts of two people make no third one. */
function unpaired(text: string, { sources, actors, states }: Grounds): readonly Ungrounded[] {
  const known = [
    ...sources.map((source) => source.text),
    ...actors.flatMap((actor) => [actor.name, ...actor.aliases.en, ...sources.map(({ publishedAt }) => personAt(actor, publishedAt))]),
    ...states.flatMap((code) => [countryName(code), shortCountry(code)]),
  ]
  const pairs = new Set(known.flatMap((each) => pairsIn(fold(each))))
  return [...text.matchAll(/\b(\p{Lu}[\p{L}’'-]*)(?=\s(\p{Lu}[\p{L}-]*))/gu)]
    .filter(
      ([, a = '', b = '']) =>
        ![a, b].some((word) => BESIDE.test(fold(word).replace(/[’']s$/u, ''))) && !pairs.has(pairsIn(fold(`${a} ${b}`))[0] ?? ''),
    )
    .map(([, a = '', b = '']) => ({ kind: 'name', text: `${a} ${b}` }))
}

function pairsIn(folded: string): readonly string[] {
  const words = folded.match(/[\p{L}\p{N}]+/gu) ?? []
  return words.slice(1).map((word, index) => `${words[index]} ${word}`)
}

/**
 * What `ungrounded` lets pass because our own templates never say it, and a model may: days of the week, months, numbers in words,
 * offices before names, names put together of two, words in another script, quotations in single marks, links and markup.
 * For English text.
 */
export function looseEnds(text: string, grounds: Grounds): readonly Ungrounded[] {
  const sources = grounds.sources.map((source) => source.text).join('\n')
  const all = grounds.sources.map((source) => squeezed(source.text)).join('\n')
  const quoted = [...text.matchAll(SINGLE_QUOTED)].filter(([, a, b]) => !all.includes(squeezed(a ?? b ?? ''))).map(([found]) => found)
  const foreign = matches(text, FOREIGN).filter((run) => !all.includes(squeezed(run)))
  return [
    ...quoted.map((found): Ungrounded => ({ kind: 'quotation', text: found })),
    ...foreign.map((found): Ungrounded => ({ kind: 'name', text: found })),
    ...matches(text, MARKUP).map((found): Ungrounded => ({ kind: 'name', text: found })),
    ...dayWords(text, sources),
    ...months(text, grounds),
    ...smallNumbers(text, sources),
    ...offices(text, grounds, all),
    ...unpaired(text, grounds),
  ]
}
