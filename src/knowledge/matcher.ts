import type { Folded } from './normalise.ts'
import { pack } from './packed.ts'
import { growTrie, type Trie } from './trie.ts'

/** Finds every occurrence of many phrases in one pass. */
export interface Matcher {
  /** Calls back for each occurrence, by its end, longest first: the phrase's number and where it stands, in folded units. */
  scan(text: Pick<Folded, 'codes' | 'length'>, found: (phrase: number, start: number, end: number) => void): void
}

/**
 * An Aho–Corasick automaton: what a state leads to lies packed in one small array, so that thousands of phrases stay in the processor's
 * cache; where a state leads nowhere its failure link is followed, which costs no more steps than the text has units.
 * `letters` marks the units of scripts that part words: a phrase that begins with one is then found at the beginning of a word only,
 * and the rest of a word in which none begins is passed over.
 * A. Aho, M. Corasick: Efficient string matching, CACM 18 (1975).
 */
export function createMatcher(phrases: readonly string[], letters: Uint8Array = NO_LETTERS): Matcher {
  const trie = growTrie(phrases)
  const automaton = link(trie, letters)
  const lengths = Int32Array.from(phrases, (phrase) => phrase.length)
  return { scan: (text, found) => run(text, automaton, lengths, letters, found) }
}

const NO_LETTERS = new Uint8Array(65_536)

type Automaton = {
  /** The number of each unit that phrases use, 0 for all others. */
  readonly unitOf: Uint16Array
  /** Where the first unit of a phrase leads. */
  readonly begin: Int32Array
  /** For each state where its row of cells begins, its failure link, and the nearest state from it on in which a phrase ends, or 0. */
  readonly states: Int32Array
  /** For each cell the state it belongs to, and where it leads. */
  readonly cells: Int32Array
  /** The phrase that ends in a state. */
  readonly phrase: Int32Array
}

const BASE = 0
const FAILURE = 1
const FIRST = 2
const STRIDE = 4

function run(
  text: Pick<Folded, 'codes' | 'length'>,
  { unitOf, begin, states, cells, phrase }: Automaton,
  lengths: Int32Array,
  letters: Uint8Array,
  found: (phrase: number, start: number, end: number) => void,
): void {
  const { codes, length } = text
  let state = 0
  let inWord = false
  for (let i = 0; i < length; i += 1) {
    const code = codes[i] as number
    const unit = unitOf[code] as number
    const isLetter = letters[code] === 1
    let next = 0
    while (state !== 0 && unit !== 0) {
      const cell = ((states[state * STRIDE + BASE] as number) + unit) * 2
      if (cells[cell] === state) {
        next = cells[cell + 1] as number
        break
      }
      state = states[state * STRIDE + FAILURE] as number
    }
    if (next === 0 && !(inWord && isLetter)) next = begin[unit] as number
    state = next
    inWord = isLetter
    if (state === 0) {
      if (isLetter) while (i + 1 < length && letters[codes[i + 1] as number] === 1) i += 1
      continue
    }
    let at = states[state * STRIDE + FIRST] as number
    while (at !== 0) {
      const which = phrase[at] as number
      found(which, i + 1 - (lengths[which] as number), i + 1)
      at = states[(states[at * STRIDE + FAILURE] as number) * STRIDE + FIRST] as number
    }
  }
}

/** Follows each state back to the longest other beginning of a phrase that its end is, which for letters must begin a word. */
function link(trie: Trie, letters: Uint8Array): Automaton {
  const { firstChild, sibling, unit, parent, size } = trie
  const { bases, cells } = pack(trie)
  const states = new Int32Array(size * STRIDE)
  const begin = new Int32Array(trie.alphabet)
  const isLetter = letterUnits(trie, letters)
  for (let state = 0; state < size; state += 1) states[state * STRIDE + BASE] = bases[state] ?? 0
  for (let child = firstChild[0] ?? 0; child !== 0; child = sibling[child] ?? 0) begin[unit[child] ?? 0] = child
  const leads = (state: number, by: number): number => {
    const cell = ((bases[state] ?? 0) + by) * 2
    return cells[cell] === state ? (cells[cell + 1] ?? 0) : 0
  }
  for (let state = 1; state < size; state += 1) {
    const back = parent[state] ?? 0
    const by = unit[state] ?? 0
    let failure = 0
    if (back !== 0) {
      let from = states[back * STRIDE + FAILURE] ?? 0
      while (from !== 0 && leads(from, by) === 0) from = states[from * STRIDE + FAILURE] ?? 0
      const isInWord = isLetter[by] === 1 && isLetter[unit[back] ?? 0] === 1
      failure = from !== 0 ? leads(from, by) : isInWord ? 0 : (begin[by] ?? 0)
    }
    states[state * STRIDE + FAILURE] = failure
    states[state * STRIDE + FIRST] = trie.phrase[state] === -1 ? (states[failure * STRIDE + FIRST] ?? 0) : state
  }
  return { unitOf: trie.unitOf, begin, states, cells, phrase: trie.phrase }
}

/** Which of the numbered units are letters. */
function letterUnits({ unitOf, alphabet }: Trie, letters: Uint8Array): Uint8Array {
  const marked = new Uint8Array(alphabet)
  for (const [code, unit] of unitOf.entries()) if (unit !== 0) marked[unit] = letters[code] ?? 0
  return marked
}
