import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Brief } from '#src/domain/brief.ts'
import type { ClaimedDelivery, Receipt } from '#src/domain/delivery.ts'
import type { Store } from '#src/store/store.ts'
import { pointerTo } from '#src/stories/merged.ts'
import { CALL_AT, makeBrief, makeItem, makeOutcome } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const NOW = CALL_AT
const LEASE_MS = 60_000
const receiptOf = (storyId: string): Receipt => ({ channel: 'c1', messageId: `post of ${storyId}` })

/** Each report has words of its own, by which its story is found. */
const reportOf = (storyId: string, revision: number) =>
  makeItem({ guid: `${storyId} ${revision}`, title: `${storyId}word${revision}`, url: `https://news.example/${storyId}${revision}` })

async function record(store: Store, storyId: string, revision = 1, routes: readonly string[] = ['desk']): Promise<void> {
  await store.stories.record(makeOutcome({ item: reportOf(storyId, revision), story: { id: storyId, revision }, routes }))
}

/** Records the report by which `from` turned out to be `into`. */
async function merge(store: Store, into: string, from: string, revisions: { readonly into?: number; readonly from?: number } = {}) {
  const revision = revisions.into ?? 2
  const outcome = makeOutcome({ item: reportOf(into, revision), story: { id: into, revision }, routes: ['desk'] })
  const absorbed: Brief = makeBrief({ storyId: from, revision: revisions.from ?? 1 })
  if (outcome.story === null) throw new Error('an outcome without a story')
  const told = { ...outcome, story: { ...outcome.story, merged: [pointerTo(outcome.story.brief, absorbed)] } }
  await store.stories.record(told)
  return told
}

