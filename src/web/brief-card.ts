import type { Act, Brief, BriefSource } from '../domain/brief.ts'
import type { Command, CommandContext } from '../domain/command.ts'
import { visible, webAddress } from '../domain/plain-text.ts'
import { lineFor } from './command-line.ts'
import { dot, type Html, html, joined, outward, type Part, quoted } from './html.ts'
import { counted, countryName, kindWords, languageName, type Times } from './words.ts'

export type CardNeeds = { readonly times: Times; readonly context: CommandContext; readonly commands: readonly Command[] }

const storyPath = (storyId: string): string => `/story/${encodeURIComponent(storyId)}`

/** The time column: the reader's zone, UTC under it, and which update this is. */
const when = (brief: Brief, { times }: CardNeeds): Html => html`<p class="when">
  <time datetime="${new Date(brief.updatedAt).toISOString()}" title="${times.full(brief.updatedAt)}">${times.clock(brief.updatedAt)}</time>
  ${times.utc(brief.updatedAt) === '' ? '' : html`<span>${times.utc(brief.updatedAt)}</span>`}
  ${brief.revision > 1 ? html`<span class="update">${brief.kind === 'correction' ? 'correction' : `update ${brief.revision - 1}`}</span>` : ''}
</p>`

const badges = (brief: Brief): Html => html`<ul class="badges" aria-label="Alignments">
  ${brief.alignments.map(({ label, colour }) => html`<li>${dot(colour)}${label}</li>`)}
</ul>`

/** `Russia → Japan: THREATEN` with the category set apart. */
function actWords(act: Act): Html {
  const [, who, what] = /^(.*): ([^:]+)$/.exec(act.text) ?? []
  return who === undefined ? html`<li>${act.text}</li>` : html`<li>${who}: <b>${what}</b></li>`
}

function acts(brief: Brief): Html | '' {
  const setting = [brief.place ?? '', brief.date ?? ''].filter((part) => part !== '')
  if (brief.acts.length + setting.length === 0) return ''
  return html`<ul class="acts" aria-label="What happened">
    ${brief.acts.map(actWords)}${setting.map((part) => html`<li>${/^\d{4}-\d\d-\d\d$/.test(part) ? dateWords(part) : quoted(part)}</li>`)}
  </ul>`
}

const dateFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const dateWords = (iso: string): Html => html`<time datetime="${iso}">${dateFormat.format(Date.parse(`${iso}T00:00:00Z`))}</time>`

/** One entry a group of the same text, its outlets named once, in order: `TASS, KCNA | Yonhap`. */
function outletGroups(sources: readonly BriefSource[]): readonly (readonly string[])[] {
  const groups = Map.groupBy(sources, (source) => source.group)
  return [...groups.values()].map((group) => [...new Set(group.map((source) => visible(source.outlet)))])
}

const country = (code: string, { context }: CardNeeds): Html => html`<abbr title="${countryName(code, context)}">${code}</abbr>`

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
    <th scope="row">${quoted(source.outlet)} <span class="country">${country(source.country, needs)}</span></th>
    <td>${kindWords(source.kind)}</td>
    <td class="side">${blocWords(source.bloc, needs)}</td>
    <td class="report">${outward(source.url, quoted(source.title, source.language))} <span class="tongue">${languageName(source.language)}</span></td>
    <td class="at"><time datetime="${new Date(source.publishedAt).toISOString()}" title="${needs.times.full(source.publishedAt)}">${needs.times.clock(source.publishedAt)}</time></td>
  </tr>`,
  )}</tbody>
</table></div>`

function sourcesLine(brief: Brief, needs: CardNeeds): Part {
  const first = brief.sources[0]
  if (first === undefined) return null
  const groups = outletGroups(brief.sources)
  const outlets = new Set(groups.flat()).size
  const named = joined(
    groups.map((group) => html`<span class="group">${group.join(', ')}</span>`),
    ' | ',
  )
  return html`<details class="sources">
    <summary><b>${brief.standingText}</b> · first: ${quoted(first.outlet)} (${kindWords(first.kind)}, ${country(first.country, needs)})${
      outlets === 1 ? '' : html` · ${counted(outlets, 'outlet')}, ${brief.independentSources} independent: ${named}`
    }</summary>
    ${sourceTable(brief.sources, needs)}
  </details>`
}

/** Which side's outlets are silent about it, in words. */
function silence(brief: Brief, { context }: CardNeeds): Part {
  const labels = brief.silentBlocs.map((bloc) => context.alignments.find((each) => each.id === bloc)?.label ?? bloc)
  return labels.length === 0 ? null : html`<p class="silence">Not reported so far by outlets of ${labels.join(' or ')}.</p>`
}

function thread(brief: Brief, { times }: CardNeeds): Part {
  if (brief.thread === null) return null
  const earlier = brief.thread.earlier.map(
    (story) => html`<a href="${storyPath(story.storyId)}">${quoted(story.headline)}</a>, ${times.full(story.at).replace(/,.*/, '')}`,
  )
  return html`<p class="thread">Thread: ${quoted(brief.thread.label)}${earlier.length === 0 ? '' : html` · earlier: ${joined(earlier, ' · ')}`}</p>`
}

/** A link that runs a command: in place with the script, on a page of its own without. */
export const commandLink = (line: string, label: string): Html =>
  html`<a class="button" href="/ask?q=${encodeURIComponent(line)}" data-line="${line}">${label}</a>`

function actions(brief: Brief, { commands }: CardNeeds): Html {
  const why = commands.find((command) => command.name === 'why')
  const argument = why?.options[0]?.name
  return html`<p class="actions">
    ${webAddress(brief.url) === '' ? '' : outward(brief.url, html`Read`, 'button')}
    ${argument === undefined ? '' : commandLink(lineFor('why', { [argument]: brief.storyId }), 'Why')}
    <a class="button" href="${storyPath(brief.storyId)}">Story</a>
  </p>`
}

function original(brief: Brief): Part {
  if (brief.original === null) return null
  const { text, language } = brief.original
  return html`<p class="original"><span class="tongue">${languageName(language)}</span> ${quoted(text, language)}</p>`
}

const summary = (brief: Brief): Part =>
  brief.summary.length === 0
    ? null
    : html`<p class="summary" lang="${brief.summaryLanguage}">${brief.summary.map((sentence) => html`${quoted(sentence)} `)}</p>`

/** A brief as one card. Stands under a heading of level `level - 1`. */
export function briefCard(brief: Brief, needs: CardNeeds, level: 2 | 3 = 3): Html {
  const headline = outward(brief.url, quoted(brief.headline))
  const heading = level === 2 ? html`<h2 class="headline">${headline}</h2>` : html`<h3 class="headline">${headline}</h3>`
  const ids = brief.alignments.map((alignment) => alignment.id).join(' ')
  return html`<article class="brief${brief.importance >= 0.7 ? ' major' : ''}" data-story="${brief.storyId}" data-revision="${brief.revision}" data-alignments="${ids}">
  ${when(brief, needs)}
  <div class="what">
    ${badges(brief)}${heading}${original(brief)}
    ${brief.change === '' ? '' : html`<p class="change">${quoted(brief.change)}</p>`}
    ${acts(brief)}${summary(brief)}${sourcesLine(brief, needs)}${silence(brief, needs)}${thread(brief, needs)}${actions(brief, needs)}
  </div>
</article>`
}
