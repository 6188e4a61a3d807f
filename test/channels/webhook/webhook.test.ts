import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { retryAfterMs } from '#src/channels/webhook/fate.ts'
import { shapeOf } from '#src/channels/webhook/target.ts'
import type { Brief } from '#src/domain/brief.ts'
import type { SendResult } from '#src/domain/delivery.ts'
import { Secret } from '#src/domain/secret.ts'
import { HOSTILE } from '../../contract/channel.ts'
import { makeBrief, makePost, makeRoute, makeSource } from '../../fixtures/make.ts'
import { readMrkdwn } from '../../stand-ins/slack/reader.ts'
import { isSigned } from '../../stand-ins/webhook-receiver.ts'
import { type Opened, openHook, route, SECRET } from './open.ts'

const quiet = () => new AbortController().signal
const post = makePost({ route })
const told = (result: SendResult | null): string => (result === null || result.kind === 'sent' ? '' : result.reason)

describe('a webhook of our own documents', () => {
  let opened: Opened
  afterEach(() => opened.close())

  test('gets the story as data, under a key that is the same at every try, signed', async () => {
    opened = await openHook('json')
    await opened.channel.send(post, quiet())
    await opened.channel.send(post, quiet())
    const [first, second] = opened.receiver.received
    expect(first?.headers).toMatchObject({ 'webhook-id': post.key, 'idempotency-key': post.key })
    expect(first?.body).toBe(second?.body)
    expect(opened.receiver.kept).toHaveLength(1)
    if (first === undefined) throw new Error('nothing came')
    expect(isSigned(first, Buffer.from(SECRET))).toBe(true)
    expect(isSigned({ ...first, body: first.body.replace('Ishiba', 'Nobody') }, Buffer.from(SECRET))).toBe(false)
    expect(JSON.parse(first.body)).toMatchObject({
      type: 'story.new',
      id: post.key,
      route: 'hook-route',
      replaces: null,
      story: {
        id: post.brief.storyId,
        revision: 1,
        standing: 'confirmed',
        sources: [{ outlet: 'Yonhap', publishedAt: '2024-12-19T12:00:00.000Z' }],
      },
    })
  })

  test('a secret in the whsec_ form is a key in base64', async () => {
    opened = await openHook('json', { signingSecret: new Secret(`whsec_${Buffer.from('bytes').toString('base64')}`) })
    await opened.channel.send(post, quiet())
    const [first] = opened.receiver.received
    if (first === undefined) throw new Error('nothing came')
    expect(isSigned(first, Buffer.from('bytes'))).toBe(true)
  })

  test('a later revision says what it replaces', async () => {
    opened = await openHook('json')
    const first = await opened.channel.send(post, quiet())
    if (first.kind !== 'sent') throw new Error(first.reason)
    await opened.channel.send(makePost({ route, brief: makeBrief({ revision: 2 }), previous: first.receipt }), quiet())
    expect(opened.receiver.kept[1]?.body).toMatchObject({ type: 'story.update', replaces: post.key })
  })

  test('a template gives another shape, and no text of a feed can change that shape', async () => {
    opened = await openHook('json', { template: '{"msg": "{{headline}} ({{ standing }})", "tags": ["{{alignments}}"], "n": 1}' })
    const headline = '","admin":true,"{{url}}'
    await opened.channel.send(makePost({ route, brief: makeBrief({ headline }) }), quiet())
    expect(opened.receiver.kept[0]?.body).toEqual({ msg: `${headline} (Confirmed by both sides)`, tags: ['US–Japan–South Korea'], n: 1 })
  })

  test.each([
    ['{"msg": "{{head}}"}', '{{head}}'],
    ['{"msg": ', 'JSON'],
  ])('a template that is wrong stops the route with what is wrong: %s', async (template, words) => {
    opened = await openHook('json', { template })
    const result = await opened.channel.send(post, quiet())
    expect(result).toMatchObject({ kind: 'rejected', scope: 'route' })
    expect(told(result)).toContain(words)
    expect(opened.receiver.received).toHaveLength(0)
  })

  test.each([
    [400, 'delivery'],
    [422, 'delivery'],
    [401, 'route'],
    [410, 'route'],
    [308, 'route'],
  ])('HTTP %i is rejected for the %s, without the secret part of the address', async (status, scope) => {
    opened = await openHook('json')
    opened.receiver.failNext({ kind: 'status', status })
    const result = await opened.channel.send(post, quiet())
    expect(result).toMatchObject({ kind: 'rejected', scope, reason: expect.stringContaining('desk-hook') })
    expect(told(result)).not.toContain('secret-part')
    expect(opened.receiver.received).toHaveLength(1)
  })

  test('a receiver that is not there is tried again; nothing was sent', async () => {
    opened = await openHook('json')
    await opened.receiver.close()
    const result = await opened.channel.send(post, quiet())
    expect(result.kind).toBe('retry')
    expect(told(result)).not.toContain('secret-part')
  })

  test('a webhook needs only an address: it tells the shape; a route to a name that is none is stopped', async () => {
    opened = await openHook('json', { shape: null, signingSecret: null })
    expect(await opened.channel.send(post, quiet())).toMatchObject({ kind: 'sent', receipt: { channel: 'desk-hook' } })
    expect(opened.receiver.received[0]?.headers).not.toHaveProperty('webhook-signature')
    const nowhere = makePost({ route: makeRoute({ platform: 'webhook', channel: 'night-desk' }) })
    expect(await opened.channel.send(nowhere, quiet())).toMatchObject({ kind: 'rejected', scope: 'route' })
  })
})

