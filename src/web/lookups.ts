import type { Context, Hono } from 'hono'
import { ACTOR_KINDS, type Actor } from '../domain/actor.ts'
import { actorName } from '../domain/actor-name.ts'
import { type CommandContext, type Reply, textReply } from '../domain/command.ts'
import { wordsIn } from '../words/words.ts'
import { actorPage, actorPath, STORIES_OF_AN_ACTOR } from './actor-page.ts'
import { actorsPage } from './actors-page.ts'
import type { CardNeeds } from './brief-card.ts'
import { filled } from './filled.ts'
import { findStories } from './find-stories.ts'
import { html } from './html.ts'
import type { WebNeeds } from './needs.ts'
import { noticePage } from './notice-page.ts'
import { type Asked, networkPage, trendsPage } from './picture-pages.ts'
import type { CardsFor } from './reader.ts'
import { STORIES_ON_A_PAGE, storiesPage, type TypedQuery } from './stories-page.ts'
import { languagesOf, type Mistake, pageMistake, readStoryQuery } from './story-query.ts'

const NO_STORIES = { briefs: [], total: 0, more: false }
const DAY_MS = 86_400_000
/** What counterparts look back on: half a year. */
const COUNTED_MS = 182 * DAY_MS
const COUNTERPARTS = 12
/** How many outlets are offered, those heard of last first. */
const OUTLETS = 60

/** The status of a list: what cannot be read is a mistake of the asker, a page that is not there is not found. */
const statusOf = (mistakes: readonly Mistake[], page: number, shown: number): 200 | 400 | 404 =>
  mistakes.length > 0 ? 400 : page > 1 && shown === 0 ? 404 : 200

function addStories(app: Hono, { feeds }: WebNeeds, cards: CardsFor): void {
  app.get('/stories', async (c) => {
    const card = cards(c)
    const { context } = card
    const { q = '', alignment = '', actor = '', language = '', outlet = '', since = '', until = '' } = c.req.query()
    const typed: TypedQuery = { q, alignment, actor, language, outlet, since, until }
    const languages = languagesOf(feeds())
    const { query, mistakes } = readStoryQuery(c.req.query(), { context, languages })
    const [found, outlets] = await Promise.all([
      mistakes.length > 0 ? NO_STORIES : findStories(context.archive, query, STORIES_ON_A_PAGE),
      context.archive.outlets(OUTLETS),
    ])
    const meant = query.actorId === undefined ? typed : { ...typed, actor: query.actorId }
    const view = { typed: meant, page: query.page, found, mistakes, languages, outlets }
    return c.html(storiesPage(view, card), statusOf(mistakes, query.page, found.briefs.length))
  })
}

export type WithCommands = Pick<WebNeeds, 'commands' | 'log'> & { readonly context: CommandContext }

/** What a command answers. A failure is told as an answer, and its reason to the log. */
export async function ask(name: string, args: Readonly<Record<string, string>>, { commands, context, log }: WithCommands): Promise<Reply> {
  const command = commands.find((each) => each.name === name)
  const { notices } = wordsIn(context.locale).page
  if (command === undefined) return textReply(notices.noCommand(name))
  try {
    return await command.run(args, context)
  } catch (error) {
    log.error({ command: name, error: error instanceof Error ? error.message : String(error) }, 'a command failed')
    return textReply(notices.notDrawn)
  }
}

/** That a value is none of those there are. */
export const known = (value: string, values: readonly string[], field: string, { lookups } = wordsIn('en')): readonly Mistake[] =>
  value === '' || values.includes(value) ? [] : [{ field, message: lookups.mistakes.oneOf(field, values.join(', ')) }]

/** Those that a name may mean, best first; all, by name, where none is typed. */
export function actorsCalled(name: string, actors: readonly Actor[], { directory, now, locale }: CommandContext): readonly Actor[] {
  if (name === '') return actors.toSorted((a, b) => actorName(a, locale).localeCompare(actorName(b, locale), locale))
  const { actor, candidates } = directory.find(name, now())
  return [...new Set([...(actor === null ? candidates : [actor]), ...directory.complete(name, 60)])]
}

function addActors(app: Hono, { actors, clock }: WebNeeds, cards: CardsFor): void {
  app.get('/actors', (c) => {
    const card = cards(c)
    const { context, words } = card
    const { name: typed = '', kind = '', alignment = '', page } = c.req.query()
    const name = typed.trim()
    const sides = [...context.alignments.map(({ id }) => id), 'other']
    const wrongPage = pageMistake(page, words)
    const mistakes = [
      ...(name.length > 200 ? [{ field: 'name', message: words.lookups.mistakes.longName(200, name.length) }] : []),
      ...known(kind, ACTOR_KINDS, 'kind', words),
      ...known(alignment, sides, 'alignment', words),
      ...(wrongPage === null ? [] : [wrongPage]),
    ]
    const found = (mistakes.length > 0 ? [] : actorsCalled(name, actors(), context)).filter(
      (actor) => (kind === '' || actor.kind === kind) && (alignment === '' || actor.alignment === alignment),
    )
    const number = wrongPage === null ? Number(page ?? 1) : 1
    const view = { name, kind, alignment, actors: found, page: number, mistakes, now: clock() }
    const left = found.length - (number - 1) * 60
    return c.html(actorsPage(view, card), statusOf(mistakes, number, Math.max(0, left)))
  })
}

