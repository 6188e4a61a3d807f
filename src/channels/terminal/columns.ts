const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** What a terminal shows two columns wide. https://www.unicode.org/reports/tr11/ (Wide and Fullwidth), and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]/u

/** Columns that a text takes in a terminal. */
export function columns(text: string): number {
  let width = 0
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
  for (const { segment } of graphemes.segment(piece)) {
    if (part !== '' && columns(part + segment) > width) {
      parts.push(part)
      part = ''
    }
    part += segment
  }
  return [...parts, part]
}

/** A text as lines of at most `width` columns, broken between words, and between characters where the script has no spaces. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text).flatMap((each) => (columns(each.trimEnd()) > width ? cut(each, width) : [each]))) {
    if (line !== '' && columns(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += line === '' ? piece.trimStart() : piece
  }
  return line.trimEnd() === '' ? lines : [...lines, line.trimEnd()]
}
