/** ASCII controls that are no white space. */
const CONTROLS = /[^\P{Cc}\s\u0080-\u009f]/gu

/**
 * ASCII white space collapsed to single spaces, ASCII controls out. Everything else stays as it stands, so that a text
 * encoded twice can still be repaired.
 */
export const collapse = (text: string): string =>
  text
    .replace(/ {2,}| ?[\t\n\v\f\r][ \t\n\v\f\r]*/g, ' ')
    .replace(CONTROLS, '')
    .trim()

/** Marks that hide or turn text (bidirectional overrides, zero-width characters) have no place in what people read. */
const INVISIBLE = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu

/** Text as people are to see it: all white space collapsed, invisible characters out. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\s\u0085]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim()
