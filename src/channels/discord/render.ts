import type { APIEmbed, APIEmbedField } from 'discord.js'
import { type Brief, type BriefSource, isMajor, isMinor } from '../../domain/brief.ts'
import { FEEDBACK_VERDICTS } from '../../domain/feedback.ts'
import { countWords, phraseWords, rankWords, settingWords, summaryWords, unknownWords, updateWords } from '../../words/facts.ts'
import { capital } from '../../words/letters.ts'
import { sourceState, tongueName } from '../../words/states.ts'
import { type Names, toldIn } from '../../words/told.ts'
import { type Words, wordsIn } from '../../words/words.ts'
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
  /** Names of blocs and actors by id, in the language of the words. */
  readonly blocs: Names
  /** Our own words; left out: English. */
  readonly words?: Words
}

/** How a brief is told: whose outlets are called what, in which language. */
export type Telling = { readonly blocs: Names; readonly words: Words }

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

const dotted = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ')

const alignmentNames = ({ alignments }: Pick<Brief, 'alignments'>): string => alignments.map(({ label }) => label).join(' · ')

const field = (name: string, value: string, inline: boolean): readonly APIEmbedField[] => (value === '' ? [] : [{ name, value, inline }])

function sourceLine(source: BriefSource, { blocs, words }: Telling): string {
  const tongue = tongueName(source.language, words.locale)
  const facts = [sourceState(source.country, words.locale), words.posts.kinds[source.kind], blocs.get(source.bloc) ?? '', tongue]
  return `${link(source.outlet, source.url, 320)} · ${markdown(facts.filter((fact) => fact !== '').join(' · '), 120)}`
}

/** A moment as Discord shows it in the reader's own zone; `d` is the day alone. https://discord.com/developers/docs/reference#message-formatting */
const moment = (at: number, style: 'd' | 'f'): string =>
  Number.isFinite(new Date(at).getTime()) ? `<t:${Math.floor(at / 1000)}:${style}>` : ''

function threadText(thread: Brief['thread'], words: Words): string {
  if (thread === null) return ''
  const earlier = thread.earlier.map(({ headline, at }) => words.posts.earlier(`${markdown(headline, THREAD_LINE)}, ${moment(at, 'd')}`))
  return fitLines([markdown(thread.label, THREAD_LINE), ...earlier], MAX_FIELD_VALUE, words)
}

/** The sources, and under them which alignments' outlets are silent. */
function sourcesText(brief: Brief, telling: Telling): string {
  const { blocs, words } = telling
  const silent = words.writing.either(brief.silentBlocs.map((bloc) => blocs.get(bloc) ?? bloc))
  const silence = silent === '' ? '' : words.posts.silent(markdown(silent, SMALL_FIELD))
  const lines = fitLines(
    brief.sources.map((source) => sourceLine(source, telling)),
    MAX_FIELD_VALUE - silence.length - 1,
    words,
  )
  return [lines, silence].filter((line) => line !== '').join('\n')
}

const standingText = ({ standingText: text, standing }: Brief, { posts }: Words, max: number): string =>
  markdown(text, max) || capital(posts.standings[standing])

function fieldsOf(brief: Brief, telling: Telling): APIEmbedField[] {
  const { words } = telling
  const { posts } = words
  const where = settingWords(brief, words)
  return [
    ...field(posts.standing, standingText(brief, words, SMALL_FIELD), true),
    ...field(posts.whereAndWhen, markdown(where, SMALL_FIELD), true),
    ...field(posts.reportedBy, countWords(brief, words), true),
    ...field(posts.sources, sourcesText(brief, telling), false),
    ...field(posts.thread, threadText(brief.thread, words), false),
    ...field(posts.sourceWords, markdown(phraseWords(brief, words), PHRASE), false),
    ...field(posts.notKnown, markdown(unknownWords(brief, words), SMALL_FIELD), false),
  ]
}

const originalText = ({ original }: Brief, { writing, locale }: Words): string =>
  original === null ? '' : writing.labelled(markdown(capital(tongueName(original.language, locale)), 40), markdown(original.text, ORIGINAL))

/** What changed, told first: who knows the post sees at once why it was edited. */
function changeText(brief: Brief, words: Words): string {
  const change = markdown(brief.change, CHANGE)
  const { colon } = words.writing
  const label = capital(updateWords(brief, words) || words.posts.changed) + colon.trimEnd()
  return change === '' ? '' : `**${label}**${colon.endsWith(' ') ? ' ' : ''}${change}`
}

