import { fitted, posesAsOther, visible, webAddress } from '../../domain/plain-text.ts'
import type { RichText, Run } from '../../domain/rich-text.ts'
import { type Words, wordsIn } from '../../words/words.ts'

const BREAK = '\u200b'

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

/** Enough of a text to fill `max`, even where much of it is unseen: hostile texts are long. */
const enough = (text: string, max: number): string => visible(text.slice(0, max * 8 + 64))

/** Text from outside as markdown of at most `max` characters, cut at a word. */
export const markdown = (text: string, max: number): string => fitted(enough(text, max), max, escapeMarkdown)

/** Text from outside for the places that show no markdown: author, footer, button, choice. */
export const plainLine = (text: string, max: number): string => fitted(enough(text, max), max)

/** A label that names an address says where it really leads. */
export function honestLabel(label: string, url: string): string {
  const host = URL.parse(url)?.host ?? ''
  return host !== '' && posesAsOther(visible(label), url) ? `${host}: ${label}` : label
}

/** An address that may stand in a link or a button; '' where it is none, or longer than `max`. */
export function linkAddress(url: string, max = 2000): string {
  const address = webAddress(url)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')
    .replaceAll('\\', '%5C')
    .replace(/@(?=everyone|here)/gi, '%40')
  return address.length <= max ? address : ''
}

/** A masked link within `max` characters in all; the label alone where the address is not fit for a link. */
export function link(label: string, url: string, max: number): string {
  const address = linkAddress(url)
  const room = max - address.length - 4
  if (address === '' || room < 20) return markdown(label, max)
  return `[${markdown(honestLabel(visible(label.slice(0, 2000)), address), room)}](${address})`
}

function writeRun(run: Run, max: number): string {
  if (run.url !== undefined) return link(run.text, run.url, max)
  if (run.bold !== true || visible(run.text) === '') return spaced(run.text, max)
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
export function fitLines(lines: readonly string[], max: number, { writing }: Words = wordsIn('en')): string {
  const all = lines.join('\n')
  if (all.length <= max) return all
  const kept: string[] = []
  let length = 0
  for (const line of lines) {
    if (length + line.length + 1 > max - 16) break
    kept.push(line)
    length += line.length + 1
  }
  return [...kept, writing.moreLines(lines.length - kept.length)].join('\n')
}
