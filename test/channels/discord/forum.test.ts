import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Post, Receipt, SendResult } from '#src/domain/delivery.ts'
import { makeBrief, makePost, makeRoute } from '../../fixtures/make.ts'
import type { Channel } from '../../stand-ins/discord/world.ts'
import { type Desk, openDesk } from './setup.ts'

const FORUM = 15
const quiet = (): AbortSignal => new AbortController().signal

describe('a route to a forum', () => {
  let desk: Desk
  let forum: Channel
  beforeEach(async () => {
    desk = await openDesk({ answerMs: 5_000 })
    forum = desk.discord.addChannel(desk.guild, 'stories', FORUM)
    forum.tags = [
      { id: '71', name: 'North Korea–Russia' },
      { id: '72', name: 'us–japan–south korea' },
      { id: '73', name: 'Confirmed' },
    ]
  })
  afterEach(() => desk.close())

  const post = (changes: Partial<Post> = {}): Post => {
    const brief = makeBrief({ updatedAt: desk.discord.clock.now() })
    return makePost({ route: makeRoute({ channel: forum.id }), brief, ...changes })
  }
  const threads = (): readonly Channel[] => [...desk.guild.channels.values()].filter(({ parentId }) => parentId === forum.id)
  const receipt = (result: SendResult | null): Receipt => {
    if (result?.kind !== 'sent') throw new Error(`expected it to be sent, got ${JSON.stringify(result)}`)
    return result.receipt
  }

  test('each story is a thread named like its headline, with the tags that fit it', async () => {
    const { channel, messageId } = receipt(await desk.channel.send(post(), quiet()))
    const [thread] = threads()
    expect(thread).toMatchObject({ id: channel, name: makeBrief().headline.slice(0, 100), applied: ['72', '73'] })
    expect(thread?.messages.map(({ id }) => id)).toEqual([messageId])
    expect(forum.messages).toEqual([])
  })

  test('once known as a forum it is not asked to take a plain message again', async () => {
    await desk.channel.send(post(), quiet())
    const before = desk.discord.requests.length
    await desk.channel.send(post({ key: 'b'.repeat(25) }), quiet())
    expect(desk.discord.requests.slice(before).map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST /channels/${forum.id}/threads`,
    ])
  })

  test('a forum that wants a tag gets one, whatever the story is about', async () => {
    forum.wantsTag = true
    forum.tags = [{ id: '79', name: 'Other' }]
    receipt(await desk.channel.send(post(), quiet()))
    expect(threads()[0]?.applied).toEqual(['79'])
  })

  test('a thread whose opening was not answered is found again, archived or not; another is not opened', async () => {
    await desk.channel.send(post({ key: 'c'.repeat(25) }), quiet())
    desk.discord.faults.add({ method: 'POST', path: /\/threads$/, fault: { kind: 'lost', how: 'status' } })
    expect((await desk.channel.send(post(), quiet())).kind).toBe('unknown')
    const lost = threads().at(-1)
    expect(receipt(await desk.channel.reconcile(post(), quiet()))).toEqual({ channel: lost?.id, messageId: lost?.id })
    if (lost !== undefined) lost.archived = true
    expect(receipt(await desk.channel.reconcile(post(), quiet()))).toEqual({ channel: lost?.id, messageId: lost?.id })
    expect(await desk.channel.reconcile(post({ key: 'd'.repeat(25) }), quiet())).toBeNull()
    expect(threads()).toHaveLength(2)
  })

  test('a thread that is not there is looked for twice, half a minute apart, before another may be opened', async () => {
    expect(await desk.channel.reconcile(post({ looks: 1 }), quiet())).toMatchObject({ kind: 'unknown', afterMs: 30_000 })
    expect(await desk.channel.reconcile(post({ looks: 2 }), quiet())).toBeNull()
  })

  test('a later revision edits the first message, and opens the thread again where it was archived', async () => {
    const previous = receipt(await desk.channel.send(post(), quiet()))
    const [thread] = threads()
    if (thread === undefined) throw new Error('there is no thread')
    thread.archived = true
    const brief = makeBrief({ revision: 2, change: 'NHK reports it too', updatedAt: desk.discord.clock.now() })
    expect(receipt(await desk.channel.send(post({ brief, previous }), quiet()))).toEqual(previous)
    expect(thread.messages[0]?.editedAt).not.toBeNull()
    expect(thread.archived).toBe(false)
  })

  test('a thread that somebody deleted ends its story there; the route goes on', async () => {
    const previous = receipt(await desk.channel.send(post(), quiet()))
    desk.discord.removeChannel(previous.channel)
    const again = post({ brief: makeBrief({ revision: 2 }), previous })
    expect(await desk.channel.send(again, quiet())).toMatchObject({ kind: 'rejected', scope: 'delivery' })
    expect(await desk.channel.reconcile(again, quiet())).toMatchObject({ kind: 'rejected', scope: 'delivery' })
    expect((await desk.channel.send(post({ key: 'e'.repeat(25) }), quiet())).kind).toBe('sent')
  })
})
