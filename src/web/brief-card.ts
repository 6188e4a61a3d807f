import { type Act, type Brief, type BriefSource, isMajor, outletGroups } from '../domain/brief.ts'
import type { Command, CommandContext } from '../domain/command.ts'
import { visible, webAddress } from '../domain/plain-text.ts'
import { dateInWords, type Times } from '../domain/times.ts'
import { countWords, phraseWords, rankWords, standingCounts, standingNames, unknownWords, wordingWords } from '../words/facts.ts'
import type { Names } from '../words/names.ts'
import { stateName, tongueName } from '../words/states.ts'
import { toldIn } from '../words/told.ts'
import type { Words } from '../words/words.ts'
import { lineFor } from './command-line.ts'
import { filled } from './filled.ts'
import { dot, type Html, html, joined, outward, outwardText, type Part, quoted } from './html.ts'

/** How a card stands: under which heading, on which day's list, and whether it is the story's own page. */
export type CardPlace = { readonly level: 2 | 3; readonly listedAt: number | null; readonly alone: boolean }

const IN_LIST: CardPlace = { level: 3, listedAt: null, alone: false }

/** In the language of who reads. */
export type CardNeeds = {
  readonly words: Words
  /** What alignments and actors are called. */
  readonly names: Names
  readonly times: Times
  readonly context: CommandContext
  readonly commands: readonly Command[]
}

/** Keeps the parts of a date on one line. */
const UNBROKEN = '\u00a0'

export const storyPath = (storyId: string): string => `/story/${encodeURIComponent(storyId.toWellFormed())}`

/** The time column: the reader's zone, UTC under it, the date where the list does not say it, and which update this is. */
function when(brief: Brief, { times, words }: CardNeeds, { listedAt }: CardPlace): Html {
  const at = brief.updatedAt
  const utc = times.utc(at)
  const update = rankWords(brief, words)
  const sameDay = listedAt !== null && times.dayKey(at) === times.dayKey(listedAt)
  return html`<p class="when">
  <time datetime="${new Date(at).toISOString()}" title="${times.full(at)}">${times.clock(at)}</time>
  ${utc === '' ? '' : html`<span>${utc}</span>`} ${sameDay ? '' : html`<span>${times.brief(at)}</span>`}
  ${update === '' ? '' : html`<span class="update">${update}</span>`}
</p>`
}

const badges = (brief: Brief, { page: { card } }: Words): Html => html`<ul class="badges" aria-label="${card.alignments}">
  ${brief.alignments.map(({ label, colour }) => html`<li>${dot(colour)}${visible(label)}</li>`)}
</ul>`

/** `Russia ↔ North Korea: CONSULT (visit)` with the category set apart. */
function actWords(act: Act): Html {
  const [, who, category, rest = ''] = /^(.*: )([A-Z]+)(.*)$/.exec(act.text) ?? []
  return who === undefined ? html`<li>${visible(act.text)}</li>` : html`<li>${who}<b>${category}</b>${rest}</li>`
}

function acts(brief: Brief, { locale, page: { card } }: Words): Html | '' {
  if (brief.acts.length === 0 && brief.place === null && brief.date === null) return ''
  return html`<ul class="acts" aria-label="${card.whatHappened}">
    ${joined(brief.acts.map(actWords), ' ')} ${brief.place === null ? '' : html`<li>${quoted(brief.place)}</li>`}
    ${brief.date === null ? '' : html`<li><bdi>${visible(dateInWords(brief.date, locale)).replaceAll(' ', UNBROKEN)}</bdi></li>`}
  </ul>`
}

const tongue = (code: string, { locale }: Words): string => visible(tongueName(code, locale))

export const country = (code: string, { locale }: Words): Html => html`<abbr title="${stateName(code, locale)}">${visible(code)}</abbr>`

/** The side that an outlet stands on, in words beside its colour. */
export function blocWords(bloc: string, { context, names, words }: CardNeeds): Html {
  const alignment = context.alignments.find((each) => each.id === bloc)
  return alignment === undefined ? html`${words.posts.neitherSide}` : html`${dot(alignment.colour)}${names.get(bloc) ?? alignment.label}`
}

