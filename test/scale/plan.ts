/** The two kinds of work. `waits`: publishers take their time, so that a worker's own concurrency is the limit. `busy`: they answer at once and have much that is new. */
export const WORKS = ['waits', 'busy'] as const
export type Work = (typeof WORKS)[number]

/** How publishers behave in one kind of work. */
export type Publishing = {
  /** Each feed is due so long after the one before it, ms; 0 for all at once. Ten thousand fill their five minutes with 30. */
  readonly gapMs: number
  /** How long an answer takes, ms: evenly spread between the two. */
  readonly answerMs: readonly [number, number]
  /** New entries each time somebody asks who has all that there was. */
  readonly entries: number
  /** One time in so many there is something new at all. */
  readonly oneIn: number
  /** One entry in so many is a report that an alignment keeps. */
  readonly oneKept: number
  /** No more is published while so many entries wait to be judged. */
  readonly backlog: number
}

export const PUBLISHING: Readonly<Record<Work, Publishing>> = {
  waits: { gapMs: 0, answerMs: [1_000, 1_500], entries: 1, oneIn: 5, oneKept: 4, backlog: 100_000 },
  busy: { gapMs: 30, answerMs: [0, 0], entries: 40, oneIn: 1, oneKept: 50, backlog: 2_000 },
}

const FIRST = ['Sar', 'Bel', 'Tor', 'Kal', 'Mir', 'Yel', 'Ras', 'Vel', 'Dar', 'Lun']
const LAST = ['onya', 'imsk', 'enka', 'umovo', 'ivar', 'eska', 'omari', 'undino', 'ikha', 'ovets']

/** A town that is on no map: reports name one each, and routes follow one each. */
export type Town = { readonly id: string; readonly name: string }
export const TOWNS: readonly Town[] = FIRST.flatMap((first) => LAST.map((last) => first + last)).map((name) => ({
  id: `town-${name.toLowerCase()}`,
  name,
}))

/** The town that a route follows, by the route's number. */
export const townOfRoute = (route: number): Town => TOWNS[route % TOWNS.length] as Town

/** One entry of a feed. `town` is that of a report to be posted; null for one that concerns nobody here. */
export type Entry = {
  readonly guid: string
  readonly url: string
  readonly title: string
  readonly text: string
  readonly at: number
  readonly town: Town | null
}

type Words = Pick<Entry, 'title' | 'text'>

/** Everyday notices in the five languages: there is nothing in them for either alignment. */
const NOTICES: readonly ((n: number) => Words)[] = [
  (n) => ({
    title: `Ferry timetable number ${n} changes for the winter`,
    text: `The morning ferry leaves ten minutes later from pier ${n % 40}, the port office said. Tickets that were bought stay valid, and the evening boat goes as before. Those with bicycles are asked to come early. The office expects calm seas until the end of the month and will tell of changes on its boards.`,
  }),
  (n) => ({
    title: `Harvest of orchard ${n} begins a week early`,
    text: `Growers began to pick apples after a warm autumn. Prices at the market stayed where they were, the growers’ union said, and ${n % 90} lorries are on the road. Schools may visit on Thursdays. A fair with music closes the season, as it does each year, weather permitting.`,
  }),
  (n) => ({
    title: `도서관 ${n}호, 겨울 방학 프로그램 안내`,
    text: `도서관은 겨울 방학을 맞아 어린이 독서 모임을 연다고 밝혔다. 신청은 월요일부터 받으며 정원은 ${n % 60}명이다. 저녁에는 음악회와 사진 전시가 이어진다. 주차장이 좁으니 대중교통을 이용해 달라고 도서관은 당부했다.`,
  }),
  (n) => ({
    title: `第${n}小学校で合唱の発表会`,
    text: `児童たちは秋から練習してきた三曲を披露する。会場は体育館で、保護者のほか近所の人も入場できる。開演は午後一時、席は${n % 300}席。終了後には校庭で地元の野菜が販売される。雨の場合も予定どおり行うという。`,
  }),
  (n) => ({
    title: `Автобусный маршрут ${n} изменён из-за ремонта моста`,
    text: `Ремонт моста продлится до конца месяца, сообщили в управлении дорог. Автобусы пойдут по соседней улице с интервалом ${5 + (n % 20)} минут. Пассажиров просят следить за объявлениями на остановках. Проезд остаётся прежним, льготы сохраняются.`,
  }),
  (n) => ({
    title: `第${n}届社区花展周末开幕`,
    text: `花展将在公园举行，展出菊花和兰花约${100 + (n % 500)}盆。主办方表示，市民可免费入场，周日下午设有插花课程。公园附近停车位有限，建议乘坐公共汽车前往。如遇大雨，活动顺延一周。`,
  }),
]