/** What every store does with two stories that turn out to be one: nothing lost, nothing twice. */
export function testMerging(name: string, open: OpenStore): void {
  describe(`${name} merging stories`, () => {
    let harness: StoreHarness
    let store: Store
    beforeEach(async () => {
      harness = await open({ now: () => NOW })
      store = harness.store
    })
    afterEach(() => harness.close())

    const claim = (now = NOW) => store.outbox.claim(now, 10, LEASE_MS)
    const claimOne = async (now = NOW): Promise<ClaimedDelivery> => {
      const [first, ...more] = await claim(now)
      if (first === undefined || more.length > 0) throw new Error(`expected one delivery, got ${more.length + (first ? 1 : 0)}`)
      return first
    }
    const send = async (now = NOW): Promise<ClaimedDelivery> => {
      const delivery = await claimOne(now)
      await store.outbox.settle(delivery, { kind: 'sent', receipt: delivery.previous ?? receiptOf(delivery.storyId) }, now, now)
      return delivery
    }
    const states = async (storyId: string) =>
      (await store.outbox.list({ storyId, limit: 99 })).toReversed().map(({ revision, state }) => `${revision} ${state}`)

    test('the reports go over, in the order they came, and none is lost', async () => {
      await record(store, 'a')
      await record(store, 'b')
      await record(store, 'b', 2)
      await merge(store, 'a', 'b', { from: 2 })
      const titles = (await store.stories.reports('a')).map(({ item }) => item.title)
      expect(titles).toEqual(['aword1', 'bword1', 'bword2', 'aword2'])
      expect(await store.stories.reports('b')).toEqual([])
      expect(new Set((await store.stories.placedSince(0)).map(({ storyId }) => storyId))).toEqual(new Set(['a']))
    })

    test('the absorbed id leads on wherever stories are read, and the story stands there once', async () => {
      await record(store, 'alpha')
      await record(store, 'beta')
      await merge(store, 'alpha', 'beta')
      expect((await store.archive.story('beta'))?.brief.storyId).toBe('alpha')
      expect((await store.archive.story('bet'))?.reports).toHaveLength(3)
      expect((await store.archive.latest({ limit: 9 })).map(({ storyId }) => storyId)).toEqual(['alpha'])
      expect((await store.archive.latest({ limit: 9, alignment: 'us-jp-kr' })).map(({ storyId }) => storyId)).toEqual(['alpha'])
      expect((await store.archive.search('betaword1', 9)).map(({ storyId }) => storyId)).toEqual(['alpha'])
      expect((await store.archive.item('https://news.example/beta1'))?.storyId).toBe('alpha')
      expect((await store.archive.counts()).stories).toBe(1)
    })

    test('an id leads on through a second merge', async () => {
      for (const id of ['a', 'b', 'c']) await record(store, id)
      await merge(store, 'b', 'c')
      await merge(store, 'a', 'b', { from: 2 })
      for (const id of ['a', 'b', 'c']) expect((await store.archive.story(id))?.brief.storyId).toBe('a')
      expect(await store.stories.reports('a')).toHaveLength(5)
    })

    test('a post that stands is edited to point to the surviving story, after that one’s own edit', async () => {
      await record(store, 'a')
      await record(store, 'b')
      await send()
      await send()
      await merge(store, 'a', 'b')
      expect(await send()).toMatchObject({ storyId: 'a', revision: 2, previous: receiptOf('a') })
      const correction = await send()
      expect(correction).toMatchObject({ storyId: 'b', revision: 2, previous: receiptOf('b') })
      expect(correction.brief).toMatchObject({ kind: 'correction', mergedInto: 'a', sources: [], summary: [] })
      expect(await claim()).toEqual([])
    })

    test('a post that was not sent yet is never sent', async () => {
      await record(store, 'a')
      await record(store, 'b')
      await merge(store, 'a', 'b')
      expect(await send()).toMatchObject({ storyId: 'a', revision: 2, previous: null })
      expect(await claim()).toEqual([])
      expect(await states('b')).toEqual(['1 superseded'])
    })

    test('only routes that were sent the absorbed story hear of the correction', async () => {
      await record(store, 'a')
      await record(store, 'b', 1, ['seoul', 'tokyo'])
      const [first] = await store.outbox.claim(NOW, 1, LEASE_MS, ['seoul'])
      if (first === undefined) throw new Error('nothing was due')
      await store.outbox.settle(first, { kind: 'sent', receipt: receiptOf('b') }, NOW, NOW)
      await merge(store, 'a', 'b')
      expect((await claim()).map(({ routeId, storyId }) => `${routeId} ${storyId}`)).toEqual(['desk a', 'seoul b'])
      expect((await store.outbox.waiting()).map(({ routeId }) => routeId)).toEqual(['desk', 'seoul'])
    })

    test('one that is being sent is corrected when it has arrived', async () => {
      await record(store, 'b')
      const flying = await claimOne()
      await record(store, 'a')
      await merge(store, 'a', 'b')
      await store.outbox.settle(flying, { kind: 'sent', receipt: receiptOf('b') }, NOW, NOW)
      expect(await send()).toMatchObject({ storyId: 'a' })
      expect(await send()).toMatchObject({ storyId: 'b', revision: 2, previous: receiptOf('b') })
    })

    test('one that surely did not arrive leaves nothing to correct, and what waits behind goes on', async () => {
      await record(store, 'b')
      const flying = await claimOne()
      await record(store, 'a')
      await merge(store, 'a', 'b')
      await record(store, 'c')
      await store.outbox.settle(flying, { kind: 'retry', reason: 'busy' }, NOW, NOW + 9)
      expect(await send()).toMatchObject({ storyId: 'a' })
      expect(await send()).toMatchObject({ storyId: 'c' })
      expect(await claim()).toEqual([])
      expect(await states('b')).toEqual(['1 superseded', '2 superseded'])
    })

    test('one whose fate is unknown is looked for first', async () => {
      await record(store, 'b')
      await store.outbox.settle(await claimOne(), { kind: 'unknown', reason: 'no answer' }, NOW, NOW)
      await record(store, 'a')
      await merge(store, 'a', 'b')
      expect(await send()).toMatchObject({ storyId: 'b', revision: 1, wasUnknown: true })
      expect(await send()).toMatchObject({ storyId: 'a' })
      expect(await send()).toMatchObject({ storyId: 'b', revision: 2, previous: receiptOf('b') })
    })

    test('recorded twice, it changes nothing the second time', async () => {
      await record(store, 'a')
      await record(store, 'b')
      await send()
      await send()
      const outcome = await merge(store, 'a', 'b')
      await store.stories.record(outcome)
      expect(await states('b')).toEqual(['1 sent', '2 pending'])
      expect(await states('a')).toEqual(['1 sent', '2 pending'])
      expect(await store.stories.reports('a')).toHaveLength(3)
    })

    test('made from an old state, it is refused whole', async () => {
      await record(store, 'a')
      await record(store, 'b')
      await record(store, 'b', 2)
      await expect(merge(store, 'a', 'b', { from: 1 })).rejects.toThrow('has moved on')
      expect(await store.stories.reports('b')).toHaveLength(2)
      expect(await store.stories.story('a')).toMatchObject({ revision: 1 })
    })

    test('what readers said of either is said of the one, one voice a reader', async () => {
      await record(store, 'a')
      await record(store, 'b')
      const voice = { platform: 'discord', verdict: 'relevant', at: NOW } as const
      await store.feedback.put({ ...voice, storyId: 'a', userId: 'both' })
      await store.feedback.put({ ...voice, storyId: 'b', userId: 'both', verdict: 'duplicate' })
      await store.feedback.put({ ...voice, storyId: 'b', userId: 'one' })
      await merge(store, 'a', 'b')
      await store.feedback.put({ ...voice, storyId: 'b', userId: 'late' })
      const [judged, ...more] = await store.feedback.list()
      expect(more).toEqual([])
      expect(judged?.brief.storyId).toBe('a')
      expect(judged?.voices.map(({ userId, verdict }) => `${userId} ${verdict}`)).toEqual([
        'both relevant',
        'late relevant',
        'one relevant',
      ])
    })
  })
}
