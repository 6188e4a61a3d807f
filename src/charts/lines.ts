import { isSquare, widthOfLetter } from './letters.ts'

/** How wide a text is drawn in Noto Sans; a little more where it has letters of which only about how wide they are is known. */
export function widthOf(text: string, size: number, bold = false): number {
  let hundredths = 0
  for (const letter of text) hundredths += widthOfLetter(letter, bold)
  return (hundredths * size) / 100
}

/** A page draws in the reader's own font, which may be wider than Noto Sans: DejaVu Sans is by about so much. */
const WIDER = 1.08

/** What begins no line, and what ends none. https://www.w3.org/TR/jlreq/#characters_not_starting_a_line */
const NOT_FIRST = /^[\p{Pe}\p{Pf}、。，．：；！？・ー〜～％%々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…]/u
const NOT_LAST = /[\p{Ps}\p{Pi}至〜～–−-]$/u
/** A number stays with what it counts, and with what is counted so: dates, spans and totals are not torn. */
const [NUMBER_LAST, NUMBER_FIRST, MARK_LAST] = [/\d$/u, /^\d/u, /\p{P}$/u]

/** A piece of text that stands on one line, with what stands between it and the one before where both are on the same. */
type Piece = { readonly gap: string; readonly text: string }

const words = new Map<string, Intl.Segmenter>()

function segmenter(locale: string): Intl.Segmenter {
  const known = words.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' })
  words.set(locale, known)
  return known
}

/** Whether a line may break between two parts that no blank parts: where a word of Han letters or kana begins or ends. */
function mayPart(before: string, after: string): boolean {
  if (!isSquare(before.at(-1) ?? '') && !isSquare([...after][0] ?? '')) return false
  if (NOT_FIRST.test(after) || NOT_LAST.test(before) || NUMBER_LAST.test(before)) return false
  return !NUMBER_FIRST.test(after) || MARK_LAST.test(before)
}

/** Blanks at which no line breaks: behind a number that stands before what it counts. */
const AFTER_NUMBER = /(?<=(?:^|[ (])[\d–−]+) (?=[\p{L}%])/gu

/** Where a text may be broken: at blanks, and in Chinese and Japanese between words. */
function piecesOf(text: string, locale: string): readonly Piece[] {
  const parted = text.replaceAll(AFTER_NUMBER, '\u00a0').split(' ')
  return parted.flatMap((word, index) => {
    const gap = index === 0 ? '' : ' '
    if (![...word].some(isSquare)) return [{ gap, text: word }]
    const parts: string[] = []
    for (const { segment } of segmenter(locale).segment(word)) {
      const last = parts.at(-1)
      if (last === undefined || mayPart(last, segment)) parts.push(segment)
      else parts[parts.length - 1] = last + segment
    }
    return parts.map((part, place) => ({ gap: place === 0 ? gap : '', text: part }))
  })
}

type Setting = { readonly size: number; readonly bold?: boolean; readonly locale?: string }

/** Breaks a text into lines that are about so wide at most; the last line ends in … where it was cut. */
export function wrap(text: string, width: number, maxLines: number, { size, bold = false, locale = 'en' }: Setting): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const { gap, text: piece } of piecesOf(text, locale)) {
    const longer = line === '' ? piece : `${line}${gap}${piece}`
    if (line === '' || widthOf(longer, size, bold) * WIDER <= width) line = longer
    else {
      lines.push(line)
      line = piece
    }
  }
  lines.push(line)
  if (lines.length <= maxLines) return lines
  return [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1]} …`]
}

/** A line cut at a word so that it is about so wide at most, ending in … where something was cut. */
export function fittedTo(text: string, width: number, { size, bold = false, locale = 'en' }: Setting): string {
  if (widthOf(text, size, bold) <= width) return text
  const pieces = [...piecesOf(text, locale)]
  const written = (): string => pieces.map(({ gap, text: piece }, index) => (index === 0 ? piece : gap + piece)).join('')
  while (pieces.length > 1 && widthOf(`${written()}…`, size, bold) > width) pieces.pop()
  return `${written().replace(/[\s,;:·–→、，：；]+$/u, '')}…`
}
