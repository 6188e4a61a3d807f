import { countryName } from '../domain/country.ts'
import { FEED_KIND_WORDS } from '../domain/feed.ts'
import { languageName } from '../domain/language-name.ts'
import { webAddress } from '../domain/plain-text.ts'
import type { CardNeeds } from './brief-card.ts'
import {
  CONDITIONS,
  type Condition,
  type FailureGroup,
  type FeedHealth,
  failureGroups,
  healthSummary,
  inCondition,
  nextPollAt,
} from './feed-health.ts'
import { dot, type Html, html, joined, type Part, quoted } from './html.ts'
import { page } from './layout.ts'
import { counted, fromNow } from './words.ts'

const TITLES: Readonly<Record<Condition, string>> = {
  failing: 'Failing',
  waiting: 'Not polled yet',
  answering: 'Answering',
  off: 'Switched off',
}

/** How many feeds of one failure the panel names before it counts the rest. */
const NAMED = 6

/** `Next poll in 4 min, at 14:20 KST.` */
export function nextPollWords(health: readonly FeedHealth[], now: number, { times }: CardNeeds): string {
  const at = nextPollAt(health)
  if (at === null) return 'The first poll begins when the bot has started.'
  return at <= now ? 'The next poll is due now.' : `Next poll ${fromNow(at, now)}, at ${times.clock(at)}.`
}

function failure({ name, feeds }: FailureGroup): Html {
  const more = feeds.length - NAMED
  const names = feeds.slice(0, NAMED).map((each) => quoted(each.feed.title))
  const only = feeds.length === 1 ? feeds[0] : undefined
  return html`<li><b>${name}${feeds.length > 1 ? ` (${feeds.length})` : ''}</b>
    ${only === undefined ? [joined(names, ', '), more > 0 ? ` and ${more} more` : ''] : html`${names}: ${quoted(only.words)}`}</li>`
}

/** Health in brief, for beside the channel: one sentence, then what went wrong with which feeds. */
export function healthPanel(health: readonly FeedHealth[], now: number, needs: CardNeeds): Html {
  const failures = failureGroups(health)
  return html`<section class="panel" id="health" aria-labelledby="health-title">
  <h2 id="health-title">Feeds</h2>
  <p>${healthSummary(health)} ${nextPollWords(health, now, needs)}</p>
  ${failures.length === 0 ? '' : html`<ul class="failures">${failures.map(failure)}</ul>`}
  <p><a href="/feeds">Every feed, in words</a></p>
</section>`
}

const side = (bloc: string, { context }: CardNeeds): Part => {
  const alignment = context.alignments.find((each) => each.id === bloc)
  return alignment === undefined ? 'neither side' : [dot(alignment.colour), alignment.label]
}

function row({ feed, state, words, condition }: FeedHealth, now: number, needs: CardNeeds): Html {
  const next = condition === 'off' || state === null ? '' : state.nextAt <= now ? 'due now' : fromNow(state.nextAt, now)
  const host = webAddress(feed.url) === '' ? '' : new URL(feed.url).host
  return html`<tr>
  <th scope="row">${quoted(feed.title)}<span class="host">${host}</span></th>
  <td>${FEED_KIND_WORDS[feed.kind]}, <abbr title="${countryName(feed.country)}">${feed.country}</abbr>, ${languageName(feed.language)}</td>
  <td class="side">${side(feed.bloc, needs)}</td>
  <td class="state">${quoted(words)}</td>
  <td class="at">${next === '' ? '' : html`<span class="narrow-only">Next poll </span>${next}`}</td>
</tr>`
}

const group = (condition: Condition, members: readonly FeedHealth[], now: number, needs: CardNeeds): Html | '' =>
  members.length === 0
    ? ''
    : html`<section aria-labelledby="group-${condition}">
  <h2 id="group-${condition}" class="group-title ${condition}">${TITLES[condition]} <span>${members.length}</span></h2>
  <div class="scroll" role="region" aria-labelledby="group-${condition}" tabindex="0"><table class="feeds">
    <thead><tr><th scope="col">Feed</th><th scope="col">Outlet</th><th scope="col">Side</th><th scope="col">State</th><th scope="col">Next poll</th></tr></thead>
    <tbody>${members.map((each) => row(each, now, needs))}</tbody>
  </table></div>
</section>`

/** Every configured feed, in words. */
export const feedsPage = (health: readonly FeedHealth[], now: number, needs: CardNeeds): Html =>
  page({
    title: 'Feeds',
    path: '/feeds',
    main: html`<h1>Feeds</h1>
  <p class="lede">${counted(health.length, 'feed')} configured. ${healthSummary(health)} ${nextPollWords(health, now, needs)}</p>
  ${CONDITIONS.map((condition) => group(condition, inCondition(health, condition), now, needs))}`,
  })
