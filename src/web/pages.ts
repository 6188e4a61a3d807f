import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Words } from '../words/words.ts'
import { aboutPage } from './about-page.ts'
import { answer } from './ask.ts'
import { channelPage, channelPosts, ON_A_PAGE } from './channel-page.ts'
import { MAX_LINE } from './command-line.ts'
import { deliveriesPage } from './deliveries-page.ts'
import { deliveriesView } from './deliveries-view.ts'
import { type FeedHealth, healthOf } from './feed-health.ts'
import { feedsPage } from './feeds-page.ts'
import { sameOrigin } from './guard.ts'
import { html } from './html.ts'
import { page } from './layout.ts'
import { ask } from './lookups.ts'
import type { WebNeeds } from './needs.ts'
import { noticePage } from './notice-page.ts'
import { type CardsFor, wordsOf } from './reader.ts'
import { storyPage } from './story-page.ts'
import { pageMistake } from './story-query.ts'
import { forget, hasToken, isToken, remember } from './token.ts'
import { tokenPage } from './token-page.ts'
import { addressOf, type Tries, tooMany } from './tries.ts'

/** How many posts, newest first, the channel reaches back to. */
export const REACH = 500

/** How every feed does now. */
export const healthNow = async ({ feeds, context, clock }: WebNeeds, words: Words): Promise<readonly FeedHealth[]> =>
  healthOf(feeds(), await context.archive.feeds(), clock(), words)

function addChannel(app: Hono, needs: WebNeeds, cards: CardsFor): void {
  const { posts, context, clock } = needs
  app.get('/', async (c) => {
    const { alignment: typed = '', page: number } = c.req.query()
    const alignment = context.alignments.find((each) => each.id === typed)?.id ?? ''
    const card = cards(c)
    const { words } = card
    const mistake = pageMistake(number, words)
    if (mistake !== null) return c.html(noticePage(words.page.notices.noPage, mistake.message, words, '/'), 400)
    const shown = channelPosts(await posts.recent(REACH), alignment)
    const view = {
      posts: shown,
      alignment,
      page: Number(number ?? 1),
      health: await healthNow(needs, words),
      held: await needs.held(),
      now: clock(),
    }
    const beyond = view.page > 1 && shown.length <= (view.page - 1) * ON_A_PAGE
    return c.html(channelPage(view, card), beyond ? 404 : 200)
  })
}

function addStory(app: Hono, needs: WebNeeds, cards: CardsFor): void {
  const { archive } = needs.context
  app.get('/story/:id', async (c) => {
    const card = cards(c)
    const id = c.req.param('id').slice(0, 100)
    const story = await archive.story(id)
    if (story !== null) {
      const { storyId } = story.brief
      const [revisions, told] = await Promise.all([
        archive.revisions(storyId),
        ask('story', { id: storyId }, { ...needs, context: card.context }),
      ])
      return c.html(storyPage({ ...story, revisions, told }, card))
    }
    const { notices } = card.words.page
    return c.html(noticePage(notices.noStory, notices.noStoryWhy, card.words, '/stories'), 404)
  })
}

/** What went where is for those who have the token. */
function addDeliveries(app: Hono, needs: WebNeeds, cards: CardsFor, tries: Tries): void {
  const { token } = needs
  app.get('/deliveries', async (c) => {
    if (hasToken(c, token)) return c.html(deliveriesPage(await deliveriesView(needs, c.req.query('story'), c.req.query('route')), cards(c)))
    const next = `/deliveries${new URL(c.req.url).search}`.slice(0, 300)
    if (token === null) return c.html(tokenPage({ isSet: false, wrong: false, next }, wordsOf(c)), 403)
    return c.html(tokenPage({ isSet: true, wrong: false, next }, wordsOf(c)), 401, { 'WWW-Authenticate': 'Bearer' })
  })
  const small = bodyLimit({
    maxSize: 4_096,
    onError: (c) => c.html(noticePage(wordsOf(c).page.notices.longToken, wordsOf(c).page.notices.longTokenWhy, wordsOf(c)), 413),
  })
  app.post('/token', sameOrigin, small, async (c) => {
    const { token: typed, next } = await c.req.parseBody()
    // After the body is read: else many at once would all be let in before the first is counted.
    const refusal = tooMany(c, tries)
    if (refusal !== null) return refusal
    // Only to a page of this site: an address from elsewhere would make this one send readers away.
    const to = typeof next === 'string' && /^\/deliveries(?:\?[\w=&%.~:+-]*)?$/.test(next) ? next : '/deliveries'
    if (token === null || typeof typed !== 'string' || !isToken(typed.trim(), token)) {
      if (token !== null) tries.wrong(addressOf(c), String(typed))
      return c.html(tokenPage({ isSet: token !== null, wrong: token !== null, next: to }, wordsOf(c)), token === null ? 403 : 401)
    }
    tries.right(addressOf(c))
    remember(c, token)
    return c.redirect(to, 303)
  })
  app.post('/token/forget', sameOrigin, (c) => {
    forget(c)
    return c.redirect('/', 303)
  })
}

/** The pages that show what there is. Only for reading. */
export function addPages(app: Hono, needs: WebNeeds, cards: CardsFor, tries: Tries): void {
  const { context, clock, log } = needs
  addChannel(app, needs, cards)
  addStory(app, needs, cards)
  addDeliveries(app, needs, cards, tries)
  app.get('/feeds', async (c) => c.html(feedsPage(await healthNow(needs, wordsOf(c)), clock(), cards(c))))
  app.get('/about', async (c) => {
    const counts = await context.archive.counts()
    const view = { feeds: needs.feeds(), counts, actors: needs.actors().length, acts: context.categories ?? [], version: needs.version }
    return c.html(aboutPage(view, cards(c)))
  })
  app.get('/ask', async (c) => {
    const line = c.req.query('q') ?? ''
    const card = cards(c)
    const found = await answer(line, card, log)
    return c.html(
      page(
        {
          title: line.slice(0, 60),
          path: '/ask',
          line: line.slice(0, MAX_LINE),
          main: html`<h1 class="unseen">${card.words.page.box.answer}</h1>${found.html}`,
        },
        card.words,
      ),
      found.status,
    )
  })
}