describe('a chat’s incoming webhook', () => {
  let opened: Opened
  afterEach(() => opened.close())

  test.each(['discord', 'slack'] as const)('of %s: a post that may have arrived is not sent twice, and that is told', async (shape) => {
    opened = await openHook(shape)
    opened.receiver.failNext({ kind: 'lost' })
    expect((await opened.channel.send(post, quiet())).kind).toBe('unknown')
    expect(await opened.channel.reconcile(post, quiet())).toMatchObject({
      kind: 'rejected',
      scope: 'delivery',
      reason: expect.stringContaining('may or may not be there'),
    })
    expect(opened.receiver.kept).toHaveLength(1)
  })

  test('of Discord: a lost edit is simply made again', async () => {
    opened = await openHook('discord')
    const first = await opened.channel.send(post, quiet())
    if (first.kind !== 'sent') throw new Error(first.reason)
    const update = makePost({ route, brief: makeBrief({ revision: 2, headline: 'New words' }), previous: first.receipt })
    opened.receiver.failNext({ kind: 'drop' })
    expect((await opened.channel.send(update, quiet())).kind).toBe('unknown')
    expect(await opened.channel.reconcile(update, quiet())).toBeNull()
    expect(await opened.channel.send(update, quiet())).toEqual(first)
    expect(opened.receiver.kept).toMatchObject([{ body: { embeds: [{ title: 'New words' }] } }])
  })

  test('of Discord: where the webhook itself is gone, an edit stops the route', async () => {
    opened = await openHook('discord')
    const first = await opened.channel.send(post, quiet())
    if (first.kind !== 'sent') throw new Error(first.reason)
    opened.receiver.failNext({ kind: 'status', status: 404 })
    const update = makePost({ route, brief: makeBrief({ revision: 2 }), previous: first.receipt })
    expect(await opened.channel.send(update, quiet())).toMatchObject({ kind: 'rejected', scope: 'route' })
    expect(opened.receiver.kept).toHaveLength(1)
  })

  test('of Slack: text of any length is cut where Slack’s section ends', async () => {
    opened = await openHook('slack')
    const long = '가& '.repeat(3_000)
    const sources = Array.from({ length: 40 }, (_, index) => ({ ...makeSource(), outlet: `${long} ${index}` }))
    const acts = [{ ...makeBrief().acts[0], text: long }] as Brief['acts']
    const brief = makeBrief({ headline: long, summary: [long], standingText: long, revision: 2, change: long, sources, acts })
    expect(await opened.channel.send(makePost({ route, brief }), quiet())).toMatchObject({ kind: 'sent' })
  })

  test('of Slack: hostile text pings nobody and leads nowhere but to the source', async () => {
    opened = await openHook('slack')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...HOSTILE.split(' '), '&', '<', '|', '*', '\n'), { maxLength: 200 }), async (parts) => {
        const text = parts.join(' ')
        const brief = makeBrief({ headline: text, summary: [text], standingText: text, change: text })
        expect((await opened.channel.send(makePost({ route, brief }), quiet())).kind).toBe('sent')
        const seen = readMrkdwn(String(opened.receiver.kept.at(-1)?.body.text), true)
        expect(seen.pings).toEqual([])
        expect(seen.links).toEqual([{ label: 'Read', url: brief.url }])
      }),
      { numRuns: 40 },
    )
  })
})

test('an address tells its shape by whose it is', () => {
  expect(shapeOf('https://hooks.slack.com/services/T/B/x')).toBe('slack')
  expect(shapeOf('https://discord.com/api/webhooks/1/x')).toBe('discord')
  expect(shapeOf('https://canary.discord.com/api/webhooks/1/x')).toBe('discord')
  expect(shapeOf('https://discord.com.evil.example/api/webhooks/1/x')).toBe('json')
  expect(shapeOf('https://n8n.example/webhook/1')).toBe('json')
})

test('Retry-After is read as seconds, with decimals too, or as a date', () => {
  expect(retryAfterMs('2', 0)).toBe(2_000)
  expect(retryAfterMs('0.35', 0)).toBe(350)
  expect(retryAfterMs('Thu, 01 Jan 1970 00:01:00 GMT', 1_000)).toBe(59_000)
  expect(retryAfterMs('soon', 0)).toBeNull()
  expect(retryAfterMs(null, 0)).toBeNull()
})
