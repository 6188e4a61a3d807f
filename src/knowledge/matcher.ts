import type { Folded } from './normalise.ts'

/** Finds every occurrence of many phrases in one pass. */
export interface Matcher {
  /** Calls back for each occurrence, by its end, longest first: the phrase's number and where it stands, in folded units. */
  scan(text: Pick<Folded, 'codes' | 'length'>, found: (phrase: number, start: number, end: number) => void): void
}

const PAGE = 64
const PAGE_BITS = 6

/**
 * An Aho–Corasick automaton whose failure links are already followed: one step a unit, never back. Units are numbered by
 * how often phrases use them, and a state's row is cut into pages of 64 that states share where they do not differ, so that
 * thousands of phrases over thousands of characters stay small and dense.
 * `letters` marks the units of scripts that part words: a phrase is then looked for at the beginnings of words only, and the rest of a
 * word in which none begins is passed over.
 * A. Aho, M. Corasick: Efficient string matching, CACM 18 (1975).
 */
export function createMatcher(phrases: readonly string[], letters: Uint8Array = NO_LETTERS): Matcher {
  const alphabet = numberUnits(phrases)
  const trie = growTrie(phrases, alphabet.of)
  const automaton = followFailures(trie, Math.ceil(alphabet.size / PAGE))
  const lengths = Int32Array.from(phrases, (phrase) => phrase.length)
  return { scan: (text, found) => run(text, automaton, alphabet.of, lengths, letters, found) }
}

const NO_LETTERS = new Uint8Array(65_536)

/** Nodes by number: the unit that leads to each, its first child and next sibling (0 for none), the phrase that ends in it. */
type Trie = {
  size: number
  readonly unit: Uint16Array
  readonly firstChild: Int32Array
  readonly sibling: Int32Array
  readonly phrase: Int32Array
}

type Automaton = {
  readonly rows: Int32Array
  readonly pages: Int32Array
  readonly pagesARow: number
  /** The longest phrase that ends in a state, or -1. */
  readonly output: Int32Array
  /** The state itself where it has an output, else as `shorter`. */
  readonly first: Int32Array
  /** The nearest state on the failure chain that has an output, or 0. */
  readonly shorter: Int32Array
  /** How many units lead to each state. */
  readonly depth: Uint16Array
}

function run(
  text: Pick<Folded, 'codes' | 'length'>,
  { rows, pages, pagesARow, output, first, shorter, depth }: Automaton,
  unitOf: Uint16Array,
  lengths: Int32Array,
  letters: Uint8Array,
  found: (phrase: number, start: number, end: number) => void,
): void {
  const { codes, length } = text
  let state = 0
  let wordStart = -1
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number
    const unit = unitOf[code] as number
    const page = rows[state * pagesARow + (unit >> PAGE_BITS)] as number
    state = pages[page * PAGE + (unit & (PAGE - 1))] as number
    if (letters[code] === 1) {
      if (wordStart === -1) wordStart = i
      if (i + 1 - (depth[state] as number) > wordStart) {
        state = 0
        while (i + 1 < length && letters[codes[i + 1] as number] === 1) i += 1
        continue
      }
    } else wordStart = -1
    let at = first[state] as number
    while (at !== 0) {
      const phrase = output[at] as number
      found(phrase, i + 1 - (lengths[phrase] as number), i + 1)
      at = shorter[at] as number
    }
  }
}

/** Numbers from 1 for every unit in use, the most used first; 0 for all others. */
function numberUnits(phrases: readonly string[]): { readonly of: Uint16Array; readonly size: number } {
  const uses = new Map<number, number>()
  for (const phrase of phrases) {
    for (let i = 0; i < phrase.length; i += 1) uses.set(phrase.charCodeAt(i), (uses.get(phrase.charCodeAt(i)) ?? 0) + 1)
  }
  const of = new Uint16Array(65_536)
  const ordered = [...uses].toSorted((a, b) => b[1] - a[1])
  for (const [index, [code]] of ordered.entries()) of[code] = index + 1
  return { of, size: ordered.length + 1 }
}

