import type { Actor, ActorKind } from '../domain/actor.ts'
import type { Counterpart } from '../domain/archive.ts'
import type { Reply } from '../domain/command.ts'
import { countryName } from '../domain/country.ts'
import type { FoundStories } from '../domain/search.ts'
import type { CardNeeds } from './brief-card.ts'
import { lineFor } from './command-line.ts'
import { textField } from './form.ts'
import { dot, type Html, html, type Part, quoted } from './html.ts'
import { feedLinks, page } from './layout.ts'
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
const between = (actor: Actor, other: Actor): Part =>
  ACTING.has(actor.kind) && ACTING.has(other.kind)
    ? html` · <a href="/ask?q=${encodeURIComponent(lineFor('timeline', { a: actor.id, b: other.id }))}" aria-label="between them: ${actor.name} and ${other.name}">between them</a>`
    : null

/** Who is named in the same stories, in how many, and what those tell: not the grouping as such, and not somebody's own state. */
function counterpartList({ actor, counterparts, since }: ActorView, { context, times }: CardNeeds): Part {
  const groupings = new Set(context.alignments.flatMap(({ collectives }) => collectives))
  const known = counterparts.flatMap(({ actorId, ...rest }) => {
    const other = context.directory.byId(actorId)
    const isOwn = other?.kind === 'state' && other.country === actor.country
    return other === undefined || groupings.has(actorId) || isOwn ? [] : [{ other, ...rest }]
  })
  if (known.length === 0) return html`<p>Nobody else in its stories since ${times.date(since)}.</p>`
  return html`<ol class="counterparts">${known.map(
    ({ other, count, categories }) => html`<li><a href="${actorPath(other.id)}">${quoted(other.name)}</a>
    <span class="facts">${count} ${count === 1 ? 'story' : 'stories'}${categories.length === 0 ? '' : `: ${categories.slice(0, 4).join(', ').toLowerCase()}`}${between(actor, other)}</span></li>`,
  )}</ol><p class="note">In stories since ${times.date(since)}, with what those tell.</p>`
}

const dayForm = ({ actor, on }: ActorView): Html => html`<form class="query day" action="${actorPath(actor.id)}" method="get">
  ${textField({ name: 'on', label: 'As of', value: on }, { type: 'date' })}<p class="field send"><button type="submit">Show</button></p>
</form>`

function stories(view: ActorView, needs: CardNeeds): Html {
  const { actor, found, page: number, on } = view
  const more = number * STORIES_OF_AN_ACTOR < found.total
  return html`<section class="part" aria-labelledby="stories"><h2 id="stories">Stories</h2>
  ${found.briefs.length === 0 ? html`<p class="lede">No kept story names ${quoted(actor.name)}${number > 1 ? ' on this page' : ' yet'}.</p>` : storyList(found.briefs, needs)}
  ${turns(number, more, (at) => pageAddress(actor.id, on, at))}</section>`
}

const facts = ({ kind, country }: Actor): string => [kind, countryName(country)].join(', ')

/** One actor: who it is, how often it is named, whom it is named with, and its stories. */
export function actorPage(view: ActorView, needs: CardNeeds): Html {
  const { actor, card } = view
  const feed = { about: actor.name, query: `actor=${encodeURIComponent(actor.id)}` }
  const own = card.fields.filter(({ holds }) => holds !== 'counterparts' && holds !== 'stories')
  return page({
    title: `${actor.name}, ${facts(actor)}`,
    path: actorPath(actor.id),
    feed,
    main: html`<p class="crumb"><a href="/actors">Actors</a></p>
  <h1>${card.colour === null ? '' : dot(card.colour)}${quoted(actor.name)}</h1>
  <section class="card" aria-label="Who it is">${card.body.map((each) => html`<p>${line(each)}</p>`)}${fieldList(own)}</section>
  ${card.picture === null ? html`<p class="note">Not named in any report of the last half year.</p>` : picture(card.picture)}
  ${stories(view, needs)}`,
    aside: {
      label: 'Named with, feeds',
      content: html`<section class="panel" aria-labelledby="with"><h2 id="with">Named with</h2>${counterpartList(view, needs)}
  <h2>Follow</h2><p>These stories as a feed: ${feedLinks(feed)}. </p>
  <p><a href="/trends?of=${encodeURIComponent(actor.id)}">Trend</a> · <a href="/network?of=${encodeURIComponent(actor.id)}">Network</a> · <a href="/stories?actor=${encodeURIComponent(actor.id)}">Find in its stories</a></p>
  <h2>Another day</h2>${dayForm(view)}</section>`,
    },
  })
}
