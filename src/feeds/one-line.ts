/**
 * ASCII white space collapsed to single spaces, ASCII controls out. Everything else stays as it stands, so that a text
 * encoded twice can still be repaired.
 */
export const collapse = (text: string): string =>
  text
    .replace(/[ \t\n\v\f\r]+/g, ' ')
    .replace(/(?! )\p{Cc}/gu, (control) => (control > '\u007f' ? control : ''))
    .trim()

/** Marks that hide or turn text (bidirectional overrides, zero-width characters) have no place in what people read. */
const INVISIBLE = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu

/** Text as people are to see it: all white space collapsed, invisible characters out. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\s\u0085]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim()
