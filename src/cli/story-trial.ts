import type { Facts } from '../domain/knowledge.ts'
import type { Report } from '../domain/story.ts'
import { bCubed, type Labelled, pairwise, type Score } from '../stories/agreement.ts'
import { storiesOf } from './cluster.ts'

/** An item of a trial: its report and the story it is labelled with; '' where it has none. */
export type Trialled = { readonly report: Report; readonly gold: string }

/** An unlabelled item that shares a story with others, some of which are named for a reader. */
export type Merge = {
  readonly order: number
  readonly id: string
  readonly title: string
  /** Labelled stories it came to be in; '' where it is among unlabelled items alone. */
  readonly story: string
  readonly with: readonly string[]
}

export type TrialFigures = {
  readonly pairwise: ReturnType<typeof pairwise>
  readonly bCubed: Score
  /** Unlabelled items in a story with labelled ones, and those in a story with any other. */
  readonly noiseJoined: number
  readonly noiseMerged: number
  readonly merges: readonly Merge[]
}

/** A source of numbers from 0 to below 1, the same for the same seed: mulberry32, public domain, by T. Ettinger. */
export function seeded(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    const first = Math.imul(state ^ (state >>> 15), 1 | state)
    const mixed = (first + Math.imul(first ^ (first >>> 7), 61 | first)) ^ first
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The values in a random order, the same for the same seed: Fisher and Yates. */
export function shuffled<T>(values: readonly T[], seed: number): readonly T[] {
  const random = seeded(seed)
  const result = [...values]
  for (let i = result.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [result[i], result[j]]
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a]
  }
  return result
}

/** Places the items in the order given and says how well the labelled stories were found, and what became of the rest. */
export function tryStories(items: readonly Trialled[], facts: Facts, order: number, threshold?: number): TrialFigures {
  const stories = storiesOf(
    items.map(({ report }) => report),
    facts,
    threshold === undefined ? {} : { threshold },
  )
  const placed = items.map((item) => ({ ...item, found: stories.get(item.report.item.id) ?? item.report.item.id }))
  const labelled: readonly Labelled[] = placed
    .filter(({ gold }) => gold !== '')
    .map(({ found, gold, report }) => ({ found, gold, language: report.assessment.language }))
  const together = Map.groupBy(placed, ({ found }) => found)
  const merges = placed
    .filter(({ gold, found }) => gold === '' && (together.get(found)?.length ?? 0) > 1)
    .map(({ report, found }): Merge => {
      const others = (together.get(found) ?? []).filter(({ report: other }) => other.item.id !== report.item.id)
      return {
        order,
        id: report.item.id,
        title: report.item.title,
        story: [...new Set(others.flatMap(({ gold }) => (gold === '' ? [] : [gold])))].join(' '),
        with: others.slice(0, 3).map(({ report: other }) => other.item.title),
      }
    })
  const noiseJoined = merges.filter(({ story }) => story !== '').length
  return { pairwise: pairwise(labelled), bCubed: bCubed(labelled), noiseJoined, noiseMerged: merges.length, merges }
}

/** The stories in two halves, parted by the seed; unlabelled items are in both. */
export function halvesOf(items: readonly Trialled[], seed: number): readonly [readonly Trialled[], readonly Trialled[]] {
  const names = shuffled([...new Set(items.flatMap(({ gold }) => (gold === '' ? [] : [gold])))].toSorted(), seed)
  const first = new Set(names.slice(0, Math.ceil(names.length / 2)))
  return [items.filter(({ gold }) => gold === '' || first.has(gold)), items.filter(({ gold }) => gold === '' || !first.has(gold))]
}

const THRESHOLDS = [0.26, 0.28, 0.3, 0.32, 0.34, 0.36, 0.38, 0.4, 0.42, 0.44, 0.46]

/** The threshold that finds these stories best by both measures; of several that do, the middle one. */
export function fitThreshold(items: readonly Trialled[], facts: Facts): number {
  const worth = THRESHOLDS.map((threshold) => {
    const { pairwise: pairs, bCubed: cubed } = tryStories(items, facts, 0, threshold)
    return { threshold, worth: pairs.f1 + cubed.f1 }
  })
  const best = Math.max(...worth.map((each) => each.worth))
  const good = worth.filter((each) => each.worth >= best - 1e-9)
  return good[Math.floor(good.length / 2)]?.threshold ?? 0
}

/** One half's threshold, fitted on the other half, with what it reaches in each order. */
export type Halved = { readonly threshold: number; readonly figures: readonly TrialFigures[] }

/** Fits on one half of the stories and tests on the other, both ways; `orders` puts a half's items in one order after another. */
export function tryHalves(
  items: readonly Trialled[],
  facts: Facts,
  seed: number,
  orders: (items: readonly Trialled[]) => readonly (readonly Trialled[])[],
): readonly Halved[] {
  const [a, b] = halvesOf(items, seed)
  return [
    [a, b],
    [b, a],
  ].map(([learnt = [], tested = []]) => {
    const threshold = fitThreshold(orders(learnt)[0] ?? learnt, facts)
    return { threshold, figures: orders(tested).map((ordered, index) => tryStories(ordered, facts, index + 1, threshold)) }
  })
}
