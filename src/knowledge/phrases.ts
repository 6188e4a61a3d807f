import type { Folded } from './normalise.ts'

/** What must stand beside a phrase for it to count as found. */
export type Edge = 'any' | 'word' | 'stem' | 'katakana' | 'hangul'

/** Letters that may follow a stem: the longest case endings. */
const LONGEST_ENDING = 6

const HANGUL_WORD_SYLLABLES = 2

export const isHan = (code: number): boolean => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf)
export const isHangul = (code: number): boolean => code >= 0xac00 && code <= 0xd7a3
export const isKana = (code: number): boolean => code >= 0x3041 && code <= 0x30ff
export const isKatakana = (code: number): boolean => code >= 0x30a1 && code <= 0x30ff
export const isCyrillic = (code: number): boolean => code >= 0x400 && code <= 0x52f
export const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 0xdf && code <= 0x24f)
export const isDigit = (code: number): boolean => code >= 48 && code <= 57

/** Marks the folded units that are letters or digits of scripts that part words by spaces. */
export const WORD_UNITS = Uint8Array.from({ length: 65_536 }, (_, code) => (isLatin(code) || isCyrillic(code) || isDigit(code) ? 1 : 0))
export const isLetter = (code: number): boolean => WORD_UNITS[code] === 1

/** The edges a phrase needs by its script. A name in Hangul of one or two syllables must begin a word; themes need not. */
export function edgesOf(phrase: string, stem: boolean, name: boolean): { readonly left: Edge; readonly right: Edge } {
  const first = phrase.charCodeAt(0)
  const last = phrase.charCodeAt(phrase.length - 1)
  return { left: leftEdge(phrase, first, name), right: rightEdge(phrase, last, stem) }
}

function leftEdge(phrase: string, first: number, name: boolean): Edge {
  if (isLetter(first)) return 'word'
  if (isHangul(first)) return name && phrase.length <= HANGUL_WORD_SYLLABLES ? 'hangul' : 'any'
  return isKatakana(first) && name ? 'katakana' : 'any'
}

function rightEdge(phrase: string, last: number, stem: boolean): Edge {
  if (stem) return 'stem'
  if (isLetter(last)) return 'word'
  if (isHangul(last) && phrase.length === 1) return 'hangul'
  return isKatakana(last) && [...phrase].every((unit) => isKatakana(unit.charCodeAt(0)) || unit === '·') ? 'katakana' : 'any'
}

export function leftHolds(edge: Edge, { codes }: Folded, start: number): boolean {
  if (edge === 'any' || start === 0) return true
  const before = codes[start - 1] ?? 0
  if (edge === 'word') return !isLetter(before)
  if (edge === 'hangul') return !isHangul(before)
  return !isKatakana(before)
}

export function rightHolds(edge: Edge, { codes, length }: Folded, end: number): boolean {
  if (edge === 'any' || end >= length) return true
  const after = codes[end] ?? 0
  if (edge === 'word') return !isLetter(after)
  if (edge === 'hangul') return !isHangul(after)
  if (edge === 'katakana') return !isKatakana(after)
  let at = end
  while (at < length && at - end <= LONGEST_ENDING && isLetter(codes[at] ?? 0)) at += 1
  return at - end <= LONGEST_ENDING
}
