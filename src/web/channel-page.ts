import type { Held } from '../domain/delivery.ts'
import { isDigest } from '../domain/digest.ts'
import type { LocalPost } from '../domain/local-post.ts'
import { briefCard, type CardNeeds, commandLink } from './brief-card.ts'
import { heldNotice } from './deliveries-page.ts'
import { digestCard } from './digest-card.ts'
import { type FeedHealth, healthSummary } from './feed-health.ts'
import { healthPanel, nextPollWords } from './feeds-page.ts'
import { filled } from './filled.ts'
import { attribute, dot, type Html, html, type Part } from './html.ts'
import { page } from './layout.ts'

export type ChannelView = {
  /** Those of the alignment shown, all pages: see `channelPosts`. */
  readonly posts: readonly LocalPost[]
  /** The alignment shown; '' for all. */
  readonly alignment: string
  /** From 1: the newest. */
  readonly page: number
  readonly health: readonly FeedHealth[]
  readonly held: readonly Held[]
  readonly now: number
}

/** How many posts stand on one page. */
export const ON_A_PAGE = 20

/** One post a story, the newest revision where several routes of the channel hold it; newest post first. */
export function channelPosts(posts: readonly LocalPost[], alignment: string): readonly LocalPost[] {
  const newest = new Map<string, LocalPost>()
  for (const post of posts) {
    const other = newest.get(post.brief.storyId)
    if (other === undefined || other.brief.revision < post.brief.revision) newest.set(post.brief.storyId, post)
  }
  return [...newest.values()]
    .filter(({ brief }) => alignment === '' || brief.alignments.some((each) => each.id === alignment))
    .toSorted((a, b) => b.postedAt - a.postedAt || b.brief.updatedAt - a.brief.updatedAt)
}

export const changedAt = (post: LocalPost): number => post.editedAt ?? post.postedAt

function filters(
  { alignment }: ChannelView,
  {
    context,
    names,
    words: {
      page: { channel },
    },
  }: CardNeeds,
): Html {
  const link = (id: string, label: Part) =>
    html`<a href="${id === '' ? '/' : `/?alignment=${encodeURIComponent(id)}`}"${attribute('aria-current', id === alignment ? 'true' : '')}>${label}</a>`
  return html`<nav class="filters" aria-label="${channel.show}">
    ${link('', channel.all)}${context.alignments.map((each) => link(each.id, [dot(each.colour), names.get(each.id) ?? each.label]))}
  </nav>`
}

/** A post as it stands in the list. */
export const postCard = ({ brief, postedAt }: LocalPost, needs: CardNeeds): Html =>
  isDigest(brief) ? digestCard(brief, needs) : briefCard(brief, needs, { level: 3, listedAt: postedAt, alone: false })

/** Posts of one day under its date. */
const daySection = (key: string, posts: readonly LocalPost[], needs: CardNeeds): Html => html`<section class="day" data-day="${key}">
  <h2>${needs.times.day(posts[0]?.postedAt ?? 0)}</h2>
  ${posts.map((post) => postCard(post, needs))}
</section>`

const EXAMPLES = ['/help', '/latest', '/actor lavrov'] as const

function empty({ alignment, health, now }: ChannelView, needs: CardNeeds): Html {
  const { words, names, context } = needs
  const { channel } = words.page
  const label = context.alignments.find((each) => each.id === alignment)?.label
  const watched = words.writing.either(context.alignments.map((each) => names.get(each.id) ?? each.label))
  const usable = EXAMPLES.filter((line) => needs.commands.some((command) => line.slice(1).split(' ')[0] === command.name))
  return html`<section class="empty" id="empty">
  <h2>${label === undefined ? channel.none : channel.noneAbout(names.get(alignment) ?? label)}</h2>
  <p>${channel.polled(watched)}</p>
  <p>${[healthSummary(health, words), nextPollWords(health, now, needs)].join(words.writing.gap)}</p>
  ${usable.length === 0 ? '' : html`<p>${channel.meanwhile}</p><p class="actions">${usable.map((line) => commandLink(line, line))}</p>`}
</section>`
}

/** A page that is not there: the last one that is. */
function beyond({ posts, alignment, page: number }: ChannelView, { words: { page } }: CardNeeds): Html {
  const { channel, frame } = page
  const last = Math.ceil(posts.length / ON_A_PAGE)
  return html`<section class="empty"><h2>${channel.nonePage(number)}</h2>
  <p>${filled(channel.lastPage, {
    page: html`<a href="${address(alignment, last)}">${frame.lastPage(last)}</a>`,
    stories: html`<a href="/stories">${frame.allStories}</a>`,
  })}</p></section>`
}

const address = (alignment: string, number: number): string => {
  const query = new URLSearchParams({ ...(alignment === '' ? {} : { alignment }), ...(number === 1 ? {} : { page: String(number) }) })
  return query.size === 0 ? '/' : `/?${query}`
}

/** Ways to the newer and the earlier posts, where there are any. */
function turns(
  { alignment, page: number }: ChannelView,
  more: boolean,
  {
    words: {
      page: { frame },
    },
  }: CardNeeds,
): Html | '' {
  if (number === 1 && !more) return ''
  return html`<nav class="turns" aria-label="${frame.morePosts}">
    ${number === 1 ? '' : html`<a href="${address(alignment, number - 1)}" rel="prev">${frame.newerPosts}</a>`}
    ${more ? html`<a href="${address(alignment, number + 1)}" rel="next">${frame.earlierPosts}</a>` : ''}
  </nav>`
}

/** The channel: posts as they stand, newest first, with the filters above and the feeds' health beside. Only page 1 is live. */
export function channelPage(view: ChannelView, needs: CardNeeds): Html {
  const { posts: all } = view
  const posts = all.slice((view.page - 1) * ON_A_PAGE, view.page * ON_A_PAGE)
  const days = Map.groupBy(posts, (post) => needs.times.dayKey(post.postedAt))
  const { words, names, context } = needs
  const { channel: name } = words.page.frame.places
  const shown = context.alignments.find((each) => each.id === view.alignment)?.id
  const label = shown === undefined ? '' : (names.get(shown) ?? shown)
  return page(
    {
      title: label,
      path: '/',
      ...(shown === undefined ? {} : { feed: { about: label, query: `alignment=${encodeURIComponent(shown)}` } }),
      ...(view.page === 1 ? { live: { since: view.now, alignment: view.alignment } } : {}),
      main: html`<h1 class="unseen">${name}</h1>${heldNotice(view.held, view.now, words)}${filters(view, needs)}
  <div id="posts" class="briefs">
  ${posts.length === 0 ? (all.length > 0 ? beyond(view, needs) : empty(view, needs)) : [...days].map(([key, group]) => daySection(key, group, needs))}
  </div>
  ${turns(view, all.length > view.page * ON_A_PAGE, needs)}`,
      aside: { label: words.page.health.stateOfFeeds, content: healthPanel(view.health, view.now, needs) },
    },
    words,
  )
}
