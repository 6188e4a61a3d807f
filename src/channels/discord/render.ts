import type { APIEmbed, APIEmbedField } from 'discord.js'
import {
  type Brief,
  type BriefSource,
  countWords,
  isMajor,
  isMinor,
  phraseWords,
  rankWords,
  summaryWords,
  unknownWords,
  updateWords,
} from '../../domain/brief.ts'
import { type Bloc, FEED_KIND_WORDS } from '../../domain/feed.ts'
import { FEEDBACK_VERDICTS, FEEDBACK_WORDS } from '../../domain/feedback.ts'
import { languageName } from '../../domain/language-name.ts'
import { dateInWords } from '../../domain/times.ts'
import { customId } from './custom-id.ts'
import { MAX_AUTHOR, MAX_FIELD_VALUE, MAX_FOOTER, MAX_TITLE } from './limits.ts'
import { fitLines, honestLabel, link, linkAddress, markdown, plainLine } from './markdown.ts'
import { allowedMentions, type ButtonRow, buttonRows, colourNumber, idButton, linkButton, type Payload, withinTotal } from './payload.ts'

/** What a post needs beside the brief. */
export type PostStyle = {
  /** The role to ping, by id; null for nobody. */
  readonly mention: string | null
  /** The delivery's key: carried in a button's id, so that the post can be found again. */
  readonly key: string
  /** Names of blocs by id, for sources and silences. */
  readonly blocs: ReadonlyMap<Bloc, string>
}

// What one part may take, so that all of them together stay within the 6000 characters of a message.
const PUSH_LINE = 180
const ACT = 300
const SUMMARY = 1200
const ORIGINAL = 300
const SMALL_FIELD = 256
const CHANGE = 400
const THREAD_LINE = 180
const PHRASE = 300
const PEOPLE = 300

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const dotted = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

const alignmentNames = (brief: Brief): string => brief.alignments.map(({ label }) => label).join(' · ')

const field = (name: string, value: string, inline: boolean): readonly APIEmbedField[] => (value === '' ? [] : [{ name, value, inline }])

function sourceLine(source: BriefSource, blocs: ReadonlyMap<Bloc, string>): string {
  const facts = [source.country, FEED_KIND_WORDS[source.kind], blocs.get(source.bloc) ?? '', languageName(source.language)]
  return `${link(source.outlet, source.url, 320)} · ${markdown(facts.filter((fact) => fact !== '').join(' · '), 120)}`
}

/** A moment as Discord shows it in the reader's own zone; `d` is the day alone. https://discord.com/developers/docs/reference#message-formatting */
const moment = (at: number, style: 'd' | 'f'): string =>
  Number.isFinite(new Date(at).getTime()) ? `<t:${Math.floor(at / 1000)}:${style}>` : ''

function threadText(thread: Brief['thread']): string {
  if (thread === null) return ''
  const earlier = thread.earlier.map(({ headline, at }) => `earlier: ${markdown(headline, THREAD_LINE)}, ${moment(at, 'd')}`)
  return fitLines([markdown(thread.label, THREAD_LINE), ...earlier], MAX_FIELD_VALUE)
}

/** The sources, and under them which alignments' outlets are silent. */
function sourcesText(brief: Brief, blocs: ReadonlyMap<Bloc, string>): string {
  const silent = brief.silentBlocs.map((bloc) => blocs.get(bloc) ?? bloc).join(' or ')
  const silence = silent === '' ? '' : `Not reported so far by outlets of ${markdown(silent, SMALL_FIELD)}`
  const lines = fitLines(
    brief.sources.map((source) => sourceLine(source, blocs)),
    MAX_FIELD_VALUE - silence.length - 1,
  )
  return [lines, silence].filter((line) => line !== '').join('\n')
}

function fieldsOf(brief: Brief, blocs: ReadonlyMap<Bloc, string>): APIEmbedField[] {
  const where = [brief.place ?? '', brief.date === null ? '' : dateInWords(brief.date)].filter((part) => part !== '').join(', ')
  return [
    ...field('Standing', markdown(brief.standingText, SMALL_FIELD) || capital(brief.standing), true),
    ...field('Where and when', markdown(where, SMALL_FIELD), true),
    ...field('Reported by', countWords(brief), true),
    ...field('Sources', sourcesText(brief, blocs), false),
    ...field('Thread', threadText(brief.thread), false),
    ...field('In the source’s words', markdown(phraseWords(brief), PHRASE), false),
    ...field('Not known', markdown(unknownWords(brief), SMALL_FIELD), false),
  ]
}

function originalText({ original }: Brief): string {
  return original === null ? '' : `${markdown(languageName(original.language), 40)}: ${markdown(original.text, ORIGINAL)}`
}

