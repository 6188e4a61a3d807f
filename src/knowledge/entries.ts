import type { Name, Trigger } from './gazetteer.ts'
import { foldPhrase } from './normalise.ts'
import { type Edge, edgesOf } from './phrases.ts'

/** All that the knowledge says of one phrase, and what must stand beside it to count. */
export type Entry = {
  phrase: string
  left: Edge
  right: Edge
  name: Name | null
  nameEdge: { left: Edge; right: Edge }
  themes: bigint
  cues: number
  triggers: Trigger[]
  guard: { readonly after: readonly string[]; readonly before: readonly string[] } | null
  /** 0 any case, 1 first letter upper, 2 all upper. */
  casing: 0 | 1 | 2
  /** What may stand before a family name that is alone, in small letters. */
  titles: ReadonlySet<string>
}

/** A phrase as it was written, folded, with its entry. */
export type Entered = { readonly entry: Entry; readonly phrase: string; readonly stem: boolean }

const NONE: ReadonlySet<string> = new Set()

/** The entry of a phrase, made where there is none; a `~` at its end says that the word may go on. null for one that folds to nothing. */
export function entryOf(entries: Map<string, Entry>, written: string): Entered | null {
  const stem = written.endsWith('~')
  const phrase = foldPhrase(stem ? written.slice(0, -1) : written)
  if (phrase === '') return null
  const known = entries.get(phrase)
  if (known !== undefined) return { entry: known, phrase, stem }
  const edges = edgesOf(phrase, stem, false)
  const entry: Entry = {
    phrase,
    ...edges,
    name: null,
    nameEdge: edges,
    themes: 0n,
    cues: 0,
    triggers: [],
    guard: null,
    casing: 0,
    titles: NONE,
  }
  entries.set(phrase, entry)
  return { entry, phrase, stem }
}
