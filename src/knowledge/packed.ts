import type { Trie } from './trie.ts'

/** Where every node leads, in one array: the cell of a unit is the node's base and the unit's number together. */
export type Packed = {
  /** Where the row of each node begins. */
  readonly bases: Int32Array
  /** Two numbers a cell: the node it belongs to (-1 for none), and the node it leads to. */
  readonly cells: Int32Array
}

/**
 * Lays the rows of a tree into one another, so that each cell is used by one of them: rows with many children first, each where it
 * first fits. The root has no row. R. Tarjan, A. Yao: Storing a sparse table, CACM 22 (1979).
 */
export function pack(trie: Trie): Packed {
  const cells = new Cells(trie)
  const bases = new Int32Array(trie.size)
  for (const [count, nodes] of byChildren(trie)) {
    if (count > 0) for (const node of nodes) bases[node] = cells.place(node)
  }
  return { bases, cells: cells.done() }
}

/** Nodes but the root by how many children they have, the most first. */
function byChildren({ size, firstChild, sibling }: Trie): readonly (readonly [number, readonly number[]])[] {
  const counted = Map.groupBy(
    Array.from({ length: size - 1 }, (_, index) => index + 1),
    (node) => {
      let count = 0
      for (let child = firstChild[node] ?? 0; child !== 0; child = sibling[child] ?? 0) count += 1
      return count
    },
  )
  return [...counted].toSorted((a, b) => b[0] - a[0])
}

class Cells {
  readonly #trie: Trie
  #cells: Int32Array
  /** No cell below is free. As many cells as there are units stay empty at the beginning, so that no row's base lies before it. */
  #lowest: number
  #highest = 0

  constructor(trie: Trie) {
    this.#trie = trie
    this.#lowest = trie.alphabet
    this.#cells = new Int32Array((trie.size + trie.alphabet) * 4).fill(-1)
  }

  /** Finds room for the children of a node; returns its base. */
  place(node: number): number {
    const { firstChild, unit } = this.#trie
    const first = unit[firstChild[node] ?? 0] ?? 0
    while (!this.#isFree(this.#lowest)) this.#lowest += 1
    let at = this.#lowest
    while (!this.#fits(node, at - first)) at += 1
    this.#take(node, at - first)
    return at - first
  }

  done(): Int32Array {
    return this.#cells.slice(0, (this.#highest + 1 + this.#trie.alphabet) * 2)
  }

  #isFree(at: number): boolean {
    return (this.#cells[at * 2] ?? -1) === -1
  }

  #fits(node: number, base: number): boolean {
    const { firstChild, sibling, unit } = this.#trie
    for (let child = firstChild[node] ?? 0; child !== 0; child = sibling[child] ?? 0) {
      if (!this.#isFree(base + (unit[child] ?? 0))) return false
    }
    return true
  }

  #take(node: number, base: number): void {
    const { firstChild, sibling, unit, alphabet } = this.#trie
    this.#reach(base + alphabet)
    for (let child = firstChild[node] ?? 0; child !== 0; child = sibling[child] ?? 0) {
      const at = base + (unit[child] ?? 0)
      this.#cells[at * 2] = node
      this.#cells[at * 2 + 1] = child
      this.#highest = Math.max(this.#highest, at)
    }
  }

  #reach(most: number): void {
    if ((most + 1) * 2 <= this.#cells.length) return
    const larger = new Int32Array((most + 1) * 4).fill(-1)
    larger.set(this.#cells)
    this.#cells = larger
  }
}