/** What changed, told first: who knows the post sees at once why it was edited. */
function changeText(brief: Brief): string {
  const change = markdown(brief.change, CHANGE)
  return change === '' ? '' : `**${capital(updateWords(brief) || 'changed')}:** ${change}`
}

function describe(brief: Brief): string {
  const acts = brief.acts.map(({ text }) => markdown(text, ACT / 2)).filter((act) => act !== '')
  const joined = acts.join(' · ').length <= ACT ? acts.join(' · ') : (acts[0] ?? '')
  const actLine = joined === '' ? '' : `**${joined}**`
  const people = markdown((brief.people ?? []).join(' · '), PEOPLE)
  const summary = markdown(summaryWords(brief), SUMMARY)
  const facts = [actLine, people].filter((line) => line !== '').join('\n')
  return [changeText(brief), originalText(brief), facts, summary].filter((part) => part !== '').join('\n\n')
}

const footerText = (brief: Brief): string => plainLine(dotted(`story ${brief.storyId}`, ruleWords(brief)), MAX_FOOTER)

/** `rule B1`, `rules A3, B1`. */
function ruleWords({ alignments }: Brief): string {
  const rules = [...new Set(alignments.flatMap(({ rule }) => rule ?? []))]
  return rules.length === 0 ? '' : `${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}`
}

/** The head every embed of a brief has: alignments in words and colour, linked headline, id, time. */
function headOf(brief: Brief): APIEmbed {
  const url = linkAddress(brief.url)
  const colour = colourNumber(brief.alignments[0]?.colour, isMinor(brief))
  const name = plainLine(dotted(alignmentNames(brief), rankWords(brief)), MAX_AUTHOR)
  return {
    ...(name === '' ? {} : { author: { name } }),
    title: markdown(url === '' ? brief.headline : honestLabel(brief.headline, url), MAX_TITLE) || 'Untitled',
    ...(url === '' ? {} : { url }),
    ...(colour === undefined ? {} : { color: colour }),
    footer: { text: footerText(brief) },
    timestamp: new Date(brief.updatedAt).toISOString(),
  }
}

/** The whole brief as one embed. */
export function briefEmbed(brief: Brief, blocs: ReadonlyMap<Bloc, string>): APIEmbed {
  const description = describe(brief)
  return withinTotal({ ...headOf(brief), ...(description === '' ? {} : { description }), fields: fieldsOf(brief, blocs) })
}

/** A brief among others: headline, what happened and its standing. */
export function smallEmbed(brief: Brief): APIEmbed {
  const lines = [
    markdown(brief.acts[0]?.text ?? brief.summary[0] ?? '', ACT),
    dotted(markdown(brief.standingText, 120) || capital(brief.standing), countWords(brief)),
  ]
  return { ...headOf(brief), description: lines.filter((line) => line !== '').join('\n') }
}

/** Read and why; under them what a reader may say of it. */
export function briefButtons(brief: Brief, key: string): readonly ButtonRow[] {
  const { storyId } = brief
  return [
    ...buttonRows([linkButton('Read', brief.url), idButton('Why', customId({ kind: 'why', storyId, key }))]),
    ...buttonRows(FEEDBACK_VERDICTS.map((kind) => idButton(FEEDBACK_WORDS[kind], customId({ kind, storyId })))),
  ]
}

/** What takes the place of a post whose story turned out to be another one: where to read on, and nothing else. */
function renderPointer(brief: Brief, key: string): Payload {
  const { timestamp: _time, ...head } = headOf(brief)
  return {
    content: '',
    embeds: [{ ...head, description: markdown(brief.standingText, SMALL_FIELD) }],
    components: briefButtons(brief, key).slice(0, 1),
    allowed_mentions: allowedMentions(null),
  }
}

/** The line a push notification shows. */
function pushLine(brief: Brief, mention: string | null): string {
  const role = mention === null ? '' : `<@&${mention}> `
  return `${role}${markdown(`${alignmentNames(brief)}: ${brief.headline}`, PUSH_LINE)}`
}

/** A brief as a message; the role is named only for what is major. Pure: the same brief and style give the same message. */
export function renderBrief(brief: Brief, style: PostStyle): Payload {
  if (brief.mergedInto !== undefined) return renderPointer(brief, style.key)
  const mention = style.mention !== null && /^\d+$/.test(style.mention) && isMajor(brief) ? style.mention : null
  return {
    content: pushLine(brief, mention),
    embeds: [briefEmbed(brief, style.blocs)],
    components: briefButtons(brief, style.key),
    allowed_mentions: allowedMentions(mention),
  }
}
