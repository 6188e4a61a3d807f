import { simplified } from './traditional.ts'

/**
 * Text in the form in which it is searched: compatibility forms (width, ligatures, decomposed Hangul and kana) composed,
 * lower case, accents off Latin letters, Chinese in simplified script, one kind of quote, dot and dash, no invisible marks, runs of
 * space made one. `starts` and `ends` lead each unit back to the UTF-16 offsets of the original.
 */
export type Folded = {
  readonly codes: Uint16Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly length: number
  /** The units from `from` up to `to` as a string; what lies outside the text is left out. */
  slice(from: number, to: number): string
}

const DROP = 0
const UNKNOWN = 1
const COMPLEX = 2
const SPACE = 32
const HYPHEN = 45
const NEWLINE = 10
/** What a hyphen with space before it becomes: an end of clause. */
export const SEPARATOR = 124

const table = new Uint16Array(65_536).fill(UNKNOWN)

/** Room that one reader uses again for text after text: what is folded into it holds until the next. */
export class Scratch {
  codes = new Uint16Array(0)
  starts = new Int32Array(0)
  ends = new Int32Array(0)

  /** Makes sure of room for so many units. */
  reach(room: number): this {
    if (this.codes.length >= room) return this
    const size = Math.max(room, 4096)
    this.codes = new Uint16Array(size)
    this.starts = new Int32Array(size)
    this.ends = new Int32Array(size)
    return this
  }
}

/** Folds a text. Linear in its length; a break (line feed) is kept only at `breakAt` and at empty lines. */
export function fold(text: string, breakAt = -1, scratch = new Scratch()): Folded {
  // A compatibility character can become several (the longest has 18), so there is some room to spare.
  const writer = new Writer(scratch.reach(text.length + 64))
  let at = 0
  while (at < text.length) {
    at = writer.putPlain(text, at)
    if (at < text.length) at = foldOther(text, at, breakAt, writer)
  }
  return writer.done()
}

/** A unit that is dropped, changes with its neighbours, or was never met before. Returns where it ends. */
function foldOther(text: string, at: number, breakAt: number, writer: Writer): number {
  const folded = unitAt(text, at)
  if (folded === COMPLEX) return foldCluster(text, at, writer)
  const isBreak = folded === NEWLINE && (at === breakAt || text.charCodeAt(at + 1) === NEWLINE)
  if (folded !== DROP) writer.put(folded === NEWLINE && !isBreak ? SPACE : folded, at, at + 1)
  return at + 1
}

/** A phrase of the configuration in the same form, as a string. */
export function foldPhrase(phrase: string): string {
  const trimmed = phrase.trim()
  let folded = ''
  for (let at = 0; at < trimmed.length; at += 1) {
    const code = unitAt(trimmed, at)
    if (code === COMPLEX) return foldLong(trimmed)
    const unit = code === HYPHEN || code === NEWLINE ? SPACE : code
    if (unit !== DROP && !(unit === SPACE && folded.endsWith(' '))) folded += String.fromCharCode(unit)
  }
  return folded
}

function foldLong(phrase: string): string {
  const text = fold(phrase)
  return text.slice(0, text.length)
}

function unitAt(text: string, at: number): number {
  const code = text.charCodeAt(at)
  const known = table[code] ?? UNKNOWN
  if (known !== UNKNOWN) return known
  const folded = foldUnit(code)
  table[code] = folded
  return folded
}

class Writer {
  readonly #codes: Uint16Array
  readonly #starts: Int32Array
  readonly #ends: Int32Array
  #length = 0

  constructor({ codes, starts, ends }: Scratch) {
    this.#codes = codes
    this.#starts = starts
    this.#ends = ends
  }

  /** Puts all units up to the next that needs a closer look, and returns where that stands. */
  putPlain(text: string, from: number): number {
    const codes = this.#codes
    const starts = this.#starts
    const ends = this.#ends
    let length = this.#length
    let last = length === 0 ? NEWLINE : (codes[length - 1] as number)
    let at = from
    for (; at < text.length && length < codes.length; at += 1) {
      const unit = table[text.charCodeAt(at)] as number
      if (unit <= HYPHEN && (unit !== SPACE || last <= HYPHEN || last === SEPARATOR)) break
      codes[length] = unit
      starts[length] = at
      ends[length] = at + 1
      length += 1
      last = unit
    }
    this.#length = length
    return at
  }

