import { drawEvents } from '#src/charts/events.ts'
import { drawMentions } from '#src/charts/mentions.ts'
import { drawNetwork } from '#src/charts/network.ts'
import type { Drawing } from '#src/charts/sheet.ts'
import { drawUnusual } from '#src/charts/unusual.ts'
import type { Unusual } from '#src/domain/alert.ts'
import { labelIn } from '#src/domain/alignment.ts'
import type { Category } from '#src/domain/event.ts'
import type { Locale } from '#src/domain/locale.ts'
import type { Tie, Web } from '#src/domain/network.ts'
import { type Trend, type TrendWeek, usualOf } from '#src/domain/trend.ts'
import { stateName } from '#src/words/states.ts'
import { deedWords } from '#src/words/told.ts'
import { wordsIn } from '#src/words/words.ts'
import { randomOf } from '../domain/traffic.ts'

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000
const UNTIL = Date.UTC(2025, 6, 12, 9)
const MONDAY = Date.UTC(2025, 6, 7)

const ALIGNMENTS = [
  {
    id: 'us-jp-kr',
    label: 'US–Japan–South Korea',
    labels: { ko: '한미일', ja: '日米韓', ru: 'США–Япония–Южная Корея', 'zh-Hans': '美日韩', 'zh-Hant': '美日韓' },
    colour: '#0072b2',
  },
  {
    id: 'dprk-russia',
    label: 'North Korea–Russia',
    labels: { ko: '북한–러시아', ja: '北朝鮮–ロシア', ru: 'КНДР–Россия', 'zh-Hans': '朝鲜–俄罗斯', 'zh-Hant': '北韓–俄羅斯' },
    colour: '#d55e00',
  },
] as const
const [, DPRK_RUSSIA] = ALIGNMENTS
const LAVROV = {
  ko: '세르게이 라브로프',
  ja: 'セルゲイ・ラブロフ',
  ru: 'Сергей Лавров',
  'zh-Hans': '谢尔盖·拉夫罗夫',
  'zh-Hant': '謝爾蓋·拉夫羅夫',
}
const lavrovIn = (locale: Locale): string => (locale === 'en' ? 'Sergey Lavrov' : LAVROV[locale])

const random = randomOf(12)
const about = (mean: number): number => Math.round(mean * (0.4 + 1.2 * random()))

/** Made-up counts in the shape of half a year: for looking at pictures, not for telling of the world. */
function weeksOf(count: number): readonly TrendWeek[] {
  return Array.from({ length: count }, (_, index) => ({
    startAt: MONDAY - (count - 1 - index) * WEEK_MS,
    quads: {
      'verbal-cooperation': about(index === count - 3 ? 22 : 6),
      'material-cooperation': about(4),
      'verbal-conflict': about(5),
      'material-conflict': about(2),
    },
    score: 1.2,
    coverage: { feeds: 88, down: index > count - 12 && index < count - 8 ? 31 : 1 },
  }))
}

const ALL = weeksOf(52)
const trendIn = (locale: Locale): Trend => ({
  subject: labelIn(DPRK_RUSSIA, locale),
  weeks: ALL.slice(26),
  usual: usualOf(ALL.slice(0, 26), ALL.slice(26)),
  until: UNTIL,
})
const closed = (trend: Trend): Trend => ({ ...trend, weeks: ALL.slice(20, 50), until: MONDAY - WEEK_MS })

const deed = (category: Category, mode: string | null, actors: readonly string[], recipients: readonly string[]) => ({
  category,
  mode,
  actors,
  recipients,
})
const DEEDS = [
  { at: Date.UTC(2025, 6, 12), deed: deed('CONSULT', 'visit', ['RUS'], ['PRK']) },
  { at: Date.UTC(2025, 6, 11), deed: deed('THREATEN', null, ['RUS'], ['USA', 'JPN', 'KOR']) },
  { at: Date.UTC(2025, 4, 27), deed: deed('CONSULT', 'visit', ['RUS'], ['TUR']) },
  { at: Date.UTC(2025, 2, 18), deed: deed('SUPPORT', null, ['PRK'], ['RUS']) },
]
const MENTIONED = Array.from({ length: 26 }, (_, index) => ({
  startAt: MONDAY - (25 - index) * WEEK_MS,
  byAlignment: { 'us-jp-kr': about(index === 25 ? 9 : 2), 'dprk-russia': about(index === 25 ? 24 : 5) },
  other: about(6),
}))
const mentionsIn = (locale: Locale) => ({
  actor: { name: lavrovIn(locale) },
  alignments: ALIGNMENTS,
  weeks: MENTIONED,
  until: UNTIL,
  events: DEEDS.map(({ at, deed: one }) => ({ at, text: deedWords(one, wordsIn(locale)) })),
})

