import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeBrief, makePost, makeRoute, makeVisitBrief } from '../../fixtures/make.ts'
import { readMessage } from '../../stand-ins/slack/reader.ts'
import { type Opened, openBoth } from './open.ts'

const route = makeRoute({ id: 'slack-alerts', platform: 'slack', channel: 'C0ALERTS' })
const post = makePost({ route })
const quiet = () => new AbortController().signal

describe('posting to Slack', () => {
  let opened: Opened
  const messages = () => opened.slack.workspace.channel('C0ALERTS').messages
  const send = (of = post) => opened.channel.send(of, quiet())

  beforeEach(async () => {
    opened = await openBoth()
  })
  afterEach(() => opened.close())

  test.each([
    ['channel_not_found', 'route', /no such channel/],
    ['not_in_channel', 'route', /\/invite/],
    ['is_archived', 'route', /archived/],
    ['missing_scope', 'route', /permission/],
    ['restricted_action', 'route', /allow the app/],
    ['invalid_auth', 'platform', /token is refused/],
    ['not_authed', 'platform', /no bot token/],
    ['token_revoked', 'platform', /revoked/],
    ['account_inactive', 'platform', /removed/],
    ['some_new_code', 'delivery', /some_new_code/],
  ])('%s is rejected for the %s, with the code and what to do', async (error, scope, reason) => {
    opened.slack.faults.add('chat.postMessage', { kind: 'error', error })
    const result = await send()
    expect(result).toMatchObject({ kind: 'rejected', scope, reason: expect.stringMatching(reason) })
    expect(result).toMatchObject({ reason: expect.stringContaining(error) })
    expect(messages()).toHaveLength(0)
  })

  test.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'])(
    '%s may have been done: unknown',
    async (error) => {
      opened.slack.faults.add('chat.postMessage', { kind: 'error', error })
      expect((await send()).kind).toBe('unknown')
    },
  )

  test.each(['msg_blocks_too_long', 'invalid_blocks'])('%s is tried once more as short plain text, still with our mark', async (error) => {
    opened.slack.faults.add('chat.postMessage', { kind: 'error', error })
    expect((await send()).kind).toBe('sent')
    const [message] = messages()
    expect(message?.blocks).toEqual([])
    expect(message?.text).toContain(post.brief.headline)
    expect(message?.text).toContain('Confirmed by both sides')
    expect(message?.metadata?.event_payload.key).toBe(post.key)
  })

  test('blocks refused twice are rejected for this delivery alone', async () => {
    opened.slack.faults.add('chat.postMessage', { kind: 'error', error: 'invalid_blocks' }, 2)
    expect(await send()).toMatchObject({ kind: 'rejected', scope: 'delivery' })
  })

  test.each(['drop', 'bad-gateway', 'silence'] as const)(
    'an answer lost by %s leaves exactly one copy, and the library sends none by itself',
    async (how) => {
      opened.slack.faults.add('chat.postMessage', { kind: 'lost', how })
      expect((await send()).kind).toBe('unknown')
      expect(messages()).toHaveLength(1)
      expect(await opened.channel.reconcile(post, quiet())).toEqual({
        kind: 'sent',
        receipt: { channel: 'C0ALERTS', messageId: messages()[0]?.ts },
      })
      expect(opened.slack.calls.filter((call) => call.method === 'chat.postMessage')).toHaveLength(1)
    },
  )

  test('a post is found behind hundreds of later messages, page by page', async () => {
    opened.slack.faults.add('chat.postMessage', { kind: 'lost', how: 'drop' })
    await send()
    const channel = opened.slack.workspace.channel('C0ALERTS')
    for (let count = 0; count < 450; count += 1) {
      channel.messages.push({
        ts: opened.slack.workspace.nextTs(),
        channel: channel.id,
        text: 'chatter',
        blocks: [],
        metadata: null,
        edited: false,
      })
    }
    expect(await opened.channel.reconcile(post, quiet())).toMatchObject({ kind: 'sent', receipt: { messageId: messages()[0]?.ts } })
    expect(opened.slack.calls.filter((call) => call.method === 'conversations.history')).toHaveLength(3)
  })

  test('without the right to read history the fate stays unknown, and the reason says what is missing', async () => {
    opened.slack.workspace.scopes.delete('channels:history')
    expect(await opened.channel.reconcile(post, quiet())).toMatchObject({
      kind: 'unknown',
      reason: expect.stringContaining('missing_scope'),
    })
  })

  test('a second revision edits the first post and carries its own mark', async () => {
    const first = await send()
    if (first.kind !== 'sent') throw new Error(first.reason)
    const brief = makeBrief({ revision: 2, change: 'NHK reports it too' })
    const update = makePost({ route, brief, previous: first.receipt })
    expect(await send(update)).toEqual(first)
    expect(messages()).toHaveLength(1)
    expect(readMessage(messages()[0] ?? { text: '', blocks: [] }).text).toContain('update 1: NHK reports it too')
    expect(messages()[0]?.metadata?.event_payload).toMatchObject({ revision: 2, key: update.key })
  })

  test.each([
    ['edit_window_closed', 'the post stands as it was'],
    ['cant_update_message', 'it stands as it was'],
    ['message_not_found', 'it is not posted again'],
  ])('an edit that Slack refuses with %s makes no second post', async (error, words) => {
    const first = await send()
    if (first.kind !== 'sent') throw new Error(first.reason)
    opened.slack.faults.add('chat.update', { kind: 'error', error })
    const result = await send(makePost({ route, brief: makeBrief({ revision: 2 }), previous: first.receipt }))
    expect(result).toMatchObject({ kind: 'rejected', scope: 'delivery', reason: expect.stringContaining(words) })
    expect(messages()).toHaveLength(1)
  })

  test('an edit whose answer was lost is found on the edited message', async () => {
    const first = await send()
    if (first.kind !== 'sent') throw new Error(first.reason)
    const update = makePost({ route, brief: makeBrief({ revision: 2 }), previous: first.receipt })
    expect(await opened.channel.reconcile(update, quiet())).toBeNull()
    opened.slack.faults.add('chat.update', { kind: 'lost', how: 'bad-gateway' })
    expect((await send(update)).kind).toBe('unknown')
    expect(await opened.channel.reconcile(update, quiet())).toEqual(first)
  })

  test('a group is mentioned when the route asks for it, and a mention that is no group is left out', async () => {
    const major = makeBrief({ importance: 0.8 })
    await send({ ...post, brief: major, route: { ...route, mention: 'S012WATCH' } })
    await send({ ...post, brief: major, route: { ...route, mention: '!channel' } })
    expect(messages().map((message) => readMessage(message).pings)).toEqual([['S012WATCH'], []])
  })

  test('told to stop while Slack is silent, the fate is unknown at once', async () => {
    opened.slack.faults.add('chat.postMessage', { kind: 'delay', ms: 800 })
    const began = performance.now()
    expect((await opened.channel.send(post, AbortSignal.timeout(50))).kind).toBe('unknown')
    expect(performance.now() - began).toBeLessThan(500)
  })

  test('once told to stop, no further way of posting is tried behind the caller’s back', async () => {
    opened.slack.faults.add('chat.postMessage', { kind: 'error', error: 'invalid_blocks', afterMs: 200 })
    expect((await opened.channel.send(post, AbortSignal.timeout(50))).kind).toBe('unknown')
    await pause(400)
    expect(messages()).toHaveLength(0)
  })

  test('no token stands in what is logged or answered, whatever goes wrong', async () => {
    for (const error of ['invalid_auth', 'invalid_blocks', 'internal_error'])
      opened.slack.faults.add('chat.postMessage', { kind: 'error', error }, 2)
    opened.slack.faults.add('chat.postMessage', { kind: 'status', status: 500 })
    opened.slack.faults.add('chat.postMessage', { kind: 'drop' })
    const results = [await send(), await send(), await send(), await send(), await send(), await send(), await send()]
    const said = JSON.stringify([results, opened.log.lines])
    expect(said).not.toContain(opened.slack.workspace.botToken)
    expect(said).not.toContain(opened.slack.workspace.appToken)
  })
})

