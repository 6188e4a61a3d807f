import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Post, SendResult } from '#src/domain/delivery.ts'
import { makeBrief, makePost, makeRoute } from '../../fixtures/make.ts'
import { objects } from '../../stand-ins/discord/limits.ts'
import { wordsOf } from './reading.ts'
import { type Desk, openDesk } from './setup.ts'

const quiet = (): AbortSignal => new AbortController().signal
const MESSAGES = /\/messages(\/\d+)?$/
const HOUR_MS = 3_600_000

describe('posting to Discord', () => {
  let desk: Desk
  beforeEach(async () => {
    desk = await openDesk({ answerMs: 300 })
  })
  afterEach(() => desk.close())

  /** A post made now by the stand-in's clock. */
  const post = (changes: Partial<Post> = {}): Post => {
    const updatedAt = desk.discord.clock.now()
    return makePost({ route: makeRoute({ channel: desk.place.id }), brief: makeBrief({ updatedAt }), ...changes })
  }
  const send = (of: Post): Promise<SendResult> => desk.channel.send(of, quiet())
  const posts = (): number => desk.discord.requests.filter(({ method, path }) => method === 'POST' && MESSAGES.test(path)).length

  test('a post says alignment, standing, act, source with country, bloc and kind, and its story and rule', async () => {
    await send(post())
    const [message] = desk.place.messages
    const words = message === undefined ? '' : wordsOf(message)
    for (const part of [
      'US–Japan–South Korea',
      'Confirmed by both sides',
      'South Korea ↔ Japan: CONSULT (phone)',
      'KOR · wire · US–Japan–South Korea',
      'story ',
      'rule A1',
    ]) {
      expect(words).toContain(part)
    }
    expect(message?.embeds[0]).toMatchObject({ color: 0x2a6fdb, url: makeBrief().url })
    expect(message?.components.map((row) => objects(row.components).map(({ label }) => label))).toEqual([
      ['Read', 'Why'],
      ['Relevant', 'Wrong alignment', 'Not relevant', 'Duplicate'],
    ])
  })

  test('only the role of the route is pinged', async () => {
    const role = desk.discord.addRole(desk.guild, 'desk', true)
    const other = desk.discord.addRole(desk.guild, 'other', true)
    const brief = makeBrief({ importance: 0.8, headline: `<@&${other}> @everyone`, updatedAt: desk.discord.clock.now() })
    await send(post({ brief, route: makeRoute({ channel: desk.place.id, mention: role }) }))
    expect(desk.place.messages[0]?.pings).toEqual({ everyone: false, users: [], roles: [role] })
  })

  test.each([
    { what: 'a 502 after storing', how: 'status' },
    { what: 'a connection cut after storing', how: 'drop' },
    { what: 'an answer that never comes', how: 'hang' },
  ] as const)('$what leaves one message, which is found again', async ({ how }) => {
    desk.discord.faults.add({ method: 'POST', path: MESSAGES, fault: { kind: 'lost', how } })
    expect((await send(post())).kind).toBe('unknown')
    expect(posts()).toBe(1)
    const found = await desk.channel.reconcile(post(), quiet())
    expect(found).toMatchObject({ kind: 'sent', receipt: { messageId: desk.place.messages[0]?.id } })
    expect(desk.place.messages).toHaveLength(1)
  })

  test('an hour later, when its nonce is forgotten, a post is found by its mark in the channel’s history', async () => {
    desk.discord.faults.add({ method: 'POST', path: MESSAGES, fault: { kind: 'lost', how: 'drop' } })
    const lost = post()
    await send(lost)
    desk.discord.clock.advance(HOUR_MS)
    desk.discord.limitChannels({ requests: 1_000, perMs: 1_000 })
    for (let at = 0; at < 130; at += 1) {
      const brief = makeBrief({ storyId: `later${at}`, updatedAt: desk.discord.clock.now() })
      await send(post({ brief, key: `key-${at}` }))
    }
    expect(await desk.channel.reconcile(lost, quiet())).toMatchObject({ kind: 'sent', receipt: { messageId: desk.place.messages[0]?.id } })
    expect(await desk.channel.reconcile({ ...lost, key: 'never-sent' }, quiet())).toBeNull()
  })

  test('without the right to read the history the fate stays unknown, and what to grant is said', async () => {
    await send(post())
    desk.place.denied.add('READ_MESSAGE_HISTORY')
    const result = await desk.channel.reconcile(post(), quiet())
    expect(result).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('Read Message History') })
  })

  test('while Discord is away a look-up says that it cannot tell', async () => {
    desk.discord.faults.add({ method: 'GET', path: /^\/channels/, fault: { kind: 'status', status: 503 } })
    expect(await desk.channel.reconcile(post(), quiet())).toMatchObject({ kind: 'unknown' })
  })

  test.each([
    ['VIEW_CHANNEL', 'route', 'View Channel'],
    ['SEND_MESSAGES', 'route', 'Send Messages'],
  ] as const)('without %s the %s is refused, and the reason names the permission', async (permission, scope, named) => {
    desk.place.denied.add(permission)
    expect(await send(post())).toMatchObject({ kind: 'rejected', scope, reason: expect.stringContaining(named) })
    desk.place.denied.delete(permission)
    expect((await send(post())).kind).toBe('sent')
  })

  test('without Embed Links the post arrives bare, and the log says which permission is missing', async () => {
    desk.place.denied.add('EMBED_LINKS')
    expect((await send(post())).kind).toBe('sent')
    expect(desk.log.lines).toContainEqual(expect.objectContaining({ level: 'warn', message: expect.stringContaining('Embed Links') }))
  })

  test('a message that Discord refuses is given up by itself, with Discord’s words', async () => {
    desk.discord.faults.add({
      method: 'POST',
      path: MESSAGES,
      fault: { kind: 'status', status: 400, code: 50035, message: 'Invalid Form Body' },
    })
    expect(await send(post())).toEqual({
      kind: 'rejected',
      scope: 'delivery',
      reason: 'Discord refuses the message (50035): Invalid Form Body',
    })
    expect((await send(post({ key: 'another' }))).kind).toBe('sent')
  })

  test('a channel that takes no messages refuses the route', async () => {
    const category = desk.discord.addChannel(desk.guild, 'a category', 4)
    expect(await send(post({ route: makeRoute({ channel: category.id }) }))).toMatchObject({ kind: 'rejected', scope: 'route' })
  })

  test('a short limit is waited for in order, without a request too many', async () => {
    desk.discord.limitChannels({ requests: 3, perMs: 400 })
    const results = await Promise.all(
      Array.from({ length: 7 }, (_, at) => send(post({ key: `key-${at}`, brief: makeBrief({ storyId: `s${at}` }) }))),
    )
    expect(results.map(({ kind }) => kind)).toEqual(Array(7).fill('sent'))
    expect(desk.place.messages.map(({ embeds }) => embeds[0]?.footer)).toEqual(
      Array.from({ length: 7 }, (_, at) => ({ text: `story s${at} · rule A1` })),
    )
    expect(desk.discord.requests.filter(({ status }) => status === 429)).toHaveLength(0)
  })

  test('a limit of an hour comes back as a retry with the time to wait', async () => {
    desk.discord.faults.add({ method: 'POST', path: MESSAGES, fault: { kind: 'limit', retryAfterMs: HOUR_MS } })
    const result = await send(post())
    expect(result.kind === 'retry' ? (result.afterMs ?? 0) : 0).toBeGreaterThanOrEqual(HOUR_MS)
  })

  test('a refused token stops everything with one message that says what to do', async () => {
    desk.discord.faults.add({ method: 'POST', path: MESSAGES, fault: { kind: 'status', status: 401, code: 0 } })
    expect(await send(post())).toMatchObject({ kind: 'rejected', scope: 'platform', reason: expect.stringContaining('DISCORD_TOKEN') })
    const before = desk.discord.requests.length
    expect(await send(post())).toMatchObject({ kind: 'rejected', scope: 'platform' })
    expect(desk.discord.requests).toHaveLength(before)
    expect(desk.fatal).toHaveLength(1)
  })

  test('a server that is not there is a retry, not an unknown: nothing was asked', async () => {
    await desk.discord.close()
    expect(await send(post())).toMatchObject({ kind: 'retry', reason: expect.stringContaining('ECONNREFUSED') })
  })

  test('no secret stands in any result or line of the log', async () => {
    const faults = [400, 401, 403, 404, 429, 500].map((status) => ({ kind: 'status', status }) as const)
    const results: SendResult[] = []
    for (const fault of faults) {
      desk.discord.faults.add({ method: 'POST', path: MESSAGES, fault })
      results.push(await send(post({ key: `key-${fault.status}` })))
    }
    expect(JSON.stringify([results, desk.log.lines, desk.fatal])).not.toContain(desk.discord.token)
  })
})
