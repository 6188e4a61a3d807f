import { actorName } from '../domain/actor-name.ts'
import { type Alignment, ruleIn } from '../domain/alignment.ts'
import type { CategoryEntry } from '../domain/event.ts'
import type { Feed } from '../domain/feed.ts'
import { stateName, tongueName } from '../words/states.ts'
import type { Words } from '../words/words.ts'
import { actorPath } from './actor-page.ts'
import type { CardNeeds } from './brief-card.ts'
import { filled } from './filled.ts'
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
const named = (ids: readonly string[], { context, words }: CardNeeds): Part =>
  joined(
    ids.flatMap((id) => {
      const actor = context.directory.byId(id)
      return actor === undefined ? [] : [html`<a href="${actorPath(id)}">${quoted(actorName(actor, words.locale))}</a>`]
    }),
    words.writing.comma,
  )

function alignmentPart(alignment: Alignment, needs: CardNeeds): Html {
  const { names, words } = needs
  const { about, writing, locale } = words
  const { id, colour, label, states, instruments, rules, threshold } = alignment
  const query = encodeURIComponent(id)
  const members = states.map((code) => stateName(code, locale)).join(writing.comma)
  const told = rules.map((rule) => html`<dd><b>${rule.id}</b> ${ruleIn(rule, locale)}</dd>`)
  return html`<section class="alignment" aria-labelledby="al-${id}">
  <h3 id="al-${id}">${dot(colour)}${names.get(id) ?? label}</h3>
  <dl class="named">
    <div><dt>${about.members}</dt><dd>${members}</dd></div>
    ${instruments.length === 0 ? '' : html`<div><dt>${about.instruments}</dt><dd>${named(instruments, needs)}</dd></div>`}
    <div><dt>${about.aboutItWhen}</dt>${told}<dd>${about.andScore(threshold.toFixed(2))}</dd></div>
    <div><dt>${about.itsStories}</dt><dd><a href="/stories?alignment=${query}">${about.allStories}</a>${writing.comma}<a href="/trends?of=${query}">${about.theTrend}</a></dd></div>
  </dl>
</section>`
}