/** Time that passes when the test says so; who waits is let go when it has come. */
function handTime() {
  let now = 0
  const waiting: { readonly at: number; readonly go: () => void }[] = []
  const release = (): void => {
    for (const one of waiting.splice(0)) {
      if (one.at <= now) one.go()
      else waiting.push(one)
    }
  }
  return {
    now: () => now,
    pause: (ms: number): Promise<void> => new Promise((go) => void waiting.push({ at: now + ms, go })),
    /** Lets time pass to `at`, as soon as somebody waits for it. */
    async until(at: number): Promise<void> {
      while (!waiting.some((one) => one.at <= at)) await pause(1)
      now = at
      release()
    },
  }
}

describe('Slack’s limit of one post a second', () => {
  test('posts to one channel keep their distance, so that Slack never has to refuse one; another channel does not wait', async () => {
    const time = handTime()
    const opened = await openBoth({ standIn: { perSecond: 1, burst: 1, now: time.now }, slack: { postGapMs: 1_050, time } })
    opened.slack.workspace.addChannel('C0OTHER')
    const posted = () => opened.slack.calls.filter(({ method }) => method === 'chat.postMessage').map(({ at }) => at)
    const briefs = [makeBrief(), makeVisitBrief(), makeBrief({ storyId: 'c3' })]
    const here = briefs.map((brief) => opened.channel.send(makePost({ route, brief }), quiet()))
    const there = opened.channel.send(makePost({ route: { ...route, channel: 'C0OTHER' } }), quiet())
    expect((await there).kind).toBe('sent')
    expect(time.now()).toBe(0)
    for (const at of [1_050, 2_100]) {
      await time.until(at)
      while (posted().length < 2 + at / 1_050) await pause(1)
    }
    expect((await Promise.all(here)).map((result) => result.kind)).toEqual(['sent', 'sent', 'sent'])
    expect(posted()).toEqual([0, 0, 1_050, 2_100])
    await opened.close()
  })

  test('a limit Slack names is obeyed: the channel rests, the next post is handed back at once', async () => {
    const opened = await openBoth()
    opened.slack.faults.add('chat.postMessage', { kind: 'limited', seconds: 30 })
    expect(await opened.channel.send(post, quiet())).toMatchObject({ kind: 'retry', afterMs: 30_000 })
    expect((await opened.channel.send(post, quiet())).kind).toBe('retry')
    expect(opened.slack.calls.filter((call) => call.method === 'chat.postMessage')).toHaveLength(1)
    await opened.close()
  })
})

test('without an app token posts still go, and no connection for commands is asked for', async () => {
  const opened = await openBoth({ slack: { appToken: null } })
  await opened.channel.ready
  expect((await opened.channel.send(post, quiet())).kind).toBe('sent')
  expect(opened.slack.calls.map(({ method }) => method)).not.toContain('apps.connections.open')
  await opened.close()
})
