import { webAddress } from '../domain/plain-text.ts'
import { tongueName } from '../words/states.ts'
import { blocWords, type CardNeeds, country } from './brief-card.ts'
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
import { type Html, html, joined, quoted } from './html.ts'
import { page } from './layout.ts'
import { fromNow } from './words.ts'

/** How many feeds of one failure the panel names before it counts the rest. */
const NAMED = 6

/** `Next poll in 4 min, at 14:20 KST.` */
export function nextPollWords(feeds: readonly FeedHealth[], now: number, { times, words }: CardNeeds): string {
  const { health } = words.page
  const at = nextPollAt(feeds)
  if (at === null) return health.firstPoll
  return at <= now ? health.dueNow : health.nextPollAt(fromNow(at, now, words), times.clock(at))
}

function failure({ name, feeds }: FailureGroup, { words: { writing } }: CardNeeds): Html {
  const more = feeds.length - NAMED
  const names = feeds.slice(0, NAMED).map((each) => quoted(each.feed.title))
  const only = feeds.length === 1 ? feeds[0] : undefined
  return html`<li><b>${name}${feeds.length > 1 ? ` (${feeds.length})` : ''}</b>
    ${only === undefined ? [joined(names, writing.comma), more > 0 ? ` ${writing.more(more)}` : ''] : html`${names}${writing.colon}${quoted(only.words)}`}</li>`
}

/** Health in brief, for beside the channel: one sentence, then what went wrong with which feeds. */
export function healthPanel(health: readonly FeedHealth[], now: number, needs: CardNeeds): Html {
  const { words } = needs
  const failures = failureGroups(health, words)
  return html`<section class="panel" id="health" aria-labelledby="health-title">
  <h2 id="health-title">${words.page.health.title}</h2>
  <p>${[healthSummary(health, words), nextPollWords(health, now, needs)].join(words.writing.gap)}</p>
  ${failures.length === 0 ? '' : html`<ul class="failures">${failures.map((each) => failure(each, needs))}</ul>`}
  <p><a href="/feeds">${words.page.health.every}</a></p>
</section>`
}

function row({ feed, state, words: said, condition }: FeedHealth, now: number, needs: CardNeeds): Html {
  const { words } = needs
  const { health } = words.page
  const next = condition === 'off' || state === null ? '' : state.nextAt <= now ? health.due : fromNow(state.nextAt, now, words)
  const host = webAddress(feed.url) === '' ? '' : new URL(feed.url).host
  return html`<tr>
  <th scope="row">${quoted(feed.title)}<span class="host">${host}</span></th>
  <td>${joined([words.posts.kinds[feed.kind], country(feed.country, words), tongueName(feed.language, words.locale)], words.writing.comma)}</td>
  <td class="side">${blocWords(feed.bloc, needs)}</td>
  <td class="state">${quoted(said)}</td>
  <td class="at">${next === '' ? '' : html`<span class="narrow-only">${health.nextPoll} </span>${next}`}</td>
</tr>`
}

function group(condition: Condition, members: readonly FeedHealth[], now: number, needs: CardNeeds): Html | '' {
  if (members.length === 0) return ''
  const { card, health } = needs.words.page
  const heads = [health.feed, card.outlet, card.side, health.state, health.nextPoll]
  return html`<section aria-labelledby="group-${condition}">
  <h2 id="group-${condition}" class="group-title ${condition}">${health.conditions[condition]} <span>${members.length}</span></h2>
  <div class="scroll" role="region" aria-labelledby="group-${condition}" tabindex="0"><table class="feeds">
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${members.map((each) => row(each, now, needs))}</tbody>
  </table></div>
</section>`
}

/** Every configured feed, in words. */
export function feedsPage(feeds: readonly FeedHealth[], now: number, needs: CardNeeds): Html {
  const { words } = needs
  const { health } = words.page
  return page(
    {
      title: health.title,
      path: '/feeds',
      main: html`<h1>${health.title}</h1>
  <p class="lede">${[health.configured(feeds.length), healthSummary(feeds, words), nextPollWords(feeds, now, needs)].join(words.writing.gap)}</p>
  ${CONDITIONS.map((condition) => group(condition, inCondition(feeds, condition), now, needs))}`,
    },
    words,
  )
}