/** A number of 32 bits that looks like chance and is the same each time. */
export function scattered(n: number): number {
  let x = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) >>> 0
}

const GOODS = ['timber', 'flour', 'tractors', 'cement', 'honey', 'apples', 'fish', 'glass', 'paper', 'wool', 'seeds', 'bicycles']
const HOUSES = ['school', 'clinic', 'library', 'sawmill', 'bakery', 'theatre', 'hotel', 'stadium', 'greenhouse', 'harbour']
const SYLLABLES = [...'bcdfghjklmnprstvwxz'].flatMap((first) =>
  [...'aeiouy'].flatMap((vowel) => ['', 'l', 'n', 'r', 's', 'th', 'm', 'k'].map((last) => first + vowel + last)),
)

type Choose = (list: readonly string[]) => string

/** Words of no language: what makes a report unlike every other, as news of different events is. */
const prose = (pick: Choose): string => Array.from({ length: 40 }, () => pick(SYLLABLES) + pick(SYLLABLES) + pick(SYLLABLES)).join(' ')

/**
 * What the two might do with each other in a town. None of these words is an affair of its own (a summit, a treaty, troops): reports of one
 * affair become one story, and here each report is to become its own.
 */
const EVENTS: readonly ((town: string, pick: Choose) => string)[] = [
  (town, pick) => `North Korea and Russia open a joint ${pick(HOUSES)} in ${town}`,
  (town, pick) => `Pyongyang and Moscow sign accord on ${pick(GOODS)} in ${town}`,
  (town, pick) => `Russia and North Korea share a ${pick(HOUSES)} in ${town}`,
  (town, pick) => `North Korea’s and Russia’s makers of ${pick(GOODS)} work together in ${town}`,
]

function reportOf(n: number, { name }: Town): Words {
  let step = n
  const chance = (): number => {
    step += 7_919
    return scattered(step)
  }
  const pick: Choose = (list) => list[chance() % list.length] ?? ''
  const title = (EVENTS[chance() % EVENTS.length] as (typeof EVENTS)[0])(name, pick)
  return { title, text: `${prose(pick)}. ${title}.` }
}

/** The `n`th entry of a run. Every report names one of the towns that routes follow, each in turn. */
export function entryOf(n: number, feed: number, at: number, oneKept: number, towns: number): Entry {
  const town = scattered(n) % oneKept === 0 ? (TOWNS[scattered(n + 1) % Math.min(towns, TOWNS.length)] ?? null) : null
  const words = town === null ? (NOTICES[n % NOTICES.length] as (typeof NOTICES)[0])(n) : reportOf(n, town)
  return { guid: `entry-${n}`, url: `https://f${feed}.example/${n}`, at, town, ...words }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const itemOf = ({ guid, url, title, text, at }: Entry): string =>
  `<item><guid isPermaLink="false">${guid}</guid><title>${escaped(title)}</title><link>${url}</link><pubDate>${new Date(at).toUTCString()}</pubDate><description>${escaped(text)}</description></item>`

export const documentOf = (feed: number, entries: readonly Entry[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed ${feed}</title>${entries.map(itemOf).join('')}</channel></rss>`
