import type { Brief } from '../domain/brief.ts'
import type { CommandContext } from '../domain/command.ts'
import type { RichText, Run } from '../domain/rich-text.ts'
import { countWords } from '../words/facts.ts'
import { type Names, namesIn } from '../words/names.ts'
import { toldIn } from '../words/told.ts'
import { type Words, wordsIn } from '../words/words.ts'
import { formatDate, formatTime } from './dates.ts'

/** A line of plain text. */
export const line = (text: string): RichText => [{ text }]

/** A bold run. */
export const bold = (text: string): Run => ({ text, bold: true })

/** Cuts a text that someone typed, for saying it back. */
export const cut = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`)

/** In which language an asker is told, and what alignments are called in it. */
export type Telling = { readonly words: Words; readonly names: Names }

const ENGLISH: Telling = { words: wordsIn('en'), names: new Map() }

/** How the asker is told. */
export const tellingOf = (context: Pick<CommandContext, 'locale' | 'alignments' | 'directory'>): Telling => ({
  words: wordsIn(context.locale),
  names: namesIn(context, context.locale),
})

/** One story in a line: headline (linked), alignments, day or time, standing, outlets. */
export function storyLine(story: Brief, timeZone?: string, { words, names }: Telling = ENGLISH): RichText {
  const brief = toldIn(story, words, names)
  const when = brief.date === null ? formatTime(brief.openedAt, timeZone, words.locale) : formatDate(brief.date, words.locale)
  const about = brief.alignments.map((alignment) => alignment.label).join(words.writing.comma)
  const headline: Run = brief.url === '' ? { text: brief.headline } : { text: brief.headline, url: brief.url }
  return [headline, { text: ` — ${[about, when, brief.standingText, countWords(brief, words)].filter((part) => part !== '').join(' · ')}` }]
}
