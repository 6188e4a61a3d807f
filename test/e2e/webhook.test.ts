import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSigned, startReceiver, type WebhookReceiver } from '../stand-ins/webhook-receiver.ts'
import { type Bot, EXPO, HOSTILE, HOUR, LAVROV_EN, LAVROV_KO, openBot, rss } from './bot.ts'
import { STORES } from './stores.ts'

const PAGE_TOKEN = 'a-token-of-the-page-0123'
const SECRET = 'a secret for tests'

describe.each(STORES)('from feeds to webhooks, on $name', ({ env }) => {
  let json: WebhookReceiver
  let chat: WebhookReceiver
  let bot: Bot

  beforeAll(async () => {
    json = await startReceiver('json')
    chat = await startReceiver('discord')
    bot = await openBot({
      at: '2025-07-12T09:00:00Z',
      env: {
        WEB_TOKEN: PAGE_TOKEN,
        WEBHOOK_NIGHT_DESK_URL: json.url,
        WEBHOOK_NIGHT_DESK_SECRET: SECRET,
        WEBHOOK_TEAM_URL: chat.url,
        ...(await env()),
      },
      routesYaml: `
routes:
  - { id: night, platform: webhook, channel: night-desk }
  - { id: team, platform: webhook, channel: team }
webhooks:
  - { name: team, shape: discord }
`,
    })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [LAVROV_EN, EXPO]) })
    bot.feeds.set('/bay', { kind: 'feed', body: rss('Bay Daily', []) }, { kind: 'feed', body: rss('Bay Daily', [LAVROV_KO]) })
  })

  afterAll(async () => {
    await bot.close()
    await json.close()
    await chat.close()
  })

  test('a kept story comes to a webhook as a signed document, and to a chat’s webhook as a message', async () => {
    await bot.round()
    const [document] = json.received
    if (document === undefined) throw new Error('nothing came')
    expect(isSigned(document, Buffer.from(SECRET))).toBe(true)
    expect(JSON.parse(document.body)).toMatchObject({
      type: 'story.new',
      route: 'night',
      story: { headline: expect.stringContaining('Lavrov') },
    })
    expect(chat.kept).toMatchObject([{ body: { embeds: [{ title: expect.stringContaining('Lavrov') }] } }])
  })

  test('a second outlet is a document that names the one it replaces, and an edit of the message', async () => {
    await bot.round(2 * HOUR)
    const [first, second] = json.received.map(({ body }) => JSON.parse(body) as { id: string; replaces: string | null })
    expect(second?.replaces).toBe(first?.id)
    expect(chat.kept).toHaveLength(1)
    expect(JSON.stringify(chat.kept[0]?.body)).toContain('Bay Daily')
  })

  test('a receiver that refuses stops its route alone, which the page tells, and no address or secret stands anywhere', async () => {
    json.failNext({ kind: 'status', status: 410 })
    bot.feeds.set('/river', { kind: 'feed', body: rss('River Wire', [HOSTILE, LAVROV_EN, EXPO]) })
    await bot.round(2 * HOUR)
    const headers = { authorization: `Bearer ${PAGE_TOKEN}` }
    const read = async (path: string): Promise<string> => (await fetch(new URL(path, bot.app.url), { headers })).text()
    const pages = `${await read('/')}${await read('/deliveries')}`
    expect(pages).toContain('night')
    expect(pages).toMatch(/1 post to 1 route is held/)
    expect(await bot.app.store.stops.find('route:night')).toMatchObject({ reason: expect.stringContaining('night-desk') })
    expect(chat.kept).toHaveLength(2)
    const told = [pages, bot.terminal(), ...bot.log.lines, JSON.stringify(await bot.app.store.outbox.list({ limit: 100 }))].join('\n')
    expect(told).not.toContain('secret-part')
    expect(told).not.toContain(SECRET)
    expect(told).not.toContain(PAGE_TOKEN)
  })
})
