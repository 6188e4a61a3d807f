import type { Features } from './features.ts'
import { KINDS, type Vocabulary } from './vocabulary.ts'

/** Finds, among the reports remembered, the few that share the rarest features with a new one. */
export type Candidates<Entry> = {
  add(features: Features, entry: Entry): void
  remove(features: Features, entry: Entry): void
  /** Best first. Looks at no more than a fixed number of postings, rarest features first, so that time stays bounded. */
  near(features: Features, vocabulary: Vocabulary, limit: number): readonly Entry[]
}

/** One gram in eight is indexed: texts that are alike share hundreds. */
const SAMPLE = 8
const VISITS = 2000

function* indexKeys(features: Features): Generator<string> {
  for (const kind of KINDS) for (const value of features[kind]) yield `${kind}:${value}`
  for (const bucket of features.grams.buckets) if (bucket % SAMPLE === 0) yield `gram:${bucket}`
}

/** The entries with the highest scores, best first. Only those above the limit-th score are sorted. */
function best<Entry>(scores: ReadonlyMap<Entry, number>, limit: number): readonly Entry[] {
  const values = Float64Array.from(scores.values()).sort()
  const least = values[Math.max(0, values.length - limit)] ?? 0
  return [...scores]
    .filter(([, score]) => score >= least)
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([entry]) => entry)
}

export function createCandidates<Entry>(): Candidates<Entry> {
  const postings = new Map<string, Set<Entry>>()
  const near: Candidates<Entry>['near'] = (features, vocabulary, limit) => {
    const lists = [...indexKeys(features)]
      .map((key) => postings.get(key))
      .filter((list): list is Set<Entry> => list !== undefined)
      .toSorted((a, b) => a.size - b.size)
    const scores = new Map<Entry, number>()
    let visits = 0
    for (const list of lists) {
      if (visits > VISITS) break
      const weight = Math.log((40 + vocabulary.size) / (1 + list.size))
      for (const entry of list) {
        scores.set(entry, (scores.get(entry) ?? 0) + weight)
        visits += 1
        if (visits > VISITS) break
      }
    }
    return best(scores, limit)
  }
  return {
    add: (features, entry) => {
      for (const key of indexKeys(features)) {
        const list = postings.get(key)
        if (list === undefined) postings.set(key, new Set([entry]))
        else list.add(entry)
      }
    },
    remove: (features, entry) => {
      for (const key of indexKeys(features)) {
        const list = postings.get(key)
        list?.delete(entry)
        if (list?.size === 0) postings.delete(key)
      }
    },
    near,
  }
}
