import type { Features } from './features.ts'
import { KINDS, mapsByKind, type Vocabulary } from './vocabulary.ts'

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

/** An entry as the index knows it, with the score of the question at hand. */
type Node<Entry> = { readonly entry: Entry; alive: boolean; asked: number; score: number }

/** The entries that have one feature, in the order they came; some of them may have left. */
type Posting<Entry> = { nodes: Node<Entry>[]; gone: number }

const living = <Entry>({ nodes, gone }: Posting<Entry>): number => nodes.length - gone

/** Puts a node where its score belongs among the best, the worst of which falls out. Of equals, the first to come stays ahead. */
function insert<Entry>(best: Node<Entry>[], node: Node<Entry>, limit: number): void {
  if (best.length >= limit && (best.at(-1)?.score ?? 0) >= node.score) return
  let low = 0
  let high = best.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((best[middle]?.score ?? 0) >= node.score) low = middle + 1
    else high = middle
  }
  best.splice(low, 0, node)
  if (best.length > limit) best.pop()
}

export function createCandidates<Entry>(): Candidates<Entry> {
  const byKind = mapsByKind<Posting<Entry>>()
  const byGram = new Map<string | number, Posting<Entry>>()
  const nodes = new Map<Entry, Node<Entry>>()
  let questions = 0

  /** Each feature of a report as the map it is filed in and the key it is filed under. */
  function each(features: Features, visit: (map: Map<string | number, Posting<Entry>>, key: string | number) => void): void {
    for (const kind of KINDS) for (const value of features[kind]) visit(byKind[kind], value)
    for (const bucket of features.grams.buckets) if (bucket % SAMPLE === 0) visit(byGram, bucket)
  }

  /** Adds up what the postings say, rarest first and in each the newest first, until enough was looked at. */
  function weigh(lists: readonly Posting<Entry>[], size: number): readonly Node<Entry>[] {
    questions += 1
    const touched: Node<Entry>[] = []
    let visits = 0
    for (const list of lists) {
      const weight = Math.log((40 + size) / (1 + living(list)))
      for (let i = list.nodes.length - 1; i >= 0; i -= 1) {
        const node = list.nodes[i]
        if (node === undefined || !node.alive) continue
        if (node.asked !== questions) {
          node.asked = questions
          node.score = 0
          touched.push(node)
        }
        node.score += weight
        visits += 1
        if (visits > VISITS) return touched
      }
    }
    return touched
  }

  return {
    add: (features, entry) => {
      const node: Node<Entry> = { entry, alive: true, asked: 0, score: 0 }
      nodes.set(entry, node)
      each(features, (map, key) => {
        const list = map.get(key)
        if (list === undefined) map.set(key, { nodes: [node], gone: 0 })
        else list.nodes.push(node)
      })
    },
    remove: (features, entry) => {
      const node = nodes.get(entry)
      if (node === undefined) return
      node.alive = false
      nodes.delete(entry)
      each(features, (map, key) => {
        const list = map.get(key)
        if (list === undefined) return
        list.gone += 1
        if (living(list) === 0) map.delete(key)
        else if (list.gone > list.nodes.length / 2) map.set(key, { nodes: list.nodes.filter(({ alive }) => alive), gone: 0 })
      })
    },
    near: (features, vocabulary, limit) => {
      const lists: Posting<Entry>[] = []
      each(features, (map, key) => {
        const list = map.get(key)
        if (list !== undefined) lists.push(list)
      })
      lists.sort((a, b) => living(a) - living(b))
      const best: Node<Entry>[] = []
      for (const node of weigh(lists, vocabulary.size)) insert(best, node, limit)
      return best.map(({ entry }) => entry)
    },
  }
}
