import {
  type Act,
  type Brief,
  type BriefSource,
  countWords,
  isMajor,
  outletGroups,
  phraseWords,
  rankWords,
  standingCounts,
  standingNames,
  unknownWords,
  wordingWords,
} from '../domain/brief.ts'
import type { Command, CommandContext } from '../domain/command.ts'
import { countryName } from '../domain/country.ts'
import { FEED_KIND_WORDS } from '../domain/feed.ts'
import { languageName } from '../domain/language-name.ts'
import { visible, webAddress } from '../domain/plain-text.ts'
import { dateInWords, type Times } from '../domain/times.ts'
import { lineFor } from './command-line.ts'
import { dot, type Html, html, joined, outward, outwardText, type Part, quoted } from './html.ts'

/** How a card stands: under which heading, on which day's list, and whether it is the story's own page. */
export type CardPlace = { readonly level: 2 | 3; readonly listedAt: number | null; readonly alone: boolean }

const IN_LIST: CardPlace = { level: 3, listedAt: null, alone: false }

export type CardNeeds = { readonly times: Times; readonly context: CommandContext; readonly commands: readonly Command[] }

/** Keeps the parts of a date on one line. */
const UNBROKEN = '\u00a0'

export const storyPath = (storyId: string): string => `/story/${encodeURIComponent(storyId.toWellFormed())}`

/** The time column: the reader's zone, UTC under it, the date where the list does not say it, and which update this is. */
function when(brief: Brief, { times }: CardNeeds, { listedAt }: CardPlace): Html {
  const at = brief.updatedAt
  const utc = times.utc(at)
  const update = rankWords(brief)
  const sameDay = listedAt !== null && times.dayKey(at) === times.dayKey(listedAt)
  return html`<p class="when">
  <time datetime="${new Date(at).toISOString()}" title="${times.full(at)}">${times.clock(at)}</time>
  ${utc === '' ? '' : html`<span>${utc}</span>`} ${sameDay ? '' : html`<span>${times.brief(at)}</span>`}
  ${update === '' ? '' : html`<span class="update">${update}</span>`}
</p>`
}

const badges = (brief: Brief): Html => html`<ul class="badges" aria-label="Alignments">
  ${brief.alignments.map(({ label, colour }) => html`<li>${dot(colour)}${visible(label)}</li>`)}
</ul>`

/** `Russia ↔ North Korea: CONSULT (visit)` with the category set apart. */
function actWords(act: Act): Html {
  const [, who, category, rest = ''] = /^(.*: )([A-Z]+)(.*)$/.exec(act.text) ?? []
  return who === undefined ? html`<li>${visible(act.text)}</li>` : html`<li>${who}<b>${category}</b>${rest}</li>`
}

function acts(brief: Brief): Html | '' {
  if (brief.acts.length === 0 && brief.place === null && brief.date === null) return ''
  return html`<ul class="acts" aria-label="What happened">
    ${joined(brief.acts.map(actWords), ' ')} ${brief.place === null ? '' : html`<li>${quoted(brief.place)}</li>`}
    ${brief.date === null ? '' : html`<li><bdi>${visible(dateInWords(brief.date)).replaceAll(' ', UNBROKEN)}</bdi></li>`}
  </ul>`
}

const tongue = (code: string): string => visible(languageName(code))

const country = (code: string): Html => html`<abbr title="${countryName(code)}">${visible(code)}</abbr>`

function blocWords(bloc: string, { context }: CardNeeds): Html {
  const alignment = context.alignments.find((each) => each.id === bloc)
  return alignment === undefined ? html`neither side` : html`${dot(alignment.colour)}${alignment.label}`
}

/** The sources as a table: who, from where, which side, in which language, in which words. */
export const sourceTable = (
  sources: readonly BriefSource[],
  needs: CardNeeds,
): Html => html`<div class="scroll" role="region" aria-label="Sources" tabindex="0">
<table class="sources-table">
  <thead><tr><th scope="col">Outlet</th><th scope="col">Kind</th><th scope="col">Side</th><th scope="col">Report</th><th scope="col">Time</th></tr></thead>
  <tbody>${sources.map(
    (source) => html`<tr>
    <th scope="row">${quoted(source.outlet)} <span class="country">${country(source.country)}</span></th>
    <td class="kind">${FEED_KIND_WORDS[source.kind]}</td>
    <td class="side">${blocWords(source.bloc, needs)}</td>
    <td class="report">${outwardText(source.url, source.title, source.language)} <span class="tongue">${tongue(source.language)}</span></td>
    <td class="at"><time datetime="${new Date(source.publishedAt).toISOString()}" title="${needs.times.full(source.publishedAt)}">${needs.times.short(source.publishedAt)}</time></td>
  </tr>`,
  )}</tbody>
</table></div>`

/** Standing, who said it first, how many say it: `Confirmed by both sides · first: TASS (state media, RUS) · 4 outlets, …`. */
function sourcesWords(brief: Brief, first: BriefSource): Html {
  const standing = html`<b>${visible(brief.standingText)}</b>`
  const facts = html`(${FEED_KIND_WORDS[first.kind]}, ${country(first.country)})`
  if (standingNames(brief)) return html`${standing} ${facts}`
  const count = countWords(brief)
  const groups = outletGroups(brief.sources)
  if (standingCounts(brief)) {
    const [[, ...reprints] = [], ...others] = groups
    const own = html`<span class="group">first ${quoted(first.outlet)} ${facts}${reprints.map((outlet) => `, ${visible(outlet)}`)}</span>`
    return html`${standing}${count === '' ? '' : `, ${count}`}: ${joined([own, ...others.map(groupWords)], ' | ')}`
  }
  const many = count === '' ? '' : html` · ${count}: ${joined(groups.map(groupWords), ' | ')}`
  return html`${brief.standingText === '' ? '' : html`${standing} · `}first: ${quoted(first.outlet)} ${facts}${many}`
}