const table = (label: string, heads: readonly string[], rows: readonly (readonly Part[])[]): Html =>
  html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
  <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
  <tbody>${rows.map(([first = '', ...others]) => html`<tr><th scope="row">${first}</th>${others.map((cell, index) => html`<td data-of="${heads[index + 1] ?? ''}">${cell}</td>`)}</tr>`)}</tbody></table></div>`

/** How many feeds each side has in each language, of those that are polled. */
function feedCounts(feeds: readonly Feed[], { context, names, words }: CardNeeds): Html {
  const { about, locale } = words
  const polled = feeds.filter(({ enabled }) => enabled)
  const tongue = (code: string): string => tongueName(code, locale)
  const languages = [...new Set(polled.map(({ language }) => language))].toSorted((a, b) => tongue(a).localeCompare(tongue(b), locale))
  const sides = [
    ...context.alignments.map(({ id, label }) => ({ id, label: names.get(id) ?? label })),
    { id: 'other', label: about.neither },
  ]
  const count = (bloc: string, language: string | null): number =>
    polled.filter((feed) => feed.bloc === bloc && (language === null || feed.language === language)).length
  const rows = sides.map(({ id, label }) => [label, ...languages.map((language) => count(id, language)), count(id, null)])
  return table(about.bySide, [about.sideOfOutlet, ...languages.map(tongue), about.all], rows)
}

const feedRows = (feeds: readonly Feed[], { names, words: { about, locale, posts } }: CardNeeds): readonly (readonly Part[])[] =>
  feeds
    .toSorted((a, b) => a.title.localeCompare(b.title))
    .map((feed) => [
      quoted(feed.title),
      posts.kinds[feed.kind],
      stateName(feed.country, locale),
      tongueName(feed.language, locale),
      names.get(feed.bloc) ?? posts.neitherSide,
      feed.enabled ? about.polled : about.notPolled,
    ])

function sources({ feeds }: AboutView, needs: CardNeeds): Html {
  const { about } = needs.words
  const polled = feeds.filter(({ enabled }) => enabled).length
  const heads = [about.feed, about.kind, about.country, about.language, about.side, about.state]
  return html`<section class="part" aria-labelledby="sources"><h2 id="sources">${about.sources}</h2>
  <p>${about.polledOf(polled, feeds.length)} <a href="/feeds">${about.howEach}</a></p>
  ${feedCounts(feeds, needs)}
  <details><summary>${about.allCounted(feeds.length)}</summary>
  ${table(about.allFeeds, heads, feedRows(feeds, needs))}</details></section>`
}

const signed = (score: number): string => `${score > 0 ? '+' : ''}${score}`.replace('-', '−')

/** The words of standing, each with its meaning, from sure to unsure. */
const standings = ({ about, posts, locale }: Words): Html =>
  html`<dl class="named">${(['confirmed', 'reported', 'claimed', 'alleged', 'planned'] as const).map(
    (each) => html`<div><dt>${locale === 'en' ? each : posts.standings[each]}</dt><dd>${about.standings[each]}</dd></div>`,
  )}</dl>`

function judging({ about, writing }: Words): Html {
  return html`<section class="part" aria-labelledby="judged"><h2 id="judged">${about.judged}</h2>
  <ol class="steps">${Object.values(about.steps).map(([name, text]) => html`<li><b>${name}${writing.stop}</b>${writing.gap}${text}</li>`)}</ol>
  <p>${about.background}</p></section>`
}

function coding({ acts }: AboutView, { about, deeds, locale }: Words): Html {
  const rows = acts.map(({ category, quad, ploverScore }) => [
    locale === 'en' ? category : deeds.categories[category],
    about.quads[quad],
    signed(ploverScore),
  ])
  return html`<section class="part" aria-labelledby="acts"><h2 id="acts">${about.acts}</h2>
  <p>${about.coding}</p>
  ${table(about.categories, [about.category, about.kind, about.score], rows)}</section>`
}

function copy({ version, actors, feeds, counts }: AboutView, { context, words: { about, writing } }: CardNeeds): Html {
  const known = about.copy(actors, feeds.length, context.alignments.length)
  const read = about.read(counts.items, counts.kept, counts.stories)
  const all = `${writing.labelled(`Alignment Watch ${version}`, [known, read].join('; '))}${writing.stop}`
  return html`<section class="part" aria-labelledby="version"><h2 id="version">${about.thisCopy}</h2>
  <p>${all}${writing.gap}${about.zone(context.timeZone ?? 'UTC')}</p></section>`
}

/** What the bot is, how it judges, what its words mean, what it reads, and what it cannot do. */
export function aboutPage(view: AboutView, needs: CardNeeds): Html {
  const { context, names, words } = needs
  const { about, writing } = words
  const watched = writing.either(context.alignments.map(({ id, label }) => names.get(id) ?? label))
  return page(
    {
      title: about.title,
      path: '/about',
      main: html`<article class="prose"><h1>${about.title}</h1>
  <p class="lede">${filled(about.lede, { alignments: watched })}</p>
  <section class="part" aria-labelledby="alignments"><h2 id="alignments">${about.alignments}</h2>${context.alignments.map((each) => alignmentPart(each, needs))}</section>
  ${judging(words)}
  <section class="part" aria-labelledby="standing"><h2 id="standing">${about.standing}</h2>${standings(words)}</section>
  ${coding(view, words)}
  ${sources(view, needs)}
  <section class="part" aria-labelledby="limits"><h2 id="limits">${about.limitsTitle}</h2><ul class="plain">${Object.values(about.limits).map((limit) => html`<li>${limit}</li>`)}</ul></section>
  <section class="part" aria-labelledby="data"><h2 id="data">${about.data}</h2>
  <p>${filled(about.dataText, { api: html`<a href="/api">${about.theApi}</a>` })}</p></section>
  ${copy(view, needs)}</article>`,
    },
    words,
  )
}
