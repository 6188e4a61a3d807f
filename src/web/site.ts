import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { requestId } from 'hono/request-id'
import type { CommandContext } from '../domain/command.ts'
import { createTimes } from '../domain/times.ts'
import { addApi } from './api.ts'
import { addAssets } from './assets.ts'
import type { CardNeeds } from './brief-card.ts'
import { changedAt, postCard } from './channel-page.ts'
import { addData } from './data.ts'
import { healthPanel } from './feeds-page.ts'
import { hostCheck, lengthCheck, securityHeaders } from './guard.ts'
import { html } from './html.ts'
import { createLive, type Live, MAX_READERS } from './live.ts'
import { addLookups } from './lookups.ts'
import { addMachines } from './machines.ts'
import type { WebNeeds } from './needs.ts'
import { noticePage } from './notice-page.ts'
import { addPages, healthNow, REACH } from './pages.ts'
import { bearerCheck, createTries } from './tries.ts'

export type Site = { readonly app: Hono; readonly live: Live; refreshHealth(): Promise<void> }

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

/** What is not there, and what failed: as data to programs, as a page to people. */
function addFailures(app: Hono, { log }: WebNeeds): void {
  const isData = (path: string): boolean => path === '/api' || path.startsWith('/api/')
  app.notFound((c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const error = 'Nothing is changed here: only questions (GET) are answered.'
      const allow = { Allow: 'GET, HEAD' }
      return isData(c.req.path) ? c.json({ error }, 405, allow) : c.html(noticePage('Only for reading', html`${error}`), 405, allow)
    }
    if (isData(c.req.path)) return c.json({ error: 'There is nothing at this address. GET /api lists what there is.' }, 404)
    return c.html(noticePage('No such page', html`This address leads nowhere on this site.`), 404)
  })
  app.onError((error, c) => {
    log.error({ request: c.get('requestId'), path: c.req.path, error: error.message }, 'a page failed')
    if (isData(c.req.path)) return c.json({ error: 'Something went wrong in the bot; its log says what. Asking again may help.' }, 500)
    return c.html(
      noticePage('This page failed', html`Something went wrong in the bot; its log says what. Loading the page again may help.`),
      500,
    )
  })
}

/**
 * Here answers lead to the story's page by a path, wherever the page is reached. All else is asked of the context at each use: it follows
 * the configuration.
 */
const onThisSite = (context: CommandContext): CommandContext => Object.create(context, { pageUrl: { value: undefined } })

/** The site as a function from request to response: no port, no network. `boundTo` is the host it will listen on. */
export function createSite(needs: WebNeeds, boundTo: string): Site {
  const card: CardNeeds = { times: createTimes(needs.timeZone), context: onThisSite(needs.context), commands: needs.commands }
  const live = createChannelLive(needs, card)
  const app = new Hono()
  // What is logged of a request carries the id that its answer has in X-Request-Id: a proxy's own, where it sends one.
  app.use(requestId(), compress(), securityHeaders, hostCheck({ boundTo, names: needs.names ?? [] }), lengthCheck)
  const tries = createTries(needs.clock)
  app.use(bearerCheck(tries, needs.token))
  addPages(app, needs, card, tries)
  addLookups(app, needs, card)
  addApi(app, needs, card)
  addData(app, needs, card)
  addMachines(app, needs.machines)
  app.get('/events', (c) => {
    if (live.readers() >= MAX_READERS) return c.text('Too many pages are open; close one.', 503)
    return live.open(c, since(c.req.header('last-event-id')) ?? since(c.req.query('since')))
  })
  addAssets(app)
  addFailures(app, needs)
  const refreshHealth = async (): Promise<void> => {
    if (live.readers() === 0) return
    const panel = healthPanel(await healthNow(needs), needs.clock(), card)
    live.broadcast({ event: 'health', data: JSON.stringify({ html: String(await panel) }) })
  }
  return { app, live, refreshHealth }
}
