import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Asker } from '../domain/admin.ts'
import type { CommandContext } from '../domain/command.ts'
import { answer } from './ask.ts'
import type { CardNeeds } from './brief-card.ts'
import { completeLine } from './command-line.ts'
import { sameOrigin } from './guard.ts'
import type { WebNeeds } from './needs.ts'
import { hasToken } from './token.ts'

const MAX_BODY = 16_384

const tooLong = bodyLimit({
  maxSize: MAX_BODY,
  onError: (c) => c.json({ error: 'The request is too long: a line has at most 2000 characters.' }, 413),
})

/** Who asks on the page: those who gave its token look after it, nobody else does. */
export function askerOf(c: Context, { token }: Pick<WebNeeds, 'token'>): Asker {
  const why =
    token === null
      ? 'Nothing can be changed on this page: the operator has set no WEB_TOKEN.'
      : 'Only those who have the page’s token may change anything. Give it at /deliveries first, or as “Authorization: Bearer …”.'
  const may = hasToken(c, token)
  return { platform: 'page', userId: may ? 'token' : 'reader', place: null, channel: null, mayAdminister: async () => (may ? null : why) }
}

function addCommand(app: Hono, needs: WebNeeds, card: CardNeeds): void {
  app.post('/api/command', sameOrigin, tooLong, async (c) => {
    if (c.req.header('content-type')?.startsWith('application/json') !== true) {
      return c.json({ error: 'Send JSON with content-type application/json: {"line": "/actor lavrov"}.' }, 415)
    }
    const body: unknown = await c.req.json().catch(() => null)
    const line = typeof body === 'object' && body !== null && 'line' in body ? body.line : null
    if (typeof line !== 'string') return c.json({ error: 'Send a JSON object with one string: {"line": "/actor lavrov"}.' }, 400)
    const context: CommandContext = Object.create(card.context, { asker: { value: askerOf(c, needs) } })
    const asked = { ...card, context }
    const found = await answer(line, asked, needs.log)
    return c.json({ ok: found.ok, html: String(await found.html) })
  })
}

/** What the page's own script asks, and whether the bot is well. */
export function addApi(app: Hono, needs: WebNeeds, card: CardNeeds): void {
  const { troubles, model } = needs
  addCommand(app, needs, card)
  app.get('/api/complete', (c) => {
    const usable = hasToken(c, needs.token) ? card.commands : card.commands.filter(({ admin }) => admin !== true)
    return c.json({ choices: completeLine(c.req.query('line') ?? '', usable, card.context) })
  })
  app.get('/healthz', (c) => {
    const trouble = troubles?.() ?? []
    const asked = model?.() ?? null
    const ok = trouble.length === 0
    return c.json(
      { ok, at: new Date(card.context.now()).toISOString(), ...(ok ? {} : { trouble }), ...(asked === null ? {} : { model: asked }) },
      ok ? 200 : 503,
    )
  })
}
