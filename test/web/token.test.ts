import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSite } from '#src/web/site.ts'
import { makeOutcome } from '../fixtures/make.ts'
import { type Desk, openDesk, TOKEN } from './desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
  await desk.store.stories.record(makeOutcome())
})
afterEach(() => desk.close())

const give = (token: string, more: Readonly<Record<string, string>> = {}, headers: Readonly<Record<string, string>> = {}) =>
  desk.site.app.request('/token', {
    method: 'POST',
    headers: { host: '127.0.0.1:8787', 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: String(new URLSearchParams({ token, ...more })),
  })

describe('what went where', () => {
  test('is shown to nobody without the token, who is asked for it', async () => {
    const response = await desk.get('/deliveries')
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    const page = await response.text()
    expect(page).toContain('name="token"')
    expect(page).not.toContain('Acting President Han')
    expect(page).not.toContain(TOKEN)
  })

  test('is shown to nobody at all where the operator has set no token', async () => {
    const { app, live } = createSite({ ...desk.needs, token: null }, '127.0.0.1')
    const response = await app.request('/deliveries', { headers: { host: '127.0.0.1:8787', authorization: 'Bearer ' } })
    expect(response.status).toBe(403)
    expect(await response.text()).toContain('set <code>WEB_TOKEN</code>')
    live.close()
  })

  test('is shown to a program that sends it', async () => {
    const response = await desk.get('/deliveries', { authorization: `Bearer ${TOKEN}` })
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Acting President Han')
  })

  test.each(['Bearer wrong', `Bearer ${TOKEN}x`, `Basic ${TOKEN}`, 'Bearer', TOKEN])('is not shown for “%s”', async (authorization) => {
    expect((await desk.get('/deliveries', { authorization })).status).toBe(401)
  })

  test('is shown to a browser that gave it once, by a cookie that holds not the token and goes nowhere else', async () => {
    const response = await give(TOKEN, { next: '/deliveries?story=abc' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/deliveries?story=abc'])
    const cookie = response.headers.get('set-cookie') ?? ''
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Strict/)
    expect(cookie).not.toContain(TOKEN)
    expect((await desk.get('/deliveries', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200)
    expect((await desk.get('/deliveries', { cookie: 'alignment_watch=0' })).status).toBe(401)
  })

  test('a browser that is to forget it is asked for it again; another site’s page cannot have it forgotten', async () => {
    const forgetting = (headers: Readonly<Record<string, string>> = {}) =>
      desk.site.app.request('/token/forget', { method: 'POST', headers: { host: '127.0.0.1:8787', ...headers } })
    const response = await forgetting()
    expect([response.status, response.headers.get('location')]).toEqual([303, '/'])
    expect(response.headers.get('set-cookie')).toMatch(/^alignment_watch=;.*Max-Age=0/)
    expect((await forgetting({ origin: 'https://evil.example' })).status).toBe(403)
  })

  test('a wrong token is told to be wrong, and not said back', async () => {
    const response = await give('not-the-token<script>')
    const page = await response.text()
    expect(response.status).toBe(401)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(page).toContain('That is not the token')
    expect(page).not.toContain('not-the-token')
  })

  test.each(['https://evil.example/', '//evil.example', '/deliveries/../../evil', 'javascript:alert(1)', '/deliveries?x="><script>'])(
    'giving it never leads to %s',
    async (next) => {
      expect((await give(TOKEN, { next })).headers.get('location')).toBe('/deliveries')
    },
  )

  test('it is not taken from another site’s page, nor in a body without end', async () => {
    expect((await give(TOKEN, {}, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await give('x'.repeat(10_000))).status).toBe(413)
  })
})

describe('commands that change something', () => {
  const asked = async (headers: Readonly<Record<string, string>>): Promise<string> => {
    const told: (string | null | undefined)[] = []
    const change = {
      name: 'change',
      description: 'Changes something',
      options: [],
      admin: true as const,
      run: async (_: object, context: Parameters<(typeof desk.needs.commands)[number]['run']>[1]) => {
        told.push(context.asker === undefined ? 'nobody' : await context.asker.mayAdminister())
        return { ...(await import('#src/domain/command.ts')).textReply('done') }
      },
    }
    const { app, live } = createSite({ ...desk.needs, commands: [change] }, '127.0.0.1')
    const host = { host: '127.0.0.1:8787' }
    await app.request('/api/command', {
      method: 'POST',
      headers: { ...host, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ line: '/change' }),
    })
    await app.request('/ask?q=/change', { headers: { ...host, ...headers } })
    live.close()
    return JSON.stringify(told)
  }

  test('are told that whoever sends no token may change nothing', async () => {
    expect(await asked({})).toMatch(/^\["Only those who have the page’s token.*","nobody"\]$/)
  })

  test('are told that whoever sends the token may; a plain link may not, whoever follows it', async () => {
    expect(await asked({ authorization: `Bearer ${TOKEN}` })).toBe('[null,"nobody"]')
  })
})
