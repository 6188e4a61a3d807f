import type { SoughtWords } from '../domain/search.ts'

/** What stories can be narrowed by, as it is typed: `since:2025-07-12`. */
export const FILTERS = ['since', 'until', 'alignment', 'actor', 'outlet', 'language'] as const
export type FilterName = (typeof FILTERS)[number]

/** What was typed, told apart, before any of it is looked up. */
export type Query = {
  readonly words: readonly SoughtWords[]
  readonly without: readonly SoughtWords[]
  /** Values by filter, in the order in which they were typed. */
  readonly filters: Readonly<Partial<Record<FilterName, readonly string[]>>>
  /** What was not understood, or only half typed. */
  readonly odd: readonly Odd[]
}

export type Odd =
  /** A filter without a value; or without anything to leave out. */
  | { readonly kind: 'empty'; readonly typed: string }
  /** Filters cannot be turned round. */
  | { readonly kind: 'not-without'; readonly typed: string }
  /** Every word must be there: there is no choice between words. */
  | { readonly kind: 'or' }
  /** More words than are looked for. */
  | { readonly kind: 'many'; readonly left: number }

/** Nobody looks for more words than these. */
export const MOST_WORDS = 24

/** Other words for a filter than its name. Names in other languages are handed in. */
const ALSO: Readonly<Record<string, FilterName>> = {
  source: 'outlet',
  lang: 'language',
  after: 'since',
  from: 'since',
  before: 'until',
  to: 'until',
}

/** Of these, only the last one is heeded: every word must be there. */
const JOINING: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT'])

const PARTS =
  /(?<sign>[-−–](?=\S))?(?:(?<name>[\p{L}_]{2,24})[:：](?!\/\/))?(?:["“„«「『](?<quoted>[^"“”„«»「」『』]*)(?:["“”»」』]|$)|(?<bare>[^\s"“”„«»「」『』]+))?/gu

/**
 * Words, words in quotation marks (also half-typed ones), `-word`, and filters, whose values may be quoted and may stand behind a blank.
 * `names` has more words for filters, in small letters.
 */
export function parseQuery(text: string, names: ReadonlyMap<string, FilterName> = new Map()): Query {
  const words: SoughtWords[] = []
  const without: SoughtWords[] = []
  const odd: Odd[] = []
  const filters: Partial<Record<FilterName, string[]>> = {}
  let open: { readonly filter: FilterName; readonly typed: string } | null = null
  let notNext = false
  const close = (): void => {
    if (open !== null) odd.push({ kind: 'empty', typed: open.typed })
    open = null
  }
  for (const { sign, name, quoted, bare, whole } of parts(text)) {
    const filter = name === undefined ? undefined : filterOf(name, names)
    const value = quoted ?? bare
    if (filter !== undefined) {
      close()
      if (sign !== undefined) odd.push({ kind: 'not-without', typed: whole })
      else if (value === undefined || value.trim() === '') open = { filter, typed: `${name}:` }
      else filters[filter] = [...(filters[filter] ?? []), value.trim()]
      continue
    }
    const said = name === undefined ? value : whole.replace(/^[-−–]/u, '')
    if (said === undefined || !/[\p{L}\p{N}]/u.test(said)) {
      if (sign !== undefined || quoted !== undefined) odd.push({ kind: 'empty', typed: whole })
      continue
    }
    const isWord = quoted !== undefined || !JOINING.has(said)
    if (open !== null && sign === undefined && isWord) {
      filters[open.filter] = [...(filters[open.filter] ?? []), said.trim()]
      open = null
      continue
    }
    if (!isWord) {
      if (said === 'OR') odd.push({ kind: 'or' })
      notNext = said === 'NOT'
      continue
    }
    const list = sign !== undefined || notNext ? without : words
    list.push({ text: said.trim(), quoted: quoted !== undefined })
    notNext = false
  }
  close()
  const left = Math.max(0, words.length + without.length - MOST_WORDS)
  if (left > 0) odd.push({ kind: 'many', left })
  return { words: words.slice(0, MOST_WORDS), without: without.slice(0, Math.max(0, MOST_WORDS - words.length)), filters, odd }
}

type Part = Readonly<Partial<Record<'sign' | 'name' | 'quoted' | 'bare', string>>> & { readonly whole: string }

const parts = (text: string): readonly Part[] =>
  [...text.matchAll(PARTS)].filter(([whole]) => whole !== '').map((found) => ({ ...found.groups, whole: found[0] }))

function filterOf(name: string, names: ReadonlyMap<string, FilterName>): FilterName | undefined {
  const typed = name.toLowerCase()
  return FILTERS.find((filter) => filter === typed) ?? ALSO[typed] ?? names.get(typed)
}

/** The query as one line again, filters last: for buttons that ask it anew. */
export function written({ words, without, filters }: Pick<Query, 'words' | 'without' | 'filters'>): string {
  // Curly ones: they may stand in a line that has straight ones around the whole.
  const quote = (text: string, always: boolean): string => (always || /[\s:：]/u.test(text) ? `“${text}”` : text)
  return [
    ...words.map(({ text, quoted }) => quote(text, quoted)),
    ...without.map(({ text, quoted }) => `-${quote(text, quoted)}`),
    ...FILTERS.flatMap((filter) => (filters[filter] ?? []).map((value) => `${filter}:${quote(value, false)}`)),
  ].join(' ')
}