/** A week of 19 stories after half a year of three to eight. */
export const UNUSUAL: Unusual = {
  subject: { id: 'alignment:dprk-russia', label: 'North Korea–Russia', colour: '#d55e00' },
  count: 19,
  usual: { low: 3, high: 8 },
  weeks: 24,
  chance: 0.0011,
  windows: Array.from({ length: 28 }, (_, index) => ({
    startAt: Date.UTC(2025, 6, 6) - (27 - index) * WEEK_MS,
    count: index === 27 ? 19 : index === 12 || index === 13 ? 1 : about(5.5),
    share: index === 12 || index === 13 ? 0.4 : 1,
  })),
  until: UNTIL,
}

const STATES = ['USA', 'KOR', 'PRK', 'RUS', 'JPN', 'UKR', 'CHN', 'UNO', 'GBR', 'DEU'] as const
const COLOURS: Readonly<Record<string, string>> = { USA: '#0072b2', KOR: '#0072b2', JPN: '#0072b2', PRK: '#d55e00', RUS: '#d55e00' }
const nodesIn = (codes: readonly string[], locale: Locale) =>
  codes.map((id) => ({ id, label: stateName(id, locale), colour: COLOURS[id] ?? null }))
const tie = (a: string, b: string, cooperative: number, conflictual: number, joint = 0): Tie => ({ a, b, cooperative, conflictual, joint })
const webIn = (locale: Locale): Web => ({
  subject: wordsIn(locale).cards.allAlignments,
  centre: null,
  nodes: nodesIn(STATES, locale),
  ties: [
    tie('PRK', 'RUS', 64, 1, 3),
    tie('KOR', 'USA', 22, 2, 30),
    tie('JPN', 'KOR', 16, 3, 19),
    tie('JPN', 'USA', 15, 1, 18),
    tie('KOR', 'PRK', 2, 25),
    tie('PRK', 'USA', 3, 19),
    tie('RUS', 'UKR', 1, 17),
    tie('RUS', 'USA', 8, 9),
    tie('PRK', 'UKR', 0, 9),
    tie('JPN', 'PRK', 0, 8),
    tie('CHN', 'RUS', 7, 0),
    tie('CHN', 'PRK', 5, 1),
    tie('UNO', 'PRK', 0, 4),
    tie('GBR', 'JPN', 3, 0),
    tie('DEU', 'JPN', 2, 0),
  ],
  since: UNTIL - 90 * DAY_MS,
  until: UNTIL,
  left: 6,
})
const egoIn = (locale: Locale): Web => ({
  ...webIn(locale),
  subject: lavrovIn(locale),
  centre: 'sergey-lavrov',
  nodes: [
    { id: 'sergey-lavrov', label: lavrovIn(locale), colour: '#d55e00' },
    ...nodesIn(['USA', 'KOR', 'PRK', 'JPN', 'UKR', 'CHN'], locale),
  ],
  ties: [
    tie('sergey-lavrov', 'PRK', 12, 0),
    tie('sergey-lavrov', 'USA', 3, 7),
    tie('sergey-lavrov', 'KOR', 0, 5),
    tie('sergey-lavrov', 'JPN', 0, 4),
    tie('sergey-lavrov', 'CHN', 3, 0),
    tie('sergey-lavrov', 'UKR', 0, 3),
  ],
  left: 0,
})

/** Every kind of picture in a language, with counts that are made up. */
export function samplesIn(locale: Locale): Readonly<Record<string, Drawing>> {
  const [words, trend, mentions] = [wordsIn(locale), trendIn(locale), mentionsIn(locale)]
  const quiet = mentions.weeks.slice(-8).map((week) => ({ ...week, byAlignment: {}, other: week.other % 3 }))
  const unusual = { ...UNUSUAL, subject: { ...UNUSUAL.subject, label: labelIn(DPRK_RUSSIA, locale) } }
  return {
    'trend-unusual-week': drawEvents(closed(trend), words),
    trend: drawEvents(trend, words),
    'actor-mentions': drawMentions(mentions, words),
    'actor-quiet': drawMentions({ ...mentions, weeks: quiet, events: [] }, words),
    alert: drawUnusual(unusual, words),
    network: drawNetwork(webIn(locale), words),
    'network-actor': drawNetwork(egoIn(locale), words),
  }
}

/** Every kind of picture, in English. */
export const SAMPLES = samplesIn('en')