/** The sources as a table: who, from where, which side, in which language, in which words. */
export function sourceTable(sources: readonly BriefSource[], needs: CardNeeds): Html {
  const { words, times } = needs
  const { outlet, kind, side, report, time } = words.page.card
  return html`<div class="scroll" role="region" aria-label="${words.posts.sources}" tabindex="0">
<table class="sources-table">
  <thead><tr>${[outlet, kind, side, report, time].map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
  <tbody>${sources.map(
    (source) => html`<tr>
    <th scope="row">${quoted(source.outlet)} <span class="country">${country(source.country, words)}</span></th>
    <td class="kind">${words.posts.kinds[source.kind]}</td>
    <td class="side">${blocWords(source.bloc, needs)}</td>
    <td class="report">${outwardText(source.url, source.title, source.language)} <span class="tongue">${tongue(source.language, words)}</span></td>
    <td class="at"><time datetime="${new Date(source.publishedAt).toISOString()}" title="${times.full(source.publishedAt)}">${times.short(source.publishedAt)}</time></td>
  </tr>`,
  )}</tbody>
</table></div>`
}

/** Standing, who said it first, how many say it: `Confirmed by both sides · first: TASS (state media, RUS) · 4 outlets, …`. */
function sourcesWords(brief: Brief, first: BriefSource, words: Words): Html {
  const { posts, writing } = words
  const [open = '', close = ''] = writing.bracketed('|').split('|')
  const standing = html`<b>${visible(brief.standingText)}</b>`
  const facts = html`${open}${posts.kinds[first.kind]}${writing.comma}${country(first.country, words)}${close}`
  if (standingNames(brief)) return html`${standing}${facts}`
  const count = countWords(brief, words)
  const groups = outletGroups(brief.sources)
  if (standingCounts(brief)) {
    const [[, ...reprints] = [], ...others] = groups
    const firstly = words.locale === 'en' ? `${posts.first} ` : `${posts.first}${writing.colon}`
    const own = html`<span class="group">${firstly}${quoted(first.outlet)}${facts}${reprints.map((outlet) => `, ${visible(outlet)}`)}</span>`
    const counted = count === '' ? '' : `${writing.comma}${count}`
    return html`${standing}${counted}${writing.colon}${joined([own, ...others.map(groupWords)], ' | ')}`
  }
  const many = count === '' ? '' : html` · ${count}${writing.colon}${joined(groups.map(groupWords), ' | ')}`
  return html`${brief.standingText === '' ? '' : html`${standing} · `}${posts.first}${writing.colon}${quoted(first.outlet)}${facts}${many}`
}

const groupWords = (outlets: readonly string[]): Html => html`<span class="group">${outlets.map(visible).join(', ')}</span>`

function sources(brief: Brief, needs: CardNeeds, { alone }: CardPlace): Part {
  const first = brief.sources[0]
  if (first === undefined) return brief.standingText === '' ? null : html`<p class="sources"><b>${visible(brief.standingText)}</b></p>`
  if (alone) return html`<p class="sources">${sourcesWords(brief, first, needs.words)}</p>`
  return html`<details class="sources"><summary>${sourcesWords(brief, first, needs.words)}</summary>${sourceTable(brief.sources, needs)}</details>`
}

/** Which side's outlets are silent about it, in words. */
function silence(brief: Brief, { names, words: { posts, writing } }: CardNeeds): Part {
  const labels = brief.silentBlocs.map((bloc) => names.get(bloc) ?? visible(bloc))
  return labels.length === 0 ? null : html`<p class="silence">${posts.silent(writing.either(labels))}${writing.stop}</p>`
}

function thread(brief: Brief, { times, words: { posts, writing } }: CardNeeds): Part {
  if (brief.thread === null) return null
  const earlier = brief.thread.earlier.map(
    (story) => html`<a href="${storyPath(story.storyId)}">${quoted(story.headline)}</a>, ${times.date(story.at)}`,
  )
  const [before = '', after = ''] = posts.earlier('|').split('|')
  const told = earlier.length === 0 ? '' : html` · ${before}${joined(earlier, ' · ')}${after}`
  return html`<p class="thread">${posts.thread}${writing.colon}${quoted(brief.thread.label)}${told}</p>`
}

