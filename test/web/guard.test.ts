import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hostCheck } from '#src/web/guard.ts'
import { type Desk, openDesk } from './desk.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const ask = (headers: Readonly<Record<string, string>>, body = '{"line":"/actor lavrov"}') =>
  desk.site.app.request('/api/command', {
    method: 'POST',
    headers: { host: '127.0.0.1:8787', 'content-type': 'application/json', ...headers },
    body,
  })

describe('who may ask', () => {
  test.each(['127.0.0.1:8787', 'localhost:9000', '[::1]:8787', 'LOCALHOST'])('the page answers to %s', async (host) => {
    expect((await desk.get('/', { host })).status).toBe(200)
  })

  test.each(['evil.example', 'evil.example:8787', '127.0.0.1.evil.example', 'localhost.evil.example', '192.168.1.4:8787', '', 'a b'])(
    'a page on this machine refuses the name “%s”, on every path',
    async (host) => {
      for (const path of ['/', '/events', '/api/complete?line=/', '/app.js']) {
        const response = await desk.get(path, { host })
        expect(response.status).toBe(403)
        expect(await response.text()).toContain('only at its own address')
      }
    },
  )

  test.each([
    { names: [], host: '192.0.2.7:8787', status: 200 },
    { names: [], host: '[2001:db8::7]:8787', status: 200 },
    { names: [], host: 'localhost:8787', status: 200 },
    { names: [], host: 'desk.example:8787', status: 403 },
    { names: ['Desk.example'], host: 'desk.example', status: 200 },
    { names: ['desk.example'], host: '127.0.0.1:8787', status: 200 },
    { names: ['desk.example'], host: 'evil.example', status: 403 },
    { names: ['desk.example'], host: '192.0.2.7:8787', status: 403 },
  ])('a page shown to the network under the names $names answers $host with $status', async ({ names, host, status }) => {
    const app = new Hono().use(hostCheck({ boundTo: '0.0.0.0', names })).get('/', (c) => c.text('shown'))
    expect((await app.request('/', { headers: { host } })).status).toBe(status)
  })

  test('a page on this machine answers to a name that the operator gave a proxy before it', async () => {
    const app = new Hono().use(hostCheck({ boundTo: '127.0.0.1', names: ['desk.example'] })).get('/', (c) => c.text('shown'))
    const statuses = await Promise.all(
      ['desk.example', 'evil.example', '192.0.2.7'].map(async (host) => (await app.request('/', { headers: { host } })).status),
    )
    expect(statuses).toEqual([200, 403, 403])
  })

  test('a command is taken from the page itself and from programs', async () => {
    for (const headers of [{}, { origin: 'http://127.0.0.1:8787', 'sec-fetch-site': 'same-origin' }]) {
      const response = await ask(headers)
      expect(response.status).toBe(200)
      expect(await response.json()).toMatchObject({ ok: true, html: expect.stringContaining('Card of lavrov') })
    }
  })

  test.each([
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'http://127.0.0.1:9999' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
  ] as const)('a command with %o is refused', async (headers, status) => {
    const response = await ask(headers)
    expect(response.status).toBe(status)
    expect(await response.json()).toHaveProperty('error')
  })

  test.each([
    ['not json', 400],
    ['{"line": 7}', 400],
    ['null', 400],
    [JSON.stringify({ line: 'x'.repeat(20_000) }), 413],
  ] as const)('a body that is %s is refused in words', async (body, status) => {
    const response = await ask({ 'content-length': String(body.length) }, body)
    expect(response.status).toBe(status)
    expect(await response.json()).toHaveProperty('error')
  })

  test('every answer forbids scripts, styles and frames from elsewhere', async () => {
    for (const path of ['/', '/feeds', '/nowhere', '/app.js', '/api/complete?line=/']) {
      const { headers } = await desk.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
  })
})

describe('asking', () => {
  test('an answer is a card: title, words, picture as an image with its words, fields, what to ask next', async () => {
    const page = await desk.page(`/ask?q=${encodeURIComponent('/actor lavrov on:2025-07-12')}`)
    for (const part of ['Card of lavrov', '<b>Minister</b> of Foreign Affairs', 'on 2025-07-12', 'Acts with', 'Offices as of today'])
      expect(page).toContain(part)
    expect(page).toMatch(/<img src="data:image\/svg\+xml;base64,[\w+/=]+" alt="Mentions by week: most in July">/)
    expect(page).toContain(`data-line="/actor name:&quot;Choe Son Hui&quot;"`)
    expect(page).toContain('value="/actor lavrov on:2025-07-12"')
  })

  test('a mistake is answered as a card too, and hostile words in it stay words', async () => {
    const page = await desk.page(`/ask?q=${encodeURIComponent('/<script>alert(1)</script>')}`)
    expect(page).toContain('There is no command /&lt;script&gt;')
    expect(page).not.toContain('<script>alert')
  })

  test('a command that fails says so without its reason', async () => {
    const page = await desk.page('/ask?q=/break')
    expect(page).toContain('/break failed')
    expect(page).not.toContain('secret reason')
  })

  test('completions come as whole lines', async () => {
    const answer = await (await desk.get(`/api/complete?line=${encodeURIComponent('/actor lav')}`)).json()
    expect(answer).toEqual({ choices: [{ label: 'Sergey Lavrov, person', hint: '', line: '/actor Sergey Lavrov' }] })
  })
})

test.each(['//evil.example/stories', '///evil.example', '/\\\\evil.example/'])(
  'an address like %s leads nowhere else, not by its languages either',
  async (path) => {
    const response = await desk.site.app.request(`http://127.0.0.1:8787${path}`, { headers: { host: '127.0.0.1:8787' } })
    const page = await response.text()
    expect(page).toMatch(/href="\/[^/]*evil\.example[^"]*lang=ko"/)
    expect(page).not.toMatch(/(?:href|action)="\/\//)
  },
)