/** Who is not known by its id: the page of the one that the text names, else those that come near. */
function strangerPage(c: Context, id: string, { context, words }: CardNeeds) {
  const { notices } = words.page
  const { actor, candidates } = context.directory.find(id, context.now())
  if (actor !== null) return c.redirect(actorPath(actor.id))
  const near = [...new Set([...candidates, ...context.directory.complete(id, 6)])].slice(0, 8)
  const links = near.map(
    (one, index) => html`${index === 0 ? '' : words.writing.comma}<a href="${actorPath(one.id)}">${actorName(one, words.locale)}</a>`,
  )
  const text = near.length === 0 ? notices.nobody : filled(notices.didYouMean, { actors: links })
  return c.html(noticePage(notices.noActor, text, words, '/actors'), 404)
}

function addActor(app: Hono, needs: WebNeeds, cards: CardsFor): void {
  const { clock } = needs
  app.get('/actor/:id', async (c) => {
    const card = cards(c)
    const { context, words } = card
    const id = c.req.param('id').slice(0, 200)
    const actor = context.directory.byId(id)
    if (actor === undefined) return strangerPage(c, id, card)
    const { on = '', page: typed } = c.req.query()
    const mistake = pageMistake(typed, words)
    if (mistake !== null) return c.html(noticePage(words.page.notices.noPage, mistake.message, words, '/actors'), 400)
    const number = Number(typed ?? 1)
    const [last] = await context.archive.latest({ actorId: id, limit: 1 })
    // Who is not in the news of late is told of up to the last story.
    const since = Math.min(clock(), (last?.updatedAt ?? clock()) + COUNTED_MS / 2) - COUNTED_MS
    const [reply, counterparts, found] = await Promise.all([
      ask('actor', { name: id, ...(on === '' ? {} : { on: on.slice(0, 40) }) }, { ...needs, context }),
      context.archive.counterparts(id, since, COUNTERPARTS),
      findStories(context.archive, { words: '', actorId: id, page: number }, STORIES_OF_AN_ACTOR),
    ])
    const view = { actor, card: reply, counterparts, since, found, page: number, on: on.slice(0, 40) }
    return c.html(actorPage(view, card), statusOf([], number, found.briefs.length))
  })
}

const PICTURED = { of: 200, with: 200, days: 20 } as const

/** What was typed of a picture's question; nobody means more than so many characters. */
const askedOf = (c: Context): Asked => ({
  of: (c.req.query('of') ?? '').trim().slice(0, PICTURED.of),
  with: (c.req.query('with') ?? '').trim().slice(0, PICTURED.with),
  days: (c.req.query('days') ?? '').trim().slice(0, PICTURED.days),
})

const given = (args: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(args).filter(([, value]) => value !== ''))

/** Answers that were not to be had because of what was asked are only for the asker: nothing drawn, nothing counted. */
const statusOfReplies = (replies: readonly Reply[]): 200 | 400 => (replies.some(({ ephemeral }) => ephemeral) ? 400 : 200)

function addPictures(app: Hono, needs: WebNeeds, cards: CardsFor): void {
  app.get('/trends', async (c) => {
    const card = cards(c)
    const asking = { ...needs, context: card.context }
    const asked = askedOf(c)
    const nothing = asked.of === '' && asked.with === ''
    const wanted = nothing ? card.context.alignments.map(({ id }) => ({ ...asked, of: id })) : [{ ...asked }]
    const replies = await Promise.all(wanted.map((args) => ask('trend', given(args), asking)))
    return c.html(trendsPage({ asked, replies }, card), statusOfReplies(replies))
  })
  app.get('/network', async (c) => {
    const card = cards(c)
    const asking = { ...needs, context: card.context }
    const asked = askedOf(c)
    const reply = await ask('network', given({ actor: asked.of, days: asked.days }), asking)
    return c.html(networkPage({ asked, replies: [reply] }, card), statusOfReplies([reply]))
  })
}

/** The pages on which something is looked up. Only for reading. */
export function addLookups(app: Hono, needs: WebNeeds, cards: CardsFor): void {
  addStories(app, needs, cards)
  addActors(app, needs, cards)
  addActor(app, needs, cards)
  addPictures(app, needs, cards)
}