  put(code: number, start: number, end: number): void {
    const last = this.#length === 0 ? NEWLINE : this.#codes[this.#length - 1]
    let unit = code
    if (code === SPACE && (last === SPACE || last === NEWLINE || last === SEPARATOR)) return
    if (code === HYPHEN) unit = last === SPACE ? SEPARATOR : SPACE
    if (this.#length === this.#codes.length) return
    this.#codes[this.#length] = unit
    this.#starts[this.#length] = start
    this.#ends[this.#length] = end
    this.#length += 1
  }

  /** Where the last unit began in the original, having taken it back. */
  takeBack(): number {
    if (this.#length === 0) return -1
    this.#length -= 1
    return this.#starts[this.#length] ?? -1
  }

  done(): Folded {
    return new FoldedText(this.#codes, this.#starts, this.#ends, this.#length)
  }
}

/** Becomes a string once, when it is first asked for one, and holds it for further slices. */
class FoldedText implements Folded {
  readonly codes: Uint16Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly length: number
  #written = ''

  constructor(codes: Uint16Array, starts: Int32Array, ends: Int32Array, length: number) {
    this.codes = codes
    this.starts = starts
    this.ends = ends
    this.length = length
  }

  slice(from: number, to: number): string {
    if (this.#written === '') this.#written = Buffer.from(this.codes.buffer, this.codes.byteOffset, this.length * 2).toString('utf16le')
    return this.#written.slice(Math.max(0, from), Math.max(0, to))
  }
}

/** Marks further behind their letter than so change nothing that is looked for. */
const LONGEST_CLUSTER = 64

/** A cluster that must be composed before it can be folded. Returns where it ends. */
function foldCluster(text: string, at: number, writer: Writer): number {
  const end = clusterEnd(text, at)
  const from = isMark(text.charCodeAt(at)) ? writer.takeBack() : at
  const start = from < 0 ? at : from
  for (const unit of text.slice(start, Math.min(end, start + LONGEST_CLUSTER)).normalize('NFKC')) {
    if (unit.length > 1) continue
    const folded = foldUnit(unit.charCodeAt(0))
    if (folded > COMPLEX) writer.put(folded === NEWLINE ? SPACE : folded, start, end)
  }
  return end
}

function clusterEnd(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0xd800 && code <= 0xdbff) return Math.min(at + 2, text.length)
  if (!isLead(code)) {
    let end = at + 1
    while (end < text.length && isMark(text.charCodeAt(end))) end += 1
    return end
  }
  let end = at + 1
  if (isVowel(text.charCodeAt(end))) end += 1
  if (end > at + 1 && isTail(text.charCodeAt(end))) end += 1
  return end
}

const isLead = (code: number): boolean => code >= 0x1100 && code <= 0x115f
const isVowel = (code: number): boolean => code >= 0x1160 && code <= 0x11a7
const isTail = (code: number): boolean => code >= 0x11a8 && code <= 0x11ff
const isMark = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) || code === 0x3099 || code === 0x309a || code === 0xff9e || code === 0xff9f

/** Marks that show nothing: soft hyphens, fillers, joiners, directions, variation selectors, byte order marks. */
const INVISIBLE: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x7f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
]
const isInvisible = (code: number): boolean => INVISIBLE.some(([from, to]) => code >= from && code <= to)
const ALIKE: readonly (readonly [RegExp, string])[] = [
  [/^[\u00b7\u2022\u30fb\uff65\u2027\u318d\u2219\u22c5\u119e]$/, '·'],
  [/^["“”„‟«»「」『』《》〈〉＂〝〞]$/, '"'],
  [/^['‘’‚‛′＇`´]$/, "'"],
  [/^[-‐﹣－]$/, '-'],
  [/^[–—―‒─━~〜～]$/, '–'],
  [/^[，،]$/, ','],
  [/^[､﹑、]$/, '、'],
  [/^[。｡]$/, '。'],
  [/^[…⋯‥]$/, '…'],
  [/^[ёЁ]$/, 'е'],
]

/** The folded form of one UTF-16 unit: a code, DROP, or COMPLEX where its neighbours matter. */
function foldUnit(code: number): number {
  const unit = String.fromCharCode(code)
  if (unit === '\n' || unit === '\u2028' || unit === '\u2029') return NEWLINE
  if (/\s/.test(unit) && code !== 0xfeff) return SPACE
  if (isInvisible(code)) return DROP
  if (unit === '\u2011') return HYPHEN
  for (const [pattern, plain] of ALIKE) if (pattern.test(unit)) return plain.charCodeAt(0)
  if (isMark(code) || (code >= 0x1100 && code <= 0x11ff) || (code >= 0xff66 && code <= 0xff9d) || (code >= 0xd800 && code <= 0xdfff)) {
    return COMPLEX
  }
  const composed = unit.normalize('NFKC').toLowerCase()
  if (composed.length !== 1) return composed.length === 0 ? DROP : COMPLEX
  const base = composed.normalize('NFD').charAt(0)
  const plain = base >= 'a' && base <= 'z' ? base : composed
  const folded = plain.charCodeAt(0)
  return simplified.get(folded) ?? (folded <= COMPLEX ? DROP : folded)
}