function growTrie(phrases: readonly string[], unitOf: Uint16Array): Trie {
  const most = phrases.reduce((total, phrase) => total + phrase.length, 1)
  const trie: Trie = {
    size: 1,
    unit: new Uint16Array(most),
    firstChild: new Int32Array(most),
    sibling: new Int32Array(most),
    phrase: new Int32Array(most).fill(-1),
  }
  const known = new Map<number, number>()
  for (const [index, text] of phrases.entries()) {
    let node = 0
    for (let i = 0; i < text.length; i += 1) node = childOf(trie, known, node, unitOf[text.charCodeAt(i)] ?? 0)
    if (node !== 0) trie.phrase[node] = index
  }
  return trie
}

function childOf(trie: Trie, known: Map<number, number>, node: number, unit: number): number {
  const key = node * 65_536 + unit
  const child = known.get(key)
  if (child !== undefined) return child
  const made = trie.size
  trie.size += 1
  trie.unit[made] = unit
  trie.sibling[made] = trie.firstChild[node] ?? 0
  trie.firstChild[node] = made
  known.set(key, made)
  return made
}

/** Follows the failure links once for all. States are numbered by depth, so that those near the start, which are walked most, lie together. */
function followFailures(trie: Trie, pagesARow: number): Automaton {
  const size = trie.size
  const rows = new Int32Array(size * pagesARow)
  const output = new Int32Array(size)
  const shorter = new Int32Array(size)
  const failure = new Int32Array(size)
  const depth = new Uint16Array(size)
  const pages = new Pages()
  const nodes = new Int32Array(size)
  let next = 1
  for (let state = 0; state < next; state += 1) {
    const node = nodes[state] ?? 0
    const back = failure[state] ?? 0
    const row = state * pagesARow
    output[state] = trie.phrase[node] ?? -1
    if (state !== 0) {
      rows.copyWithin(row, back * pagesARow, (back + 1) * pagesARow)
      shorter[state] = output[back] === -1 ? (shorter[back] ?? 0) : back
    }
    const shared = pages.count
    for (let child = trie.firstChild[node] ?? 0; child !== 0; child = trie.sibling[child] ?? 0) {
      const unit = trie.unit[child] ?? 0
      const slot = row + (unit >> PAGE_BITS)
      failure[next] = state === 0 ? 0 : pages.at(rows[back * pagesARow + (unit >> PAGE_BITS)] ?? 0, unit)
      if ((rows[slot] ?? 0) < shared) rows[slot] = pages.copy(rows[slot] ?? 0)
      pages.set(rows[slot] ?? 0, unit, next)
      nodes[next] = child
      depth[next] = (depth[state] ?? 0) + 1
      next += 1
    }
  }
  const first = output.map((phrase, state) => (phrase === -1 ? (shorter[state] ?? 0) : state))
  return { rows, pages: pages.done(), pagesARow, output, first, shorter, depth }
}

/** A growing store of pages; page 0 leads everywhere to the start. */
class Pages {
  count = 1
  #cells = new Int32Array(PAGE * 4096)

  at(page: number, unit: number): number {
    return this.#cells[page * PAGE + (unit & (PAGE - 1))] ?? 0
  }

  set(page: number, unit: number, state: number): void {
    this.#cells[page * PAGE + (unit & (PAGE - 1))] = state
  }

  copy(page: number): number {
    if ((this.count + 1) * PAGE > this.#cells.length) {
      const larger = new Int32Array(this.#cells.length * 2)
      larger.set(this.#cells)
      this.#cells = larger
    }
    this.#cells.copyWithin(this.count * PAGE, page * PAGE, (page + 1) * PAGE)
    this.count += 1
    return this.count - 1
  }

  done(): Int32Array {
    return this.#cells.slice(0, this.count * PAGE)
  }
}
