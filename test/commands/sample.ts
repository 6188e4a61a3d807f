import { join } from 'node:path'
import { createChartMaker } from '#src/charts/maker.ts'
import { commands } from '#src/commands/index.ts'
import { loadConfig } from '#src/config.ts'
import type { Alignment } from '#src/domain/alignment.ts'
import type { Assessment } from '#src/domain/assessment.ts'
import type { Brief, BriefSource } from '#src/domain/brief.ts'
import type { Command, CommandContext, Reply } from '#src/domain/command.ts'
import type { Category } from '#src/domain/event.ts'
import type { Item } from '#src/domain/item.ts'
import { plain } from '#src/domain/rich-text.ts'
import { createDirectory } from '#src/knowledge/directory.ts'
import { memoryArchive, type Remembered } from './memory-archive.ts'

export const config = await loadConfig({ dir: join(import.meta.dirname, '../../config'), env: {} })
export const NOW = Date.UTC(2025, 6, 20, 3)

const alignmentsOf = (ids: readonly string[]): readonly Alignment[] => config.facts.alignments.filter(({ id }) => ids.includes(id))

const source = (outlet: string, country: string, title: string, publishedAt: number): BriefSource => ({
  itemId: `item-${outlet}`,
  outlet,
  country,
  kind: 'newspaper',
  bloc: 'other',
  language: 'en',
  title,
  url: `https://news.example/${outlet}`,
  publishedAt,
  group: 0,
})

type Told = {
  readonly storyId: string
  readonly headline: string
  readonly at: number
  readonly about: readonly string[]
  readonly category: Category
  readonly actors: readonly string[]
  readonly date?: string
  readonly url?: string
}

export const brief = ({ storyId, headline, at, about, category, actors, date, url }: Told): Brief => ({
  storyId,
  revision: 1,
  kind: 'new',
  change: '',
  alignments: alignmentsOf(about).map(({ id, label, colour }) => ({ id, label, colour, rule: 'B1', score: 0.9 })),
  headline,
  url: url ?? `https://news.example/${storyId}`,
  original: null,
  acts: [
    {
      category,
      mode: null,
      subtype: null,
      actors: ['RUS'],
      recipients: ['PRK'],
      standing: 'confirmed',
      text: `Russia → North Korea: ${category}`,
    },
  ],
  place: null,
  date: date ?? null,
  summary: [],
  summaryLanguage: 'en',
  standing: 'confirmed',
  standingText: 'Confirmed by both sides',
  sources: [source('first', 'KOR', headline, at), source('second', 'RUS', headline, at)],
  independentSources: 2,
  silentBlocs: [],
  actors,
  thread: null,
  importance: 0.5,
  openedAt: at,
  updatedAt: at,
})

/** Stories about public events, in our own words. */
export const briefs: readonly Brief[] = [
  brief({
    storyId: 'a1b2c3d4',
    headline: 'Lavrov visits Wonsan and meets the North Korean leader',
    at: Date.UTC(2025, 6, 12, 6),
    date: '2025-07-12',
    about: ['dprk-russia', 'us-jp-kr'],
    category: 'CONSULT',
    actors: ['sergey-lavrov', 'choe-son-hui', 'kim-jong-un', 'wonsan-kalma'],
  }),
  brief({
    storyId: 'a1ffffff',
    headline: 'Shoigu visits Pyongyang for talks',
    at: Date.UTC(2025, 5, 4, 6),
    about: ['dprk-russia'],
    category: 'CONSULT',
    actors: ['sergei-shoigu', 'kim-jong-un'],
  }),
  brief({
    storyId: 'c0ffee00',
    headline: 'Han and Ishiba speak by phone and reaffirm cooperation with Washington',
    at: Date.UTC(2024, 11, 19, 6),
    date: '2024-12-19',
    about: ['us-jp-kr'],
    category: 'CONSULT',
    actors: ['han-duck-soo', 'shigeru-ishiba'],
  }),
]

export const item = (id: string, title: string, publishedAt: number, url = `https://news.example/${id}`): Item => ({
  id,
  feedId: 'feed',
  guid: id,
  url,
  title,
  text: '',
  language: 'en',
  source: { outlet: 'Example Daily', country: 'KOR', kind: 'newspaper', bloc: 'us-jp-kr' },
  publishedAt,
  firstSeenAt: publishedAt,
  backfilled: false,
})

/** An assessment with these reasons for North Korea–Russia, scored as the configuration scores. */
export function assessment(
  title: string,
  found: readonly { readonly text: string; readonly weight: number; readonly quote?: string }[],
  actorIds: readonly string[],
): Assessment {
  const { bias, scale } = config.scoring
  const sum = found.reduce((total, { weight }) => total + weight, bias)
  const score = 1 / (1 + Math.exp(-sum / scale))
  const kept = score >= 0.5
  return {
    language: 'en',
    mentions: actorIds.map((actorId) => ({ actorId, text: 'Lavrov', start: 0, end: 6, country: 'RUS' })),
    events: [
      {
        category: 'CONSULT',
        mode: 'visit',
        subtype: null,
        actors: ['RUS'],
        recipients: ['PRK'],
        standing: 'confirmed',
        place: null,
        date: null,
        phrase: { start: 0, end: 6 },
      },
    ],
    verdicts: {
      'us-jp-kr': { score: 1 / (1 + Math.exp(-bias / scale)), kept: false, rule: null },
      'dprk-russia': { score, kept, rule: kept ? 'B1' : null },
    },
    reasons: found.map(({ text, weight, quote }) => {
      const start = quote === undefined ? -1 : title.indexOf(quote)
      return { alignment: 'dprk-russia', text, weight, span: start < 0 ? null : { start, end: start + (quote ?? '').length } }
    }),
  }
}

export const contextOver = (stories: readonly Brief[] = briefs, remembered: readonly Remembered[] = []): CommandContext => ({
  directory: createDirectory(config.facts, config.wording),
  archive: memoryArchive(stories, remembered),
  charts: createChartMaker(),
  alignments: config.facts.alignments,
  now: () => NOW,
  timeZone: 'Asia/Seoul',
  scoring: config.scoring,
  categories: config.facts.lexicon.categories,
  pageUrl: 'https://desk.example',
})

export const context = contextOver()

export function commandNamed(name: string): Command {
  const found = commands.find((command) => command.name === name)
  if (found === undefined) throw new Error(`no command ${name}`)
  return found
}

export const ask = (name: string, args: Record<string, string>, over: CommandContext = context): Promise<Reply> =>
  commandNamed(name).run(args, over)

/** Everything a reply says, as lines. */
export const said = (reply: Reply): string =>
  [reply.title, ...reply.body.map(plain), ...reply.fields.flatMap((field) => [`[${field.name}]`, ...field.value.map(plain)]), reply.footer]
    .filter((text) => text !== '')
    .join('\n')
