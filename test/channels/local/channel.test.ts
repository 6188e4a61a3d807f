import { describe, expect, test } from 'vitest'
import { createLocalChannel } from '#src/channels/local/channel.ts'
import type { LocalPost, LocalPosts } from '#src/domain/local-post.ts'
import { openStore } from '#src/store/store.ts'
import { type ChannelHarness, type Fault, testChannel } from '../../contract/channel.ts'
import { CALL_AT, makeBrief, makePost, makeRoute } from '../../fixtures/make.ts'
import { openDesk } from '../../web/desk.ts'
import { elementsOf } from '../../web/elements.ts'

const signal = (): AbortSignal => new AbortController().signal

/** The local channel as a reader sees it: the page's own cards, oldest first. */
async function openHarness(): Promise<ChannelHarness> {
  let now = CALL_AT
  const desk = await openDesk({ now: () => now++ })
  let fault: Fault | null = null
  const posts: LocalPosts = {
    ...desk.store.posts,
    async put(routeId, brief, at) {
      const failing = fault
      fault = null
      if (failing === 'dropped') throw new Error('database is locked')
      const stored = await desk.store.posts.put(routeId, brief, at)
      if (failing === 'answer-lost') throw new Error('the disk went away after the commit')
      return stored
    },
  }
  return {
    channel: createLocalChannel({ posts, clock: () => now++ }),
    route: makeRoute(),
    async messages() {
      const page = await desk.page('/')
      const cards = page
        .split('<article')
        .slice(1)
        .map((card) => `<article${card.slice(0, card.indexOf('</article>'))}</article>`)
      return cards.reverse().map((card) => {
        const elements = elementsOf(card)
        return {
          id: elements[0]?.attributes['data-story'] ?? '',
          channel: 'desk',
          // The table of reports is folded away until a reader opens it.
          text: elementsOf(card.replace(/<table.*<\/table>/s, ''))[0]?.text ?? '',
          pings: [],
          links: elements
            .flatMap(({ name, attributes, text }) => (name === 'a' ? [{ label: text, url: attributes.href ?? '' }] : []))
            .filter((link) => !link.url.startsWith('/')),
        }
      })
    },
    fail: (next) => {
      fault = next
    },
    close: () => desk.close(),
  }
}

testChannel('the local channel', openHarness, { edits: true, postsKeyOnce: true, reconciles: true, faults: ['dropped', 'answer-lost'] })

describe('the local channel', () => {
  const open = async () => {
    const store = await openStore({ path: ':memory:' })
    const heard: LocalPost[] = []
    const channel = createLocalChannel({ posts: store.posts, clock: () => CALL_AT })
    return { store, channel, heard, stop: channel.subscribe((post) => heard.push(post)) }
  }

  test('tells those who listen of each new and each edited post, until they stop', async () => {
    const { channel, heard, stop, store } = await open()
    await channel.send(makePost(), signal())
    await channel.send(makePost({ brief: makeBrief({ revision: 2 }) }), signal())
    stop()
    await channel.send(makePost({ brief: makeBrief({ revision: 3 }) }), signal())
    expect(heard.map((post) => post.brief.revision)).toEqual([1, 2])
    expect(heard[1]?.editedAt).toBe(CALL_AT)
    await store.close()
  })

  test('an older revision that comes late changes nothing, tells nobody, and counts as sent', async () => {
    const { channel, heard, store } = await open()
    await channel.send(makePost({ brief: makeBrief({ revision: 2 }) }), signal())
    expect(await channel.send(makePost(), signal())).toMatchObject({ kind: 'sent' })
    expect(heard).toHaveLength(1)
    expect((await store.posts.recent(5)).map((post) => post.brief.revision)).toEqual([2])
    await store.close()
  })

  test('a listener that fails neither stops the post nor the other listeners', async () => {
    const store = await openStore({ path: ':memory:' })
    const channel = createLocalChannel({ posts: store.posts, clock: () => CALL_AT })
    const heard: LocalPost[] = []
    channel.subscribe(() => {
      throw new Error('the reader has gone')
    })
    channel.subscribe((post) => heard.push(post))
    expect(await channel.send(makePost(), signal())).toMatchObject({ kind: 'sent' })
    expect(heard).toHaveLength(1)
    await store.close()
  })

  test('a store that cannot be written to or asked gives reasons, not exceptions', async () => {
    const broken = () => Promise.reject(new Error('database is locked'))
    const channel = createLocalChannel({ posts: { put: broken, find: broken, recent: broken, changedSince: broken }, clock: () => CALL_AT })
    expect(await channel.send(makePost(), signal())).toEqual({
      kind: 'retry',
      reason: 'the store did not take the post: database is locked',
    })
    expect(await channel.reconcile(makePost(), signal())).toMatchObject({ kind: 'unknown' })
  })
})
