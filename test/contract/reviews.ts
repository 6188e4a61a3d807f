import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Item } from '#src/domain/item.ts'
import type { Reviews } from '#src/domain/review.ts'
import { CALL_AT, makeAssessment, makeDropped, makeItem, makeOutcome } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const HOUR = 3_600_000

/** What every store keeps of changes of office. */
export function testReviews(name: string, open: OpenStore): void {
  describe(`${name} keeps changes of office`, () => {
    let harness: StoreHarness
    let reviews: Reviews
    beforeEach(async () => {
      harness = await open({ now: () => CALL_AT })
      reviews = harness.store.reviews
    })
    afterEach(() => harness.close())

    const change = (subject: string) => ({ subject, phrase: { start: 0, end: 3 }, words: `words of ${subject}` })
    const told = async (guid: string, at: number, ...subjects: readonly string[]): Promise<Item> => {
      const item = makeItem({ guid, title: `Item ${guid}`, publishedAt: CALL_AT + at })
      await harness.store.stories.record({ report: { item, assessment: { ...makeDropped(), changes: subjects.map(change) } }, story: null })
      return item
    }

    test('of items kept and not kept, by whose office it is, the newest first', async () => {
      const old = await told('a', 0, 'gen-nakatani')
      const kept = makeItem({ guid: 'b', title: 'Item b', publishedAt: CALL_AT + HOUR })
      const assessment = { ...makeAssessment(), changes: [change('foreign-minister/JPN')] }
      await harness.store.stories.record(makeOutcome({ item: kept, assessment }))
      const late = await told('c', 2 * HOUR, 'gen-nakatani')
      const found = await reviews.open()
      expect(found.map(({ subject, reports }) => [subject, reports.map(({ item }) => item)])).toEqual([
        ['gen-nakatani', [late, old]],
        ['foreign-minister/JPN', [kept]],
      ])
      expect(found[0]?.reports[0]?.words).toBe('words of gen-nakatani')
      expect(new Set(found.map(({ id }) => id)).size).toBe(2)
    })

    test('recording an item twice notes it once', async () => {
      await told('a', 0, 'gen-nakatani')
      await told('a', 0, 'gen-nakatani')
      expect((await reviews.open()).map(({ reports }) => reports.length)).toEqual([1])
    })

    test('what is ticked off is gone with all its reports, and comes back only with a newer one', async () => {
      await told('a', 0, 'gen-nakatani', 'takeshi-iwaya')
      await told('b', HOUR, 'gen-nakatani')
      const id = (await reviews.open()).find(({ subject }) => subject === 'gen-nakatani')?.id ?? 0
      expect([await reviews.done(id, CALL_AT + 3 * HOUR), await reviews.done(id, CALL_AT + 3 * HOUR)]).toEqual([true, false])
      await told('late', 2 * HOUR, 'gen-nakatani')
      expect((await reviews.open()).map(({ subject }) => subject)).toEqual(['takeshi-iwaya'])
      await told('new', 4 * HOUR, 'gen-nakatani')
      expect((await reviews.open()).map(({ subject }) => subject)).toEqual(['gen-nakatani', 'takeshi-iwaya'])
    })

    test('an id that there is not is ticked off by nobody', async () => {
      expect(await reviews.done(99, CALL_AT)).toBe(false)
    })
  })
}
