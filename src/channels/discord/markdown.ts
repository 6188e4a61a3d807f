import { visible, webAddress } from '../../domain/plain-text.ts'
import type { RichText, Run } from '../../domain/rich-text.ts'

const BREAK = '\u200b'

/** Letters that show nothing, beyond the control characters `visible` takes out: fillers, blank Braille, tags. */
const BLANK_LETTERS = /[\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0]|[\u{e0000}-\u{e007f}]/gu
/** Marks heaped on one letter reach into the lines above and below. */
const HEAPED_MARKS = /(\p{M}{3})\p{M}+/gu

/** Text from outside as one well-formed line without anything unseen. Not yet escaped. */
export const cleanLine = (text: string): string => visible(text.toWellFormed().replace(BLANK_LETTERS, '').replace(HEAPED_MARKS, '$1'))

/**
 * Plain text as Discord markdown that shows exactly that text: no styles, mentions, masked links, bare links, headings, lists or
 * quotes. Mentions and addresses are broken by an unseen space, so that no reader of the raw text takes them for one either.
 */
export function escapeMarkdown(line: string): string {
  return line
    .replace(/[\\*_~`|[\]<]/g, '\\$&')
    .replace(/[<@]/g, `$&${BREAK}`)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/^([#>+-]|\d+(?=[.)]))/, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`))
}

const words = new Intl.Segmenter('und', { granularity: 'word' })

/** The places where a line may be cut: between words, or between letters where one word fills half of what there is. */
function cuts(line: string, max: number): readonly number[] {
  const between = [...words.segment(line.slice(0, max))].map(({ index }) => index)
  if ((between.at(-1) ?? 0) >= max / 2) return between
  let at = 0
  return [...line.slice(0, max)].map((letter) => {
    const start = at
    at += letter.length
    return start
  })
}

/** Cuts a clean line at a word so that `write` of it is at most `max` long, ending in “…”. */
function fitted(line: string, max: number, write: (line: string) => string): string {
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

/** Enough of a text to fill `max`, even where much of it is unseen: hostile texts are long. */
const enough = (text: string, max: number): string => cleanLine(text.slice(0, max * 8 + 64))

/** Text from outside as markdown of at most `max` characters, cut at a word. */
export const markdown = (text: string, max: number): string => fitted(enough(text, max), max, escapeMarkdown)

/** Text from outside for the places that show no markdown: author, footer, button, choice. */
export const plainLine = (text: string, max: number): string => fitted(enough(text, max), max, (line) => line)

/** Something in a label that a reader would take for an address. */
const ADDRESS =
  /(?:https?:\/\/|www\.)([^\s/]+)|\b((?:[a-z0-9-]+\.)+(?:com|org|net|gov|edu|mil|int|info|io|co|kr|kp|jp|ru|cn|us|uk|eu|de|fr|example))\b/i

/** A label that names an address says where it really leads. */
export function honestLabel(label: string, url: string): string {
  const [, schemed, bare] = ADDRESS.exec(label) ?? []
  const named = (schemed ?? bare ?? '').toLowerCase()
  const host = URL.parse(url)?.host ?? ''
  return named === '' || host === '' || host === named || host.endsWith(`.${named}`) ? label : `${host}: ${label}`
}

/** An address that may stand in a link or a button; '' where it is none, or longer than `max`. */
export function linkAddress(url: string, max = 2000): string {
  const address = webAddress(url).replaceAll('(', '%28').replaceAll(')', '%29').replaceAll('\\', '%5C')
  return address.length <= max ? address : ''
}

/** A masked link within `max` characters in all; the label alone where the address is not fit for a link. */
export function link(label: string, url: string, max: number): string {
  const address = linkAddress(url)
  const room = max - address.length - 4
  if (address === '' || room < 20) return markdown(label, max)
  return `[${markdown(honestLabel(cleanLine(label.slice(0, 2000)), address), room)}](${address})`
}

function writeRun(run: Run, max: number): string {
  if (run.url !== undefined) return link(run.text, run.url, max)
  if (run.bold !== true || cleanLine(run.text) === '') return spaced(run.text, max)
  return `**${markdown(run.text, max - 4)}**`
}

/** Keeps the spaces at a run's ends: they part it from its neighbours. */
function spaced(text: string, max: number): string {
  const before = /^\s/.test(text) ? ' ' : ''
  const after = /\S\s+$/.test(text) ? ' ' : ''
  return `${before}${markdown(text, max - before.length - after.length)}${after}`
}

/** One line of rich text within `max` characters. */
export function richLine(line: RichText, max: number): string {
  let written = ''
  for (const run of line) {
    const room = max - written.length
    if (room < 8) return `${written.slice(0, max - 1).trimEnd()}…`
    written += writeRun(run, room)
  }
  return written
}

/** Lines within `max` characters in all; those that do not fit are counted in a last line. */
export function fitLines(lines: readonly string[], max: number): string {
  const all = lines.join('\n')
  if (all.length <= max) return all
  const kept: string[] = []
  let length = 0
  for (const line of lines) {
    if (length + line.length + 1 > max - 16) break
    kept.push(line)
    length += line.length + 1
  }
  return [...kept, `… ${lines.length - kept.length} more`].join('\n')
}
