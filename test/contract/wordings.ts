import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Item } from '#src/domain/item.ts'
import type { Store } from '#src/store/store.ts'
import { StoreError } from '#src/store/store-error.ts'
import { CALL_AT, makeAssessment, makeBrief, makeFeedState, makeItem, makeOutcome, makeStory } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const first = makeItem()
const changed = (n: number, at = CALL_AT + n): Item => ({ ...first, title: `${first.title}, take ${n}`, firstSeenAt: at })

/** What every store does with items that their publishers change, and with reports that leave their stories. */
export function testWordings(name: string, open: OpenStore): void {
  describe(`${name} keeping wordings`, () => {
    let harness: StoreHarness
    let store: Store
    beforeEach(async () => {
      harness = await open({ now: () => CALL_AT })
      store = harness.store
    })
    afterEach(() => harness.close())

    const poll = (...items: readonly Item[]) => store.feeds.settle(makeFeedState(), items)
    const waiting = () => store.stories.unassessed(9)

    test('a new wording waits to be judged, under the same id, and is no new item', async () => {
      await poll(first)
      await store.stories.record(makeOutcome({ item: first }))
      expect(await waiting()).toEqual([])
      expect(await poll(changed(1))).toEqual([])
      expect(await waiting()).toEqual([{ ...first, title: changed(1).title, revision: 1 }])
      // Until it is judged, what was judged stays what is read.
      expect((await store.archive.item(first.id))?.item.title).toBe(first.title)
    })

    test('once judged it takes the place of the one before: its assessment, its words, its mentions', async () => {
      await poll(first)
      await store.stories.record(makeOutcome({ item: first }))
      await poll(changed(1))
      const [item] = await waiting()
      if (item === undefined) throw new Error('nothing waits')
      const outcome = makeOutcome({ item, story: { revision: 2 }, assessment: makeAssessment({ language: 'fr' }) })
      await store.stories.record(outcome)
      expect(await waiting()).toEqual([])
      expect(await store.archive.item(first.id)).toMatchObject({
        item: { title: changed(1).title, revision: 1 },
        assessment: { language: 'fr' },
      })
      expect(await store.stories.reports(outcome.story?.story.id ?? '')).toHaveLength(1)
      await store.stories.record({ ...outcome, report: { ...outcome.report, assessment: makeAssessment({ language: 'de' }) } })
      expect((await store.archive.item(first.id))?.assessment?.language).toBe('fr')
    })

    test('a wording that was overtaken while it was judged is refused, and the newest is judged', async () => {
      await poll(first)
      await store.stories.record(makeOutcome({ item: first }))
      await poll(changed(1))
      const [item] = await waiting()
      if (item === undefined) throw new Error('nothing waits')
      await poll(changed(2))
      await expect(store.stories.record(makeOutcome({ item, story: { revision: 2 } }))).rejects.toBeInstanceOf(StoreError)
      expect(await waiting()).toMatchObject([{ title: changed(2).title, revision: 2 }])
    })

    test('white space is no change, nor is a wording that was replaced within a day', async () => {
      await poll(first)
      await store.stories.record(makeOutcome({ item: first }))
      await poll({ ...first, title: `  ${first.title.replaceAll(' ', '  ')}` })
      expect(await waiting()).toEqual([])
      await poll(changed(1))
      await poll({ ...first, firstSeenAt: CALL_AT + 3_600_000 })
      expect(await waiting()).toMatchObject([{ title: changed(1).title }])
      await poll({ ...first, firstSeenAt: CALL_AT + 25 * 3_600_000 })
      expect(await waiting()).toMatchObject([{ title: first.title, revision: 2 }])
    })

    test('no more than a dozen changes of an item are followed', async () => {
      await poll(first)
      for (let n = 1; n <= 40; n++) await poll(changed(n))
      expect((await waiting())[0]?.revision).toBe(12)
    })

    test('an item that is changed before it was ever judged is judged in its newest wording', async () => {
      await poll(first)
      await poll(changed(1))
      expect(await waiting()).toMatchObject([{ title: changed(1).title, revision: 1 }])
    })

    test('a report that leaves its story is in none, and the posts of the story are corrected where they stand', async () => {
      await poll(first)
      const told = makeOutcome({ item: first })
      await store.stories.record(told)
      const [delivery] = await store.outbox.claim(CALL_AT, 9, 60_000)
      if (delivery === undefined || told.story === null) throw new Error('nothing was to be sent')
      const receipt = { channel: 'c', messageId: 'm' }
      await store.outbox.settle(delivery, { kind: 'sent', receipt }, CALL_AT, CALL_AT)
      await poll(changed(1))
      const [item] = await waiting()
      if (item === undefined) throw new Error('nothing waits')
      const story = { ...told.story.story, revision: 2, itemIds: [] }
      const brief = makeBrief({ storyId: story.id, revision: 2, kind: 'correction', withdrawn: true })
      await store.stories.record({
        report: { item, assessment: makeAssessment({ verdicts: {} }) },
        story: null,
        corrected: [{ story, brief, deliveries: [] }],
      })
      expect((await store.archive.item(first.id))?.storyId).toBeNull()
      expect(await store.outbox.claim(CALL_AT, 9, 60_000)).toMatchObject([{ revision: 2, previous: receipt, brief: { withdrawn: true } }])
    })

    test('a story that is withdrawn before it was sent is never sent', async () => {
      await poll(first)
      const told = makeOutcome({ item: first })
      await store.stories.record(told)
      await poll(changed(1))
      const [item] = await waiting()
      if (item === undefined || told.story === null) throw new Error('nothing waits')
      const story = { ...told.story.story, revision: 2, itemIds: [] }
      const brief = makeBrief({ storyId: story.id, revision: 2, kind: 'correction', withdrawn: true })
      await store.stories.record({
        report: { item, assessment: makeAssessment({ verdicts: {} }) },
        story: null,
        corrected: [{ story, brief, deliveries: [] }],
      })
      expect(await store.outbox.claim(CALL_AT, 9, 60_000)).toEqual([])
    })

    test('a report that later evidence moves is in the other story from then on, and marked as moved', async () => {
      const [a, b, c] = ['a', 'b', 'c'].map((guid) => makeItem({ guid, title: `report ${guid}`, url: `https://news.example/${guid}` }))
      if (a === undefined || b === undefined || c === undefined) throw new Error('three items were made')
      await store.stories.record(makeOutcome({ item: a, story: { id: 'one' } }))
      await store.stories.record(makeOutcome({ item: b, story: { id: 'one', revision: 2 } }))
      const other = makeOutcome({ item: c, story: { id: 'other' } })
      const story = makeStory({ id: 'one', revision: 3, itemIds: [a.id] })
      const brief = makeBrief({ storyId: 'one', revision: 3, kind: 'correction' })
      const deliveries = [{ storyId: 'one', revision: 3, routeId: 'desk' }]
      await store.stories.record({ ...other, moved: [{ itemId: b.id, to: 'other' }], corrected: [{ story, brief, deliveries }] })
      expect((await store.stories.placedSince(0)).map(({ storyId, report, moved }) => [storyId, report.item.guid, moved])).toEqual([
        ['one', 'a', undefined],
        ['other', 'b', true],
        ['other', 'c', undefined],
      ])
      const sent = await store.outbox.list({ storyId: 'one', limit: 9 })
      expect(sent.filter(({ state }) => state === 'pending').map(({ revision }) => revision)).toEqual([3])
    })
  })
}
