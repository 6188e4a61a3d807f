import type { Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { ACTOR_KINDS } from '../domain/actor.ts'
import type { CardNeeds } from './brief-card.ts'
import { actorData, actorRow } from './data-actors.ts'
import { feedData } from './data-feeds.ts'
import { ENDPOINTS } from './data-index.ts'
import { type TrendAsked, trendData } from './data-trend.ts'
import { findStories } from './find-stories.ts'
import { actorsCalled, known } from './lookups.ts'
import type { WebNeeds } from './needs.ts'
import { healthNow } from './pages.ts'
import { languagesOf, MAX_PAGE, type Mistake, pageMistake, readStoryQuery, type StoryQuery } from './story-query.ts'
import { atom, type Channel, jsonFeed, rss } from './syndication.ts'

const [DEFAULT_LIMIT, MAX_LIMIT] = [50, 200]
/** How many characters of an id are looked at. */
const MAX_ID = 100

type Paged = { readonly limit: number; readonly mistakes: readonly Mistake[] }

function readLimit({ limit = String(DEFAULT_LIMIT) }: Readonly<Record<string, string>>): Paged {
  const right = /^\d{1,4}$/.test(limit) && Number(limit) >= 1 && Number(limit) <= MAX_LIMIT
  return right
    ? { limit: Number(limit), mistakes: [] }
    : { limit: DEFAULT_LIMIT, mistakes: [{ field: 'limit', message: `limit must be 1 to ${MAX_LIMIT}.` }] }
}

/** What is wrong with a question, in sentences that say what to write. */
const refusal = (mistakes: readonly Mistake[]) => ({ error: mistakes.map(({ message }) => message).join(' '), mistakes })

const json = (c: Context, body: object, status: 200 | 400 | 404 = 200) =>
  c.json(body, status, status === 200 ? { 'Cache-Control': 'no-cache' } : {})

/** The address of the next page; null where there is none. */
function nextOf(c: Context, page: number, more: boolean): string | null {
  if (!more) return null
  const url = new URL(c.req.url)
  url.searchParams.set('page', String(page + 1))
  return `${url.pathname}${url.search}`
}

/** `isMore`: there are others beyond those that were counted. */
const paged = (c: Context, page: number, limit: number, total: number, isMore = false) => ({
  page,
  total,
  next: nextOf(c, page, page < MAX_PAGE && (isMore || page * limit < total)),
})

/** A page that is not there: the list has fewer. */
const beyond = (page: number, limit: number, total: number) =>
  total === 0 || page === 1 ? null : { error: `There is no page ${page}: the last one is page=${Math.ceil(total / limit)}.` }

function addStories(app: Hono, { context, feeds }: WebNeeds): void {
  app.get('/api/stories', etag(), async (c) => {
    const { query, mistakes } = readStoryQuery(c.req.query(), { context, languages: languagesOf(feeds()) })
    const { limit, mistakes: wrongLimit } = readLimit(c.req.query())
    const wrong = [...mistakes, ...wrongLimit]
    if (wrong.length > 0) return json(c, refusal(wrong), 400)
    const { briefs, total, more } = await findStories(context.archive, query, limit)
    const none = briefs.length === 0 ? beyond(query.page, limit, total) : null
    return none === null ? json(c, { stories: briefs, ...paged(c, query.page, limit, total, more) }) : json(c, none, 404)
  })
  app.get('/api/stories/:id', etag(), async (c) => {
    const story = await context.archive.story(c.req.param('id').slice(0, MAX_ID))
    return story === null ? json(c, { error: 'There is no such story. GET /api/stories lists those there are.' }, 404) : json(c, story)
  })
}

function addActors(app: Hono, needs: WebNeeds): void {
  const { context, actors } = needs
  app.get('/api/actors', etag(), (c) => {
    const { name = '', kind, alignment, page = '1' } = c.req.query()
    const { limit, mistakes } = readLimit(c.req.query())
    const wrongPage = pageMistake(page)
    const long = name.length > 200 ? [{ field: 'name', message: 'A name has at most 200 characters.' }] : []
    const sides = [...context.alignments.map(({ id }) => id), 'other']
    const wrong = [
      ...mistakes,
      ...long,
      ...(wrongPage === null ? [] : [wrongPage]),
      ...known(kind ?? '', ACTOR_KINDS, 'kind'),
      ...known(alignment ?? '', sides, 'alignment'),
    ]
    if (wrong.length > 0) return json(c, refusal(wrong), 400)
    const found = actorsCalled(name.trim(), actors(), context).filter(
      (actor) => (kind === undefined || actor.kind === kind) && (alignment === undefined || actor.alignment === alignment),
    )
    const number = Number(page)
    const shown = found.slice((number - 1) * limit, number * limit)
    const none = shown.length === 0 ? beyond(number, limit, found.length) : null
    return none === null ? json(c, { actors: shown.map(actorRow), ...paged(c, number, limit, found.length) }) : json(c, none, 404)
  })
  app.get('/api/actors/:id', etag(), async (c) => {
    const actor = context.directory.byId(c.req.param('id').slice(0, MAX_ID))
    if (actor === undefined) return json(c, { error: 'There is no actor with this id. GET /api/actors?name=… finds ids.' }, 404)
    const { on, days } = c.req.query()
    const data = await actorData(actor, { ...(on === undefined ? {} : { on }), ...(days === undefined ? {} : { days }) }, context)
    return 'error' in data ? json(c, data, 400) : json(c, data)
  })
}

function addTrend(app: Hono, needs: WebNeeds): void {
  app.get('/api/trend', etag(), async (c) => {
    const asked: TrendAsked = c.req.query()
    const data = await trendData(asked, needs)
    return 'error' in data ? json(c, data, 400) : json(c, data)
  })
}

function titleOf({ alignment, actorId }: StoryQuery, { context }: CardNeeds): string {
  const about = [
    context.alignments.find((each) => each.id === alignment)?.label ?? '',
    actorId === undefined ? '' : (context.directory.byId(actorId)?.name ?? ''),
  ].filter((part) => part !== '')
  return ['Alignment Watch', ...about].join(' · ')
}

/** Kept stories as feeds, for any feed reader: all, of one alignment, or of one actor. */
function addFeeds(app: Hono, { feeds }: WebNeeds, card: CardNeeds): void {
  const { context } = card
  const serve = (path: string, type: string, render: (channel: Channel) => unknown): void => {
    app.get(path, etag(), async (c) => {
      const { query, mistakes } = readStoryQuery(c.req.query(), { context, languages: languagesOf(feeds()) })
      const { limit, mistakes: wrongLimit } = readLimit(c.req.query())
      const wrong = [...mistakes, ...wrongLimit]
      if (wrong.length > 0) return c.text(refusal(wrong).error, 400)
      const self = new URL(c.req.url)
      const { briefs } = await findStories(context.archive, query, limit)
      const names = (id: string): string => context.directory.byId(id)?.name ?? ''
      const channel = { title: titleOf(query, card), home: `${self.origin}/`, self: self.href, briefs, names }
      return c.body(String(await render(channel)), 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' })
    })
  }
  serve('/feed.atom', 'application/atom+xml', atom)
  serve('/feed.rss', 'application/rss+xml', rss)
  serve('/feed.json', 'application/feed+json', jsonFeed)
}

/** What programs ask: stories, actors, trends and feeds as data, and stories as feeds. Only for reading. */
export function addData(app: Hono, needs: WebNeeds, card: CardNeeds): void {
  app.get('/api', etag(), (c) => json(c, { name: 'Alignment Watch', version: needs.version, endpoints: ENDPOINTS }))
  addStories(app, needs)
  addActors(app, needs)
  addTrend(app, needs)
  app.get('/api/feeds', etag(), async (c) => json(c, { feeds: (await healthNow(needs, card.words)).map(feedData) }))
  addFeeds(app, needs, card)
}
