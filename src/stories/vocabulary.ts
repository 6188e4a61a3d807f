import type { Features } from './features.ts'
import { BUCKETS, type Grams } from './grams.ts'

/** What reports are compared and found by, each kind counted for itself. */
export const KINDS = ['states', 'people', 'things', 'named', 'subtypes', 'categories', 'concepts', 'numbers'] as const
export type Kind = (typeof KINDS)[number]

/** An empty map for each kind of feature. */
export const mapsByKind = <T>(): Readonly<Record<Kind, Map<string | number, T>>> => ({
  states: new Map(),
  people: new Map(),
  things: new Map(),
  named: new Map(),
  subtypes: new Map(),
  categories: new Map(),
  concepts: new Map(),
  numbers: new Map(),
})

/**
 * How common each feature is among the reports that are remembered: the rarer, the more it tells. It depends on the set of
 * reports alone, not on the order they came in, so that a clusterer restored from a store weighs as before.
 */
export type Vocabulary = {
  add(features: Features): void
  remove(features: Features): void
  /** Inverse document frequency, smoothed, 0 and up. */
  weight(kind: Kind, value: string | number): number
  /** Of two texts' grams, weighted by rarity: 0 for nothing in common, 1 for the same. */
  cosine(a: Grams, b: Grams): number
  readonly size: number
}

/** As if so many reports without any of the features had been seen: a newsroom that has just begun weighs about as one that knows weeks. */
const PRIOR = 300

/** Logarithms of small whole numbers, since counting asks for them all the time. */
const LOGS = Float64Array.from({ length: 4096 }, (_, count) => Math.log(count))
const logOf = (count: number): number => LOGS[count] ?? Math.log(count)

export function createVocabulary(): Vocabulary {
  const counts = mapsByKind<number>()
  const gramCounts = new Uint32Array(BUCKETS)
  const gramLogs = new Float64Array(BUCKETS)
  let size = 0
  let logSize = Math.log(PRIOR)
  /** Norms as of now: one report is compared with many before anything changes. */
  const norms = new Map<Grams, number>()

  const change = (features: Features, by: 1 | -1): void => {
    norms.clear()
    size += by
    logSize = Math.log(PRIOR + size)
    for (const kind of KINDS)
      for (const value of features[kind]) {
        const next = (counts[kind].get(value) ?? 0) + by
        if (next <= 0) counts[kind].delete(value)
        else counts[kind].set(value, next)
      }
    for (const bucket of features.grams.buckets) {
      const next = (gramCounts[bucket] ?? 0) + by
      gramCounts[bucket] = next
      gramLogs[bucket] = logOf(next + 1)
    }
  }

  const norm = (grams: Grams): number => {
    const known = norms.get(grams)
    if (known !== undefined) return known
    const { buckets, weights } = grams
    let sum = 0
    for (let i = 0; i < buckets.length; i += 1) {
      const weight = (weights[i] ?? 0) * (logSize - (gramLogs[buckets[i] ?? 0] ?? 0))
      sum += weight * weight
    }
    norms.set(grams, Math.sqrt(sum))
    return Math.sqrt(sum)
  }
  const dot = (a: Grams, b: Grams): number => {
    let sum = 0
    for (let i = 0, j = 0; i < a.buckets.length && j < b.buckets.length; ) {
      const left = a.buckets[i] ?? 0
      const right = b.buckets[j] ?? 0
      if (left === right) {
        const rarity = logSize - (gramLogs[left] ?? 0)
        sum += (a.weights[i] ?? 0) * (b.weights[j] ?? 0) * rarity * rarity
      }
      if (left <= right) i += 1
      if (right <= left) j += 1
    }
    return sum
  }

  return {
    add: (features) => change(features, 1),
    remove: (features) => change(features, -1),
    weight: (kind, value) => logSize - logOf(1 + (counts[kind].get(value) ?? 0)),
    cosine: (a, b) => {
      const shared = dot(a, b)
      return shared === 0 ? 0 : shared / (norm(a) * norm(b) || 1)
    },
    get size() {
      return size
    },
  }
}
