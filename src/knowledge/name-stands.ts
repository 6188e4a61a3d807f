import type { Entry } from './entries.ts'
import type { Folded } from './normalise.ts'
import { isDigit, isHan, isHangul, leftHolds, rightHolds } from './phrases.ts'

/** Whether a name found in a text is one: by what stands beside it (270조로 is an amount, no pair), by its capitals, and by its guard. */
export function nameStands(entry: Entry, text: Folded, original: string, start: number, end: number): boolean {
  if (!leftHolds(entry.nameEdge.left, text, start) || !rightHolds(entry.nameEdge.right, text, end)) return false
  if (entry.name?.family === true && !standsAlone(text, original, start, end, entry.titles)) return false
  if (entry.name?.kind === 'compound' && start > 0 && isDigit(text.codes[start - 1] ?? 0)) return false
  if (entry.name?.kind === 'compound' && entry.phrase.includes('·') && start > 0 && isIdeographOrSyllable(text.codes[start - 1] ?? 0))
    return false
  if (entry.casing !== 0 && !casingHolds(entry.casing, text, original, start, end)) return false
  return entry.guard === null || guardHolds(entry.guard, text, original, start, end)
}

/** In 한일·한미일 the dot parts two compounds: 일·한 is none. */
const isIdeographOrSyllable = (code: number): boolean => isHan(code) || isHangul(code)

/** How far back the word before a name is looked for. */
const LONGEST_WORD = 24

/** No given name beside it: neither a capital after the next space, nor a capitalised word that is no title before. */
function standsAlone(text: Folded, original: string, start: number, end: number, titles: ReadonlySet<string>): boolean {
  const after = original.slice(text.ends[end - 1] ?? 0, (text.ends[end - 1] ?? 0) + 2)
  if (/^ \p{Lu}/u.test(after)) return false
  const from = text.starts[start] ?? 0
  const before = /(\p{Lu}[\p{Ll}'’-]+) $/u.exec(original.slice(Math.max(0, from - LONGEST_WORD), from))?.[1]
  return before === undefined || titles.has(before.replace('’', "'").toLowerCase())
}

function casingHolds(casing: 1 | 2, text: Folded, original: string, start: number, end: number): boolean {
  const from = text.starts[start] ?? 0
  const to = casing === 1 ? from + 1 : (text.ends[end - 1] ?? from)
  const written = original.slice(from, to).normalize('NFKC')
  return written === written.toUpperCase()
}

function guardHolds(guard: NonNullable<Entry['guard']>, text: Folded, original: string, start: number, end: number): boolean {
  const from = text.starts[start] ?? 0
  const to = text.ends[end - 1] ?? from
  return (
    !guard.after.some((tail) => original.startsWith(tail, to)) &&
    !guard.before.some((head) => from >= head.length && original.startsWith(head, from - head.length))
  )
}