function describe(brief: Brief, words: Words): string {
  const acts = brief.acts.map(({ text }) => markdown(text, ACT / 2)).filter((act) => act !== '')
  const joined = acts.join(' · ').length <= ACT ? acts.join(' · ') : (acts[0] ?? '')
  const actLine = joined === '' ? '' : `**${joined}**`
  const people = markdown((brief.people ?? []).join(' · '), PEOPLE)
  const summary = markdown(summaryWords(brief, words), SUMMARY)
  const facts = [actLine, people].filter((line) => line !== '').join('\n')
  return [changeText(brief, words), originalText(brief, words), facts, summary].filter((part) => part !== '').join('\n\n')
}

function footerText({ storyId, alignments }: Brief, { posts }: Words): string {
  const rules = [...new Set(alignments.flatMap(({ rule }) => rule ?? []))]
  return plainLine(dotted(posts.story(storyId), rules.length === 0 ? '' : posts.rules(rules)), MAX_FOOTER)
}

/** The head every embed of a brief has: alignments in words and colour, linked headline, id, time. */
function headOf(brief: Brief, words: Words): APIEmbed {
  const url = linkAddress(brief.url)
  const colour = colourNumber(brief.alignments[0]?.colour, isMinor(brief))
  const name = plainLine(dotted(alignmentNames(brief), rankWords(brief, words)), MAX_AUTHOR)
  return {
    ...(name === '' ? {} : { author: { name } }),
    title: markdown(url === '' ? brief.headline : honestLabel(brief.headline, url), MAX_TITLE) || words.posts.noHeadline,
    ...(url === '' ? {} : { url }),
    ...(colour === undefined ? {} : { color: colour }),
    footer: { text: footerText(brief, words) },
    timestamp: new Date(brief.updatedAt).toISOString(),
  }
}

/** The whole brief as one embed. */
export function briefEmbed(brief: Brief, telling: Telling): APIEmbed {
  const told = toldIn(brief, telling.words, telling.blocs)
  const description = describe(told, telling.words)
  return withinTotal({ ...headOf(told, telling.words), ...(description === '' ? {} : { description }), fields: fieldsOf(told, telling) })
}

/** A brief among others: headline, what happened and its standing. */
export function smallEmbed(brief: Brief, { blocs, words }: Telling): APIEmbed {
  const told = toldIn(brief, words, blocs)
  const lines = [
    markdown(told.acts[0]?.text ?? told.summary[0] ?? '', ACT),
    dotted(standingText(told, words, 120), countWords(told, words)),
  ]
  return { ...headOf(told, words), description: lines.filter((line) => line !== '').join('\n') }
}

/** Read and why; under them what a reader may say of it. */
export function briefButtons(brief: Brief, key: string, { posts }: Words): readonly ButtonRow[] {
  const { storyId } = brief
  return [
    ...buttonRows([linkButton(posts.read, brief.url), idButton(posts.why, customId({ kind: 'why', storyId, key }))]),
    ...buttonRows(FEEDBACK_VERDICTS.map((kind) => idButton(posts.feedback[kind], customId({ kind, storyId })))),
  ]
}

/** What takes the place of a post whose story turned out to be another one: where to read on, and nothing else. */
function renderPointer(brief: Brief, key: string, { words, blocs }: Telling): Payload {
  const told = toldIn(brief, words, blocs)
  const { timestamp: _time, ...head } = headOf(told, words)
  return {
    content: '',
    embeds: [{ ...head, description: markdown(told.standingText, SMALL_FIELD) }],
    components: briefButtons(told, key, words).slice(0, 1),
    allowed_mentions: allowedMentions(null),
  }
}

/** The line a push notification shows. */
function pushLine(brief: Brief, mention: string | null, { words, blocs }: Telling): string {
  const role = mention === null ? '' : `<@&${mention}> `
  const { alignments, headline } = toldIn(brief, words, blocs)
  return `${role}${markdown(words.writing.labelled(alignmentNames({ alignments }), headline), PUSH_LINE)}`
}

/** A brief as a message; the role is named only for what is major. Pure: the same brief and style give the same message. */
export function renderBrief(brief: Brief, style: PostStyle): Payload {
  const telling = { blocs: style.blocs, words: style.words ?? wordsIn('en') }
  if (brief.mergedInto !== undefined) return renderPointer(brief, style.key, telling)
  const mention = style.mention !== null && /^\d+$/.test(style.mention) && isMajor(brief) ? style.mention : null
  return {
    content: pushLine(brief, mention, telling),
    embeds: [briefEmbed(brief, telling)],
    components: briefButtons(brief, style.key, telling.words),
    allowed_mentions: allowedMentions(mention),
  }
}