const groupWords = (outlets: readonly string[]): Html => html`<span class="group">${outlets.map(visible).join(', ')}</span>`

function sources(brief: Brief, needs: CardNeeds, { alone }: CardPlace): Part {
  const first = brief.sources[0]
  if (first === undefined) return brief.standingText === '' ? null : html`<p class="sources"><b>${visible(brief.standingText)}</b></p>`
  if (alone) return html`<p class="sources">${sourcesWords(brief, first)}</p>`
  return html`<details class="sources"><summary>${sourcesWords(brief, first)}</summary>${sourceTable(brief.sources, needs)}</details>`
}

/** Which side's outlets are silent about it, in words. */
function silence(brief: Brief, { context }: CardNeeds): Part {
  const labels = brief.silentBlocs.map((bloc) => context.alignments.find((each) => each.id === bloc)?.label ?? visible(bloc))
  return labels.length === 0 ? null : html`<p class="silence">Not reported so far by outlets of ${labels.join(' or ')}.</p>`
}

function thread(brief: Brief, { times }: CardNeeds): Part {
  if (brief.thread === null) return null
  const earlier = brief.thread.earlier.map(
    (story) => html`<a href="${storyPath(story.storyId)}">${quoted(story.headline)}</a>, ${times.date(story.at)}`,
  )
  return html`<p class="thread">Thread: ${quoted(brief.thread.label)}${earlier.length === 0 ? '' : html` · earlier: ${joined(earlier, ' · ')}`}</p>`
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
function wordsAndGaps(brief: Brief): Part {
  const [phrase, unknown] = [phraseWords(brief), unknownWords(brief)]
  return [
    phrase === '' ? null : html`<p class="words">In the source’s words: ${quoted(phrase)}</p>`,
    unknown === '' ? null : html`<p class="unknown">Not known: ${quoted(unknown)}.</p>`,
  ]
}

/** A link that runs a command: in place with the script, on a page of its own without. */
export const commandLink = (line: string, label: string): Html =>
  html`<a class="button" href="/ask?q=${encodeURIComponent(line)}" data-line="${line}">${label}</a>`

function actions(brief: Brief, { commands }: CardNeeds, { alone }: CardPlace): Html {
  const why = commands.find((command) => command.name === 'why')
  const argument = why?.options[0]?.name
  return html`<p class="actions">
    ${webAddress(brief.url) === '' ? '' : outward(brief.url, html`Read`, 'button')}
    ${argument === undefined ? '' : commandLink(lineFor('why', { [argument]: brief.storyId }), 'Why')}
    ${alone ? '' : html`<a class="button" href="${storyPath(brief.mergedInto ?? brief.storyId)}">Story</a>`}
    <span class="id">Story ${brief.storyId}</span>
  </p>`
}

function original(brief: Brief): Part {
  if (brief.original === null) return null
  const { text, language } = brief.original
  return html`<p class="original"><span class="tongue">${tongue(language)}</span> ${quoted(text, language)}</p>`
}

const summary = (brief: Brief): Part =>
  brief.summary.length === 0
    ? null
    : html`<p class="summary" lang="${brief.summaryLanguage}">${brief.summary.map((sentence) => html`${quoted(sentence)} `)}</p>`

/** That a model wrote the headline or the summary. */
const wording = (brief: Brief): Part => (brief.wording === undefined ? null : html`<p class="wording">${wordingWords(brief)}:</p>`)

/** The headline's language: English, unless it is an outlet's own. */
const headlineLanguage = (brief: Brief): string =>
  brief.original === null ? (brief.sources.find((source) => source.title === brief.headline)?.language ?? 'en') : 'en'

/** A brief as one card. Every word in it that came from outside is escaped; its addresses are http(s) or not links. */
export function briefCard(brief: Brief, needs: CardNeeds, place: CardPlace = IN_LIST): Html {
  const headline = outwardText(brief.url, brief.headline, headlineLanguage(brief))
  const heading = place.level === 2 ? html`<h2 class="headline">${headline}</h2>` : html`<h3 class="headline">${headline}</h3>`
  const ids = brief.alignments.map((alignment) => alignment.id).join(' ')
  return html`<article class="brief${isMajor(brief) ? ' major' : ''}" data-story="${brief.storyId}" data-revision="${brief.revision}" data-alignments="${ids}">
  ${when(brief, needs, place)}
  <div class="what">
    ${badges(brief)} ${heading} ${original(brief)}
    ${brief.change === '' ? '' : html`<p class="change">Changed: ${quoted(brief.change)}</p>`}
    ${acts(brief)}${people(brief)}${wording(brief)}${summary(brief)}${sources(brief, needs, place)}${silence(brief, needs)} ${thread(brief, needs)} ${wordsAndGaps(brief)} ${actions(brief, needs, place)}
  </div>
</article>`
}
