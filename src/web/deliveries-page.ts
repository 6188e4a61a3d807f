import { type Delivery, type Held, isStuck } from '../domain/delivery.ts'
import { told } from '../words/retold.ts'
import type { Words } from '../words/words.ts'
import type { CardNeeds } from './brief-card.ts'
import { filled } from './filled.ts'
import { type Html, html, type Part, quoted } from './html.ts'
import { page } from './layout.ts'
import { fromNow } from './words.ts'

export type DeliveriesView = {
  readonly rows: readonly Delivery[]
  readonly held: readonly Held[]
  /** By story id, of those that are known. */
  readonly headlines: ReadonlyMap<string, string>
  /** Which of them are digests, by id. */
  readonly digests: ReadonlySet<string>
  /** What the list is narrowed to; '' for all. */
  readonly storyId: string
  readonly routeId: string
  readonly now: number
}

/** When it was settled or is tried next, and the reason the platform or we gave. */
function said({ settledAt, dueAt, reason, receipt }: Delivery, now: number, { times, words }: CardNeeds): Html {
  const { deliveries } = words.page
  const next = deliveries.next(dueAt <= now ? deliveries.now : fromNow(dueAt, now, words))
  const when = settledAt === null ? next : times.short(settledAt)
  return html`${when}${receipt === null ? '' : html` · ${filled(deliveries.message, { id: quoted(receipt.messageId) })}`}${reason === null ? '' : html` · ${quoted(told(reason, words))}`}`
}

/** A column's name where the table has no heads. */
const labelled = (name: string): Html => html`<span class="narrow-only">${name} </span>`

function row(delivery: Delivery, { now }: DeliveriesView, needs: CardNeeds): Html {
  const { deliveries } = needs.words.page
  return html`<tr>
  <td><a href="/deliveries?route=${encodeURIComponent(delivery.routeId)}">${quoted(delivery.routeId)}</a></td>
  <td>${labelled(deliveries.revision)}${delivery.revision}</td>
  <td>${deliveries.states[delivery.state]}</td>
  <td>${labelled(`${deliveries.tries}${needs.words.writing.colon.trim()}`)}${delivery.attempts}</td>
  <td>${said(delivery, now, needs)}</td>
</tr>`
}

function headline(storyId: string, { headlines, digests }: DeliveriesView): Part {
  const name = quoted(headlines.get(storyId) ?? storyId)
  return digests.has(storyId) ? name : html`<a href="/story/${encodeURIComponent(storyId)}">${name}</a>`
}

/** A story's deliveries under its headline; a digest has no page of its own. */
const group = (storyId: string, rows: readonly Delivery[], view: DeliveriesView, needs: CardNeeds): Html => html`<tbody>
  <tr><th scope="rowgroup" colspan="5">${headline(storyId, view)}</th></tr>
  ${rows.map((each) => row(each, view, needs))}
</tbody>`

const heldRow = ({ routeId, count, oldestAt, why }: Held, now: number, words: Words): Html => {
  const posts = words.page.deliveries.heldPosts(count, fromNow(oldestAt, now, words))
  return html`<li><b>${quoted(routeId)}</b>${words.writing.colon}${posts}${words.posts.semicolon}${quoted(told(why, words))}</li>`
}

function heldList({ held, now }: DeliveriesView, words: Words): Part {
  const { deliveries } = words.page
  if (held.length === 0) return html`<p class="lede">${deliveries.nothingHeld}</p>`
  return html`<section aria-labelledby="held"><h2 id="held" class="group-title">${deliveries.held}</h2>
  <ul class="failures">${held.map((each) => heldRow(each, now, words))}</ul></section>`
}

function sentList(view: DeliveriesView, needs: CardNeeds): Html {
  const { deliveries } = needs.words.page
  if (view.rows.length === 0) return html`<p class="lede">${deliveries.none}</p>`
  const heads = [deliveries.route, deliveries.revision, deliveries.state, deliveries.tries, deliveries.said]
  return html`<section aria-labelledby="sent"><h2 id="sent" class="group-title">${deliveries.newestFirst}</h2>
  <div class="scroll" role="region" aria-labelledby="sent" tabindex="0"><table class="deliveries">
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    ${[...Map.groupBy(view.rows, (each) => each.storyId)].map(([id, mine]) => group(id, mine, view, needs))}
  </table></div></section>`
}

/** What went where, when, how often tried, and what the platform said. Shows, and changes nothing. */
export function deliveriesPage(view: DeliveriesView, needs: CardNeeds): Html {
  const { storyId, routeId } = view
  const { words } = needs
  const { deliveries, frame } = words.page
  const narrowed = storyId === '' ? filled(deliveries.to, { route: quoted(routeId) }) : deliveries.ofOne
  return page(
    {
      title: frame.places.deliveries,
      path: '/deliveries',
      main: html`<h1>${frame.places.deliveries}</h1>
  <form class="signed" action="/token/forget" method="post"><p>${deliveries.given} <button type="submit">${deliveries.forget}</button></p></form>
  ${heldList(view, words)}
  ${storyId === '' && routeId === '' ? '' : html`<p class="lede">${narrowed} <a href="/deliveries">${deliveries.all}</a></p>`}
  ${sentList(view, needs)}`,
    },
    words,
  )
}

/** One line for the channel's page where posts are stopped or wait long; null where all is well. Where and why is for who has the token. */
export function heldNotice(held: readonly Held[], now: number, { page: { channel, frame } }: Words): Part {
  const stuck = held.filter((each) => isStuck(each, now))
  if (stuck.length === 0) return null
  const count = stuck.reduce((sum, each) => sum + each.count, 0)
  return html`<p class="held" role="note">${channel.held(count, stuck.length)} <a href="/deliveries">${frame.places.deliveries}</a></p>`
}
