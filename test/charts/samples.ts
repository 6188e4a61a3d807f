import { drawEvents } from '#src/charts/events.ts'
import { drawMentions } from '#src/charts/mentions.ts'
import { drawNetwork } from '#src/charts/network.ts'
import type { Drawing } from '#src/charts/sheet.ts'
import { drawUnusual } from '#src/charts/unusual.ts'
import type { Actor } from '#src/domain/actor.ts'
import type { Unusual } from '#src/domain/alert.ts'
import type { Tie, Web } from '#src/domain/network.ts'
import { type Trend, type TrendWeek, usualOf } from '#src/domain/trend.ts'
import { randomOf } from '../domain/traffic.ts'

const WEEK_MS = 604_800_000
const DAY_MS = 86_400_000
const UNTIL = Date.UTC(2025, 6, 12, 9)
const MONDAY = Date.UTC(2025, 6, 7)

const ALIGNMENTS = [
  { id: 'us-jp-kr', label: 'US–Japan–South Korea', colour: '#0072b2' },
  { id: 'dprk-russia', label: 'North Korea–Russia', colour: '#d55e00' },
]

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
const trend: Trend = { subject: 'North Korea–Russia', weeks: ALL.slice(26), usual: usualOf(ALL.slice(0, 26), ALL.slice(26)), until: UNTIL }
const closed: Trend = { ...trend, weeks: ALL.slice(20, 50), until: MONDAY - WEEK_MS }

const lavrov = { name: 'Sergey Lavrov' } as Actor
const mentions = {
  actor: lavrov,
  alignments: ALIGNMENTS,
  weeks: Array.from({ length: 26 }, (_, index) => ({
    startAt: MONDAY - (25 - index) * WEEK_MS,
    byAlignment: { 'us-jp-kr': about(index === 25 ? 9 : 2), 'dprk-russia': about(index === 25 ? 24 : 5) },
    other: about(6),
  })),
  until: UNTIL,
  events: [
    { at: Date.UTC(2025, 6, 12), text: 'Russia → North Korea: CONSULT (visit)' },
    { at: Date.UTC(2025, 6, 11), text: 'Russia → United States, Japan, South Korea: THREATEN' },
    { at: Date.UTC(2025, 4, 27), text: 'Russia ↔ Türkiye: CONSULT (visit)' },
    { at: Date.UTC(2025, 2, 18), text: 'North Korea → Russia: SUPPORT' },
  ],
}

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

const node = (id: string, label: string, colour: string | null) => ({ id, label, colour })
const NODES = [
  node('USA', 'United States', '#0072b2'),
  node('KOR', 'South Korea', '#0072b2'),
  node('PRK', 'North Korea', '#d55e00'),
  node('RUS', 'Russia', '#d55e00'),
  node('JPN', 'Japan', '#0072b2'),
  node('UKR', 'Ukraine', null),
  node('CHN', 'China', null),
  node('UNO', 'United Nations', null),
  node('GBR', 'United Kingdom', null),
  node('DEU', 'Germany', null),
]
const tie = (a: string, b: string, cooperative: number, conflictual: number, joint = 0): Tie => ({ a, b, cooperative, conflictual, joint })
const web: Web = {
  subject: 'All alignments',
  centre: null,
  nodes: NODES,
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
}
const ego: Web = {
  ...web,
  subject: 'Sergey Lavrov',
  centre: 'sergey-lavrov',
  nodes: [
    node('sergey-lavrov', 'Sergey Lavrov', '#d55e00'),
    ...NODES.filter(({ id }) => ['PRK', 'USA', 'JPN', 'KOR', 'CHN', 'UKR'].includes(id)),
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
}

/** Every kind of picture, with counts that are made up. */
export const SAMPLES: Readonly<Record<string, Drawing>> = {
  'trend-unusual-week': drawEvents(closed),
  trend: drawEvents(trend),
  'actor-mentions': drawMentions(mentions),
  'actor-quiet': drawMentions({
    ...mentions,
    weeks: mentions.weeks.slice(-8).map((week) => ({ ...week, byAlignment: {}, other: week.other % 3 })),
    events: [],
  }),
  alert: drawUnusual(UNUSUAL),
  network: drawNetwork(web),
  'network-actor': drawNetwork(ego),
}
