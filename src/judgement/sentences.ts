import type { Folded } from '../knowledge/normalise.ts'
import { SEPARATOR } from '../knowledge/normalise.ts'

/** A stretch of the folded text: end exclusive. */
export type Stretch = { readonly start: number; readonly end: number }
export type Sentence = Stretch & { readonly part: 'title' | 'lead' }

/** How much of the text decides, as the codebook says: headline, and the first three sentences or so. */
const LEAD_SENTENCES = 3
export const LEAD_UNITS = 640
/** No headline is longer: of a text that was put in the title's place only the beginning decides. */
const TITLE_UNITS = 2_000

const ABBREVIATIONS = new Set(
  'mr mrs ms dr st gen adm gov sen rep lt col maj sgt prof no vs jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n s n'.split(
    ' ',
  ),
)

const DOT = 46
const ENDS = new Set([...'。!?;\n'].map((unit) => unit.charCodeAt(0)))

/**
 * The sentences that decide: those of the title, and those of the lead. `textAt` is where the text begins (folded), after its
 * dateline; the title ends before `titleEnd`.
 */
export function sentencesOf(text: Folded, original: string, titleEnd: number, textAt: number): readonly Sentence[] {
  const title = split(text, original, 0, titleEnd, Math.min(titleEnd, TITLE_UNITS)).map((stretch) => ({
    ...stretch,
    part: 'title' as const,
  }))
  const limit = Math.min(text.length, textAt + LEAD_UNITS)
  const lead = split(text, original, textAt, text.length, limit).slice(0, LEAD_SENTENCES)
  return [...title, ...lead.map((stretch) => ({ ...stretch, part: 'lead' as const }))]
}

function split(text: Folded, original: string, from: number, to: number, limit: number): Stretch[] {
  const found: Stretch[] = []
  let start = from
  for (let at = from; at < to; at += 1) {
    if (at >= limit) {
      if (at - start > 1) found.push({ start, end: at })
      return found
    }
    if (!endsSentence(text, original, at, from)) continue
    if (at - start > 1) found.push({ start, end: at })
    start = at + 1
  }
  if (to - start > 1) found.push({ start, end: to })
  return found
}

function endsSentence(text: Folded, original: string, at: number, from: number): boolean {
  const code = text.codes[at] ?? 0
  if (code === DOT) return endsAtDot(text, original, at, from)
  return ENDS.has(code) || (code === SEPARATOR && from === 0)
}

/** A full stop, but not the last of three dots, ends a sentence where a capital, a digit or another script follows after a space, and no abbreviation stands before it. */
function endsAtDot(text: Folded, original: string, at: number, from: number): boolean {
  if (at + 1 < text.length && text.codes[at + 1] !== 32) return false
  if (at > from && text.codes[at - 1] === DOT) return false
  let start = at
  while (start > from && at - start < 6 && (text.codes[start - 1] ?? 32) > 32) start -= 1
  const word = text.slice(start, at)
  if (ABBREVIATIONS.has(word) || /^[a-z]$/.test(word)) return false
  const next = original.charAt(text.starts[at + 2] ?? original.length)
  return next === '' || next !== next.toLowerCase() || next.toLowerCase() === next.toUpperCase()
}

/** Datelines, bylines and tags at the head of a text, which name places and outlets that do not act. */
const DATELINES: readonly RegExp[] = [
  /^\s*\([^()\n]{1,30}=[^()\n]{1,14}\)\s*[^=\n]{1,60}=\s*/,
  /^\s*\[[^\]\n]{1,40}\]\s*/,
  /^\s*【[^】\n]{1,40}】\s*/,
  /^\s*央视网消息\s*[（(][^）)\n]{1,12}[）)]\s*[:：]\s*/,
  /^\s*(?:中新社|新华社|中新网|环球网|人民网)[^，。\n]{1,30}(?:电|讯)\s*/,
  /^\s*[A-Z][\w .,'’/-]{1,50}\([\w .-]{2,30}\)\s*(?:--|—|–|-)+\s*/,
  /^\s*[A-Z]{3,}[A-Z ,.'/-]{0,30}(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?\s*(?:--|—|–|-)\s+/,
  /^\s*[А-ЯЁ]{3,}[А-ЯЁ -]{0,30}[.,]?\s*(?:\d{1,2} [а-я]{3,8}[.,]?)?\s*[-–—/.]*\s*(?:ТАСС|РИА|Интерфакс)[/. ]*[-–—]*\s*/,
]

/** A state's own agency that reports a visit or a message from its capital names the host by its dateline: that one acts. */
const HOST = /\(KCNA\)/
const HOSTED = /delegation|visit|envoy|ambassador|gift|message|greeting|letter|wreath|arriv|leaves|returns|reception|congratulat/i

/** What is written otherwise than the patterns expect: marks that nobody sees, and full-width letters. */
const UNUSUAL = /\p{Cf}|[Ａ-Ｚａ-ｚ０-９]/u
const UNSEEN = /^\p{Cf}$/u
const HEAD = 160

/** A part of the head as the patterns read it, and where it ends in the text. */
type Unit = { readonly read: string; readonly end: number }

/** How many characters of a text are its dateline. */
export function datelineLength(text: string, title = ''): number {
  const written = text.slice(0, HEAD)
  if (!UNUSUAL.test(written)) return patternLength(written, title)
  const units = [...written.matchAll(/./gsu)].flatMap(({ 0: unit, index }): Unit[] =>
    UNSEEN.test(unit) ? [] : [{ read: unit.normalize('NFKC'), end: index + unit.length }],
  )
  return endOf(units, patternLength(units.map(({ read }) => read).join(''), title))
}

function patternLength(head: string, title: string): number {
  if (HOST.test(head) && HOSTED.test(title.normalize('NFKC'))) return 0
  for (const pattern of DATELINES) {
    const length = pattern.exec(head)?.[0].length
    if (length !== undefined) return length
  }
  return 0
}

/** Where in the text the first `length` characters of what is read end. */
function endOf(units: readonly Unit[], length: number): number {
  let read = 0
  let end = 0
  for (const unit of units) {
    if (read >= length) break
    read += unit.read.length
    end = unit.end
  }
  return end
}
