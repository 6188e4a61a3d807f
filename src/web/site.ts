import { Hono } from 'hono'
import { compress } from 'hono/compress'
import type { Clock } from '../domain/clock.ts'
import type { Command, CommandContext } from '../domain/command.ts'
import type { Held, Outbox } from '../domain/delivery.ts'
import type { Feed } from '../domain/feed.ts'
import type { LocalPost, LocalPosts } from '../domain/local-post.ts'
import type { Log } from '../domain/log.ts'
import { createTimes } from '../domain/times.ts'
import { addApi } from './api.ts'
import { answer } from './ask.ts'
import { addAssets } from './assets.ts'
import type { CardNeeds } from './brief-card.ts'
import { changedAt, channelPage, postCard } from './channel-page.ts'
import { MAX_LINE } from './command-line.ts'
import { type DeliveriesView, deliveriesPage } from './deliveries-page.ts'
import { healthOf } from './feed-health.ts'
import { feedsPage, healthPanel } from './feeds-page.ts'
import { hostCheck, securityHeaders } from './guard.ts'
import { html } from './html.ts'
import { page } from './layout.ts'
import { createLive, type Live, MAX_READERS } from './live.ts'
import { noticePage, storyPage } from './story-page.ts'

export type WebNeeds = {
  readonly posts: LocalPosts
  /** The local channel's `subscribe`. */
  readonly subscribe: (listener: (post: LocalPost) => void) => () => void
  /** Only commands that change nothing: on the page a plain link runs them. */
  readonly commands: readonly Command[]
  readonly context: CommandContext
  /** The feeds as configured now; their states come from the archive. */
  readonly feeds: () => readonly Feed[]
  /** What went where. */
  readonly outbox: Pick<Outbox, 'list'>
  /** What waits, and why. */
  readonly held: () => Promise<readonly Held[]>
  /** Jobs that have stopped and are tried again, in words: the bot is not well while there is one. */
  readonly troubles?: () => readonly string[]
  /** How the language model does; null where none is configured. */
  readonly model?: () => object | null
  readonly clock: Clock
  /** IANA zone of the times shown; UTC always stands beside them. */
  readonly timeZone: string
  readonly log: Log
  /** Host names that the page answers to besides this machine's own. */
  readonly names?: readonly string[]
  /** How often a silent stream says that it lives. */
  readonly heartbeatMs?: number
}

export type Site = { readonly app: Hono; readonly live: Live; refreshHealth(): Promise<void> }

/** How many posts, newest first, the pages reach back to. */
const REACH = 500

const pageNumber = (text: string | undefined): number => (text !== undefined && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 1)

function addPages(app: Hono, needs: WebNeeds, card: CardNeeds): void {
  const { posts, context, clock, log } = needs
  const health = async () => healthOf(needs.feeds(), await context.archive.feeds(), clock())
  app.get('/', async (c) => {
    const alignment = context.alignments.find((each) => each.id === c.req.query('alignment'))?.id ?? ''
    const now = clock()
    return c.html(
      channelPage(
        {
          posts: await posts.recent(REACH),
          alignment,
          page: pageNumber(c.req.query('page')),
          health: await health(),
          held: await needs.held(),
          now,
        },
        card,
      ),
    )
  })
  app.get('/feeds', async (c) => c.html(feedsPage(await health(), clock(), card)))
  app.get('/deliveries', async (c) => c.html(deliveriesPage(await deliveriesView(needs, c.req.query('story'), c.req.query('route')), card)))
  app.get('/story/:id', async (c) => {
    const story = await context.archive.story(c.req.param('id').slice(0, 100))
    if (story !== null) return c.html(storyPage(story, card))
    return c.html(noticePage('No such story', 'No story has this number. It may have been mistyped, or the store is a new one.'), 404)
  })
  app.get('/ask', async (c) => {
    const line = (c.req.query('q') ?? '').slice(0, MAX_LINE + 1)
    const found = await answer(line, card, log)
    return c.html(page({ title: line.slice(0, 60), path: '/ask', line, main: html`<h1 class="unseen">Answer</h1>${found.html}` }))
  })
}

/** How many deliveries one page shows. */
const DELIVERIES = 100

async function deliveriesView(needs: WebNeeds, storyId = '', routeId = ''): Promise<DeliveriesView> {
  const filter = { limit: DELIVERIES, ...(storyId === '' ? {} : { storyId }), ...(routeId === '' ? {} : { routeId }) }
  const rows = await needs.outbox.list(filter)
  const headlines = new Map<string, string>()
  for (const id of new Set(rows.map((row) => row.storyId))) {
    const story = await needs.context.archive.story(id)
    if (story !== null) headlines.set(id, story.brief.headline)
  }
  return { rows, held: await needs.held(), headlines, storyId, routeId, now: needs.clock() }
}

const since = (text: string | undefined): number | null => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null)

function createChannelLive({ posts, subscribe, heartbeatMs, log }: WebNeeds, card: CardNeeds): Live {
  return createLive({
    subscribe,
    log,
    heartbeatMs: heartbeatMs ?? 15_000,
    changedSince: async (at) =>
      (await posts.recent(REACH)).filter((post) => changedAt(post) >= at).toSorted((a, b) => changedAt(a) - changedAt(b)),
    render: async (post) => ({
      event: 'post',
      id: String(changedAt(post)),
      data: JSON.stringify({
        story: post.brief.storyId,
        revision: post.brief.revision,
        headline: post.brief.headline,
        alignments: post.brief.alignments.map((each) => each.id),
        day: { key: card.times.dayKey(post.postedAt), label: card.times.day(post.postedAt) },
        html: String(await postCard(post, card)),
      }),
    }),
  })
}

/** The site as a function from request to response: no port, no network. `boundTo` is the host it will listen on. */
export function createSite(needs: WebNeeds, boundTo: string): Site {
  // Here answers lead to the story's page by a path, wherever the page is reached.
  const { pageUrl: _, ...context } = needs.context
  const card: CardNeeds = { times: createTimes(needs.timeZone), context, commands: needs.commands }
  const live = createChannelLive(needs, card)
  const app = new Hono()
  app.use(compress(), securityHeaders, hostCheck({ boundTo, names: needs.names ?? [] }))
  addPages(app, needs, card)
  addApi(app, card, needs)
  app.get('/events', (c) => {
    if (live.readers() >= MAX_READERS) return c.text('Too many pages are open; close one.', 503)
    return live.open(c, since(c.req.header('last-event-id')) ?? since(c.req.query('since')))
  })
  addAssets(app)
  app.notFound((c) => c.html(noticePage('No such page', 'This address leads nowhere on this site.'), 404))
  app.onError((error, c) => {
    needs.log.error({ path: c.req.path, error: error.message }, 'a page failed')
    if (c.req.path.startsWith('/api/')) return c.json({ error: 'Something went wrong in the bot; its log says what.' }, 500)
    return c.html(
      noticePage('This page failed', 'Something went wrong in the bot; its log says what. Loading the page again may help.'),
      500,
    )
  })
  const refreshHealth = async (): Promise<void> => {
    if (live.readers() === 0) return
    const now = needs.clock()
    const panel = healthPanel(healthOf(needs.feeds(), await needs.context.archive.feeds(), now), now, card)
    live.broadcast({ event: 'health', data: JSON.stringify({ html: String(await panel) }) })
  }
  return { app, live, refreshHealth }
}
