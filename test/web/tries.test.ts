import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startWeb, type Web } from '#src/web/server.ts'
import { createTries, LIMITS } from '#src/web/tries.ts'
import { CALL_AT } from '../fixtures/make.ts'
import { type Desk, openDesk, TOKEN } from './desk.ts'

type Answer = { readonly status: number; readonly wait: number | null; readonly text: string }
type Sent = { readonly path?: string; readonly body?: string; readonly headers?: Readonly<Record<string, string>>; readonly from?: string }

let desk: Desk
let web: Web
let now = CALL_AT
beforeEach(async () => {
  now = CALL_AT
  desk = await openDesk({ now: () => now })
  web = await startWeb({ ...desk.needs, host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  await web.close()
  await desk.close()
})

/** A request from one of this machine's addresses: `127.0.0.2` is another than `127.0.0.1`. */
const send = ({ path = '/token', body, headers = {}, from = '127.0.0.1' }: Sent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(`${web.url}${path}`, { method: body === undefined ? 'GET' : 'POST', localAddress: from, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => {
        const wait = response.headers['retry-after']
        resolve({ status: response.statusCode ?? 0, wait: wait === undefined ? null : Number(wait), text })
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })

const give = (token: string, from?: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  send({
    body: String(new URLSearchParams({ token })),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    ...(from === undefined ? {} : { from }),
  })
const ask = (token: string, from?: string): Promise<Answer> =>
  send({ path: '/deliveries', headers: { authorization: `Bearer ${token}` }, ...(from === undefined ? {} : { from }) })

/** That many different wrong tokens. */
const guess = async (count: number, from: string, by = give): Promise<readonly number[]> => {
  const statuses: number[] = []
  for (let at = 0; at < count; at += 1) statuses.push((await by(`guess ${at}`.replace(' ', '-'), from)).status)
  return statuses
}

describe('tries to give the page’s token', () => {
  test('after ten wrong ones even the right one is not looked at, and the answer says when to try again', async () => {
    expect(new Set(await guess(LIMITS.ofOne, '127.0.0.1'))).toEqual(new Set([401]))
    now += 60_000
    const refused = await give(TOKEN)
    expect([refused.status, refused.wait]).toEqual([429, 14 * 60])
    expect(refused.text).toContain('Try again in 14 minutes')
    now += 14 * 60_000 + 1
    expect((await give(TOKEN)).status).toBe(303)
  })

  test('another address may still try, and the page itself is shown to all', async () => {
    await guess(LIMITS.ofOne + 1, '127.0.0.1')
    expect((await send({ path: '/' })).status).toBe(200)
    expect((await give(TOKEN, '127.0.0.2')).status).toBe(303)
  })

  test('a browser that gave the token before is not shut out by who guesses beside it', async () => {
    const cookie = (
      await desk.site.app.request('/token', {
        method: 'POST',
        headers: { host: '127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' },
        body: `token=${TOKEN}`,
      })
    ).headers
      .get('set-cookie')
      ?.split(';')[0]
    await guess(LIMITS.ofOne + 1, '127.0.0.1')
    expect((await send({ path: '/deliveries', headers: { cookie: cookie ?? '' } })).status).toBe(200)
  })

  test('programs that send it are counted with the people who type it', async () => {
    await guess(LIMITS.ofOne - 1, '127.0.0.1', ask)
    expect((await give('another')).status).toBe(401)
    expect((await ask(TOKEN)).status).toBe(429)
    const command = {
      path: '/api/command',
      body: '{"line":"/help"}',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    }
    const refused = await send(command)
    expect(refused.status).toBe(429)
    expect(JSON.parse(refused.text).error).toContain('Too many tokens were tried')
  })

  test('a program that was not told of a new token, and sends the old one again and again, shuts nobody out', async () => {
    for (let at = 0; at < 3 * LIMITS.ofOne; at += 1) expect((await ask('the-token-of-yesterday')).status).toBe(401)
    expect((await give(TOKEN)).status).toBe(303)
  })

  test('many addresses together have a hundred tries', async () => {
    for (let host = 2; host < 2 + LIMITS.ofAll / LIMITS.ofOne; host += 1) await guess(LIMITS.ofOne, `127.0.0.${host}`)
    expect((await give(TOKEN, '127.0.0.200')).status).toBe(429)
    now += LIMITS.withinMs
    expect((await give(TOKEN, '127.0.0.200')).status).toBe(303)
  })

  test('a hundred at once are no more than ten', async () => {
    const statuses = await Promise.all(Array.from({ length: 100 }, (_, at) => give(`at-once-${at}`)))
    expect(statuses.filter(({ status }) => status === 401)).toHaveLength(LIMITS.ofOne)
    expect(statuses.filter(({ status }) => status === 429)).toHaveLength(100 - LIMITS.ofOne)
  })

  test('who gives the right one begins anew', async () => {
    await guess(LIMITS.ofOne - 1, '127.0.0.1')
    expect((await give(TOKEN)).status).toBe(303)
    expect(new Set(await guess(LIMITS.ofOne, '127.0.0.1'))).toEqual(new Set([401]))
  })

  test.each([
    ['ko-KR', '다시 시도하세요'],
    ['ja', 'もう一度お試しください'],
    ['ru', 'Повторите через 15 минут'],
    ['zh-CN', '15分钟后'],
    ['zh-TW', '15分鐘後'],
  ])('it is said in the reader’s language (%s)', async (language, said) => {
    await guess(LIMITS.ofOne, '127.0.0.1')
    expect((await give(TOKEN, undefined, { 'accept-language': language })).text).toContain(said)
  })
})

test('what is remembered of wrong tokens does not grow, and holds none of them', () => {
  const tries = createTries(() => now, { ofOne: 2, ofAll: 5, withinMs: 1_000 })
  for (let at = 0; at < 5; at += 1) tries.wrong(`host-${at}`, 'x')
  expect(tries.waitMs('anybody')).toBe(1_000)
  now += 1_000
  expect(tries.waitMs('anybody')).toBe(0)
})
