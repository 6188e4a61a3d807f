/**
 * Characters that move or hide what stands beside them, or show nothing: format characters (bidirectional overrides and isolates,
 * zero-width spaces and joiners, tags), fillers and blank letters, and control characters other than white space.
 * https://unicode.org/reports/tr36/#Bidirectional_Text_Spoofing
 */
const UNSEEN = /(?![\t\n\v\f\r\u0085])\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}(?<!\p{Variation_Selector})|\u2800/gu

/** Marks heaped on one letter reach into the lines above and below. */
const HEAPED_MARKS = /(\p{M}{3})\p{M}+/gu

/** Marks without a letter of their own would sit on whatever stands before the text. */
const LEADING_MARKS = /^[\p{M}\s]+/u

/** Text from outside as one well-formed line of visible characters. Still not markup: renderers escape it. */
export const visible = (text: string): string =>
  text.toWellFormed().replace(UNSEEN, '').replace(HEAPED_MARKS, '$1').replace(/\s+/g, ' ').trim().replace(LEADING_MARKS, '')

/** An address that a reader may be sent to: http(s), without a user name that could pass for a host; '' otherwise. */
export function webAddress(text: string): string {
  const url = URL.parse(text)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return ''
  return url.username === '' && url.password === '' ? url.href : ''
}

/**
 * What a reader takes for an address: whatever follows `://`, or dotted names that end like a host's. What comes behind does not
 * matter: a label may be cut there.
 */
const SCHEMED = /:\/\/+([^\s/?#]*)/g
const HOST = /(?<![\p{L}\p{N}.-])(?:[\p{L}\p{N}-]{2,}\.)(?:[\p{L}\p{N}-]+\.)*(?:\p{Ll}{2,}|\p{Lu}{2,}|\p{Lo}{2,})/gu

/** Whether the words of a link name another address than the one it leads to. Letter width and odd dots do not matter. */
export function posesAsOther(label: string, url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  const plain = label.normalize('NFKC').replaceAll('。', '.')
  const named = [...[...plain.matchAll(SCHEMED)].map(([, name = '']) => name), ...(plain.match(HOST) ?? [])]
  return named.some((name) => {
    const asHost = URL.parse(`http://${name}`)?.hostname ?? name
    return asHost !== host && !host.endsWith(`.${asHost}`)
  })
}

const words = new Intl.Segmenter('und', { granularity: 'word' })
const letters = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** The places where a line may be cut: between words, or between letters where one word fills half of what there is. */
function cuts(line: string, max: number): readonly number[] {
  const head = line.slice(0, max).toWellFormed()
  const between = [...words.segment(head)].map(({ index }) => index)
  return (between.at(-1) ?? 0) >= max / 2 ? between : [...letters.segment(head)].map(({ index }) => index)
}

const asItIs = (text: string): string => text

/** A line cut at a word so that `write` of it (an escape) has at most `max` UTF-16 units, ending in “…” where something was cut. */
export function fitted(line: string, max: number, write: (line: string) => string = asItIs): string {
  if (max < 1) return ''
  if (line.length <= max) {
    const whole = write(line)
    if (whole.length <= max) return whole
  }
  const places = cuts(line, max)
  let low = 0
  let high = places.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (write(line.slice(0, places[middle])).length <= max - 1) low = middle
    else high = middle - 1
  }
  return `${write(line.slice(0, places[low] ?? 0).trimEnd())}…`
}
