import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type DiscordStandIn, openDiscordStandIn } from './server.ts'
import type { Channel, Guild, Json } from './world.ts'

/** The stand-in is checked without our adapter and without discord.js: by plain requests, against Discord's documentation. */
describe('the Discord stand-in', () => {
  let discord: DiscordStandIn
  let guild: Guild
  let place: Channel
  beforeEach(async () => {
    discord = await openDiscordStandIn({ nonceWindowMs: 60_000 })
    guild = discord.addGuild('Desk')
    place = discord.addChannel(guild, 'alerts')
  })
  afterEach(() => discord.close())

  const ask = async (method: string, path: string, body?: unknown, token = discord.token) => {
    const response = await fetch(`${discord.api}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Json }
  }
  const post = (body: Json) => ask('POST', `/channels/${place.id}/messages`, body)
  const commandOf = async () => {
    await ask('PUT', `/applications/${discord.applicationId}/commands`, [{ name: 'help', description: 'Help' }])
    return discord.people.command({ channelId: place.id }, 'help').interaction
  }

  test('refuses a token that is not the bot’s', async () => {
    expect(await ask('GET', '/users/@me', undefined, 'wrong')).toMatchObject({ status: 401, body: { code: 0 } })
  })

  test('names every limit that a message breaks, where it breaks it', async () => {
    const { status, body } = await post({ content: 'x'.repeat(2001), embeds: [{ title: 'x'.repeat(257), url: 'javascript:1' }] })
    expect(status).toBe(400)
    expect(body).toMatchObject({
      code: 50035,
      errors: {
        content: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] },
        embeds: { 0: { title: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH' }] }, url: { _errors: [{ code: 'URL_TYPE_INVALID_SCHEME' }] } } },
      },
    })
  })

  test('counts 6000 characters over all embeds', async () => {
    const embeds = [{ description: 'x'.repeat(3500) }, { description: 'x'.repeat(2501) }]
    expect((await post({ embeds })).body).toMatchObject({ code: 50035 })
    expect((await post({ embeds: [embeds[0], { description: 'x'.repeat(2500) }] })).status).toBe(200)
  })

  test('refuses an empty message, and two buttons with one id', async () => {
    expect((await post({})).body).toMatchObject({ code: 50006 })
    const button = { type: 2, style: 2, label: 'a', custom_id: 'same' }
    expect((await post({ content: 'a', components: [{ type: 1, components: [button, button] }] })).body).toMatchObject({ code: 50035 })
  })

  test('gives the first message again for the same enforced nonce, until its window is over', async () => {
    const body = { content: 'a', nonce: 'n', enforce_nonce: true }
    const first = await post(body)
    expect((await post(body)).body.id).toBe(first.body.id)
    discord.clock.advance(61_000)
    expect((await post(body)).body.id).not.toBe(first.body.id)
    expect(discord.messages(place.id)).toHaveLength(2)
  })

  test('doubles a post whose nonce is not enforced', async () => {
    await post({ content: 'a', nonce: 'n' })
    await post({ content: 'a', nonce: 'n' })
    expect(discord.messages(place.id)).toHaveLength(2)
  })

  test('pings what the text names, unless the message allows nothing', async () => {
    place.denied.delete('MENTION_EVERYONE')
    await post({ content: '@everyone <@5>' })
    await post({ content: '@everyone <@5>', allowed_mentions: { parse: [] } })
    expect(discord.messages(place.id).map(({ pings }) => pings)).toEqual([
      { everyone: true, users: ['5'], roles: [] },
      { everyone: false, users: [], roles: [] },
    ])
  })

  test('limits a channel, says so in its headers, and answers 429 beyond', async () => {
    discord.limitChannels({ requests: 2, perMs: 5_000 })
    expect((await post({ content: 'a' })).headers.get('x-ratelimit-remaining')).toBe('1')
    await post({ content: 'b' })
    const refused = await post({ content: 'c' })
    expect(refused).toMatchObject({ status: 429, body: { global: false, retry_after: expect.any(Number) } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    discord.clock.advance(5_000)
    expect((await post({ content: 'c' })).status).toBe(200)
  })

  test.each([
    ['VIEW_CHANNEL', 50001],
    ['SEND_MESSAGES', 50013],
  ] as const)('without %s it answers %i', async (permission, code) => {
    place.denied.add(permission)
    expect((await post({ content: 'a' })).body).toMatchObject({ code })
  })

  test('knows no channel that was deleted', async () => {
    discord.removeChannel(place.id)
    expect(await post({ content: 'a' })).toMatchObject({ status: 404, body: { code: 10003 } })
  })

  test('reads the history newest first, in pages, both ways', async () => {
    discord.limitChannels({ requests: 100, perMs: 1 })
    for (const content of ['a', 'b', 'c']) await post({ content })
    const read = async (query: string) =>
      ((await ask('GET', `/channels/${place.id}/messages?${query}`)).body as unknown as Json[]).map(({ content }) => content)
    const [a, , c] = discord.messages(place.id)
    expect(await read('limit=2')).toEqual(['c', 'b'])
    expect(await read(`before=${c?.id}`)).toEqual(['b', 'a'])
    expect(await read(`after=${a?.id}&limit=1`)).toEqual(['b'])
  })

  test('edits what is named and leaves the rest; deletes; knows it no more', async () => {
    const { id } = (await post({ content: 'a', embeds: [{ title: 't' }] })).body
    const path = `/channels/${place.id}/messages/${id}`
    expect((await ask('PATCH', path, { content: 'b' })).body).toMatchObject({ content: 'b', embeds: [{ title: 't' }] })
    expect((await ask('DELETE', path)).status).toBe(204)
    expect((await ask('PATCH', path, { content: 'c' })).body).toMatchObject({ code: 10008 })
  })

  test('publishes in announcement channels only', async () => {
    const news = discord.addChannel(guild, 'news', 5)
    const { id } = (await ask('POST', `/channels/${news.id}/messages`, { content: 'a' })).body
    expect((await ask('POST', `/channels/${news.id}/messages/${id}/crosspost`)).body).toMatchObject({ flags: 2 })
    const { id: plain } = (await post({ content: 'a' })).body
    expect((await ask('POST', `/channels/${place.id}/messages/${plain}/crosspost`)).status).toBe(400)
  })

  test('takes one answer to an interaction, within three seconds', async () => {
    const first = await commandOf()
    const answer = { type: 4, data: { content: 'hello' } }
    expect((await ask('POST', `/interactions/${first.id}/${first.token}/callback`, answer)).status).toBe(204)
    expect((await ask('POST', `/interactions/${first.id}/${first.token}/callback`, answer)).body).toMatchObject({ code: 40060 })
    const second = await commandOf()
    discord.clock.advance(3_001)
    expect((await ask('POST', `/interactions/${second.id}/${second.token}/callback`, answer)).body).toMatchObject({ code: 10062 })
  })

  test('lets a deferred answer be edited for fifteen minutes', async () => {
    const { id, token } = await commandOf()
    await ask('POST', `/interactions/${id}/${token}/callback`, { type: 5 })
    const path = `/webhooks/${discord.applicationId}/${token}/messages/@original`
    expect((await ask('PATCH', path, { content: 'late' })).body).toMatchObject({ content: 'late' })
    discord.clock.advance(15 * 60_000)
    expect((await ask('PATCH', path, { content: 'later' })).body).toMatchObject({ code: 50027 })
  })

  test('serves the files of a message by their signed address only', async () => {
    const form = new FormData()
    form.set(
      'payload_json',
      JSON.stringify({ embeds: [{ image: { url: 'attachment://a.png' } }], attachments: [{ id: 0, description: 'what it shows' }] }),
    )
    form.set('files[0]', new Blob(['bytes'], { type: 'image/png' }), 'a.png')
    const response = await fetch(`${discord.api}/v10/channels/${place.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bot ${discord.token}` },
      body: form,
    })
    const message = (await response.json()) as { attachments: { url: string; description: string }[]; embeds: { image: { url: string } }[] }
    const [file] = message.attachments
    expect(message.embeds[0]?.image.url).toBe(file?.url)
    expect(file?.description).toBe('what it shows')
    expect(await (await fetch(String(file?.url))).text()).toBe('bytes')
    expect((await fetch(String(file?.url).split('?')[0] ?? '')).status).toBe(404)
  })

  test('refuses commands that Discord would refuse', async () => {
    const put = (command: Json) => ask('PUT', `/applications/${discord.applicationId}/commands`, [command])
    expect((await put({ name: 'Help', description: 'x' })).body).toMatchObject({ code: 50035 })
    expect((await put({ name: 'help', description: 'x'.repeat(101) })).body).toMatchObject({ code: 50035 })
    const optional = { name: 'a', description: 'a', type: 3 }
    expect(
      (await put({ name: 'help', description: 'x', options: [optional, { ...optional, name: 'b', required: true }] })).body,
    ).toMatchObject({ code: 50035 })
  })

  test('lets nobody call a command that is not registered', () => {
    expect(() => discord.people.command({ channelId: place.id }, 'nothing')).toThrow('no command /nothing')
  })
})
