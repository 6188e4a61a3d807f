import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import type { Brief } from '../domain/brief.ts'
import { parseMoment } from '../domain/day.ts'
import type { Log } from '../domain/log.ts'
import { answer } from './ask.ts'
import type { CardNeeds } from './brief-card.ts'
import { completeLine } from './command-line.ts'
import { sameOrigin } from './guard.ts'
import { atom, type Channel, jsonFeed, rss } from './syndication.ts'

const MAX_BODY = 16_384
const [DEFAULT_STORIES, MAX_STORIES] = [50, 200]

type StoryQuery = { readonly alignment?: string; readonly actorId?: string; readonly since?: number; readonly limit: number }
type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string }

const wrong = (error: string) => ({ ok: false, error }) as const

/** Which stories are asked for; a sentence that says what is wrong where the question cannot be read. */
function readQuery(c: Context, { context }: CardNeeds): Read<StoryQuery> {
  const { alignment, actor, since, limit = String(DEFAULT_STORIES) } = c.req.query()
  const known = context.alignments.map((each) => each.id)
  if (alignment !== undefined && !known.includes(alignment)) return wrong(`There is no such alignment. There are ${known.join(', ')}.`)
  if (actor !== undefined && context.directory.byId(actor) === undefined) return wrong('There is no actor with this id. /actor finds ids.')
  // A plus sign in a query is read as a space.
  const sinceAt = since === undefined ? undefined : parseMoment(since.replace(' ', '+'))
  if (sinceAt === null) return wrong('since must be a date, for example 2026-10-01 or 2026-10-01T12:00:00Z.')
  if (!/^\d{1,4}$/.test(limit) || Number(limit) < 1 || Number(limit) > MAX_STORIES) return wrong(`limit must be 1 to ${MAX_STORIES}.`)
  return {
    ok: true,
    value: {
      ...(alignment === undefined ? {} : { alignment }),
      ...(actor === undefined ? {} : { actorId: actor }),
      ...(sinceAt === undefined ? {} : { since: sinceAt }),
      limit: Number(limit),
    },
  }
}

/** Whether a story that was found by its words is also one of those asked for. */
const fits =
  ({ alignment, actorId, since = 0 }: StoryQuery) =>
  (brief: Brief): boolean =>
    (alignment === undefined || brief.alignments.some((each) => each.id === alignment)) &&
    (actorId === undefined || brief.actors.includes(actorId)) &&
    brief.updatedAt >= since

function titleOf({ alignment, actorId }: StoryQuery, { context }: CardNeeds): string {
  const about = [
    context.alignments.find((each) => each.id === alignment)?.label ?? '',
    actorId === undefined ? '' : (context.directory.byId(actorId)?.name ?? ''),
  ].filter((part) => part !== '')
  return ['Alignment Watch', ...about].join(' · ')
}

/** Kept stories as feeds, for any feed reader: all, of one alignment, or of one actor. */
function addFeeds(app: Hono, card: CardNeeds): void {
  const serve = (path: string, type: string, render: (channel: Channel) => unknown): void => {
    app.get(path, etag(), async (c) => {
      const query = readQuery(c, card)
      if (!query.ok) return c.text(query.error, 400)
      const self = new URL(c.req.url)
      const briefs = await card.context.archive.latest(query.value)
      const channel = { title: titleOf(query.value, card), home: `${self.origin}/`, self: self.href, briefs }
      return c.body(String(await render(channel)), 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-cache' })
    })
  }
  serve('/feed.atom', 'application/atom+xml', atom)
  serve('/feed.rss', 'application/rss+xml', rss)
  serve('/feed.json', 'application/feed+json', jsonFeed)
}

/** Stories as data, newest first, and one story with its reports. Only for reading. */
function addStories(app: Hono, card: CardNeeds): void {
  app.get('/api/stories', etag(), async (c) => {
    const query = readQuery(c, card)
    if (!query.ok) return c.json({ error: query.error }, 400)
    const words = c.req.query('q')?.slice(0, 500) ?? ''
    const { archive } = card.context
    const stories = words === '' ? await archive.latest(query.value) : (await archive.search(words, MAX_STORIES)).filter(fits(query.value))
    return c.json({ stories: stories.slice(0, query.value.limit) }, 200, { 'Cache-Control': 'no-cache' })
  })
  app.get('/api/stories/:id', etag(), async (c) => {
    const story = await card.context.archive.story(c.req.param('id').slice(0, 100))
    return story === null ? c.json({ error: 'There is no such story.' }, 404) : c.json(story, 200, { 'Cache-Control': 'no-cache' })
  })
}

const tooLong = bodyLimit({ maxSize: MAX_BODY, onError: (c) => c.json({ error: 'The request is too long.' }, 413) })

function addCommand(app: Hono, card: CardNeeds, log: Log): void {
  app.post('/api/command', sameOrigin, tooLong, async (c) => {
    if (c.req.header('content-type')?.startsWith('application/json') !== true) {
      return c.json({ error: 'Send JSON with content-type application/json: {"line": "/actor lavrov"}.' }, 415)
    }
    const body: unknown = await c.req.json().catch(() => null)
    const line = typeof body === 'object' && body !== null && 'line' in body ? body.line : null
    if (typeof line !== 'string') return c.json({ error: 'Send a JSON object with one string: {"line": "/actor lavrov"}.' }, 400)
    const found = await answer(line, card, log)
    return c.json({ ok: found.ok, html: String(await found.html) })
  })
}

/** What tells whether the bot is well: jobs that have stopped, and how the language model does, where one is configured. */
type Health = { readonly troubles?: () => readonly string[]; readonly model?: () => object | null }

/** What programs ask: the page's own script, feed readers, health checks, and whoever wants the stories as data. */
export function addApi(app: Hono, card: CardNeeds, { log, troubles, model }: Health & { readonly log: Log }): void {
  addCommand(app, card, log)
  app.get('/api/complete', (c) => c.json({ choices: completeLine(c.req.query('line') ?? '', card.commands, card.context) }))
  app.get('/healthz', (c) => {
    const trouble = troubles?.() ?? []
    const asked = model?.() ?? null
    const ok = trouble.length === 0
    return c.json(
      { ok, at: new Date(card.context.now()).toISOString(), ...(ok ? {} : { trouble }), ...(asked === null ? {} : { model: asked }) },
      ok ? 200 : 503,
    )
  })
  addStories(app, card)
  addFeeds(app, card)
}
