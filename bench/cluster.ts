// Placing one report among many recent ones, and telling stories. Run: node bench/cluster.ts [REPORTS]
import { pathToFileURL } from 'node:url'
import { loadKnowledge } from '#src/config.ts'
import type { Item } from '#src/domain/item.ts'
import type { Report } from '#src/domain/story.ts'
import { createAssessor } from '#src/judgement/assess.ts'
import { createClusterer } from '#src/stories/cluster.ts'
import { composeBrief } from '#src/stories/compose.ts'
import { summarise } from '#src/stories/summary.ts'

export type Measure = {
  readonly what: string
  readonly count: number
  readonly medianMs: number
  readonly p95Ms: number
  readonly perSecond: number
  /** What a user would take instead, and what cannot be done without; left out for ours. */
  readonly stands?: 'beside' | 'limit'
}

const PAIRS = [
  ['North Korea', 'Russia'],
  ['Japan', 'South Korea'],
  ['Russia', 'North Korea'],
] as const
const DEEDS = [
  'sends workers to',
  'opens a bridge to',
  'holds talks with',
  'condemns sanctions with',
  'plans a naval drill with',
  'ratifies a treaty with',
]
const PLACES = ['Wonsan', 'Pyongyang', 'Moscow', 'Vladivostok', 'Seoul', 'Tokyo', 'Kursk', 'Rason', 'Beijing', 'Washington']
const WORDS =
  'minister delegation harbour factory railway festival student fishery forest winter summer music medicine museum language market hotel coal rice steel'.split(
    ' ',
  )

/** Report number n, spread over 72 hours so that all stand in one window; every third is a second report of an event. */
function itemAt(n: number, of: number): Item {
  const event = Math.floor((n * 2) / 3)
  const pick = <T>(list: readonly T[], step: number): T => list[Math.floor(event / step) % list.length] as T
  const [who, whom] = pick(PAIRS, 7)
  const title = `${who} ${pick(DEEDS, 1)} ${whom}: ${pick(WORDS, 3)} and ${pick(WORDS, 61)} in ${pick(PLACES, 11)}`
  const text = `${who} ${pick(DEEDS, 1)} ${whom} over ${pick(WORDS, 5)}, ${pick(WORDS, 17)} and ${1000 + event} tonnes of ${pick(WORDS, 29)} in ${pick(PLACES, 11)}. Officials met in ${pick(PLACES, 3)} and spoke of ${pick(WORDS, 13)}.`
  const publishedAt = Date.UTC(2025, 8, 1) + Math.floor((n / of) * 72 * 3_600_000)
  const source = { outlet: `Outlet ${n % 40}`, country: 'GBR', kind: 'newspaper', bloc: 'other' } as const
  return {
    id: `item-${n}`,
    feedId: 'bench',
    guid: String(n),
    url: '',
    title,
    text,
    language: 'en',
    source,
    publishedAt,
    firstSeenAt: publishedAt,
    backfilled: false,
  }
}

function measured(what: string, samples: readonly number[]): Measure {
  const sorted = samples.toSorted((a, b) => a - b)
  const total = samples.reduce((sum, sample) => sum + sample, 0)
  const at = (share: number): number => Number((sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(3))
  return { what, count: samples.length, medianMs: at(0.5), p95Ms: at(0.95), perSecond: Math.round((samples.length / total) * 1000) }
}

const wordsOf = ({ title }: Item): ReadonlySet<string> => new Set(title.toLowerCase().match(/\p{L}+/gu))

/** The script of an evening: the recent title that shares the largest part of its words. */
function nearestTitle(words: ReadonlySet<string>, recent: readonly ReadonlySet<string>[]): number {
  let [best, bestAt] = [0, -1]
  for (const [at, other] of recent.entries()) {
    const shared = words.intersection(other).size
    const share = shared / (words.size + other.size - shared)
    if (share > best) [best, bestAt] = [share, at]
  }
  return bestAt
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' })

function timed(run: () => void): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

/** What placing costs among `size` recent reports, without and with merging, and what a summary and a brief cost. */
export async function measureCluster(size: number): Promise<readonly Measure[]> {
  const knowledge = await loadKnowledge({ dir: new URL('../config', import.meta.url).pathname })
  const { facts } = knowledge
  const assessor = createAssessor(knowledge)
  const reports: Report[] = Array.from({ length: size + 500 }, (_, n) => {
    const item = itemAt(n, size)
    return { item, assessment: assessor.assess(item) }
  })
  const measures: Measure[] = []
  for (const merge of [false, true]) {
    const clusterer = createClusterer({ facts, options: { merge } })
    for (const report of reports.slice(0, size)) clusterer.place(report)
    const samples = reports.slice(size).map((report) => timed(() => clusterer.place(report)))
    measures.push(measured(`place among ${size}${merge ? ', merging' : ''}`, samples))
  }
  const titles = reports.map(({ item }) => wordsOf(item))
  const recent = titles.slice(0, size)
  const samples = titles.slice(size, size + 50).map((words) => timed(() => nearestTitle(words, recent)))
  measures.push({ ...measured(`words shared with each of ${size} titles`, samples), stands: 'beside' })
  const texts = (from: number) =>
    reports.slice(from, from + 4).map(({ item }) => ({ title: item.title, text: item.text, language: 'en', phrases: [] }))
  measures.push(
    measured(
      'summarise 4 reports',
      Array.from({ length: 1000 }, (_, n) => timed(() => summarise(texts((n * 4) % size)))),
    ),
  )
  const cut = (n: number) => texts((n * 4) % size).flatMap(({ text }) => [...sentences.segment(text)].slice(0, 1))
  const cutting = Array.from({ length: 1000 }, (_, n) => timed(() => cut(n)))
  measures.push({ ...measured('first sentence of each of 4 reports', cutting), stands: 'beside' })
  const story = { id: 'story', revision: 1, openedAt: 0, updatedAt: 0, itemIds: [] }
  const compose = (n: number) =>
    composeBrief({ story, reports: reports.slice(n, n + 4), previous: null, facts, alignments: facts.alignments })
  measures.push(
    measured(
      'brief of 4 reports',
      Array.from({ length: 500 }, (_, n) => timed(() => compose((n * 4) % size))),
    ),
  )
  // As while a story grows: those before it were read when they came.
  const growing = (n: number) =>
    composeBrief({ story, reports: reports.slice(0, 250 + n), previous: null, facts, alignments: facts.alignments })
  measures.push(
    measured(
      'brief of 250–300 reports, one more each time',
      Array.from({ length: 50 }, (_, n) => timed(() => growing(n))),
    ),
  )
  return measures
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const measures = await measureCluster(Number(process.argv[2] ?? '50000'))
  process.stdout.write(
    `${measures.map(({ what, count, medianMs, p95Ms, perSecond }) => `${what.padEnd(32)} ${String(count).padStart(6)} ${String(medianMs).padStart(8)} ms ${String(p95Ms).padStart(8)} ms p95 ${String(perSecond).padStart(8)}/s`).join('\n')}\n${JSON.stringify(measures)}\n`,
  )
}
