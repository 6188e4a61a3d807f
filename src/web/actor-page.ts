import type { Actor, ActorKind } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import type { Counterpart } from '../domain/archive.ts'
import type { Reply } from '../domain/command.ts'
import type { Category } from '../domain/event.ts'
import type { FoundStories } from '../domain/search.ts'
import { stateName } from '../words/states.ts'
import type { Words } from '../words/words.ts'
import type { CardNeeds } from './brief-card.ts'
import { lineFor } from './command-line.ts'
import { filled } from './filled.ts'
import { textField } from './form.ts'
import { dot, type Html, html, type Part, quoted } from './html.ts'
import { type FeedOf, feedLinks, page } from './layout.ts'
import { fieldList, line, picture } from './reply-card.ts'
import { storyList, turns } from './story-list.ts'

export type ActorView = {
  readonly actor: Actor
  /** What `/actor` answers. */
  readonly card: Reply
  readonly counterparts: readonly Counterpart[]
  /** From when on counterparts are counted. */
  readonly since: number
  readonly found: FoundStories
  readonly page: number
  /** The day asked for, as typed; '' for today. */
  readonly on: string
}

export const STORIES_OF_AN_ACTOR = 10

export const actorPath = (id: string): string => `/actor/${encodeURIComponent(id)}`

const pageAddress = (id: string, on: string, number: number): string => {
  const query = new URLSearchParams({ ...(on === '' ? {} : { on }), ...(number === 1 ? {} : { page: String(number) }) })
  return query.size === 0 ? actorPath(id) : `${actorPath(id)}?${query}`
}

const ACTING: ReadonlySet<ActorKind> = new Set(['person', 'office', 'organisation', 'state'])

/** What happened between two that act. */
const between = (actor: Actor, other: Actor, { locale, lookups }: Words): Part =>
  ACTING.has(actor.kind) && ACTING.has(other.kind)
    ? html` · <a href="/ask?q=${encodeURIComponent(lineFor('timeline', { a: actor.id, b: other.id }))}" aria-label="${lookups.actor.betweenThem(actorName(actor, locale), actorName(other, locale))}">${lookups.actor.between}</a>`
    : null

/** Who is named in the same stories, in how many, and what those tell: not the grouping as such, and not somebody's own state. */
function counterpartList({ actor, counterparts, since }: ActorView, { context, times, words }: CardNeeds): Part {
  const { locale, lookups, deeds, writing } = words
  const groupings = new Set(context.alignments.flatMap(({ collectives }) => collectives))
  const known = counterparts.flatMap(({ actorId, ...rest }) => {
    const other = context.directory.byId(actorId)
    const isOwn = other?.kind === 'state' && other.country === actor.country
    return other === undefined || groupings.has(actorId) || isOwn ? [] : [{ other, ...rest }]
  })
  if (known.length === 0) return html`<p>${lookups.actor.nobodyElse(times.date(since))}</p>`
  const actsOf = (categories: readonly Category[]): string =>
    categories.length === 0
      ? ''
      : `${writing.colon}${categories
          .slice(0, 4)
          .map((each) => deeds.categories[each].toLowerCase())
          .join(writing.comma)}`
  return html`<ol class="counterparts">${known.map(
    ({ other, count, categories }) => html`<li><a href="${actorPath(other.id)}">${quoted(actorName(other, locale))}</a>
    <span class="facts">${lookups.actor.storyCount(count)}${actsOf(categories)}${between(actor, other, words)}</span></li>`,
  )}</ol><p class="note">${lookups.actor.since(times.date(since))}</p>`
}

const dayForm = (
  { actor, on }: ActorView,
  { lookups: { form } }: Words,
): Html => html`<form class="query day" action="${actorPath(actor.id)}" method="get">
  ${textField({ name: 'on', label: form.asOf, value: on }, { type: 'date' })}<p class="field send"><button type="submit">${form.show}</button></p>
</form>`

function stories(view: ActorView, needs: CardNeeds): Html {
  const { actor, found, page: number, on } = view
  const { words } = needs
  const { lookups } = words
  const name = actorName(actor, words.locale)
  const none = number > 1 ? lookups.actor.noneHere('{name}') : lookups.actor.noneYet('{name}')
  const more = number * STORIES_OF_AN_ACTOR < found.total
  return html`<section class="part" aria-labelledby="stories"><h2 id="stories">${words.page.frame.places.stories}</h2>
  ${found.briefs.length === 0 ? html`<p class="lede">${filled(none, { name: quoted(name) })}</p>` : storyList(found.briefs, needs)}
  ${turns(number, more, (at) => pageAddress(actor.id, on, at), words)}</section>`
}

const facts = ({ kind, country }: Actor, { locale, cards, writing }: Words): string =>
  [locale === 'en' ? kind : cards.kinds[kind], stateName(country, locale)].join(writing.comma)

/** One actor: who it is, how often it is named, whom it is named with, and its stories. */
export function actorPage(view: ActorView, needs: CardNeeds): Html {
  const { actor, card } = view
  const { words } = needs
  const said = words.lookups.actor
  const name = actorName(actor, words.locale)
  const feed = { about: name, query: `actor=${encodeURIComponent(actor.id)}` }
  const own = card.fields.filter(({ holds }) => holds !== 'counterparts' && holds !== 'stories')
  return page(
    {
      title: [name, facts(actor, words)].join(words.writing.comma),
      path: actorPath(actor.id),
      feed,
      main: html`<p class="crumb"><a href="/actors">${words.lookups.actors.title}</a></p>
  <h1>${card.colour === null ? '' : dot(card.colour)}${quoted(name)}</h1>
  <section class="card" aria-label="${said.who}">${card.body.map((each) => html`<p>${line(each)}</p>`)}${fieldList(own)}</section>
  ${card.picture === null ? html`<p class="note">${said.notNamed}</p>` : picture(card.picture, words)}
  ${stories(view, needs)}`,
      aside: { label: said.aside, content: beside(view, feed, needs) },
    },
    words,
  )
}

/** Whom it is named with, and other ways to it. */
function beside(view: ActorView, feed: FeedOf, needs: CardNeeds): Html {
  const id = encodeURIComponent(view.actor.id)
  const said = needs.words.lookups.actor
  return html`<section class="panel" aria-labelledby="with"><h2 id="with">${said.namedWith}</h2>${counterpartList(view, needs)}
  <h2>${said.follow}</h2><p>${filled(said.asFeed, { feeds: feedLinks(feed) })}</p>
  <p><a href="/trends?of=${id}">${said.trend}</a> · <a href="/network?of=${id}">${said.network}</a> · <a href="/stories?actor=${id}">${said.findIn}</a></p>
  <h2>${said.anotherDay}</h2>${dayForm(view, needs.words)}</section>`
}
