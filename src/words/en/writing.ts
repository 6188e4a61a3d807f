/** How English puts words together. */

/** `A`, `A and B`, `A, B and C`. */
const chain = (words: readonly string[], last: string): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`

export const writing = {
  listed: (words: readonly string[]): string => chain(words, 'and'),
  either: (words: readonly string[]): string => chain(words, 'or'),
  /** Between the members of a plain list. */
  comma: ', ',
  /** Between the parts of a sentence. */
  clause: ', ',
  /** Between two things said of one, as a place and its day. */
  pause: ', ',
  quoted: (text: string): string => `“${text}”`,
  colon: ': ',
  labelled: (label: string, text: string): string => `${label}: ${text}`,
  bracketed: (text: string): string => ` (${text})`,
  /** After a list that was cut. */
  more: (count: number): string => `and ${count} more`,
  /** In place of lines for which there is no room. */
  moreLines: (count: number): string => `… ${count} more`,
  /** Ends a sentence; and stands between two. */
  stop: '.',
  gap: ' ',
  /** What is there in English only. */
  inEnglish: (text: string): string => `“${text}” (in English)`,
  /** From a date to another. */
  between: (from: string, to: string): string => `${from} – ${to}`,
}
