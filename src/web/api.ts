import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { answer } from './ask.ts'
import { completeLine } from './command-line.ts'
import { sameOrigin } from './guard.ts'
import type { WebNeeds } from './needs.ts'
import { askedBy, askerOf, type CardsFor, wordsOf } from './reader.ts'
import { hasToken } from './token.ts'

const MAX_BODY = 16_384

const tooLong = bodyLimit({
  maxSize: MAX_BODY,
  onError: (c) => c.json({ error: wordsOf(c).page.box.longRequest }, 413),
})

function addCommand(app: Hono, needs: WebNeeds, cards: CardsFor): void {
  app.post('/api/command', sameOrigin, tooLong, async (c) => {
    if (c.req.header('content-type')?.startsWith('application/json') !== true) {
      return c.json({ error: 'Send JSON with content-type application/json: {"line": "/actor lavrov"}.' }, 415)
    }
    const body: unknown = await c.req.json().catch(() => null)
    const line = typeof body === 'object' && body !== null && 'line' in body ? body.line : null
    if (typeof line !== 'string') return c.json({ error: 'Send a JSON object with one string: {"line": "/actor lavrov"}.' }, 400)
    const card = cards(c)
    const asked = { ...card, context: askedBy(card.context, askerOf(c, needs)) }
    const found = await answer(line, asked, needs.log)
    return c.json({ ok: found.status === 200, html: String(await found.html) })
  })
}

/** What the page's own script asks, and whether the bot is well. */
export function addApi(app: Hono, needs: WebNeeds, cards: CardsFor): void {
  const { troubles, model } = needs
  addCommand(app, needs, cards)
  app.get('/api/complete', (c) => {
    const { commands, context } = cards(c)
    const usable = hasToken(c, needs.token) ? commands : commands.filter(({ admin }) => admin !== true)
    return c.json({ choices: completeLine(c.req.query('line') ?? '', usable, context) })
  })
  app.get('/healthz', (c) => {
    const trouble = troubles?.() ?? []
    const asked = model?.() ?? null
    const ok = trouble.length === 0
    return c.json(
      { ok, at: new Date(needs.context.now()).toISOString(), ...(ok ? {} : { trouble }), ...(asked === null ? {} : { model: asked }) },
      ok ? 200 : 503,
    )
  })
}
