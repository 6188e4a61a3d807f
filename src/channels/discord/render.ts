import type { APIEmbed, APIEmbedField } from 'discord.js'
import { type Brief, type BriefSource, countWords, updateWords } from '../../domain/brief.ts'
import type { Bloc, FeedKind } from '../../domain/feed.ts'
import { FEEDBACK_VERDICTS, FEEDBACK_WORDS } from '../../domain/feedback.ts'
import { languageName } from '../../domain/language-name.ts'
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

const KIND_WORDS: Readonly<Record<FeedKind, string>> = {
  wire: 'wire',
  newspaper: 'newspaper',
  broadcaster: 'broadcaster',
  'state-media': 'state media',
  government: 'government',
  'think-tank': 'think tank',
  aggregator: 'aggregator',
}

// What one part may take, so that all of them together stay within the 6000 characters of a message.
const PUSH_LINE = 180
const ACT = 300
const SUMMARY = 1200
const ORIGINAL = 300
const SMALL_FIELD = 256
const CHANGE = 300
const THREAD_LINE = 300

const dayText = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** `2025-07-12` → `12 July 2025`; a partial date as it stands. */
const dateText = (date: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(date) && Number.isFinite(Date.parse(date)) ? dayText.format(new Date(date)) : date

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const dotted = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

const alignmentNames = (brief: Brief): string => brief.alignments.map(({ label }) => label).join(' · ')

const field = (name: string, value: string, inline: boolean): readonly APIEmbedField[] => (value === '' ? [] : [{ name, value, inline }])

function sourceLine(source: BriefSource, blocs: ReadonlyMap<Bloc, string>): string {
  const facts = [source.country, KIND_WORDS[source.kind], blocs.get(source.bloc) ?? '', languageName(source.language)]
  return `${link(source.outlet, source.url, 320)} · ${markdown(facts.filter((fact) => fact !== '').join(' · '), 120)}`
}

function threadText(thread: Brief['thread']): string {
  if (thread === null) return ''
  const earlier = thread.earlier.map(({ headline, at }) => `${dayText.format(new Date(at))}: ${markdown(headline, THREAD_LINE)}`)
  return fitLines([markdown(thread.label, THREAD_LINE), ...earlier], MAX_FIELD_VALUE)
}

function fieldsOf(brief: Brief, blocs: ReadonlyMap<Bloc, string>): APIEmbedField[] {
  const where = [brief.place ?? '', brief.date === null ? '' : dateText(brief.date)].filter((part) => part !== '').join(', ')
  const silent = brief.silentBlocs.map((bloc) => blocs.get(bloc) ?? bloc).join(', ')
  return [
    ...field('Standing', markdown(brief.standingText, SMALL_FIELD) || capital(brief.standing), true),
    ...field('Where and when', markdown(where, SMALL_FIELD), true),
    ...field('Reported by', countWords(brief), true),
    ...field(
      'Sources',
      fitLines(
        brief.sources.map((source) => sourceLine(source, blocs)),
        MAX_FIELD_VALUE,
      ),
      false,
    ),
    ...field('What changed', markdown(brief.change, CHANGE), false),
    ...field('Not reported by outlets of', markdown(silent, SMALL_FIELD), false),
    ...field('Thread', threadText(brief.thread), false),
  ]
}

function originalText({ original }: Brief): string {
  return original === null ? '' : `${markdown(languageName(original.language), 40)}: ${markdown(original.text, ORIGINAL)}`
}

function describe(brief: Brief): string {
  const acts = brief.acts.map(({ text }) => markdown(text, ACT / 2)).filter((act) => act !== '')
  const joined = acts.join(' · ').length <= ACT ? acts.join(' · ') : (acts[0] ?? '')
  const actLine = joined === '' ? '' : `**${joined}**`
  return [actLine, markdown(brief.summary.join(' '), SUMMARY), originalText(brief)].filter((line) => line !== '').join('\n')
}

const footerText = (brief: Brief): string =>
  plainLine(
    [`story ${brief.storyId}`, ...brief.alignments.flatMap(({ rule }) => (rule === null ? [] : [`rule ${rule}`]))].join(' · '),
    MAX_FOOTER,
  )

/** The head every embed of a brief has: alignments in words and colour, linked headline, id, time. */
function headOf(brief: Brief): APIEmbed {
  const url = linkAddress(brief.url)
  const colour = colourNumber(brief.alignments[0]?.colour)
  const name = plainLine(dotted(alignmentNames(brief), updateWords(brief)), MAX_AUTHOR)
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

/** The line a push notification shows. */
function pushLine(brief: Brief, mention: string | null): string {
  const role = mention === null ? '' : `<@&${mention}> `
  return `${role}${markdown(`${alignmentNames(brief)}: ${brief.headline}`, PUSH_LINE)}`
}

/** A brief as a message. Pure: the same brief and style give the same message. */
export function renderBrief(brief: Brief, style: PostStyle): Payload {
  const mention = style.mention !== null && /^\d+$/.test(style.mention) ? style.mention : null
  return {
    content: pushLine(brief, mention),
    embeds: [briefEmbed(brief, style.blocs)],
    components: briefButtons(brief, style.key),
    allowed_mentions: allowedMentions(mention),
  }
}
