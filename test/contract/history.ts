import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Act, Brief } from '#src/domain/brief.ts'
import type { Category } from '#src/domain/event.ts'
import { type ActFilter, happenedAt } from '#src/domain/history.ts'
import { CALL_AT, makeBrief, makeFeedState, makeItem, makeOutcome, VISIT_AT } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const DAY_MS = 86_400_000

const act = (category: Category, actors: readonly string[], recipients: readonly string[] = []): Act => ({
  category,
  mode: null,
  subtype: null,
  actors,
  recipients,
  standing: 'confirmed',
  text: `${actors.join()} → ${recipients.join()}: ${category}`,
})

/** What every store remembers of how things went. */
export function testHistory(name: string, open: OpenStore): void {
  describe(`${name} as a history`, () => {
    let harness: StoreHarness
    beforeEach(async () => {
      harness = await open({ now: () => CALL_AT })
    })
    afterEach(() => harness.close())
    const history = () => harness.store.archive

    /** One story with these acts; `date` is when they happened. */
    async function tell(id: string, acts: readonly Act[], changes: Partial<Brief> = {}, revision = 1): Promise<void> {
      const openedAt = changes.openedAt ?? VISIT_AT
      const item = makeItem({ guid: `${id}-${revision}`, title: `Report ${revision} of ${id}`, publishedAt: openedAt })
      const story = { id, revision, openedAt, updatedAt: openedAt + revision }
      const brief = { revision, openedAt, updatedAt: openedAt + revision, date: null, acts, ...changes }
      await harness.store.stories.record(makeOutcome({ item, story, brief }))
    }

    const WEEK: ActFilter = { since: VISIT_AT - 7 * DAY_MS, until: VISIT_AT + 7 * DAY_MS }
    const between = (a: string, b: string) => ({
      ...WEEK,
      parties: [a, b].map((state) => ({ state, actorId: null })),
      limit: 9,
    })
    const told = async (filter: Parameters<ReturnType<typeof history>['acts']>[0]) =>
      (await history().acts(filter)).map(({ brief, act: found }) => `${brief.storyId} ${found.category}`)

    test('acts between two states are those in which both take part, on whichever side, latest first', async () => {
      await tell('visit', [act('CONSULT', ['RUS'], ['PRK']), act('THREATEN', ['RUS'], ['USA', 'KOR'])])
      await tell('drill', [act('MOBILIZE', ['PRK'], ['KOR']), act('ACCUSE', ['RUS'], ['JPN'])], { openedAt: VISIT_AT + DAY_MS })
      await tell('pact', [act('AGREE', ['PRK', 'RUS'])], { openedAt: VISIT_AT + 2 * DAY_MS })
      expect(await told(between('PRK', 'RUS'))).toEqual(['pact AGREE', 'visit CONSULT'])
      expect(await told(between('KOR', 'RUS'))).toEqual(['visit THREATEN'])
      expect(await told(between('JPN', 'PRK'))).toEqual([])
      expect(await told({ ...between('PRK', 'RUS'), limit: 1 })).toEqual(['pact AGREE'])
    })

    test('an actor takes part in the acts of its state where the story names it', async () => {
      await tell('visit', [act('CONSULT', ['RUS'], ['PRK'])], { actors: ['sergey-lavrov'] })
      await tell('other', [act('CONSULT', ['RUS'], ['PRK'])], { actors: ['sergei-shoigu'] })
      const lavrov = { state: 'RUS', actorId: 'sergey-lavrov' }
      expect(await told({ ...WEEK, parties: [lavrov, { state: 'PRK', actorId: null }], limit: 9 })).toEqual(['visit CONSULT'])
      expect(await told({ ...WEEK, parties: [lavrov, { state: 'KOR', actorId: null }], limit: 9 })).toEqual([])
      expect(await told({ ...WEEK, parties: [{ state: null, actorId: 'sergei-shoigu' }], limit: 9 })).toEqual(['other CONSULT'])
    })

    test('acts are counted by week and category, by alignment or pair, weeks without any included', async () => {
      await tell('visit', [act('CONSULT', ['RUS'], ['PRK']), act('CONSULT', ['RUS'], ['CHN'])])
      await tell('drill', [act('COOPERATE', ['RUS', 'PRK'])], { openedAt: VISIT_AT + 2 * DAY_MS })
      const counts = async (filter: Partial<ActFilter>) =>
        (await history().actsByWeek({ ...WEEK, ...filter })).map(({ startAt, counts: found }) => [
          new Date(startAt).toISOString().slice(0, 10),
          found,
        ])
      expect(await counts({})).toEqual([
        ['2025-06-30', {}],
        ['2025-07-07', { CONSULT: 2 }],
        ['2025-07-14', { COOPERATE: 1 }],
      ])
      expect((await counts({ parties: between('RUS', 'PRK').parties })).map(([, found]) => found)).toEqual([
        {},
        { CONSULT: 1 },
        { COOPERATE: 1 },
      ])
      expect((await counts({ alignment: 'us-jp-kr' })).map(([, found]) => found)).toEqual([{}, { CONSULT: 2 }, { COOPERATE: 1 }])
      expect((await counts({ alignment: 'no-such' })).map(([, found]) => found)).toEqual([{}, {}, {}])
      expect(await counts({ until: WEEK.since })).toEqual([])
    })

    test('a newer revision’s acts take the place of the older one’s; a withdrawn story has none', async () => {
      await tell('visit', [act('CONSULT', ['RUS'], ['PRK'])])
      await tell('visit', [act('AGREE', ['RUS'], ['PRK'])], {}, 2)
      expect(await told(between('PRK', 'RUS'))).toEqual(['visit AGREE'])
      await tell('visit', [act('AGREE', ['RUS'], ['PRK'])], { kind: 'correction', withdrawn: true }, 3)
      expect(await told(between('PRK', 'RUS'))).toEqual([])
    })

    test('a story that turned out to be another one acts no more, and its briefs are among that one’s', async () => {
      await tell('one', [act('CONSULT', ['RUS'], ['PRK'])])
      await tell('two', [act('CONSULT', ['RUS'], ['PRK'])], { openedAt: VISIT_AT + 1000 })
      const pointer = makeBrief({ storyId: 'two', revision: 2, kind: 'correction', mergedInto: 'one', updatedAt: VISIT_AT + 2000 })
      const outcome = makeOutcome({
        item: makeItem({ guid: 'joins', title: 'Joins both', publishedAt: VISIT_AT + 2000 }),
        story: { id: 'one', revision: 2, openedAt: VISIT_AT, updatedAt: VISIT_AT + 2000 },
        brief: { revision: 2, openedAt: VISIT_AT, updatedAt: VISIT_AT + 2000, date: null, acts: [act('CONSULT', ['RUS'], ['PRK'])] },
      })
      if (outcome.story === null) throw new Error('the outcome has no story')
      await harness.store.stories.record({ ...outcome, story: { ...outcome.story, merged: [pointer] } })
      expect(await told(between('PRK', 'RUS'))).toEqual(['one CONSULT'])
      const all = await history().revisions('one')
      expect(all.map(({ storyId, revision }) => `${storyId} ${revision}`)).toEqual(['one 1', 'two 1', 'one 2', 'two 2'])
      expect(await history().revisions('nowhere')).toEqual([])
    })

    test('a silence of a day or longer is remembered when it is over, a shorter one is not', async () => {
      const settle = (lastOkAt: number) => harness.store.feeds.settle(makeFeedState({ firstOkAt: 0, lastOkAt }), [])
      for (const at of [0, DAY_MS - 1, 3 * DAY_MS, 3 * DAY_MS + 1]) await settle(at)
      const silence = { feedId: 'yonhap-en', fromAt: DAY_MS - 1, toAt: 3 * DAY_MS }
      expect(await history().silences(0)).toEqual([silence])
      expect(await history().silences(3 * DAY_MS)).toEqual([])
    })
  })

  describe('when something happened', () => {
    test.each<[string | null, string, string]>([
      ['2025-07-12', '2025-07-12', 'the day it tells'],
      ['2025-06-01', '2025-07-12', 'the first report’s, where the day is long past'],
      ['2025-08-15', '2025-07-12', 'the first report’s, where the day is still to come'],
      ['2025-07', '2025-07-12', 'the first report’s, where only the month is known'],
      [null, '2025-07-12', 'the first report’s, where no day is told'],
    ])('a story dated %s and first reported on 12 July counts on %s: %s', (date, day) => {
      expect(new Date(happenedAt({ date, openedAt: VISIT_AT })).toISOString().slice(0, 10)).toBe(day)
    })
  })
}
