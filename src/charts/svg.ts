/** A piece of SVG that is safe to stand in a document. */
export type Markup = string

/** Escapes text for SVG, and drops what XML 1.0 forbids. */
export const escapeXml = (text: string): string =>
  [...text]
    .filter((char) => /[\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/u.test(char) || (char.codePointAt(0) ?? 0) > 0xffff)
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

type Attributes = Readonly<Record<string, string | number>>

/** One element. Attribute values are escaped; `inner` is markup. */
export function element(name: string, attributes: Attributes, inner: Markup = ''): Markup {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  return inner === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${inner}</${name}>`
}

export type TextStyle = {
  readonly size: number
  readonly fill: string
  readonly bold?: boolean
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** A line of text with its baseline at (x, y). */
export const textAt = (x: number, y: number, content: string, style: TextStyle): Markup =>
  element(
    'text',
    {
      x: round(x),
      y: round(y),
      'font-size': style.size,
      fill: style.fill,
      'font-weight': style.bold ? 700 : 400,
      'text-anchor': style.anchor ?? 'start',
    },
    escapeXml(content),
  )

/** To a tenth of a unit: finer is not seen and only makes the file longer. */
export const round = (value: number): number => Math.round(value * 10) / 10

/** How wide the letters of Noto Sans are from the blank on, in hundredths of their size: its table of widths. */
const WIDTHS = {
  regular:
    '26 27 41 65 57 83 73 23 30 30 55 57 27 32 27 37 57 57 57 57 57 57 57 57 57 57 27 27 57 57 57 43 90 64 65 63 73 56 52 73 74 34 27 62 52 91 76 78 61 78 62 55 56 73 60 93 59 57 57 33 37 33 57 44 28 56 62 48 62 56 34 62 62 26 26 53 26 94 62 61 62 62 41 48 36 62 51 79 53 51 47 38 55 38 57',
  bold: '26 28 48 65 57 90 75 27 34 34 54 57 28 32 28 42 57 57 57 57 57 57 57 57 57 57 28 28 57 57 57 48 90 69 67 64 73 56 55 72 77 39 33 66 56 94 81 79 62 79 66 55 58 76 65 97 67 63 58 33 42 33 57 41 37 60 63 52 63 60 39 63 65 30 30 62 30 98 65 63 63 63 45 50 43 65 57 86 58 57 49 39 55 39 57',
}
const [REGULAR, BOLD] = [WIDTHS.regular, WIDTHS.bold].map((widths) => widths.split(' ').map(Number)) as [number[], number[]]
const FIRST = 32
/** Of letters that are not in the table: accented and Cyrillic ones are about so wide; nothing here is narrower than it says. */
const OTHER = 62
const NARROW: ReadonlyMap<string, number> = new Map([
  ['\u00a0', 26],
  ['–', 50],
  ['’', 22],
  ['·', 28],
  ['›', 37],
])

/** How wide a text is drawn in Noto Sans; a little more where it has letters beyond ASCII. */
export function widthOf(text: string, size: number, bold = false): number {
  const widths = bold ? BOLD : REGULAR
  let hundredths = 0
  for (const letter of text) hundredths += widths[letter.charCodeAt(0) - FIRST] ?? NARROW.get(letter) ?? OTHER
  return (hundredths * size) / 100
}

/** A page draws in the reader's own font, which may be wider than Noto Sans: DejaVu Sans is by about so much. */
const WIDER = 1.08

/** Breaks a text into lines that are about so wide at most; the last line ends in … where it was cut. */
export function wrap(text: string, width: number, size: number, bold: boolean, maxLines: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || widthOf(longer, size, bold) * WIDER <= width) line = longer
    else {
      lines.push(line)
      line = word
    }
  }
  lines.push(line)
  if (lines.length <= maxLines) return lines
  return [...lines.slice(0, maxLines - 1), `${lines[maxLines - 1]} …`]
}

/** A line cut at a word so that it is about so wide at most, ending in … where something was cut. */
export function fittedTo(text: string, width: number, size: number, bold = false): string {
  if (widthOf(text, size, bold) <= width) return text
  const words = text.split(' ')
  while (words.length > 1 && widthOf(`${words.join(' ')}…`, size, bold) > width) words.pop()
  return `${words.join(' ').replace(/[\s,;:·–→]+$/u, '')}…`
}
