import { type Delivery, type Held, isStuck, STATE_WORDS } from '../domain/delivery.ts'
import type { CardNeeds } from './brief-card.ts'
import { type Html, html, type Part, quoted } from './html.ts'
import { page } from './layout.ts'
import { counted, fromNow } from './words.ts'

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
function said({ settledAt, dueAt, reason, receipt }: Delivery, now: number, { times }: CardNeeds): Html {
  const when = settledAt === null ? `next ${dueAt <= now ? 'now' : fromNow(dueAt, now)}` : times.short(settledAt)
  return html`${when}${receipt === null ? '' : html` · message ${quoted(receipt.messageId)}`}${reason === null ? '' : html` · ${quoted(reason)}`}`
}

/** A column's name where the table has no heads. */
const labelled = (name: string): Html => html`<span class="narrow-only">${name} </span>`

const row = (delivery: Delivery, { now }: DeliveriesView, needs: CardNeeds): Html => html`<tr>
  <td><a href="/deliveries?route=${encodeURIComponent(delivery.routeId)}">${quoted(delivery.routeId)}</a></td>
  <td>${labelled('Revision')}${delivery.revision}</td>
  <td>${STATE_WORDS[delivery.state]}</td>
  <td>${labelled('Tries:')}${delivery.attempts}</td>
  <td>${said(delivery, now, needs)}</td>
</tr>`

function headline(storyId: string, { headlines, digests }: DeliveriesView): Part {
  const name = quoted(headlines.get(storyId) ?? storyId)
  return digests.has(storyId) ? name : html`<a href="/story/${encodeURIComponent(storyId)}">${name}</a>`
}

/** A story's deliveries under its headline; a digest has no page of its own. */
const group = (storyId: string, rows: readonly Delivery[], view: DeliveriesView, needs: CardNeeds): Html => html`<tbody>
  <tr><th scope="rowgroup" colspan="5">${headline(storyId, view)}</th></tr>
  ${rows.map((each) => row(each, view, needs))}
</tbody>`

const heldRow = ({ routeId, count, oldestAt, why }: Held, now: number): Html =>
  html`<li><b>${quoted(routeId)}</b>: ${counted(count, 'post')}, the oldest ${fromNow(oldestAt, now)}; ${quoted(why)}</li>`

function heldList({ held, now }: DeliveriesView): Part {
  if (held.length === 0) return html`<p class="lede">Nothing is held.</p>`
  return html`<section aria-labelledby="held"><h2 id="held" class="group-title">Held</h2>
  <ul class="failures">${held.map((each) => heldRow(each, now))}</ul></section>`
}

/** What went where, when, how often tried, and what the platform said. Shows, and changes nothing. */
export function deliveriesPage(view: DeliveriesView, needs: CardNeeds): Html {
  const { rows, storyId, routeId } = view
  const narrowed = storyId !== '' || routeId !== ''
  return page({
    title: 'Deliveries',
    path: '/deliveries',
    main: html`<h1>Deliveries</h1>
  <form class="signed" action="/token/forget" method="post"><p>This browser has given the token: commands may change something. <button type="submit">Forget it</button></p></form>
  ${heldList(view)}
  ${narrowed ? html`<p class="lede">${storyId === '' ? html`To ${quoted(routeId)}.` : 'Of one story.'} <a href="/deliveries">All deliveries</a></p>` : ''}
  ${
    rows.length === 0
      ? html`<p class="lede">Nothing was to be posted.</p>`
      : html`<section aria-labelledby="sent"><h2 id="sent" class="group-title">Newest first</h2>
  <div class="scroll" role="region" aria-labelledby="sent" tabindex="0"><table class="deliveries">
    <thead><tr><th scope="col">Route</th><th scope="col">Revision</th><th scope="col">State</th><th scope="col">Tries</th><th scope="col">What was said</th></tr></thead>
    ${[...Map.groupBy(rows, (each) => each.storyId)].map(([id, mine]) => group(id, mine, view, needs))}
  </table></div></section>`
  }`,
  })
}

/** One line for the channel's page where posts are stopped or wait long; null where all is well. Where and why is for who has the token. */
export function heldNotice(held: readonly Held[], now: number): Part {
  const stuck = held.filter((each) => isStuck(each, now))
  if (stuck.length === 0) return null
  const count = stuck.reduce((sum, each) => sum + each.count, 0)
  return html`<p class="held" role="note">${counted(count, 'post')} to ${counted(stuck.length, 'route')} ${count === 1 ? 'is' : 'are'} held. <a href="/deliveries">Deliveries</a></p>`
}