/** Who of the parties is named, with the office held that day. */
const people = ({ people: named = [] }: Brief): Part =>
  named.length === 0
    ? null
    : html`<p class="people">${joined(
        named.map((each) => quoted(each)),
        ' · ',
      )}</p>`

/** The decisive words as the source has them, and what no source says. */
function wordsAndGaps(brief: Brief, words: Words): Part {
  const { posts, writing } = words
  const [phrase, unknown] = [phraseWords(brief, words), unknownWords(brief, words)]
  return [
    phrase === '' ? null : html`<p class="words">${posts.sourceWords}${writing.colon}${quoted(phrase)}</p>`,
    unknown === '' ? null : html`<p class="unknown">${posts.notKnown}${writing.colon}${quoted(unknown)}${writing.stop}</p>`,
  ]
}

/** A link that runs a command: in place with the script, on a page of its own without. */
export const commandLink = (line: string, label: string): Html =>
  html`<a class="button" href="/ask?q=${encodeURIComponent(line)}" data-line="${line}">${label}</a>`

function actions(brief: Brief, { commands, words: { posts, page } }: CardNeeds, { alone }: CardPlace): Html {
  const why = commands.find((command) => command.name === 'why')
  const argument = why?.options[0]?.name
  return html`<p class="actions">
    ${webAddress(brief.url) === '' ? '' : outward(brief.url, html`${posts.read}`, 'button')}
    ${argument === undefined ? '' : commandLink(lineFor('why', { [argument]: brief.storyId }), posts.why)}
    ${alone ? '' : html`<a class="button" href="${storyPath(brief.mergedInto ?? brief.storyId)}">${page.card.story}</a>`}
    <span class="id">${page.card.story} ${brief.storyId}</span>
  </p>`
}

function original(brief: Brief, words: Words): Part {
  if (brief.original === null) return null
  const { text, language } = brief.original
  return html`<p class="original"><span class="tongue">${tongue(language, words)}</span> ${quoted(text, language)}</p>`
}

const summary = (brief: Brief): Part =>
  brief.summary.length === 0
    ? null
    : html`<p class="summary" lang="${brief.summaryLanguage}">${brief.summary.map((sentence) => html`${quoted(sentence)} `)}</p>`

/** That a model wrote the headline or the summary. */
const wording = (brief: Brief, words: Words): Part =>
  brief.wording === undefined ? null : html`<p class="wording">${wordingWords(brief, words)}${words.writing.colon.trim()}</p>`

/** The headline's language: English, unless it is an outlet's own. */
const headlineLanguage = (brief: Brief): string =>
  brief.original === null ? (brief.sources.find((source) => source.title === brief.headline)?.language ?? 'en') : 'en'

/** A brief as one card. Every word in it that came from outside is escaped; its addresses are http(s) or not links. */
export function briefCard(kept: Brief, needs: CardNeeds, place: CardPlace = IN_LIST): Html {
  const { words, names } = needs
  const brief = toldIn(kept, words, names)
  const headline = outwardText(brief.url, brief.headline, headlineLanguage(kept))
  const heading = place.level === 2 ? html`<h2 class="headline">${headline}</h2>` : html`<h3 class="headline">${headline}</h3>`
  const ids = brief.alignments.map((alignment) => alignment.id).join(' ')
  return html`<article class="brief${isMajor(brief) ? ' major' : ''}" data-story="${brief.storyId}" data-revision="${brief.revision}" data-alignments="${ids}">
  ${when(brief, needs, place)}
  <div class="what">
    ${badges(brief, words)} ${heading} ${original(brief, words)}
    ${brief.change === '' ? '' : html`<p class="change">${filled(words.page.card.changed('{change}'), { change: quoted(brief.change) })}</p>`}
    ${acts(brief, words)}${people(brief)}${wording(brief, words)}${summary(brief)}${sources(brief, needs, place)}${silence(brief, needs)} ${thread(brief, needs)} ${wordsAndGaps(brief, words)} ${actions(brief, needs, place)}
  </div>
</article>`
}
