import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { requestId } from 'hono/request-id'
import type { CommandContext } from '../domain/command.ts'
import type { Locale } from '../domain/locale.ts'
import { wordsIn } from '../words/words.ts'
import { addApi } from './api.ts'
import { addAssets } from './assets.ts'
import type { CardNeeds } from './brief-card.ts'
import { changedAt, postCard } from './channel-page.ts'
import { addData } from './data.ts'
import { healthPanel } from './feeds-page.ts'
import { hostCheck, lengthCheck, securityHeaders } from './guard.ts'
import { inLanguage } from './languages.ts'
import { createLive, type Live, MAX_READERS } from './live.ts'
import { addLookups } from './lookups.ts'
import { addMachines } from './machines.ts'
import type { WebNeeds } from './needs.ts'
import { noticePage } from './notice-page.ts'
import { addPages, healthNow, REACH } from './pages.ts'
import { cardsOf, localeFor, wordsOf } from './reader.ts'
import { bearerCheck, createTries } from './tries.ts'

export type Site = { readonly app: Hono; readonly live: Live; refreshHealth(): Promise<void> }

const since = (text: string | undefined): number | null => (text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : null)

function createChannelLive({ posts, subscribe, heartbeatMs, log }: WebNeeds, inLocale: (locale: Locale) => CardNeeds): Live {
  return createLive({
    subscribe,
    log,
    heartbeatMs: heartbeatMs ?? 15_000,
    changedSince: async (at) =>
      (await posts.recent(REACH)).filter((post) => changedAt(post) >= at).toSorted((a, b) => changedAt(a) - changedAt(b)),
    render: async (post, locale) => ({
      event: 'post',
      id: String(changedAt(post)),
      data: JSON.stringify({
        story: post.brief.storyId,
        revision: post.brief.revision,
        headline: post.brief.headline,
        alignments: post.brief.alignments.map((each) => each.id),
        day: { key: inLocale(locale).times.dayKey(post.postedAt), label: inLocale(locale).times.day(post.postedAt) },
        html: String(await postCard(post, inLocale(locale))),
      }),
    }),
  })
}

/** What is not there, and what failed: as data to programs, as a page to people. */
function addFailures(app: Hono, { log }: WebNeeds): void {
  const isData = (path: string): boolean => path === '/api' || path.startsWith('/api/')
  app.notFound((c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const words = wordsOf(c)
      const { readOnly, readOnlyWhy } = words.page.notices
      const allow = { Allow: 'GET, HEAD' }
      return isData(c.req.path)
        ? c.json({ error: wordsIn('en').page.notices.readOnlyWhy }, 405, allow)
        : c.html(noticePage(readOnly, readOnlyWhy, words), 405, allow)
    }
    if (isData(c.req.path)) return c.json({ error: 'There is nothing at this address. GET /api lists what there is.' }, 404)
    const words = wordsOf(c)
    return c.html(noticePage(words.page.notices.noPage, words.page.notices.nowhere, words), 404)
  })
  app.onError((error, c) => {
    log.error({ request: c.get('requestId'), path: c.req.path, error: error.message }, 'a page failed')
    if (isData(c.req.path)) return c.json({ error: 'Something went wrong in the bot; its log says what. Asking again may help.' }, 500)
    const words = wordsOf(c)
    return c.html(noticePage(words.page.notices.failed, words.page.notices.failedWhy, words), 500)
  })
}

/**
 * Here answers lead to the story's page by a path, wherever the page is reached. All else is asked of the context at each use: it follows
 * the configuration.
 */
const onThisSite = (context: CommandContext): CommandContext => Object.create(context, { pageUrl: { value: undefined } })

/** The site as a function from request to response: no port, no network. `boundTo` is the host it will listen on. */
export function createSite(needs: WebNeeds, boundTo: string): Site {
  const cards = cardsOf(needs, onThisSite)
  const live = createChannelLive(needs, cards.inLocale)
  const app = new Hono()
  // What is logged of a request carries the id that its answer has in X-Request-Id: a proxy's own, where it sends one.
  app.use(
    requestId(),
    compress(),
    securityHeaders,
    inLanguage(() => needs.context.locale ?? 'en'),
    hostCheck({ boundTo, names: needs.names ?? [] }),
    lengthCheck,
  )
  const tries = createTries(needs.clock)
  app.use(bearerCheck(tries, needs.token))
  addPages(app, needs, cards.of, tries)
  addLookups(app, needs, cards.of)
  addApi(app, needs, cards.of)
  addData(app, needs, cards.inLocale('en'))
  addMachines(app, needs.machines)
  app.get('/events', (c) => {
    if (live.readers() >= MAX_READERS) return c.text('Too many pages are open; close one.', 503)
    return live.open(c, since(c.req.header('last-event-id')) ?? since(c.req.query('since')), localeFor(c))
  })
  addAssets(app)
  addFailures(app, needs)
  const refreshHealth = async (): Promise<void> => {
    if (live.readers() === 0) return
    await live.broadcast(async (locale) => {
      const panel = healthPanel(await healthNow(needs, wordsIn(locale)), needs.clock(), cards.inLocale(locale))
      return { event: 'health', data: JSON.stringify({ html: String(await panel) }) }
    })
  }
  return { app, live, refreshHealth }
}
