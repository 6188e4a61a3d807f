import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Item } from '#src/domain/item.ts'
import type { Store } from '#src/store/store.ts'
import { CALL_AT, callInKorean, makeDropped, makeFeed, makeFeedState, makeItem, makeOutcome, visitInRussian } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const first = makeItem()
const changed = (n: number): Item => ({ ...first, title: `${first.title}, take ${n}`, firstSeenAt: CALL_AT + n })
const dropped = (item: Item) => ({ item, assessment: makeDropped() })
const kept = (item: Item) => makeOutcome({ item }).report

/** What every store does for processes that share the work of one bot. */
export function testSharing(name: string, open: OpenStore): void {
  describe(`${name} between those who share its work`, () => {
    let harness: StoreHarness
    let store: Store
    let now: number
    beforeEach(async () => {
      now = CALL_AT
      harness = await open({ now: () => now })
      store = harness.store
    })
    afterEach(() => harness.close())

    const poll = (...items: readonly Item[]) => store.feeds.settle(makeFeedState(), items)
    const unstaged = async (stamp = 's') => (await store.sharing.unstaged(stamp, 9)).map(({ itemId }) => itemId)
    const staged = async (stamp = 's') => (await store.sharing.staged(stamp, 9)).map(({ report }) => report.item.title)

    describe('feeds that are due', () => {
      beforeEach(async () => {
        const feeds = ['a', 'b', 'c', 'd'].map((id) => makeFeed({ id }))
        await store.feeds.sync(feeds, ({ id }) => (id === 'd' ? now + 1 : id === 'a' ? now : now - 5))
      })

      test('are named longest overdue first, and on from any of them', async () => {
        const all = await store.sharing.dueFeeds(now, 9)
        expect(all.map(({ feedId }) => feedId)).toEqual(['b', 'c', 'a'])
        const [one] = await store.sharing.dueFeeds(now, 1)
        expect(one).toEqual({ feedId: 'b', nextAt: now - 5 })
        expect((await store.sharing.dueFeeds(now, 9, one)).map(({ feedId }) => feedId)).toEqual(['c', 'a'])
        expect(await store.sharing.dueFeeds(now, 9, all.at(-1))).toEqual([])
      })

      test('are put off together, none to a time sooner than its own', async () => {
        await store.sharing.putOffFeeds(['b', 'd', 'unheard-of'], now + 0.5)
        const states = await store.sharing.feedStates(['b', 'd', 'c', 'unheard-of'])
        expect(Object.fromEntries(states.map(({ feedId, nextAt }) => [feedId, nextAt]))).toEqual({ b: now + 1, c: now - 5, d: now + 1 })
        await store.sharing.putOffFeeds([], now)
        expect(await store.sharing.feedStates([])).toEqual([])
      })
    })

    test('what one lays down the judge finds, oldest publication first; nobody need assess it again', async () => {
      const older = { ...callInKorean(), publishedAt: CALL_AT - 1 }
      await poll(first, older)
      expect(await unstaged()).toEqual([older.id, first.id])
      expect((await store.sharing.itemsToAssess([first.id, 'unheard-of'])).map(({ id }) => id)).toEqual([first.id])
      now += 7
      await store.sharing.stage([kept(first)], 's')
      expect(await unstaged()).toEqual([older.id])
      await store.sharing.stage([kept(older)], 's')
      expect(await store.sharing.staged('s', 9)).toEqual([
        { report: kept(older), stagedAt: now },
        { report: kept(first), stagedAt: now },
      ])
    })

    test('what another configuration laid down counts for nothing, and gives way', async () => {
      await poll(first)
      await store.sharing.stage([kept(first)], 'old')
      expect(await unstaged('new')).toEqual([first.id])
      expect(await staged('new')).toEqual([])
      await store.sharing.stage([kept(first)], 'new')
      expect(await staged('new')).toEqual([first.title])
      expect(await staged('old')).toEqual([])
    })

    test('a wording that its publisher replaced is assessed anew', async () => {
      await poll(first)
      await store.sharing.stage([kept(first)], 's')
      await poll(changed(1))
      expect(await staged()).toEqual([])
      expect(await unstaged()).toEqual([first.id])
      const [item] = await store.sharing.itemsToAssess([first.id])
      expect(item).toEqual({ ...first, title: changed(1).title, revision: 1 })
      if (item === undefined) return
      await store.sharing.stage([kept(item)], 's')
      expect(await staged()).toEqual([changed(1).title])
    })

    test('dropped reports are recorded together as each would be alone; one that is recorded or changed meanwhile is passed over', async () => {
      const [other, done, moved] = [visitInRussian(), callInKorean(), makeItem({ title: 'Another report of the call' })]
      await poll(first, other, done, moved)
      await store.stories.record({ report: dropped(done), story: null })
      await poll({ ...moved, title: 'Another report of the call, changed', firstSeenAt: CALL_AT + 1 })
      await store.sharing.stage([dropped(first)], 's')
      const recorded = await store.sharing.recordDropped([first, other, done, moved].map(dropped))
      expect(recorded.map(({ item }) => item.id)).toEqual([first.id, other.id])
      expect(await store.sharing.recordDropped([first, other].map(dropped))).toEqual([])
      expect(await store.sharing.recordDropped([])).toEqual([])
      expect(await unstaged()).toEqual([moved.id])
      expect((await store.archive.item(first.id))?.assessment).toEqual(makeDropped())
      expect((await store.archive.counts()).items).toBe(4)
    })

    test('two who record the same dropped reports at once record each once', async () => {
      const second = await harness.second()
      if (second === null) return
      const items = Array.from({ length: 30 }, (_, n) => makeItem({ title: `Report ${n} of the call` }))
      await poll(...items)
      const both = await Promise.all(
        [store, second].map((one, n) => one.sharing.recordDropped(n === 0 ? items.map(dropped) : items.toReversed().map(dropped))),
      )
      expect(
        both
          .flat()
          .map(({ item }) => item.id)
          .toSorted(),
      ).toEqual(items.map(({ id }) => id).toSorted())
      await second.close()
    })

    test('when another term has begun, what the judge of the last one records is refused, and the store is as it was', async () => {
      await poll(first)
      expect(await store.sharing.term()).toBe(0)
      const mine = await store.sharing.beginTerm()
      const next = await store.sharing.beginTerm()
      expect([mine, next, await store.sharing.term()]).toEqual([1, 2, 2])
      const outcome = makeOutcome({ item: first })
      await expect(store.sharing.recordAs(mine, outcome)).rejects.toMatchObject({ name: 'StoreError', kind: 'stale' })
      expect(await store.stories.placedSince(0)).toEqual([])
      expect(await unstaged()).toEqual([first.id])
      await store.sharing.stage([kept(first)], 's')
      await store.sharing.recordAs(next, outcome)
      expect((await store.stories.placedSince(0)).length).toBe(1)
      expect([await unstaged(), await staged()]).toEqual([[], []])
    })

    test('what another has recorded as dropped meanwhile is refused to the judge', async () => {
      await poll(first)
      const term = await store.sharing.beginTerm()
      await store.sharing.recordDropped([dropped(first)])
      await expect(store.sharing.recordAs(term, makeOutcome({ item: first }))).rejects.toMatchObject({ kind: 'stale' })
      expect(await store.stories.placedSince(0)).toEqual([])
    })
  })
}
