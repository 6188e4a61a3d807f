import type { Features } from './features.ts'
import { BUCKETS, type Grams } from './grams.ts'

/**
 * How common each feature is among the reports that are remembered: the rarer, the more it tells. It depends on the set of
 * reports alone, not on the order they came in, so that a clusterer restored from a store weighs as before.
 */
export type Vocabulary = {
  add(features: Features): void
  remove(features: Features): void
  /** Inverse document frequency, smoothed, 0 and up. */
  weight(key: string): number
  /** Sum of squared weights of a gram vector, and of what two share: enough for a cosine. */
  cosine(a: Grams, b: Grams): number
  count(key: string): number
  readonly size: number
}

/** Keys under which the discrete features of a report are counted and indexed. */
export function* keysOf(features: Features): Generator<string> {
  for (const state of features.states) yield `state:${state}`
  for (const person of features.people) yield `who:${person}`
  for (const thing of features.things) yield `what:${thing}`
  for (const name of features.named) yield `named:${name}`
  for (const subtype of features.subtypes) yield `type:${subtype}`
  for (const category of features.categories) yield `act:${category}`
  for (const concept of features.concepts) yield `concept:${concept}`
  for (const number of features.numbers) yield `number:${number}`
}

/** As if so many reports without any of the features had been seen: keeps the first weights from jumping. */
const PRIOR = 40

export function createVocabulary(): Vocabulary {
  const counts = new Map<string, number>()
  const gramCounts = new Uint32Array(BUCKETS)
  let size = 0
  const change = (features: Features, by: 1 | -1): void => {
    size += by
    for (const key of keysOf(features)) {
      const next = (counts.get(key) ?? 0) + by
      if (next <= 0) counts.delete(key)
      else counts.set(key, next)
    }
    for (const bucket of features.grams.buckets) gramCounts[bucket] = (gramCounts[bucket] ?? 0) + by
  }
  const gramWeight = (bucket: number, count: number): number =>
    (1 + Math.log(count)) * Math.log((PRIOR + size) / (1 + (gramCounts[bucket] ?? 0)))
  const norm = (grams: Grams): number => {
    let sum = 0
    for (let i = 0; i < grams.buckets.length; i += 1) sum += gramWeight(grams.buckets[i] ?? 0, grams.counts[i] ?? 1) ** 2
    return Math.sqrt(sum)
  }
  const dot = (a: Grams, b: Grams): number => {
    let sum = 0
    for (let i = 0, j = 0; i < a.buckets.length && j < b.buckets.length; ) {
      const left = a.buckets[i] ?? 0
      const right = b.buckets[j] ?? 0
      if (left === right) sum += gramWeight(left, a.counts[i] ?? 1) * gramWeight(right, b.counts[j] ?? 1)
      if (left <= right) i += 1
      if (right <= left) j += 1
    }
    return sum
  }
  return {
    add: (features) => change(features, 1),
    remove: (features) => change(features, -1),
    weight: (key) => Math.log((PRIOR + size) / (1 + (counts.get(key) ?? 0))),
    cosine: (a, b) => {
      const shared = dot(a, b)
      return shared === 0 ? 0 : shared / (norm(a) * norm(b) || 1)
    },
    count: (key) => counts.get(key) ?? 0,
    get size() {
      return size
    },
  }
}
