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

/** Mean width of a letter of Noto Sans, in parts of the font size: measured over English headlines, bold a little wider. */
const LETTER_WIDTH = 0.5
const BOLD_LETTER_WIDTH = 0.55

/** About how wide a text is drawn. */
export const widthOf = (text: string, size: number, bold = false): number => text.length * size * (bold ? BOLD_LETTER_WIDTH : LETTER_WIDTH)

/** A page draws in the reader's own font, which may be wider than Noto Sans: DejaVu Sans is by about so much. */
const WIDER = 1.12

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
