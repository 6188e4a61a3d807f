import type { Alignment } from '../domain/alignment.ts'
import { countryName } from '../domain/country.ts'
import type { CategoryEntry } from '../domain/event.ts'
import { FEED_KIND_WORDS, type Feed } from '../domain/feed.ts'
import { languageName } from '../domain/language-name.ts'
import { LIMITS, QUAD_WORDS, STANDING_MEANINGS, STEPS } from './about-words.ts'
import { actorPath } from './actor-page.ts'
import type { CardNeeds } from './brief-card.ts'
import { dot, type Html, html, joined, type Part, quoted } from './html.ts'
import { page } from './layout.ts'

export type AboutView = {
  readonly feeds: readonly Feed[]
  readonly counts: { readonly items: number; readonly kept: number; readonly stories: number }
  readonly actors: number
  readonly acts: readonly Pick<CategoryEntry, 'category' | 'quad' | 'ploverScore'>[]
  readonly version: string
}

/** Actors by their ids, each a way to its page. */
const named = (ids: readonly string[], { context }: CardNeeds): Part =>
  joined(
    ids.flatMap((id) => {
      const actor = context.directory.byId(id)
      return actor === undefined ? [] : [html`<a href="${actorPath(id)}">${quoted(actor.name)}</a>`]
    }),
    ', ',
  )

const alignmentPart = (
  alignment: Alignment,
  needs: CardNeeds,
): Html => html`<section class="alignment" aria-labelledby="al-${alignment.id}">
  <h3 id="al-${alignment.id}">${dot(alignment.colour)}${alignment.label}</h3>
  <dl class="named">
    <div><dt>Members</dt><dd>${alignment.states.map(countryName).join(', ')}</dd></div>
    ${alignment.instruments.length === 0 ? '' : html`<div><dt>Its exercises, treaties and bodies</dt><dd>${named(alignment.instruments, needs)}</dd></div>`}
    <div><dt>An item is about it when</dt>${alignment.rules.map(({ id, text }) => html`<dd><b>${id}</b> ${text}</dd>`)}<dd>and the score is ${alignment.threshold.toFixed(2)} or more.</dd></div>
    <div><dt>Its stories</dt><dd><a href="/stories?alignment=${encodeURIComponent(alignment.id)}">All stories</a>, <a href="/trends?of=${encodeURIComponent(alignment.id)}">the trend</a></dd></div>
  </dl>
</section>`

const table = (label: string, heads: readonly string[], rows: readonly (readonly Part[])[]): Html =>
  html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
  <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
  <tbody>${rows.map(([first = '', ...others]) => html`<tr><th scope="row">${first}</th>${others.map((cell, index) => html`<td data-of="${heads[index + 1] ?? ''}">${cell}</td>`)}</tr>`)}</tbody></table></div>`

/** How many feeds each side has in each language, of those that are polled. */
function feedCounts(feeds: readonly Feed[], { context }: CardNeeds): Html {
  const polled = feeds.filter(({ enabled }) => enabled)
  const languages = [...new Set(polled.map(({ language }) => language))].toSorted((a, b) => languageName(a).localeCompare(languageName(b)))
  const sides = [...context.alignments.map(({ id, label }) => ({ id, label })), { id: 'other', label: 'Neither side' }]
  const count = (bloc: string, language: string | null): number =>
    polled.filter((feed) => feed.bloc === bloc && (language === null || feed.language === language)).length
  const rows = sides.map(({ id, label }) => [label, ...languages.map((language) => count(id, language)), count(id, null)])
  return table('Feeds by side and language', ['Side of the outlet', ...languages.map(languageName), 'All'], rows)
}

const feedRows = (feeds: readonly Feed[], { context }: CardNeeds): readonly (readonly Part[])[] =>
  feeds
    .toSorted((a, b) => a.title.localeCompare(b.title))
    .map((feed) => [
      quoted(feed.title),
      FEED_KIND_WORDS[feed.kind],
      countryName(feed.country),
      languageName(feed.language),
      context.alignments.find(({ id }) => id === feed.bloc)?.label ?? 'neither side',
      feed.enabled ? 'polled' : 'known, not polled',
    ])

function sources({ feeds }: AboutView, needs: CardNeeds): Html {
  const polled = feeds.filter(({ enabled }) => enabled).length
  return html`<section class="part" aria-labelledby="sources"><h2 id="sources">Sources</h2>
  <p>${polled} feeds are polled, of ${feeds.length} that are known. <a href="/feeds">How each does now</a></p>
  ${feedCounts(feeds, needs)}
  <details><summary>All ${feeds.length} feeds</summary>
  ${table('All feeds', ['Feed', 'Kind', 'Country', 'Language', 'Side', 'State'], feedRows(feeds, needs))}</details></section>`
}

const signed = (score: number): string => `${score > 0 ? '+' : ''}${score}`.replace('-', '−')

const listOf = (pairs: readonly (readonly [string, string])[]): Html =>
  html`<dl class="named">${pairs.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)}</dl>`

/** What the bot is, how it judges, what its words mean, what it reads, and what it cannot do. */
export function aboutPage(view: AboutView, needs: CardNeeds): Html {
  const { context } = needs
  const { items, kept, stories } = view.counts
  return page({
    title: 'About',
    path: '/about',
    main: html`<article class="prose"><h1>About</h1>
  <p class="lede">Alignment Watch reads news feeds and keeps what is about ${joined(
    context.alignments.map(({ label }) => html`${label}`),
    ' or ',
  )}. Reports of one event make one story with its sources, told here, in chats and as feeds.</p>
  <section class="part" aria-labelledby="alignments"><h2 id="alignments">The alignments</h2>${context.alignments.map((each) => alignmentPart(each, needs))}</section>
  <section class="part" aria-labelledby="judged"><h2 id="judged">How an item is judged</h2>
  <ol class="steps">${STEPS.map(([name, text]) => html`<li><b>${name}.</b> ${text}</li>`)}</ol>
  <p>A clause of background (“amid growing ties”) never makes an item count. Opinion and analysis may be kept, but tell no act.</p></section>
  <section class="part" aria-labelledby="standing"><h2 id="standing">What the standing words mean</h2>${listOf(STANDING_MEANINGS)}</section>
  <section class="part" aria-labelledby="acts"><h2 id="acts">What the acts mean</h2>
  <p>Acts are coded by PLOVER’s sixteen categories. The score runs from −10, conflict, to +10, cooperation; a week’s mean is over its acts.</p>
  ${table(
    'Categories of acts',
    ['Category', 'Kind', 'Score'],
    view.acts.map(({ category, quad, ploverScore }) => [category, QUAD_WORDS[quad], signed(ploverScore)]),
  )}</section>
  ${sources(view, needs)}
  <section class="part" aria-labelledby="limits"><h2 id="limits">Limits</h2><ul class="plain">${LIMITS.map((limit) => html`<li>${limit}</li>`)}</ul></section>
  <section class="part" aria-labelledby="data"><h2 id="data">As data</h2>
  <p>Stories as feeds, of everything or of one alignment or actor: see the foot of each page. Stories, actors, trends and the state of the feeds as JSON: <a href="/api">the API</a>.</p></section>
  <section class="part" aria-labelledby="version"><h2 id="version">This copy</h2>
  <p>Alignment Watch ${view.version}: ${view.actors} actors by name, ${view.feeds.length} feeds, ${context.alignments.length} alignments; ${items} reports read so far, ${kept} kept, ${stories} stories. Times are shown in ${context.timeZone ?? 'UTC'}.</p></section></article>`,
  })
}
