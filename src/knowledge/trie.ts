/** Phrases as a tree, by the beginnings they share. Nodes are numbered by depth, those near the root first; 0 is the root. */
export type Trie = {
  readonly size: number
  /** The number of each unit that phrases use, from 1, the most used first; 0 for all others. */
  readonly unitOf: Uint16Array
  /** One more than the highest number of a unit. */
  readonly alphabet: number
  /** For each node the unit that leads to it, the node it comes from, its first child and next sibling (0 for none). */
  readonly unit: Uint16Array
  readonly parent: Int32Array
  readonly firstChild: Int32Array
  readonly sibling: Int32Array
  /** The phrase that ends in each node, or -1. */
  readonly phrase: Int32Array
}

export function growTrie(phrases: readonly string[]): Trie {
  const { of, size } = numberUnits(phrases)
  const nodes = grown(phrases, of)
  return { ...byDepth(nodes), unitOf: of, alphabet: size }
}

/** Numbers from 1 for every unit in use, the most used first; 0 for all others. */
function numberUnits(phrases: readonly string[]): { readonly of: Uint16Array; readonly size: number } {
  const uses = new Uint32Array(65_536)
  for (const phrase of phrases) {
    for (let i = 0; i < phrase.length; i += 1) uses[phrase.charCodeAt(i)] = (uses[phrase.charCodeAt(i)] ?? 0) + 1
  }
  const of = new Uint16Array(65_536)
  const used = [...uses.entries()].filter(([, count]) => count > 0).toSorted((a, b) => b[1] - a[1])
  for (const [index, [code]] of used.entries()) of[code] = index + 1
  return { of, size: used.length + 1 }
}

type Nodes = { size: number } & Pick<Trie, 'unit' | 'parent' | 'firstChild' | 'sibling' | 'phrase'>

function nodesFor(most: number): Nodes {
  return {
    size: 1,
    unit: new Uint16Array(most),
    parent: new Int32Array(most),
    firstChild: new Int32Array(most),
    sibling: new Int32Array(most),
    phrase: new Int32Array(most).fill(-1),
  }
}

function grown(phrases: readonly string[], unitOf: Uint16Array): Nodes {
  const nodes = nodesFor(phrases.reduce((total, phrase) => total + phrase.length, 1))
  const known = new Map<number, number>()
  for (const [index, text] of phrases.entries()) {
    let node = 0
    for (let i = 0; i < text.length; i += 1) node = childOf(nodes, known, node, unitOf[text.charCodeAt(i)] ?? 0)
    if (node !== 0) nodes.phrase[node] = index
  }
  return nodes
}

function childOf(nodes: Nodes, known: Map<number, number>, node: number, unit: number): number {
  const key = node * 65_536 + unit
  const child = known.get(key)
  if (child !== undefined) return child
  const made = add(nodes, node, unit)
  known.set(key, made)
  return made
}

/** A new last node, which becomes the first child of the one it comes from. */
function add(nodes: Nodes, from: number, unit: number): number {
  const made = nodes.size
  nodes.size += 1
  nodes.unit[made] = unit
  nodes.parent[made] = from
  nodes.sibling[made] = nodes.firstChild[from] ?? 0
  nodes.firstChild[from] = made
  return made
}

/** The same tree, its nodes numbered in breadth: those that are walked most lie together. */
function byDepth(nodes: Nodes): Nodes {
  const ordered = nodesFor(nodes.size)
  const old = new Int32Array(nodes.size)
  for (let node = 0; node < ordered.size; node += 1) {
    const from = old[node] ?? 0
    ordered.phrase[node] = nodes.phrase[from] ?? -1
    for (let child = nodes.firstChild[from] ?? 0; child !== 0; child = nodes.sibling[child] ?? 0) {
      old[add(ordered, node, nodes.unit[child] ?? 0)] = child
    }
  }
  return ordered
}
