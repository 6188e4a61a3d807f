import { type Brief, countWords } from '../domain/brief.ts'
import type { RichText, Run } from '../domain/rich-text.ts'
import { formatDate, formatTime } from './dates.ts'

/** A line of plain text. */
export const line = (text: string): RichText => [{ text }]

/** A bold run. */
export const bold = (text: string): Run => ({ text, bold: true })

/** `one report`, `3 reports`. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count === 1 ? 'one' : count} ${count === 1 ? noun : plural}`

/** `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Cuts a text that someone typed, for saying it back. */
export const cut = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`)

/** One story in a line: headline (linked), alignments, day or time, standing, outlets. */
export function storyLine(brief: Brief, timeZone?: string): RichText {
  const when = brief.date === null ? formatTime(brief.openedAt, timeZone) : formatDate(brief.date)
  const about = brief.alignments.map((alignment) => alignment.label).join(', ')
  const headline: Run = brief.url === '' ? { text: brief.headline } : { text: brief.headline, url: brief.url }
  return [headline, { text: ` — ${[about, when, brief.standingText, countWords(brief)].filter((part) => part !== '').join(' · ')}` }]
}
