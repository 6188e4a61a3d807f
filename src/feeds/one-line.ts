/** ASCII controls that are no white space. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const CONTROLS = /[\x00-\x08\x0e-\x1f\x7f]+/g

/** ASCII controls that are no white space, out. */
export const withoutControls = (text: string): string => text.replace(CONTROLS, '')

/**
 * ASCII white space collapsed to single spaces, ASCII controls out. Everything else stays as it stands, so that a text
 * encoded twice can still be repaired.
 */
export const collapse = (text: string): string =>
  withoutControls(text)
    .replace(/[ \t\n\v\f\r]{2,}|[\t\n\v\f\r]/g, ' ')
    .trim()

/** Marks that hide or turn text (bidirectional overrides, zero-width characters) have no place in what people read. */
const INVISIBLE = /[\p{Cc}\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu

/** Text as people are to see it: all white space collapsed, invisible characters out. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\s\u0085]+/g, ' ')
    .replace(INVISIBLE, '')
    .trim()
