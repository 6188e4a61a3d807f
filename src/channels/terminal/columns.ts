const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** What a terminal shows two columns wide. https://www.unicode.org/reports/tr11/ (Wide and Fullwidth), and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u

/** Printable ASCII: one column a character. */
const ONE_EACH = /^[ -~]*$/

/** What joins with its neighbours into one sign: marks, joiners, flags, skin tones. Telling signs apart is slow; most texts have none. */
const JOINING = /\p{M}|\u200d|[\u1100-\u11ff\u{1f1e6}-\u{1f1ff}]|[\u{1f3fb}-\u{1f3ff}]/u

/** Columns that a text takes in a terminal. */
export function columns(text: string): number {
  if (ONE_EACH.test(text)) return text.length
  let width = 0
  if (!JOINING.test(text)) {
    for (const character of text) width += WIDE.test(character) ? 2 : 1
    return width
  }
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1
  return width
}

/** Pieces between which a line may break: after spaces, and after each wide character, but not before its punctuation. */
const pieces = (text: string): readonly string[] =>
  text.match(
    /\S*?[\u3041-\u30ff\u3400-\u9fff](?![\u3001\u3002\u300d\u300f\u3011\uff01\uff09\uff0c\uff1a\uff1b\uff1f\u30fc])|\S+\s*|\s+/gu,
  ) ?? []

/** A piece too long for any line, cut where the line ends. */
function cut(piece: string, width: number): readonly string[] {
  const parts: string[] = []
  let part = ''
  let used = 0
  for (const { segment } of graphemes.segment(piece)) {
    const more = columns(segment)
    if (part !== '' && used + more > width) {
      parts.push(part)
      part = ''
      used = 0
    }
    part += segment
    used += more
  }
  return [...parts, part]
}

/** A text as lines of at most `width` columns, broken between words, and between characters where the script has no spaces. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const piece of pieces(text).flatMap((each) => (columns(each.trimEnd()) > width ? cut(each, width) : [each]))) {
    if (line !== '' && used + columns(piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
      used = 0
    }
    const next = line === '' ? piece.trimStart() : piece
    line += next
    used += columns(next)
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()]
}
