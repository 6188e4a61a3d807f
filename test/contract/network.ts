import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ToldAlert } from '#src/domain/alert.ts'
import type { Act, Brief } from '#src/domain/brief.ts'
import type { Category } from '#src/domain/event.ts'
import { CALL_AT, makeDigest, makeItem, makeOutcome, VISIT_AT } from '../fixtures/make.ts'
import type { OpenStore, StoreHarness } from './store.ts'

const DAY_MS = 86_400_000
const VISIT_DAY = Math.floor(VISIT_AT / DAY_MS) * DAY_MS

const act = (category: Category, actors: readonly string[], recipients: readonly string[] = []): Act => ({
  category,
  mode: null,
  subtype: null,
  actors,
  recipients,
  standing: 'confirmed',
  text: `${actors.join()} → ${recipients.join()}: ${category}`,
})

/** What every store knows of who acts with whom, and of what was told of it. */
export function testNetwork(name: string, open: OpenStore): void {
  describe(`${name} as a network`, () => {
    let harness: StoreHarness
    beforeEach(async () => {
      harness = await open({ now: () => CALL_AT })
    })
    afterEach(() => harness.close())

    async function tell(id: string, acts: readonly Act[], changes: Partial<Brief> = {}, revision = 1): Promise<void> {
      const openedAt = changes.openedAt ?? VISIT_AT
      const item = makeItem({ guid: `${id}-${revision}`, title: `Report ${revision} of ${id}`, publishedAt: openedAt })
      const story = { id, revision, openedAt, updatedAt: openedAt + revision }
      const brief = { revision, openedAt, updatedAt: openedAt + revision, date: null, acts, ...changes }
      await harness.store.stories.record(makeOutcome({ item, story, brief }))
    }

    const SPAN = { since: VISIT_DAY - DAY_MS, until: VISIT_DAY + 2 * DAY_MS }
    const pairs = async (filter: object = {}) =>
      (await harness.store.archive.pairs({ ...SPAN, ...filter })).map(
        ({ a, b, joint, category, count }) => `${a}${joint ? ' with ' : '–'}${b} ${category} ${count}`,
      )
    const byDay = (of: Parameters<typeof harness.store.archive.storiesByDay>[0]) =>
      harness.store.archive.storiesByDay(of, SPAN.since, SPAN.until)

    test('those deal with each other who act on each other or side by side, not those on whom somebody acts', async () => {
      await tell('drill', [act('MOBILIZE', ['USA', 'KOR'], ['PRK'])])
      await tell('threat', [act('THREATEN', ['PRK'], ['KOR', 'JPN'])])
      await tell('talks', [act('CONSULT', ['USA', 'JPN', 'KOR'])])
      expect((await pairs()).toSorted()).toEqual([
        'JPN–KOR CONSULT 1',
        'JPN–PRK THREATEN 1',
        'JPN–USA CONSULT 1',
        'KOR with USA MOBILIZE 1',
        'KOR–PRK MOBILIZE 1',
        'KOR–PRK THREATEN 1',
        'KOR–USA CONSULT 1',
        'PRK–USA MOBILIZE 1',
      ])
      expect(await pairs({ state: 'PRK' })).toHaveLength(4)
    })

    test('pairs are counted in time, of an alignment, and of stories that name an actor', async () => {
      const visit = act('CONSULT', ['RUS'], ['PRK'])
      await tell('visit', [visit], { actors: ['sergey-lavrov'], alignments: [] })
      await tell('another', [visit, act('AID', ['RUS'], ['PRK'])])
      await tell('late', [visit], { openedAt: SPAN.until })
      expect(await pairs()).toEqual(['PRK–RUS CONSULT 2', 'PRK–RUS AID 1'])
      expect(await pairs({ actorId: 'sergey-lavrov' })).toEqual(['PRK–RUS CONSULT 1'])
      expect(await pairs({ alignment: 'us-jp-kr' })).toEqual(['PRK–RUS AID 1', 'PRK–RUS CONSULT 1'])
    })

    test('whole weeks are counted with the parts of weeks at both ends, and as stories are told now', async () => {
      const monday = Date.UTC(2025, 6, 7)
      const visit = act('CONSULT', ['RUS'], ['PRK'])
      for (const [index, day] of [-3, -1, 0, 6, 7, 13, 14, 16].entries())
        await tell(`story ${index}`, [visit], { openedAt: monday + day * DAY_MS })
      const span = { since: monday - 2 * DAY_MS, until: monday + 15 * DAY_MS }
      expect(await pairs(span)).toEqual(['PRK–RUS CONSULT 6'])
      expect(await pairs({ ...span, state: 'RUS' })).toEqual(['PRK–RUS CONSULT 6'])
      expect(await pairs({ ...span, state: 'USA' })).toEqual([])
      await tell('story 3', [act('AID', ['RUS'], ['PRK'])], { openedAt: monday + 6 * DAY_MS }, 2)
      expect(await pairs(span)).toEqual(['PRK–RUS CONSULT 5', 'PRK–RUS AID 1'])
    })

    test('stories are counted once a day, however many acts they tell, and as they are told now', async () => {
      await tell('visit', [act('CONSULT', ['RUS'], ['PRK']), act('AID', ['PRK'], ['RUS'])])
      await tell('next day', [act('AGREE', ['PRK', 'RUS'])], { openedAt: VISIT_DAY + DAY_MS })
      expect(await byDay({ pair: ['RUS', 'PRK'] })).toEqual([0, 1, 1])
      expect(await byDay({ alignment: 'us-jp-kr' })).toEqual([0, 1, 1])
      expect(await byDay({ pair: ['JPN', 'PRK'] })).toEqual([0, 0, 0])
      await tell('visit', [act('CONSULT', ['RUS'], ['CHN'])], {}, 2)
      expect(await byDay({ pair: ['PRK', 'RUS'] })).toEqual([0, 0, 1])
      expect(await byDay({ alignment: 'us-jp-kr' })).toEqual([0, 1, 1])
    })

    test('the stories that are counted are given newest first', async () => {
      await tell('visit', [act('CONSULT', ['RUS'], ['PRK'])])
      await tell('next day', [act('AGREE', ['PRK', 'RUS'])], { openedAt: VISIT_DAY + DAY_MS })
      const ids = async (limit: number) =>
        (await harness.store.archive.storiesOf({ pair: ['PRK', 'RUS'] }, SPAN.since, SPAN.until, limit)).map(({ storyId }) => storyId)
      expect(await ids(9)).toEqual(['next day', 'visit'])
      expect(await ids(1)).toEqual(['next day'])
    })
  })

  describe(`${name} as a memory of alerts`, () => {
    let harness: StoreHarness
    beforeEach(async () => {
      harness = await open({ now: () => CALL_AT })
    })
    afterEach(() => harness.close())

    const told = (toldAt = VISIT_AT, subject = 'pair:PRK-RUS'): ToldAlert => ({ subject, toldAt, count: 14, storyIds: ['a', 'b'] })
    const record = (one: ToldAlert, last: number | null) =>
      harness.store.alerts.record({ ...makeDigest([]), storyId: `unusual-${one.subject}-${one.toldAt}` }, one, last, ['desk', 'night'])
    const sentTo = async () => (await harness.store.outbox.list({ limit: 99 })).map(({ routeId }) => routeId).toSorted()

    test('an alert is stored with a delivery to each route, and handed out like any other', async () => {
      expect(await record(told(), null)).toBe(true)
      expect(await harness.store.alerts.since(VISIT_AT)).toEqual([told()])
      expect(await harness.store.alerts.since(VISIT_AT + 1)).toEqual([])
      expect(await sentTo()).toEqual(['desk', 'night'])
      const claimed = await harness.store.outbox.claim(VISIT_AT, 9, 60_000, ['desk', 'night'], new Map([['desk', 1]]))
      expect(claimed.map(({ brief, routeId }) => `${routeId} ${brief.storyId}`).toSorted()).toEqual([
        `desk unusual-pair:PRK-RUS-${VISIT_AT}`,
        `night unusual-pair:PRK-RUS-${VISIT_AT}`,
      ])
    })

    test('a subject is told of once a day: who comes second stores nothing', async () => {
      await record(told(), null)
      expect(await record(told(VISIT_AT + 60_000), VISIT_AT)).toBe(false)
      expect(await sentTo()).toHaveLength(2)
      expect(await record(told(VISIT_AT, 'pair:JPN-KOR'), null)).toBe(true)
    })

    test('who does not know what was told last stores nothing, on the next day too', async () => {
      await record(told(), null)
      expect(await record(told(VISIT_AT + DAY_MS), null)).toBe(false)
      expect(await sentTo()).toHaveLength(2)
      expect(await record(told(VISIT_AT + DAY_MS), VISIT_AT)).toBe(true)
      expect(await sentTo()).toHaveLength(4)
    })

    test('of several at once, one stores', async () => {
      const answers = await Promise.all([record(told(), null), record(told(VISIT_AT + 1), null), record(told(VISIT_AT + 2), null)])
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await sentTo()).toHaveLength(2)
    })
  })
}
